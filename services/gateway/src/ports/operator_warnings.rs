//! What operators are to do before something fails.

/// Says what whoever runs the hub is to look after.
pub trait OperatorWarnings: Send + Sync {
    /// Each warning as a sentence in English; none: there is nothing to do.
    fn warnings(&self) -> Vec<String>;
}

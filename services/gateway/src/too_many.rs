//! That somebody asked too often, and when they may ask again.

use std::time::Duration;

/// Somebody asked too often, or too much at the same moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many requests: ask again in {again_after_seconds} seconds")]
pub(crate) struct TooMany {
    /// In how many seconds they may ask again; one at least.
    pub(crate) again_after_seconds: u32,
}

impl TooMany {
    /// They may ask again after this, in whole seconds.
    pub(crate) fn after(wait: Duration) -> Self {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        Self { again_after_seconds: u32::try_from(seconds).unwrap_or(u32::MAX).max(1) }
    }

    /// They may ask again as soon as what they asked before is answered.
    pub(crate) const fn at_once() -> Self {
        Self { again_after_seconds: 1 }
    }
}

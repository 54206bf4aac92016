//! The port to what consumers of events could not process: looked at here, and had tried again.

use async_trait::async_trait;
use events::ids::ServiceName;
use feed::dead_letters::DeadLetter;
use feed::process::Redriven;

/// The dead letters cannot be reached.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the dead letters cannot be reached: {0}; try again")]
pub struct DeadLettersAway(pub String);

/// Where dead letters are seen to.
#[async_trait]
pub trait DeadLetterDesk: Send + Sync {
    /// Every letter, consumer by consumer, in the order of the log.
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersAway>;

    /// Has a consumer try its letters again and says what came of it.
    async fn redrive(&self, consumer: &ServiceName) -> Result<Redriven, DeadLettersAway>;
}

//! The port: where dead letters are kept.

use async_trait::async_trait;
use events::ids::{EventId, ServiceName};

use super::letter::DeadLetter;

/// The dead letters cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the dead letters {place}: {reason}")]
pub struct DeadLetterError {
    /// Where they are.
    pub place: String,
    /// What went wrong.
    pub reason: String,
}

/// Keeps dead letters, one for each consumer and event.
#[async_trait]
pub trait DeadLetters: Send + Sync {
    /// Keeps a letter, in place of an earlier one of the same consumer and event.
    async fn park(&self, letter: &DeadLetter) -> Result<(), DeadLetterError>;

    /// Keeps a letter in place of the earlier one of the same consumer and event, if that is still there.
    async fn replace(&self, letter: &DeadLetter) -> Result<(), DeadLetterError> {
        let there = self.of(&letter.consumer).await?;
        if there.iter().any(|kept| kept.event.id == letter.event.id) { self.park(letter).await } else { Ok(()) }
    }

    /// Every letter of a consumer, in the order of the log.
    async fn of(&self, consumer: &ServiceName) -> Result<Vec<DeadLetter>, DeadLetterError>;

    /// Every letter there is, consumer by consumer, each in the order of the log.
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLetterError>;

    /// Forgets a letter, if it is there.
    async fn remove(&self, consumer: &ServiceName, event: EventId) -> Result<(), DeadLetterError>;
}

/// Puts letters into the order in which they are listed.
pub(super) fn in_order(mut letters: Vec<DeadLetter>) -> Vec<DeadLetter> {
    letters.sort_by(|a, b| (&a.consumer, a.event.position).cmp(&(&b.consumer, b.event.position)));
    letters
}

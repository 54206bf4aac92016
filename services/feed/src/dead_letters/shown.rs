//! Dead letters kept in one place and shown in another.

use std::sync::Arc;

use async_trait::async_trait;
use events::ids::{EventId, ServiceName};

use super::letter::DeadLetter;
use super::port::{DeadLetterError, DeadLetters};

/// Dead letters that a consumer goes by, and a copy for others to see, where it may get lost.
///
/// What is kept counts. The copy follows: at each change, and as a whole whenever the consumer lists its own. A copy that
/// cannot be changed holds nothing up.
pub struct ShownDeadLetters {
    kept: Arc<dyn DeadLetters>,
    shown: Arc<dyn DeadLetters>,
}

impl ShownDeadLetters {
    /// Letters kept in the one and shown in the other.
    pub fn new(kept: Arc<dyn DeadLetters>, shown: Arc<dyn DeadLetters>) -> Self {
        Self { kept, shown }
    }
}

/// Makes what is shown of a consumer what is kept of it.
pub async fn show(shown: &dyn DeadLetters, consumer: &ServiceName, kept: &[DeadLetter]) -> Result<(), DeadLetterError> {
    let there = shown.of(consumer).await?;
    for letter in kept.iter().filter(|letter| !there.contains(letter)) {
        shown.park(letter).await?;
    }
    for letter in there.iter().filter(|letter| !kept.iter().any(|kept| kept.event.id == letter.event.id)) {
        shown.remove(consumer, letter.event.id).await?;
    }
    Ok(())
}

fn look_away(outcome: Result<(), DeadLetterError>) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "a dead letter is kept, but what is shown of it is not up to date");
    }
}

#[async_trait]
impl DeadLetters for ShownDeadLetters {
    async fn park(&self, letter: &DeadLetter) -> Result<(), DeadLetterError> {
        self.kept.park(letter).await?;
        look_away(self.shown.park(letter).await);
        Ok(())
    }

    async fn of(&self, consumer: &ServiceName) -> Result<Vec<DeadLetter>, DeadLetterError> {
        let kept = self.kept.of(consumer).await?;
        look_away(show(self.shown.as_ref(), consumer, &kept).await);
        Ok(kept)
    }

    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLetterError> {
        self.kept.all().await
    }

    async fn remove(&self, consumer: &ServiceName, event: EventId) -> Result<(), DeadLetterError> {
        self.kept.remove(consumer, event).await?;
        look_away(self.shown.remove(consumer, event).await);
        Ok(())
    }
}

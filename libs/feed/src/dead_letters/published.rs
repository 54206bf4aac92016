//! Dead letters kept in one place and published in another.

use std::sync::Arc;

use async_trait::async_trait;
use events::ids::{EventId, ServiceName};

use super::letter::DeadLetter;
use super::port::{DeadLetterError, DeadLetters};

/// Dead letters that a consumer goes by, and a copy for others to see, where it may get lost.
///
/// What is kept counts. The copy follows: at each change, and as a whole whenever the consumer lists its own. A copy that
/// cannot be changed holds nothing up.
pub struct PublishedDeadLetters {
    kept: Arc<dyn DeadLetters>,
    published: Arc<dyn DeadLetters>,
}

impl PublishedDeadLetters {
    /// Letters kept in the one and published in the other.
    pub fn new(kept: Arc<dyn DeadLetters>, published: Arc<dyn DeadLetters>) -> Self {
        Self { kept, published }
    }
}

/// Makes what is published of a consumer what is kept of it.
pub async fn publish(
    published: &dyn DeadLetters,
    consumer: &ServiceName,
    kept: &[DeadLetter],
) -> Result<(), DeadLetterError> {
    let there = published.of(consumer).await?;
    for letter in kept.iter().filter(|letter| !there.contains(letter)) {
        published.park(letter).await?;
    }
    for letter in there.iter().filter(|letter| !kept.iter().any(|kept| kept.event.id == letter.event.id)) {
        published.remove(consumer, letter.event.id).await?;
    }
    Ok(())
}

fn log_failure(outcome: Result<(), DeadLetterError>) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "a dead letter is kept, but what is shown of it is not up to date");
    }
}

#[async_trait]
impl DeadLetters for PublishedDeadLetters {
    async fn park(&self, letter: &DeadLetter) -> Result<(), DeadLetterError> {
        self.kept.park(letter).await?;
        log_failure(self.published.park(letter).await);
        Ok(())
    }

    async fn replace(&self, letter: &DeadLetter) -> Result<(), DeadLetterError> {
        self.kept.replace(letter).await?;
        log_failure(self.published.replace(letter).await);
        Ok(())
    }

    async fn of(&self, consumer: &ServiceName) -> Result<Vec<DeadLetter>, DeadLetterError> {
        let kept = self.kept.of(consumer).await?;
        log_failure(publish(self.published.as_ref(), consumer, &kept).await);
        Ok(kept)
    }

    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLetterError> {
        self.kept.all().await
    }

    async fn remove(&self, consumer: &ServiceName, event: EventId) -> Result<(), DeadLetterError> {
        self.kept.remove(consumer, event).await?;
        log_failure(self.published.remove(consumer, event).await);
        Ok(())
    }
}

//! The port to what consumers of events could not process: looked at here, and had tried again. The types are the
//! gateway's own; whoever puts the parts together translates from where the letters are kept.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use events::ids::{Position, ServiceName, StreamId};
use serde::Serialize;

/// The dead letters cannot be reached.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the dead letters cannot be reached: {0}; try again")]
pub struct DeadLettersUnavailable(pub String);

/// Why an event waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeadLetterCause {
    /// It was tried in vain.
    Failed {
        /// What went wrong the last time, in the words of the program.
        reason: String,
        /// How often it was tried.
        tries: u32,
    },
    /// An earlier event of its stream waits.
    Behind {
        /// Where that one is.
        position: Position,
    },
}

/// An event that a consumer could not process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Who could not process it.
    pub consumer: ServiceName,
    /// Why it waits.
    pub cause: DeadLetterCause,
    /// Since when it waits, UTC.
    pub since: DateTime<Utc>,
    /// Where the event is in the log.
    pub position: Position,
    /// The stream it happened to.
    pub stream: StreamId,
    /// The event's type, as the log has it: it may be one that this version does not know.
    pub event_type: String,
}

/// What came of trying a consumer's letters again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RedriveOutcome {
    /// How many were processed.
    pub processed: usize,
    /// How many still wait.
    pub waiting: usize,
}

/// Where dead letters are kept and tried again.
#[async_trait]
pub trait DeadLetterQueue: Send + Sync {
    /// Every letter, consumer by consumer, in the order of the log.
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersUnavailable>;

    /// Has a consumer try its letters again and says what came of it.
    async fn redrive(&self, consumer: &ServiceName) -> Result<RedriveOutcome, DeadLettersUnavailable>;
}

//! What is kept of an event that could not be processed.

use std::fmt;

use chrono::{DateTime, Utc};
use events::event::EncodeError;
use events::ids::{Position, ServiceName};
use events::{RecordedEvent, StoredEvent};
use serde::{Deserialize, Serialize};

/// Why an event waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Cause {
    /// It was tried in vain.
    Failed {
        /// What went wrong the last time.
        why: String,
        /// How often it was tried.
        tries: u32,
    },
    /// An earlier event of its stream waits.
    Behind {
        /// Where that one is.
        position: Position,
    },
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { why, tries } => write!(f, "tried {tries} times: {why}"),
            Self::Behind { position } => write!(f, "waits behind the event at position {position} of its stream"),
        }
    }
}

/// An event that a consumer could not process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadLetter {
    /// Whose it is.
    pub consumer: ServiceName,
    /// Why it waits.
    pub cause: Cause,
    /// Since when, UTC.
    pub at: DateTime<Utc>,
    /// The event, as the log has it.
    pub event: StoredEvent,
}

/// An event as the store has it, or would have it today.
pub fn stored(event: &RecordedEvent) -> Result<StoredEvent, EncodeError> {
    Ok(StoredEvent {
        position: event.position,
        stream: event.stream.clone(),
        revision: event.revision,
        id: event.id,
        metadata: event.metadata.clone(),
        body: event.event.encode()?,
    })
}

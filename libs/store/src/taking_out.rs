//! The port of a store out of which texts can be taken again.
//!
//! The event that says so, and names the hash of what is left, is appended in the same step: so that there is never one without
//! the other, and whoever verifies the log finds that nothing else was changed.

use async_trait::async_trait;
use events::ids::{Position, StreamId};
use events::log_mark::EventHash;
use events::non_empty::NonEmpty;
use events::{EventBody, NewEvent};

use crate::port::{AppendError, Appended, ExpectedVersion, ReadError};

/// What an event is to be without its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remainder {
    /// The event's place in the log.
    pub position: Position,
    /// Its body without them. Its type stays.
    pub body: EventBody,
}

/// A store out of which texts can be taken.
#[async_trait]
pub trait TakingOut: Send + Sync {
    /// The hash of what would be left of an event; `None`: there is no such event.
    async fn hash_left(&self, remainder: &Remainder) -> Result<Option<EventHash>, ReadError>;

    /// Appends events that say so and leaves of others what is given, both or neither. A repeated append changes nothing.
    async fn append_taking_out(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
        left: Vec<Remainder>,
    ) -> Result<Appended, AppendError>;

    /// Sees to it that what was taken out is not in any file of the store's either. Fails while somebody reads what was there
    /// before; trying again is safe.
    async fn purge(&self) -> Result<(), ReadError>;
}

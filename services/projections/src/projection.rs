//! What a read model is: its tables, its name, and how one event changes it.

use events::RecordedEvent;
use events::ids::{Position, StreamId};
use rusqlite::Transaction;

use crate::partition::Partition;

/// Why a read model could not take an event in.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// Its tables said no.
    #[error("its tables: {0}")]
    Table(#[from] rusqlite::Error),
    /// A value has no JSON form, or what its tables hold does not read.
    #[error("a value kept as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The event's body has no stored form.
    #[error(transparent)]
    Encode(#[from] events::event::EncodeError),
}

/// A projection that stopped: which, and at which event.
#[derive(Debug, thiserror::Error)]
#[error("the read model {projection} cannot take in the event at position {position} of {stream}: {source}")]
pub struct Stopped {
    /// The read model.
    pub projection: &'static str,
    /// The event's position.
    pub position: Position,
    /// The event's stream.
    pub stream: StreamId,
    /// What went wrong.
    pub source: ProjectionError,
}

/// One read model.
///
/// It reads and writes its own tables only, and takes everything it knows from events, so that it can be dropped and
/// rebuilt at any time.
pub trait Projection: Send + Sync {
    /// Its name; also the checkpoint's key.
    fn name(&self) -> &'static str;

    /// The version of its tables and rules. When it changes, the read model is rebuilt at the next start.
    fn version(&self) -> u32;

    /// Its tables, for dropping and dumping.
    fn tables(&self) -> &'static [&'static str];

    /// Creates its tables where they are missing.
    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()>;

    /// The part of the log that it keeps. When it changes, the read model is rebuilt at the next start.
    fn partition(&self) -> Partition {
        Partition::WHOLE
    }

    /// Whether this event may bring something of which the read model has seen nothing: then it comes by
    /// [`Projection::adopt`].
    fn needs_history(&self, _: &RecordedEvent) -> bool {
        false
    }

    /// Takes an event in together with everything before it in its stream.
    fn adopt(
        &self,
        transaction: &Transaction<'_>,
        _history: &[RecordedEvent],
        event: &RecordedEvent,
    ) -> Result<(), ProjectionError> {
        self.apply(transaction, event)
    }

    /// Takes an event in.
    fn apply(&self, transaction: &Transaction<'_>, event: &RecordedEvent) -> Result<(), ProjectionError>;
}

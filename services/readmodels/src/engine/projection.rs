//! What a read model is: its tables, its name, and how one event changes it.

use events::RecordedEvent;
use events::ids::{Position, StreamId};
use rusqlite::{ErrorCode, Transaction};

use super::partition::Partition;

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

/// Whether SQLite had no room on the disk, or the disk did not take what it was given: another time it may.
pub(crate) fn is_for_want_of_room(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure))
}

impl ProjectionError {
    /// Whether it lies with the event, so that other events can be taken in all the same; otherwise with the disk or the
    /// file, and no event can.
    pub(crate) fn is_about_the_event(&self) -> bool {
        let Self::Table(rusqlite::Error::SqliteFailure(failure, _)) = self else { return true };
        // SQLite's codes are its own list, which may grow; what is not known to be about the file is about the event.
        !matches!(
            failure.code,
            ErrorCode::PermissionDenied
                | ErrorCode::OperationAborted
                | ErrorCode::OperationInterrupted
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::OutOfMemory
                | ErrorCode::ReadOnly
                | ErrorCode::SystemIoFailure
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::DiskFull
                | ErrorCode::CannotOpen
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::NotADatabase
        )
    }
}

/// A projection that stopped: which, and at which event.
#[derive(Debug, thiserror::Error)]
#[error("the read model {projection} cannot take in the event at position {position} of {stream}: {source}")]
pub struct ApplyError {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_not_the_events_fault() {
        let failed =
            |code| ProjectionError::Table(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
        for of_the_file in [
            rusqlite::ffi::SQLITE_FULL,
            rusqlite::ffi::SQLITE_IOERR,
            rusqlite::ffi::SQLITE_BUSY,
            rusqlite::ffi::SQLITE_CORRUPT,
        ] {
            assert!(!failed(of_the_file).is_about_the_event(), "{of_the_file}");
        }
        for of_the_event in [rusqlite::ffi::SQLITE_CONSTRAINT, rusqlite::ffi::SQLITE_ERROR] {
            assert!(failed(of_the_event).is_about_the_event(), "{of_the_event}");
        }
        assert!(ProjectionError::Encode(events::event::EncodeError::Untyped).is_about_the_event());
    }
}

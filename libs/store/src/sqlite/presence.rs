//! Looking at whether there is a log, without making one.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::SqliteEventStore;
use crate::database::OpenError;

/// Whether there is a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogPresence {
    /// There is no file, or one without content.
    Missing,
    /// There is a log without events.
    Empty,
    /// There is a log with events.
    HasEvents,
}

impl SqliteEventStore {
    /// Looks into a file before it is opened. Makes nothing.
    pub fn presence(path: &Path) -> Result<LogPresence, OpenError> {
        match std::fs::metadata(path) {
            Ok(found) if found.len() > 0 => {}
            Ok(_) => return Ok(LogPresence::Missing),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(LogPresence::Missing),
            Err(source) => return Err(OpenError::Unreachable { path: path.to_owned(), source }),
        }
        has_events(path)
            .map(|has_events| if has_events { LogPresence::HasEvents } else { LogPresence::Empty })
            .map_err(|source| OpenError::Unusable { path: path.to_owned(), source })
    }
}

fn has_events(path: &Path) -> rusqlite::Result<bool> {
    // To read and write, though nothing is written: the last who closes a file that may only be read leaves two beside it.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    match connection.query_row("SELECT EXISTS (SELECT 1 FROM events)", [], |row| row.get(0)) {
        // A crash came before the schema.
        Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == ErrorCode::Unknown => Ok(false),
        found => found,
    }
}

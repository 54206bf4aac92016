//! Opening a database file: held by one process, durable, at today's schema.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use events::ids::Position;
use events::log_mark::LogId;
use rusqlite::Connection;
use rusqlite_migration::Migrations;

/// How long a statement waits for somebody who looks into the file with another tool.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a database file could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process, or another part of this one, has it open.
    #[error("{path} is in use by another focalpoint: stop that one first, or choose another data directory")]
    InUse {
        /// Where the file is.
        path: PathBuf,
    },
    /// The file, or the lock beside it, cannot be reached.
    #[error("{path} cannot be opened: {source}; check that its directory exists and can be written")]
    Unreachable {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `SQLite` cannot work with the file.
    #[error("{path} cannot be opened as a database: {source}")]
    Unusable {
        /// Where the file is.
        path: PathBuf,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
    /// The file is not of the log beside it.
    #[error(
        "{path} was made with another log ({kept}; the one beside it is {found}): put back the copies of both that were made \
         together"
    )]
    OfAnotherLog {
        /// Where the file is.
        path: PathBuf,
        /// The log it was made with.
        kept: LogId,
        /// The log beside it.
        found: LogId,
    },
    /// The file and what stands beside it were not written together.
    #[error(
        "{path} does not fit what stands beside it ({reason}): put a backup back with `focalpoint restore`, or, if {path} is a \
         copy that is whole by itself, remove {path}-wal and {path}-shm"
    )]
    DoesNotFit {
        /// Where the file is.
        path: PathBuf,
        /// What does not fit.
        reason: String,
    },
    /// The log's last events do not follow one upon the other.
    #[error("{path}: {damage}")]
    DamagedEnd {
        /// Where the file is.
        path: PathBuf,
        /// What is wrong, and what to do.
        damage: String,
    },
    /// Texts that stood before a position were taken out after it.
    #[error(
        "{path} cannot be cut off before position {said_at}: texts that stood before were taken out then, and stay so; restore up to \
         there, or further"
    )]
    TakenOutLater {
        /// Where the file is.
        path: PathBuf,
        /// Which event says so.
        said_at: Position,
    },
    /// The file system cannot hold a write-ahead log.
    #[error("{path} cannot have a write-ahead log: keep it on a local disk")]
    NoWriteAheadLog {
        /// Where the file is.
        path: PathBuf,
    },
    /// The schema is not one that can be brought up to today's.
    #[error("{path} has a schema this focalpoint cannot use: {source}; run the version that wrote it, or a newer one")]
    Schema {
        /// Where the file is.
        path: PathBuf,
        /// What is wrong with it.
        source: rusqlite_migration::Error,
    },
}

/// The right to write to a database file, held as long as this lives. The system gives it back when a process dies.
#[derive(Debug)]
pub(crate) struct SoleUse {
    _locked: File,
}

impl SoleUse {
    /// Takes the right, or says that somebody else has it.
    pub(crate) fn of(path: &Path) -> Result<Self, OpenError> {
        let lock = beside(path, ".lock");
        let unreachable = |source| OpenError::Unreachable { path: lock.clone(), source };
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&lock).map_err(unreachable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _locked: file }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: path.to_owned() }),
            Err(TryLockError::Error(source)) => Err(unreachable(source)),
        }
    }
}

/// The file exists, and nobody but its owner can read it. `SQLite` gives the files beside it the same rights.
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// The path with something appended to its last part.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// Opens a database to write to, creates it when absent and brings its schema up to today's.
pub(crate) fn open_durable(path: &Path, migrations: &Migrations<'_>) -> Result<Connection, OpenError> {
    let unusable = |source| OpenError::Unusable { path: path.to_owned(), source };
    let mut connection = Connection::open(path).map_err(unusable)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(unusable)?;
    let journal: String =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).map_err(unusable)?;
    if journal != "wal" {
        return Err(OpenError::NoWriteAheadLog { path: path.to_owned() });
    }
    connection.pragma_update(None, "synchronous", "FULL").map_err(unusable)?;
    migrations.to_latest(&mut connection).map_err(|source| OpenError::Schema { path: path.to_owned(), source })?;
    Ok(connection)
}

/// Opens a database to read from only.
pub(crate) fn open_reading(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

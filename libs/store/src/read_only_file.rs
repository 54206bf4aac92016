//! Looking into a database file without holding it: beside a focalpoint that runs on it, or where nothing may be written.
//!
//! Nothing is made or changed beside the file. Whether somebody has it open is known by the lock that every holder takes.
//! A file that nobody has open is read as it lies; one with a write-ahead log that nobody has taken in, after a crash or as a
//! copy, is read as a copy in a temporary folder. As long as a file is looked into, nobody new can open it to write.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::database::{OpenError, beside};
use crate::fit::waits_beside;

/// How long a statement waits for whoever writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How a file can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Somebody has it open: with them.
    Shared,
    /// Nobody has, and it is whole by itself.
    Still,
    /// It is a copy of one's own.
    Copied,
}

/// A database file that is looked into. A clone is the same.
#[derive(Debug, Clone)]
pub struct ReadOnlyFile {
    path: PathBuf,
    reading: Reading,
    lock: Option<Arc<File>>,
    _folder: Option<Arc<TempDir>>,
}

impl ReadOnlyFile {
    /// Looks into a file that has a lock of its own.
    pub fn of(path: &Path) -> Result<Self, OpenError> {
        Self::held_with(path, path)
    }

    /// Looks into a file that is held by whoever holds another one, as read models are with their log.
    pub fn held_with(path: &Path, owner: &Path) -> Result<Self, OpenError> {
        let unreachable = |source| OpenError::Unreachable { path: path.to_owned(), source };
        std::fs::metadata(path).map_err(unreachable)?;
        let held = match File::open(beside(owner, ".lock")) {
            Ok(lock) => match lock.try_lock_shared() {
                Ok(()) => Some(Arc::new(lock)),
                Err(TryLockError::WouldBlock) => return Ok(Self::read(path, Reading::Shared)),
                Err(TryLockError::Error(source)) => return Err(unreachable(source)),
            },
            // Nobody has ever opened it to write.
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(unreachable(source)),
        };
        let still = Self { lock: held, ..Self::read(path, Reading::Still) };
        if waits_beside(path) { still.copied() } else { Ok(still) }
    }

    fn read(path: &Path, reading: Reading) -> Self {
        Self { path: path.to_owned(), reading, lock: None, _folder: None }
    }

    /// A copy of it in a temporary folder, which may be changed.
    pub(crate) fn copied(&self) -> Result<Self, OpenError> {
        let unreachable = |source| OpenError::Unreachable { path: self.path.clone(), source };
        let folder = tempfile::tempdir().map_err(unreachable)?;
        let copy = folder.path().join("copy.db");
        std::fs::copy(&self.path, &copy).map_err(unreachable)?;
        // A copy of what may not be written may not be either.
        let mut rights = std::fs::metadata(&copy).map_err(unreachable)?.permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o600);
        std::fs::set_permissions(&copy, rights).map_err(unreachable)?;
        match std::fs::read(beside(&self.path, "-wal")) {
            Ok(waiting) => std::fs::write(beside(&copy, "-wal"), waiting).map_err(unreachable)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(unreachable(source)),
        }
        Ok(Self { path: copy, reading: Reading::Copied, lock: self.lock.clone(), _folder: Some(Arc::new(folder)) })
    }

    /// Where it is read: the file itself, or its copy.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether somebody has it open to write.
    pub fn is_in_use(&self) -> bool {
        self.reading == Reading::Shared
    }

    /// One more connection to it, on which nothing can be written.
    pub fn connect(&self) -> rusqlite::Result<Connection> {
        let connection = match self.reading {
            Reading::Shared => Connection::open_with_flags(
                &self.path,
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            ),
            Reading::Still => Connection::open_with_flags(
                unchanging(&self.path),
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
            ),
            Reading::Copied => Connection::open(&self.path),
        }?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }
}

/// The file's address for `SQLite`, with the word that nobody changes it: then it makes no file beside.
fn unchanging(path: &Path) -> String {
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?immutable=1")
}

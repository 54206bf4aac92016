//! A consistent copy of the log while it is in use.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::SqliteEventStore;
use super::rows;
use crate::database::{beside, create_private};
use crate::hash_chain::Head;
use crate::port::ReadError;

/// Why no copy was made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is a file already.
    #[error("{path} exists already: give the backup a name of its own")]
    Exists {
        /// Where the file is.
        path: PathBuf,
    },
    /// The copy cannot be written.
    #[error("the backup {path} cannot be written: {source}")]
    Unwritable {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The log cannot be copied.
    #[error("the event log cannot be copied to {path}: {source}")]
    Uncopied {
        /// Where the file is.
        path: PathBuf,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
    /// The log cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
}

impl SqliteEventStore {
    /// Copies the log into a new file, as it is at one moment, while appends go on. The file appears when it is whole
    /// and on the disk, readable by its owner only. The answer is the copy's head: note it down, and a restored copy can be verified against it.
    pub async fn backup(&self, to: &Path) -> Result<Head, BackupError> {
        let to = to.to_owned();
        self.readers.read(move |log| copy(log, &to)).await
    }
}

pub(super) fn copy(log: &Connection, to: &Path) -> Result<Head, BackupError> {
    let unwritable = |source| BackupError::Unwritable { path: to.to_owned(), source };
    if to.try_exists().map_err(unwritable)? {
        return Err(BackupError::Exists { path: to.to_owned() });
    }
    let partial = beside(to, ".partial");
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(error)),
        Ok(()) | Err(_) => {}
    }
    create_private(&partial).map_err(unwritable)?;
    let head = copy_into(log, &partial, to)?;
    File::open(&partial).and_then(|file| file.sync_all()).map_err(unwritable)?;
    fs::rename(&partial, to).map_err(unwritable)?;
    if let Some(directory) = to.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        File::open(directory).and_then(|directory| directory.sync_all()).map_err(unwritable)?;
    }
    Ok(head)
}

fn copy_into(log: &Connection, partial: &Path, to: &Path) -> Result<Head, BackupError> {
    let uncopied = |source| BackupError::Uncopied { path: to.to_owned(), source };
    let mut copy = Connection::open(partial).map_err(uncopied)?;
    // All pages in one step: appends between steps would start it over again.
    Backup::new(log, &mut copy).and_then(|backup| backup.step(-1)).map_err(uncopied)?;
    // A single file that can be carried away, without a write-ahead log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE").map_err(uncopied)?;
    Ok(rows::head(&copy)?)
}

//! A backup: a copy of the whole log and, apart from it, the sealed keys, in a directory that somebody else's tool may carry
//! elsewhere.
//!
//! The log is copied before the keys: a person's key is made before anything is sealed with it, so that whoever is in the copy
//! has a key in the archive. Every backup is whole, so that what was erased leaves the backups with the oldest of them.

use std::num::NonZeroUsize;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use store::{BackupError, Head, OpenError, SqliteLogReader};

use super::backup_name::{BackupName, KEYS};
use super::key_archive::{KeyArchiveError, KeyRecipients, sealed_keys, write_private};
use crate::configuration::data_directory::DataDirectory;
use crate::configuration::data_presence::IncompleteData;

/// Why no backup was made.
#[derive(Debug, thiserror::Error)]
pub enum BackupFailed {
    /// The directory or a file in it cannot be used.
    #[error("{path}: {source}")]
    Directory {
        /// Where it is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no log to copy.
    #[error(transparent)]
    Data(#[from] IncompleteData),
    /// The log cannot be opened.
    #[error(transparent)]
    Log(#[from] OpenError),
    /// The log cannot be copied.
    #[error(transparent)]
    Copy(#[from] BackupError),
    /// The keys cannot be sealed.
    #[error(transparent)]
    Keys(#[from] KeyArchiveError),
}

/// The directory that backups are in.
#[derive(Debug, Clone)]
pub struct BackupDirectory {
    path: PathBuf,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeBackup {
    /// What its files are called.
    pub name: BackupName,
    /// Where the log ended. Note it down: a restored copy can be verified against it.
    pub head: Head,
    /// The file of the log.
    pub log: PathBuf,
    /// The file of the keys; none: there is nobody to seal them to.
    pub keys: Option<PathBuf>,
}

impl BackupDirectory {
    /// The directory, made if it is not there, readable by its owner only.
    pub fn open(path: &Path) -> Result<Self, BackupFailed> {
        let unusable = |source| BackupFailed::Directory { path: path.to_owned(), source };
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(unusable)?;
        Ok(Self { path: path.to_owned() })
    }

    /// Makes a backup of a data directory, whoever runs on it.
    pub async fn back_up(
        &self,
        data: &DataDirectory,
        recipients: &KeyRecipients,
        now: DateTime<Utc>,
    ) -> Result<MadeBackup, BackupFailed> {
        let unnamed = self.path.join(format!("focalpoint-unfinished-{}.db", std::process::id()));
        let partial = unnamed.with_extension("keys");
        let made = self.make(data, recipients, now, (&unnamed, &partial)).await;
        // What was not finished is of no use to anybody.
        remove_if_there(&unnamed)?;
        remove_if_there(&partial)?;
        made
    }

    /// Makes a backup under names of no backup, which it gets last.
    async fn make(
        &self,
        data: &DataDirectory,
        recipients: &KeyRecipients,
        now: DateTime<Utc>,
        (unnamed, partial): (&Path, &Path),
    ) -> Result<MadeBackup, BackupFailed> {
        let log = SqliteLogReader::open(&data.present_log()?)?;
        remove_if_there(unnamed)?;
        let head = log.backup(unnamed).await?;
        let name = BackupName::of(now, &head);
        let to = self.path.join(name.log());
        let keys = if recipients.is_empty() {
            None
        } else {
            let path = self.path.join(name.keys());
            remove_if_there(partial)?;
            write_private(partial, &sealed_keys(data, recipients)?).map_err(directory_error(partial))?;
            std::fs::rename(partial, &path).map_err(directory_error(&path))?;
            Some(path)
        };
        // The log's file comes last: where it is, everything is.
        std::fs::rename(unnamed, &to).map_err(directory_error(&to))?;
        std::fs::File::open(&self.path).and_then(|folder| folder.sync_all()).map_err(directory_error(&self.path))?;
        Ok(MadeBackup { name, head, log: to, keys })
    }

    /// The backups that are there, the oldest first.
    pub fn all(&self) -> Result<Vec<BackupName>, BackupFailed> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.path).map_err(directory_error(&self.path))? {
            let entry = entry.map_err(directory_error(&self.path))?;
            names.extend(entry.file_name().to_str().and_then(BackupName::of_log));
        }
        names.sort();
        Ok(names)
    }

    /// The newest backup, and the file of its log.
    pub fn newest(&self) -> Result<Option<(BackupName, PathBuf)>, BackupFailed> {
        Ok(self.all()?.pop().map(|name| {
            let log = self.path.join(name.log());
            (name, log)
        }))
    }

    /// Whether a backup has the keys.
    pub fn has_keys(&self, name: &BackupName) -> bool {
        self.path.join(name.keys()).exists()
    }

    /// Removes the oldest backups, but for so many; gives how many were removed. Other files are left alone.
    pub fn prune(&self, keep: NonZeroUsize) -> Result<usize, BackupFailed> {
        let all = self.all()?;
        let old = all.len().saturating_sub(keep.get());
        for name in all.iter().take(old) {
            remove_if_there(&self.path.join(name.keys()))?;
            remove_if_there(&self.path.join(name.log()))?;
        }
        Ok(old)
    }
}

/// The file of the keys that belongs to a log's backup, if it lies beside it.
pub fn keys_beside(log: &Path) -> Option<PathBuf> {
    let name = BackupName::of_log(log.file_name()?.to_str()?)?;
    Some(log.with_file_name(format!("{name}{KEYS}"))).filter(|keys| keys.exists())
}

fn directory_error(path: &Path) -> impl FnOnce(std::io::Error) -> BackupFailed {
    let path = path.to_owned();
    move |source| BackupFailed::Directory { path, source }
}

fn remove_if_there(path: &Path) -> Result<(), BackupFailed> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(directory_error(path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

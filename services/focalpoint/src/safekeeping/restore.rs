//! A data directory made from a backup: the log as it was then or earlier, and the keys, and nothing else.
//!
//! Everything is made beside, proved, and put in its place at the end; what stood there is put aside whole. Whoever reads the
//! log with a place of their own in it (read models, follow-up, webhooks, the bot's updates, mailboxes) begins anew with it, as
//! on a new machine: they have no file here.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use events::ids::{PersonId, Position};
use store::{
    EventStore, Head, OpenError, PersonKeysReader, ReadError, ReadOnlyFile, SqliteEventStore, SqliteLogReader,
    SqlitePersonKeys,
};

use super::backup::{BackupDirectory, BackupFailed, keys_beside};
use super::backup_name::BackupName;
use super::key_archive::{KeyArchiveError, unseal_into};
use super::lost_history::{self, LostHistory};
use super::verification::{Finding, Report, verify_log, verify_log_and_keys};
use crate::configuration::data_directory::{DataDirectory, DataDirectoryError};
use crate::configuration::data_presence::IncompleteData;

/// How many events are read at a time.
const PAGE: usize = 512;

/// Up to where a log is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestorePoint {
    /// To its end.
    End,
    /// To this position.
    Position(Position),
    /// To the last event before the first that was recorded after this moment, UTC.
    Time(DateTime<Utc>),
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct RestoreRequest {
    /// A backup's file of the log, or the directory of which the newest is meant.
    pub from: PathBuf,
    /// The archive of the keys; the one beside the log, unless said otherwise.
    pub keys: Option<PathBuf>,
    /// The identity that opens it.
    pub identity: Option<PathBuf>,
    /// The data directory to make.
    pub into: PathBuf,
    /// Up to where.
    pub point: RestorePoint,
    /// Whether what is in the data directory is put aside. Otherwise it must be empty.
    pub puts_aside: bool,
    /// The moment by which what is put aside is named, UTC.
    pub now: DateTime<Utc>,
}

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// From which file.
    pub from: PathBuf,
    /// Where the log ends now.
    pub head: Head,
    /// What was proved of it.
    pub report: Report,
    /// Where what stood there before is now.
    pub aside: Option<PathBuf>,
    /// What happened after the point, as far as a log says it that is at hand.
    pub lost: Option<LostHistory>,
    /// Whether the keys were restored.
    pub has_keys: bool,
    /// Whose keys were erased since, and are again.
    pub erased_again: Vec<PersonId>,
}

/// Why nothing was restored. The data directory is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is no backup in the directory.
    #[error("{path} has no backup: name the file of one")]
    NoBackup {
        /// Where it was looked.
        path: PathBuf,
    },
    /// The backup is not sound.
    #[error("the backup {path} does not verify: {}; take an earlier one", told(.findings))]
    Unsound {
        /// Which backup is meant, by its file.
        path: PathBuf,
        /// What is wrong with it.
        findings: Vec<Finding>,
    },
    /// The file is not the one that it is named after.
    #[error(
        "the backup {path} ends at {head}, which is not what its name says: it was changed, cut off or renamed; take another"
    )]
    OtherHead {
        /// Which backup is meant, by its file.
        path: PathBuf,
        /// Where it ends.
        head: Head,
    },
    /// The backup does not go as far.
    #[error("the backup ends at position {end}, before position {wanted}: take a newer one")]
    NotThatFar {
        /// Where it ends.
        end: Position,
        /// What was asked for.
        wanted: Position,
    },
    /// The data directory is not empty.
    #[error("{path} is not empty: name an empty directory, or say --put-aside to have what is there kept beside it")]
    NotEmpty {
        /// The directory that was to be made.
        path: PathBuf,
    },
    /// What was restored is not sound.
    #[error("what was restored does not verify: {}; it is left in {path} to be looked at", told(.findings))]
    Unproved {
        /// Where it is.
        path: PathBuf,
        /// What is wrong with it.
        findings: Vec<Finding>,
    },
    /// A file or folder cannot be used.
    #[error("{path}: {source}")]
    File {
        /// Where it is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The log cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The log cannot be copied.
    #[error(transparent)]
    Copy(#[from] store::BackupError),
    /// The keys do not open.
    #[error(transparent)]
    Keys(#[from] KeyArchiveError),
    /// A key cannot be erased again.
    #[error(transparent)]
    Erasing(#[from] store::KeyError),
    /// The directory of backups cannot be read.
    #[error(transparent)]
    Backups(#[from] BackupFailed),
    /// The data directory cannot be made.
    #[error(transparent)]
    Directory(#[from] DataDirectoryError),
    /// What was restored is not whole.
    #[error(transparent)]
    Incomplete(#[from] IncompleteData),
}

fn told(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Restores a data directory.
pub async fn restore(request: &RestoreRequest) -> Result<Restored, RestoreError> {
    let from = chosen(&request.from)?;
    let is_empty = is_empty(&request.into)?;
    if !is_empty && !request.puts_aside {
        return Err(RestoreError::NotEmpty { path: request.into.clone() });
    }
    let old = DataDirectory::at(&request.into);
    // Nobody runs on what is to be put aside, nor begins to.
    let _unused = if old.events().exists() { Some(unused(&old.events())?) } else { None };

    let backup = proved(&from).await?;
    let end = point_in(&backup, request.point).await?;
    let made_in = beside(&request.into, &format!("restoring-{}", std::process::id()));
    let data = DataDirectory::open(&made_in)?;
    let made = make(request, &from, (&backup, end), &old, &data).await;
    let made = match made {
        Ok(made) => made,
        Err(unproved @ RestoreError::Unproved { .. }) => return Err(unproved),
        Err(error) => {
            // What was not finished is of no use to anybody, and may hold keys.
            std::fs::remove_dir_all(&made_in).map_err(|source| RestoreError::File { path: made_in, source })?;
            return Err(error);
        }
    };
    let lost = match other_log(&old, &backup, &made.head).await {
        Some(log) => Some(lost_history::after(&log, made.head.position).await),
        None => None,
    };
    let named = request.now.format("before-%Y%m%dT%H%M%SZ").to_string();
    let aside = (!is_empty).then(|| beside(&request.into, &named));
    put_in_place(&made_in, &request.into, aside.as_deref())?;
    Ok(Restored { from, aside, lost, ..made })
}

/// Makes the directory's files, and proves them.
async fn make(
    request: &RestoreRequest,
    from: &Path,
    (backup, end): (&SqliteLogReader, Position),
    old: &DataDirectory,
    data: &DataDirectory,
) -> Result<Restored, RestoreError> {
    let whole = backup.backup(&data.events()).await?;
    let head = if end < whole.position { SqliteEventStore::cut_off(&data.events(), end)? } else { whole };
    let archive = request.keys.clone().or_else(|| keys_beside(from));
    let has_keys = match (&archive, &request.identity) {
        (Some(archive), Some(identity)) => {
            unseal_into(archive, identity, data)?;
            true
        }
        (Some(_) | None, Some(_) | None) => false,
    };
    let erased_again = if has_keys { erase_again(old, data)? } else { Vec::new() };
    let report = proved_again(data).await?;
    Ok(Restored { from: from.to_owned(), head, report, aside: None, lost: None, has_keys, erased_again })
}

/// The backup that is meant.
fn chosen(from: &Path) -> Result<PathBuf, RestoreError> {
    if !from.is_dir() {
        return Ok(from.to_owned());
    }
    let newest = BackupDirectory::open(from)?.newest()?;
    newest.map(|(_, log)| log).ok_or_else(|| RestoreError::NoBackup { path: from.to_owned() })
}

fn is_empty(folder: &Path) -> Result<bool, RestoreError> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(RestoreError::File { path: folder.to_owned(), source }),
    }
}

/// The backup, proved to be what it is called and as it was written.
async fn proved(from: &Path) -> Result<SqliteLogReader, RestoreError> {
    let log = SqliteLogReader::open(from)?;
    let report = verify_log(&log, None, &|_| ()).await;
    let (Some(verified), true) = (report.log, report.findings.is_empty()) else {
        return Err(RestoreError::Unsound { path: from.to_owned(), findings: report.findings });
    };
    let name = from.file_name().and_then(|name| name.to_str()).and_then(BackupName::of_log);
    if name.is_some_and(|name| !name.fits(&verified.head)) {
        return Err(RestoreError::OtherHead { path: from.to_owned(), head: verified.head });
    }
    Ok(log)
}

/// The last position that is wanted.
async fn point_in(log: &SqliteLogReader, point: RestorePoint) -> Result<Position, RestoreError> {
    let end = log.end().await?;
    match point {
        RestorePoint::End => Ok(end),
        RestorePoint::Position(wanted) if wanted > end => Err(RestoreError::NotThatFar { end, wanted }),
        RestorePoint::Position(wanted) => Ok(wanted),
        RestorePoint::Time(latest) => {
            let mut reached = Position::START;
            loop {
                let page = log.read_all(reached, PAGE).await?;
                if page.is_empty() {
                    return Ok(reached);
                }
                for event in page {
                    if event.metadata.recorded_at > latest {
                        return Ok(reached);
                    }
                    reached = event.position;
                }
            }
        }
    }
}

/// Whoever was erased since the backup was made stays erased, as far as the keys that stood there say so.
fn erase_again(old: &DataDirectory, restored: &DataDirectory) -> Result<Vec<PersonId>, RestoreError> {
    let Ok(since) = PersonKeysReader::open(&old.person_keys()) else { return Ok(Vec::new()) };
    let before = PersonKeysReader::open(&restored.person_keys())?;
    let again: Vec<PersonId> =
        since.erased().filter(|person| before.known(person).is_some_and(|key| key.is_some())).cloned().collect();
    if !again.is_empty() && since.log() == before.log() {
        let keys = SqlitePersonKeys::open(&restored.person_keys())?;
        for person in &again {
            keys.erase(person)?;
        }
        return Ok(again);
    }
    Ok(Vec::new())
}

/// What was restored, proved to be whole.
async fn proved_again(data: &DataDirectory) -> Result<Report, RestoreError> {
    let (_, report) = verify_log_and_keys(data, None, &|_| ()).await?;
    if report.findings.is_empty() {
        return Ok(report);
    }
    let path = data.events().parent().map(Path::to_owned).unwrap_or_default();
    Err(RestoreError::Unproved { path, findings: report.findings })
}

/// The log that went on furthest from where the restored one ends: the one that stood there, or the backup that was cut off.
async fn other_log(old: &DataDirectory, backup: &SqliteLogReader, head: &Head) -> Option<SqliteLogReader> {
    let stood = SqliteLogReader::open(&old.events()).ok();
    let is_same = async |log: &SqliteLogReader| {
        log.identity() == backup.identity()
            && log
                .mark(head.position)
                .await
                .is_ok_and(|mark| mark.is_some_and(|mark| mark.hash == head.hash || head.position == Position::START))
    };
    match stood {
        Some(stood) if is_same(&stood).await => Some(stood),
        Some(_) | None => {
            let is_cut = backup.end().await.is_ok_and(|end| end > head.position);
            is_cut.then(|| backup.clone())
        }
    }
}

/// A file that nobody has open, and that nobody opens to write as long as this lives.
fn unused(path: &Path) -> Result<ReadOnlyFile, OpenError> {
    let file = ReadOnlyFile::of(path)?;
    if file.is_in_use() { Err(OpenError::InUse { path: path.to_owned() }) } else { Ok(file) }
}

/// A name beside a folder.
fn beside(folder: &Path, suffix: &str) -> PathBuf {
    let mut name = folder.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
    name.push(format!(".{suffix}"));
    folder.with_file_name(name)
}

/// Puts aside what stands there, whole, and what was made in its place.
fn put_in_place(made: &Path, into: &Path, aside: Option<&Path>) -> Result<(), RestoreError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| RestoreError::File { path, source }
    };
    // Without it, an empty folder is replaced by the system, and one that is not there is made.
    if let Some(aside) = aside {
        std::fs::rename(into, aside).map_err(failed(aside))?;
    }
    std::fs::rename(made, into).map_err(failed(into))?;
    match into.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => std::fs::File::open(parent).and_then(|folder| folder.sync_all()).map_err(failed(parent)),
        None => Ok(()),
    }
}

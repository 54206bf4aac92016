//! The files that parts keep for themselves, and whether the disk takes and gives them: the bot's, the mailer's, drafts', webhooks'.
//!
//! Nobody else needs them, so a part whose file fails stands still by itself: it is said in the log, on `/ready` and as a figure,
//! and all others go on. The file is tried again and again, from its own connection; once it is whole and can be written, it is
//! opened anew and its part goes on. A file that somebody put in the place of another is opened, too. Knows where the files are and
//! nothing that is in them.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::future::Future;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use email::correspondence::CorrespondenceError;
use gateway::OperatorWarnings;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::gauge::ConstGauge;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use telegram::{BotError, ConnectError};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use webhooks::sender::SenderError;

use crate::Fatal;
use crate::configuration::data_directory::DataDirectory;

/// How often a file is tried: while none fails, and while one does.
const TRIED: (Duration, Duration) = (Duration::from_secs(30), Duration::from_secs(2));
/// How long a statement waits for whoever has the file open.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// A file that a part keeps for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OwnFile {
    Bot,
    Email,
    Drafts,
    Webhooks,
}

impl OwnFile {
    /// Where it lies.
    pub(super) fn path(self, data: &DataDirectory) -> PathBuf {
        match self {
            Self::Bot => data.bot(),
            Self::Email => data.email(),
            Self::Drafts => data.drafts(),
            Self::Webhooks => data.webhooks(),
        }
    }

    /// What stands still without it.
    const fn part(self) -> &'static str {
        match self {
            Self::Bot => "the chat",
            Self::Email => "e-mail",
            Self::Drafts => "the keeping of drafts",
            Self::Webhooks => "the sending of webhooks",
        }
    }
}

/// The parts that stand still because what they write to does not answer, and why.
#[derive(Debug, Clone, Default)]
pub(super) struct Standstills(Arc<Mutex<BTreeMap<&'static str, String>>>);

impl Standstills {
    fn parts(&self) -> MutexGuard<'_, BTreeMap<&'static str, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A part stands still. It is said once in the log for each time.
    pub(super) fn note(&self, part: &'static str, reason: &dyn Display) {
        if self.parts().insert(part, reason.to_string()).is_none() {
            tracing::error!(%reason, "{part} stands still, and everything else goes on; it goes on by itself once the disk answers again");
        }
    }

    /// It goes on.
    pub(super) fn over(&self, part: &'static str) {
        if self.parts().remove(part).is_some() {
            tracing::warn!("{part} goes on");
        }
    }
}

impl OperatorWarnings for Standstills {
    fn warnings(&self) -> Vec<String> {
        let said = |(part, reason): (&&str, &String)| {
            format!(
                "{part} stands still: {reason}; mend the disk, put the file back, or move it away, and it goes on by itself"
            )
        };
        self.parts().iter().map(said).collect()
    }
}

impl Collector for Standstills {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let gauge = ConstGauge::new(i64::try_from(self.parts().len()).unwrap_or(i64::MAX));
        let help = "Parts that stand still because their file cannot be read or written";
        gauge.encode(encoder.encode_descriptor("parts_standing_still", help, None, gauge.metric_type())?)
    }
}

/// Opens a file anew for the part that has it open.
type Reopen = Arc<dyn Fn() -> Result<(), Fatal> + Send + Sync>;

/// Which file it is, whatever its name: one that is put in its place is another.
type FileNumber = (u64, u64);

#[derive(Clone)]
struct OpenFile {
    reopen: Reopen,
    number: Option<FileNumber>,
}

/// What looking at a file found.
enum Found {
    /// It can be read and written.
    Answers(FileNumber),
    /// There is none.
    Nothing,
}

/// The files of this process. A clone is the same.
#[derive(Clone)]
pub(super) struct OwnFiles {
    data: DataDirectory,
    standstills: Standstills,
    open: Arc<Mutex<BTreeMap<OwnFile, OpenFile>>>,
    /// Those that fail; whoever waits for one is told of each change.
    failing: Arc<watch::Sender<BTreeMap<OwnFile, String>>>,
}

impl OwnFiles {
    /// Those in a data directory; which parts stand still is noted there.
    pub(super) fn of(data: DataDirectory, standstills: Standstills) -> Self {
        Self { data, standstills, open: Arc::default(), failing: Arc::new(watch::Sender::default()) }
    }

    /// A file is open from now on, and this opens it anew.
    pub(super) fn note_open(&self, file: OwnFile, reopen: impl Fn() -> Result<(), Fatal> + Send + Sync + 'static) {
        self.keep_open(file, Arc::new(reopen));
    }

    fn keep_open(&self, file: OwnFile, reopen: Reopen) {
        let number = number_of(&file.path(&self.data)).ok().flatten();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(file, OpenFile { reopen, number });
    }

    /// A file fails, and its part stands still.
    fn note_failing(&self, file: OwnFile, reason: &dyn Display) {
        self.standstills.note(file.part(), reason);
        self.failing.send_modify(|failing| drop(failing.insert(file, reason.to_string())));
    }

    fn note_answering(&self, file: OwnFile) {
        self.standstills.over(file.part());
        self.failing.send_modify(|failing| drop(failing.remove(&file)));
    }

    async fn answers(&self, file: OwnFile) {
        let mut failing = self.failing.subscribe();
        // The sender is here, so it does not end.
        let _there = failing.wait_for(|failing| !failing.contains_key(&file)).await;
    }

    /// What a part has opened, as soon as its file can be opened.
    pub(super) async fn opened<T>(&self, file: OwnFile, mut open: impl FnMut() -> Result<T, Fatal>) -> T {
        loop {
            match open() {
                Ok(opened) => return opened,
                Err(error) => self.note_failing(file, &error),
            }
            self.answers(file).await;
        }
    }

    /// What a part has opened, or nothing where its file cannot be opened now; what lies with anything else is an error.
    pub(super) fn opened_at_once<T>(
        &self,
        file: OwnFile,
        open: impl FnOnce() -> Result<T, Fatal>,
    ) -> Result<Option<T>, Fatal> {
        match open() {
            Ok(opened) => Ok(Some(opened)),
            Err(error) if is_of_its_file(&error) => {
                self.note_failing(file, &error);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Runs a part until it ends otherwise than by its file: then it stands still until that answers, and is run again.
    pub(super) async fn going_on<F: Future<Output = Result<(), Fatal>>>(
        &self,
        file: OwnFile,
        stop: &CancellationToken,
        mut run: impl FnMut() -> F,
    ) -> Result<(), Fatal> {
        loop {
            match run().await {
                Err(error) if is_of_its_file(&error) => {
                    self.note_failing(file, &error);
                    if stop.run_until_cancelled(self.answers(file)).await.is_none() {
                        return Ok(());
                    }
                }
                ended => return ended,
            }
        }
    }

    /// Tries the files again and again, for ever.
    pub(super) async fn watch(self) {
        let mut failing = self.failing.subscribe();
        loop {
            let pause = if failing.borrow_and_update().is_empty() { TRIED.0 } else { TRIED.1 };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                // One began to fail: it is tried soon. What this loop itself notes comes here too, and costs one look more.
                _changed = failing.changed(), if pause == TRIED.0 => continue,
            }
            let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let mut looked_at: Vec<OwnFile> = open.keys().copied().collect();
            looked_at.extend(failing.borrow_and_update().keys().filter(|file| !open.contains_key(file)));
            for file in looked_at {
                self.look_at(file, open.get(&file)).await;
            }
        }
    }

    async fn look_at(&self, file: OwnFile, open: Option<&OpenFile>) {
        let (path, is_failing) = (file.path(&self.data), self.failing.borrow().contains_key(&file));
        let looked = tokio::task::spawn_blocking(move || look_at(&path, is_failing)).await;
        let found = match looked {
            Ok(Ok(found)) => found,
            Ok(Err(reason)) => {
                let reason = format!("{}: {reason}", file.path(&self.data).display());
                return self.note_failing(file, &reason);
            }
            Err(error) => return tracing::warn!(%error, "a file was not looked at"),
        };
        let Some(open) = open else { return self.note_answering(file) };
        let is_another = match found {
            Found::Answers(number) => open.number.is_some_and(|known| known != number),
            Found::Nothing => true,
        };
        if !(is_failing || is_another) {
            return;
        }
        if is_another {
            tracing::error!(file = %file.path(&self.data).display(), "the file is another than the one that was open; it is opened as it lies there");
        }
        let reopen = open.reopen.clone();
        match tokio::task::spawn_blocking(move || reopen()).await {
            Ok(Ok(())) => {
                self.keep_open(file, open.reopen.clone());
                self.note_answering(file);
            }
            Ok(Err(error)) => self.note_failing(file, &error),
            Err(error) => tracing::warn!(%error, "a file was not opened"),
        }
    }
}

/// Whether a part ended because of its own file.
fn is_of_its_file(error: &Fatal) -> bool {
    matches!(error.downcast_ref(), Some(BotError::Database { .. }))
        || matches!(error.downcast_ref(), Some(ConnectError::Database(BotError::Database { .. })))
        || matches!(error.downcast_ref(), Some(SenderError::File(_)))
        || error.is::<CorrespondenceError>()
}

fn number_of(path: &Path) -> std::io::Result<Option<FileNumber>> {
    match std::fs::metadata(path) {
        Ok(found) => Ok(Some((found.dev(), found.ino()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a file can be read and written; as a whole, where it failed before.
fn look_at(path: &Path, whole: bool) -> Result<Found, Fatal> {
    let Some(number) = number_of(path)? else { return Ok(Found::Nothing) };
    let written = || -> Result<(), Fatal> {
        let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        if whole {
            let checked: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
            if checked != "ok" {
                return Err(checked.into());
            }
        }
        // The same number again: it is written all the same.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        transaction.pragma_update(None, "user_version", version)?;
        Ok(transaction.commit()?)
    };
    match written() {
        Err(error) if is_busy(&error) => Ok(Found::Answers(number)),
        written => written.map(|()| Found::Answers(number)),
    }
}

fn is_busy(error: &Fatal) -> bool {
    let busy = [ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked];
    error
        .downcast_ref::<rusqlite::Error>()
        .and_then(rusqlite::Error::sqlite_error_code)
        .is_some_and(|code| busy.contains(&code))
}

/// What several say operators are to look after.
pub(super) struct AllWarnings(pub(super) Vec<Arc<dyn OperatorWarnings>>);

impl OperatorWarnings for AllWarnings {
    fn warnings(&self) -> Vec<String> {
        self.0.iter().flat_map(|each| each.warnings()).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_looked_at_by_writing_to_it_and_as_a_whole_once_it_failed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.db");
        assert!(matches!(look_at(&path, false).unwrap(), Found::Nothing));
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.execute_batch("CREATE TABLE t (a TEXT); PRAGMA user_version = 7").unwrap();
        assert!(matches!(look_at(&path, true).unwrap(), Found::Answers(_)));
        let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(version, 7);

        drop(connection);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, vec![0xA5; whole.len()]).unwrap();
        assert!(look_at(&path, false).is_err());
        std::fs::write(&path, &whole).unwrap();
        assert!(matches!(look_at(&path, true).unwrap(), Found::Answers(_)));
        // A folder in its place can be neither.
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert!(look_at(&path, false).is_err());
    }
}

//! The read models of one service, in one SQLite file: opening it, reading it, how far and how old it is.
//!
//! Each projection has a checkpoint of its own, changed in the same transaction as its tables: a crash leaves both or
//! neither. Which projections there are is told when the file is opened.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use events::event::EncodeError;
use events::ids::Position;
use events::sealed::PersonKeys;
use feed::dead_letters::DeadLetterError;
use feed::process::Redriven;
use feed::{EventFeed, FeedError};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

use super::checkpoints::{self, checkpoint, create_checkpoints, empty, lowest};
use super::dump::dump_table;
use super::freshness::{Freshness, Gauge, HeldStream, LogChanged};
use super::parking::{HELD, held};
use super::partition::Partition;
use super::projection::{ApplyError, Projection, ProjectionError, is_for_want_of_room};
use super::texts_taken_out::TEXTS_TAKEN_OUT;

/// How many statements a connection keeps prepared: more than all projections and queries have together, so that none is
/// prepared twice.
const STATEMENTS_KEPT: usize = 256;
/// How many readers' connections are kept open.
const READERS_KEPT: usize = 8;
/// How long a statement waits for somebody who holds the file.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Why read models cannot be opened, fed or asked.
#[derive(Debug, thiserror::Error)]
pub enum ReadModelError {
    /// The file cannot be used. It holds nothing that cannot be rebuilt: delete it if it is damaged.
    #[error("the read models in {path}: {source}")]
    File {
        /// Where the file is.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A query failed.
    #[error("the read models: {0}")]
    Query(#[from] rusqlite::Error),
    /// A projection stopped.
    #[error(transparent)]
    Stopped(#[from] ApplyError),
    /// The feed cannot go on.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// The log is not the one any more that this was made from.
    #[error(transparent)]
    LogChanged(#[from] LogChanged),
    /// What cannot be taken in cannot be put aside either.
    #[error(transparent)]
    DeadLetters(#[from] DeadLetterError),
    /// An event that cannot be taken in cannot be written either.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The program is shutting down.
    #[error("the read models are closing")]
    Closing,
}

impl ReadModelError {
    /// Whether there was no room on the disk: nothing was changed, and it is tried again.
    pub(super) fn is_for_want_of_room(&self) -> bool {
        match self {
            Self::File { source, .. } | Self::Query(source) => is_for_want_of_room(source),
            Self::Stopped(stopped) => match &stopped.source {
                ProjectionError::Table(source) => is_for_want_of_room(source),
                ProjectionError::Json(_) | ProjectionError::Encode(_) => false,
            },
            Self::Feed(_) | Self::LogChanged(_) | Self::DeadLetters(_) | Self::Encode(_) | Self::Closing => false,
        }
    }
}

/// Whether a file that should be a database is damaged, or none at all.
fn is_damaged(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Puts a damaged file out of the way, with what belongs to it: everything in it is in the log as well.
fn remove(path: &Path) -> std::io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(end);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// Says as an error what is wrong in a file, if anything is.
fn check_whole(connection: &Connection) -> rusqlite::Result<()> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        return Ok(());
    }
    let damaged = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(rusqlite::Error::SqliteFailure(damaged, Some(said)))
}

pub(super) struct Inner {
    pub(super) path: PathBuf,
    pub(super) projections: Vec<Arc<dyn Projection>>,
    pub(super) partition: Partition,
    pub(super) writer: Mutex<Connection>,
    pub(super) readers: Mutex<Vec<Connection>>,
    pub(super) keys: Arc<dyn PersonKeys>,
    pub(super) progress: watch::Sender<Position>,
    pub(super) gauge: Mutex<Gauge>,
    /// What is held, as the file has it.
    pub(super) held: Mutex<Vec<HeldStream>>,
    /// How whoever runs is asked to build anew what holds something.
    pub(super) redrive_requests: mpsc::Sender<oneshot::Sender<Redriven>>,
    pub(super) redrive_inbox: tokio::sync::Mutex<mpsc::Receiver<oneshot::Sender<Redriven>>>,
}

/// Read models in a file. A clone is the same read models.
#[derive(Clone)]
pub struct ReadModels(pub(super) Arc<Inner>);

impl ReadModels {
    /// Opens the file, or makes it. A read model whose version changed is emptied, to be filled anew by the next run; a file
    /// that is damaged is made anew.
    pub fn open(
        path: &Path,
        keys: Arc<dyn PersonKeys>,
        projections: Vec<Arc<dyn Projection>>,
    ) -> Result<Self, ReadModelError> {
        let prepare = || -> rusqlite::Result<(Connection, Position, Vec<HeldStream>)> {
            let mut writer = Connection::open(path)?;
            check_whole(&writer)?;
            writer.pragma_update(None, "journal_mode", "WAL")?;
            writer.pragma_update(None, "synchronous", "NORMAL")?;
            writer.busy_timeout(BUSY_TIMEOUT)?;
            writer.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
            let transaction = writer.transaction()?;
            create_checkpoints(&transaction)?;
            transaction.execute(HELD, [])?;
            transaction.execute(TEXTS_TAKEN_OUT, [])?;
            for projection in &projections {
                if checkpoint(&transaction, projection.as_ref())?.is_none() {
                    empty(&transaction, projection.as_ref())?;
                }
            }
            let (reached, held) = (lowest(&transaction, &projections)?, held(&transaction)?);
            transaction.commit()?;
            Ok((writer, reached, held))
        };
        let prepared = match prepare() {
            Err(error) if is_damaged(&error) => {
                tracing::error!(file = %path.display(), %error, "the read models are damaged and are built anew from the log");
                remove(path).map_err(|_| error).and_then(|()| prepare())
            }
            prepared => prepared,
        };
        let (writer, reached, held) =
            prepared.map_err(|source| ReadModelError::File { path: path.to_owned(), source })?;
        let mut gauge = Gauge::default();
        gauge.reach(reached);
        let (redrive_requests, redrive_inbox) = mpsc::channel(1);
        let partition = projections.iter().map(|projection| projection.partition()).find(|one| !one.is_whole());
        Ok(Self(Arc::new(Inner {
            path: path.to_owned(),
            projections,
            partition: partition.unwrap_or(Partition::WHOLE),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            keys,
            progress: watch::Sender::new(reached),
            gauge: Mutex::new(gauge),
            held: Mutex::new(held),
            redrive_requests,
            redrive_inbox: tokio::sync::Mutex::new(redrive_inbox),
        })))
    }

    /// The furthest position that the read models in a file have come to. Looks into the file without opening them, and
    /// makes nothing; `None`: the file is not there, or does not say.
    pub fn furthest(path: &Path) -> Option<Position> {
        checkpoints::furthest(path)
    }

    /// Every stream that a read model holds.
    pub(crate) fn held(&self) -> Vec<HeldStream> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Drops every read model and builds it anew from the feed.
    pub async fn rebuild(&self, feed: &dyn EventFeed) -> Result<Position, ReadModelError> {
        self.reset(|_| true).await?;
        self.catch_up(feed).await
    }

    /// How far every read model is: changes with each batch.
    pub fn progress(&self) -> watch::Receiver<Position> {
        self.0.progress.subscribe()
    }

    /// Waits until every read model has taken in the event at this position.
    pub async fn reached(&self, position: Position) {
        // The sender lives as long as `self`, so the wait cannot fail.
        let _ = self.progress().wait_for(|reached| *reached >= position).await;
    }

    /// What this part of the read models is called: `read-models`, or `read-models-0-of-3`.
    pub(crate) fn part(&self) -> String {
        part_name(self.0.partition)
    }

    /// How old what they say is.
    pub fn freshness(&self) -> Freshness {
        let gauge = self.gauge();
        Freshness {
            part: self.part(),
            reached: self.reached_so_far(),
            behind: gauge.behind(),
            age: gauge.age(Instant::now()),
            away: false,
            held: self.held(),
        }
    }

    /// How far the slowest read model is from the log's end, in positions, on whichever side of it.
    pub async fn lag(&self, feed: &dyn EventFeed) -> Result<u64, ReadModelError> {
        Ok(feed.end().await?.0.abs_diff(self.reached_so_far().0))
    }

    /// Every table of every read model as text, rows in the order of their keys. Equal dumps are equal read models.
    pub async fn dump(&self) -> Result<String, ReadModelError> {
        let projections = self.0.projections.clone();
        self.read(move |connection| {
            let mut text = String::new();
            for projection in projections {
                for table in projection.tables() {
                    dump_table(connection, table, &mut text)?;
                }
            }
            Ok(text)
        })
        .await
    }

    /// Asks the tables something.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, ReadModelError> {
        let inner = self.0.clone();
        tokio::task::spawn_blocking(move || {
            let connection = inner.reader()?;
            let answer = question(&connection);
            inner.put_back(connection);
            Ok(answer?)
        })
        .await
        .map_err(|_| ReadModelError::Closing)?
    }

    /// Asks the tables something, and says which position the answer is as of. The tables do not move meanwhile.
    pub(crate) async fn read_as_of<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<(T, Position), ReadModelError> {
        let projections = self.0.projections.clone();
        self.read(move |connection| {
            let unmoved = connection.unchecked_transaction()?;
            let as_of = lowest(&unmoved, &projections)?;
            Ok((question(&unmoved)?, as_of))
        })
        .await
    }

    /// Which part of the log these keep.
    pub fn partition(&self) -> Partition {
        self.0.partition
    }

    /// The keys that open personal fields.
    pub(crate) fn keys(&self) -> &Arc<dyn PersonKeys> {
        &self.0.keys
    }

    pub(super) fn gauge(&self) -> MutexGuard<'_, Gauge> {
        // Each change of the gauge is whole before anything can panic.
        self.0.gauge.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn reached_so_far(&self) -> Position {
        *self.0.progress.borrow()
    }

    /// Changes the file, and takes note of what is held after it.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Inner, &Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, ReadModelError> {
        let inner = self.0.clone();
        tokio::task::spawn_blocking(move || {
            let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = writer.transaction()?;
            let changed = change(&inner, &transaction)?;
            let held = held(&transaction)?;
            transaction.commit()?;
            *inner.held.lock().unwrap_or_else(PoisonError::into_inner) = held;
            Ok(changed)
        })
        .await
        .map_err(|_| ReadModelError::Closing)?
    }

    /// Empties some of the read models, to be filled anew.
    pub(super) async fn reset(&self, which: impl Fn(&str) -> bool + Send + 'static) -> Result<(), ReadModelError> {
        self.write(move |inner, transaction| {
            for projection in inner.projections.iter().filter(|projection| which(projection.name())) {
                empty(transaction, projection.as_ref())?;
            }
            Ok(())
        })
        .await?;
        self.is_emptied();
        Ok(())
    }

    /// Whoever waits or measures knows that it begins anew.
    pub(super) fn is_emptied(&self) {
        self.0.progress.send_replace(Position::START);
        self.gauge().reset();
    }

    pub(super) fn moved_to(&self, reached: Position) {
        self.gauge().reach(reached);
        self.0.progress.send_replace(reached);
    }
}

impl Inner {
    fn reader(&self) -> rusqlite::Result<Connection> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(connection) = kept {
            return Ok(connection);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        Ok(connection)
    }

    fn put_back(&self, connection: Connection) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT {
            readers.push(connection);
        }
    }
}

/// What a part of the read models is called.
pub(crate) fn part_name(partition: Partition) -> String {
    if partition.is_whole() {
        "read-models".to_owned()
    } else {
        format!("read-models-{}-of-{}", partition.index(), partition.count())
    }
}

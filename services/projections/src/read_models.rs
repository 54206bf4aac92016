//! The read models of one service, in one SQLite file, and the pump that feeds them.
//!
//! Each projection has a checkpoint of its own, changed in the same transaction as its tables. So a batch that comes
//! twice, or again after a crash, is passed over by position, and a crash leaves both or neither.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use events::RecordedEvent;
use events::ids::Position;
use events::sealed::PersonKeys;
use feed::{EventFeed, FeedError};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::directory::Directory;
use crate::freshness::{Freshness, Gauge, look_at_end};
use crate::partition::Partition;
use crate::projection::{Projection, Stopped};
use crate::task_lists::TaskLists;
use crate::timeline::Timeline;

/// How many events are taken in at a time.
const BATCH: usize = 512;
/// The limit of a query that has none: more rows than there can be.
pub(crate) const ALL: usize = u32::MAX as usize;
/// How many readers' connections are kept open.
const READERS_KEPT: usize = 8;
/// The first and the longest pause before an interrupted feed is opened again.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

const CHECKPOINTS: &str = "CREATE TABLE IF NOT EXISTS checkpoints (
    projection TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT";

/// Why read models cannot be opened, fed or asked.
#[derive(Debug, thiserror::Error)]
pub enum ReadModelError {
    /// The file cannot be used. It holds nothing that cannot be rebuilt: delete it if it is damaged.
    #[error("the read models in {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A query failed.
    #[error("the read models: {0}")]
    Query(#[from] rusqlite::Error),
    /// A projection stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// The feed cannot go on.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// The program is shutting down.
    #[error("the read models are closing")]
    Closing,
}

/// What came before an event in its stream, by the event's position.
type Histories = BTreeMap<Position, Vec<RecordedEvent>>;

struct Inner {
    path: PathBuf,
    projections: Vec<Arc<dyn Projection>>,
    partition: Partition,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    keys: Arc<dyn PersonKeys>,
    progress: watch::Sender<Position>,
    gauge: Mutex<Gauge>,
}

/// Read models in a file. A clone is the same read models.
#[derive(Clone)]
pub struct ReadModels(Arc<Inner>);

impl ReadModels {
    /// Every read model that pages and chat need.
    pub fn standard() -> Vec<Arc<dyn Projection>> {
        Self::of(Partition::WHOLE)
    }

    /// The same, as far as they belong to one of several instances that share them.
    pub fn of(partition: Partition) -> Vec<Arc<dyn Projection>> {
        vec![Arc::new(TaskLists(partition)), Arc::new(Timeline(partition)), Arc::new(Directory)]
    }

    /// Opens the file, or makes it. A read model whose version changed is emptied, to be filled anew by the next run.
    pub fn open(
        path: &Path,
        keys: Arc<dyn PersonKeys>,
        projections: Vec<Arc<dyn Projection>>,
    ) -> Result<Self, ReadModelError> {
        let prepare = || -> rusqlite::Result<(Connection, Position)> {
            let mut writer = Connection::open(path)?;
            writer.pragma_update(None, "journal_mode", "WAL")?;
            writer.pragma_update(None, "synchronous", "NORMAL")?;
            writer.busy_timeout(Duration::from_secs(10))?;
            let transaction = writer.transaction()?;
            transaction.execute(CHECKPOINTS, [])?;
            for projection in &projections {
                if checkpoint(&transaction, projection.as_ref())?.is_none() {
                    empty(&transaction, projection.as_ref())?;
                }
            }
            let reached = lowest(&transaction, &projections)?;
            transaction.commit()?;
            Ok((writer, reached))
        };
        let (writer, reached) = prepare().map_err(|source| ReadModelError::File { path: path.to_owned(), source })?;
        let mut gauge = Gauge::default();
        gauge.reach(reached);
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
        })))
    }

    /// Takes in events as they come, until told to stop or a projection fails. An interrupted feed is opened again.
    pub async fn run(&self, feed: Arc<dyn EventFeed>, stop: CancellationToken) -> Result<(), ReadModelError> {
        let work = async {
            tokio::select! {
                ended = self.pump(feed.as_ref()) => ended,
                never = look_at_end(feed.as_ref(), &self.0.gauge) => match never {},
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(Ok(()))
    }

    async fn pump(&self, feed: &dyn EventFeed) -> Result<(), ReadModelError> {
        let mut pause = PAUSES.0;
        loop {
            let interrupted = match feed.subscribe(self.reached_so_far(), BATCH).await {
                Err(error) => error,
                Ok(mut subscription) => loop {
                    match subscription.next().await {
                        Ok(batch) => match self.take_in(feed, batch.into()).await {
                            Ok(()) => pause = PAUSES.0,
                            Err(ReadModelError::Feed(error)) => break error,
                            Err(error) => return Err(error),
                        },
                        Err(error) => break error,
                    }
                },
            };
            match interrupted {
                FeedError::Undecodable { .. } => return Err(interrupted.into()),
                FeedError::Source(_) | FeedError::Closed => {
                    tracing::warn!(%interrupted, "the feed was interrupted; opening it again");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(PAUSES.1);
                }
            }
        }
    }

    /// Takes in everything up to the feed's present end, then returns where that is.
    pub async fn catch_up(&self, feed: &dyn EventFeed) -> Result<Position, ReadModelError> {
        let at = Instant::now();
        let end = feed.end().await?;
        self.gauge().saw_end(end, at);
        if self.reached_so_far() < end {
            let mut subscription = feed.subscribe(self.reached_so_far(), BATCH).await?;
            while self.reached_so_far() < end {
                self.take_in(feed, subscription.next().await?.into()).await?;
            }
        }
        Ok(end)
    }

    /// Drops every read model and builds it anew from the feed.
    pub async fn rebuild(&self, feed: &dyn EventFeed) -> Result<Position, ReadModelError> {
        self.write(|inner, transaction| {
            for projection in &inner.projections {
                empty(transaction, projection.as_ref())?;
            }
            Ok(())
        })
        .await?;
        self.0.progress.send_replace(Position::START);
        self.gauge().begin_anew();
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
            held: vec![],
        }
    }

    /// How many events the slowest read model has still to take in.
    pub async fn lag(&self, feed: &dyn EventFeed) -> Result<u64, ReadModelError> {
        Ok(feed.end().await?.0.saturating_sub(self.reached_so_far().0))
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

    fn gauge(&self) -> MutexGuard<'_, Gauge> {
        // Each change of the gauge is whole before anything can panic.
        self.0.gauge.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reached_so_far(&self) -> Position {
        *self.0.progress.borrow()
    }

    async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Inner, &Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, ReadModelError> {
        let inner = self.0.clone();
        tokio::task::spawn_blocking(move || {
            let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = writer.transaction()?;
            let changed = change(&inner, &transaction)?;
            transaction.commit()?;
            Ok(changed)
        })
        .await
        .map_err(|_| ReadModelError::Closing)?
    }

    /// The histories that this batch is taken in with, each by the position of the event that needs it.
    async fn histories(&self, feed: &dyn EventFeed, batch: &[RecordedEvent]) -> Result<Histories, FeedError> {
        let mut histories = Histories::new();
        for event in batch {
            if self.0.projections.iter().any(|projection| projection.needs_history(event)) {
                histories.insert(event.position, feed.history(&event.stream, event.revision).await?);
            }
        }
        Ok(histories)
    }

    async fn take_in(&self, feed: &dyn EventFeed, batch: Vec<RecordedEvent>) -> Result<(), ReadModelError> {
        let histories = self.histories(feed, &batch).await?;
        let inner = self.0.clone();
        let reached = tokio::task::spawn_blocking(move || {
            let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
            for projection in &inner.projections {
                take_in_one(&mut writer, projection.as_ref(), &batch, &histories)?;
            }
            Ok::<_, ReadModelError>(lowest(&writer, &inner.projections)?)
        })
        .await
        .map_err(|_| ReadModelError::Closing)??;
        self.gauge().reach(reached);
        self.0.progress.send_replace(reached);
        Ok(())
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
        connection.busy_timeout(Duration::from_secs(10))?;
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

/// One transaction holds the change and the checkpoint.
fn take_in_one(
    writer: &mut Connection,
    projection: &dyn Projection,
    batch: &[RecordedEvent],
    histories: &Histories,
) -> Result<(), ReadModelError> {
    let transaction = writer.transaction()?;
    let done = checkpoint(&transaction, projection)?.unwrap_or(Position::START);
    let mut reached = done;
    for event in batch.iter().filter(|event| event.position > done) {
        let taken_in = match histories.get(&event.position).filter(|_| projection.needs_history(event)) {
            Some(history) => projection.adopt(&transaction, history, event),
            None => projection.apply(&transaction, event),
        };
        taken_in.map_err(|source| Stopped {
            projection: projection.name(),
            position: event.position,
            stream: event.stream.clone(),
            source,
        })?;
        reached = event.position;
    }
    if reached > done {
        set_checkpoint(&transaction, projection, reached)?;
        transaction.commit()?;
    }
    Ok(())
}

/// The checkpoint's key: each partition has its own, so that one never goes on where another one stopped.
fn key(projection: &dyn Projection) -> String {
    let partition = projection.partition();
    if partition.is_whole() { projection.name().to_owned() } else { format!("{} {partition}", projection.name()) }
}

/// The checkpoint, if this version of the projection has one.
fn checkpoint(connection: &Connection, projection: &dyn Projection) -> rusqlite::Result<Option<Position>> {
    connection
        .prepare_cached("SELECT position FROM checkpoints WHERE projection = ?1 AND version = ?2")?
        .query_row(params![key(projection), projection.version()], |row| row.get(0))
        .optional()
        .map(|position| position.map(Position))
}

fn set_checkpoint(connection: &Connection, projection: &dyn Projection, position: Position) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO checkpoints (projection, version, position) VALUES (?1, ?2, ?3)")?
        .execute(params![key(projection), projection.version(), position.0])?;
    Ok(())
}

fn lowest(connection: &Connection, projections: &[Arc<dyn Projection>]) -> rusqlite::Result<Position> {
    let mut lowest = None;
    for projection in projections {
        let reached = checkpoint(connection, projection.as_ref())?.unwrap_or(Position::START);
        lowest = Some(lowest.map_or(reached, |lowest: Position| lowest.min(reached)));
    }
    Ok(lowest.unwrap_or(Position::START))
}

fn empty(transaction: &Transaction<'_>, projection: &dyn Projection) -> rusqlite::Result<()> {
    for table in projection.tables() {
        transaction.execute(&format!("DROP TABLE IF EXISTS {table}"), [])?;
    }
    projection.create(transaction)?;
    transaction
        .execute("DELETE FROM checkpoints WHERE projection = ?1 OR projection GLOB ?1 || ' *'", [projection.name()])?;
    set_checkpoint(transaction, projection, Position::START)
}

fn dump_table(connection: &Connection, table: &str, text: &mut String) -> rusqlite::Result<()> {
    use std::fmt::Write as _;

    // `WITHOUT ROWID` tables come in the order of their primary key; every table here is one.
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    // Writing to a String cannot fail.
    let _ = writeln!(text, "# {table} ({})", columns.join(", "));
    while let Some(row) = rows.next()? {
        for column in 0..columns.len() {
            let _ = match row.get_ref(column)? {
                ValueRef::Null => write!(text, "NULL\t"),
                ValueRef::Integer(number) => write!(text, "{number}\t"),
                ValueRef::Real(number) => write!(text, "{number}\t"),
                ValueRef::Text(bytes) => write!(text, "{:?}\t", String::from_utf8_lossy(bytes)),
                ValueRef::Blob(bytes) => write!(text, "{bytes:?}\t"),
            };
        }
        text.push('\n');
    }
    Ok(())
}

//! The read models of one service, in one SQLite file, and the pump that feeds them.
//!
//! Each projection has a checkpoint of its own, changed in the same transaction as its tables. So a batch that comes
//! twice, or again after a crash, is passed over by position, and a crash leaves both or neither.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use events::event::EncodeError;
use events::ids::Position;
use events::sealed::PersonKeys;
use events::{RecordedEvent, StoredEvent};
use feed::dead_letters::DeadLetterError;
use feed::process::Redriven;
use feed::{EventFeed, FeedError, Subscription};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::directory::Directory;
use crate::dossiers::Dossiers;
use crate::freshness::{Freshness, Gauge, HeldStream, look_at_end};
use crate::parking::{HELD, Parking, held, hold, let_go, passes_over, stored};
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
    /// What is held, as the file has it.
    held: Mutex<Vec<HeldStream>>,
    /// How whoever runs is asked to build anew what holds something.
    mend: mpsc::Sender<oneshot::Sender<Redriven>>,
    mended: tokio::sync::Mutex<mpsc::Receiver<oneshot::Sender<Redriven>>>,
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
        vec![Arc::new(TaskLists(partition)), Arc::new(Timeline(partition)), Arc::new(Directory), Arc::new(Dossiers)]
    }

    /// Opens the file, or makes it. A read model whose version changed is emptied, to be filled anew by the next run.
    pub fn open(
        path: &Path,
        keys: Arc<dyn PersonKeys>,
        projections: Vec<Arc<dyn Projection>>,
    ) -> Result<Self, ReadModelError> {
        let prepare = || -> rusqlite::Result<(Connection, Position, Vec<HeldStream>)> {
            let mut writer = Connection::open(path)?;
            writer.pragma_update(None, "journal_mode", "WAL")?;
            writer.pragma_update(None, "synchronous", "NORMAL")?;
            writer.busy_timeout(Duration::from_secs(10))?;
            let transaction = writer.transaction()?;
            transaction.execute(CHECKPOINTS, [])?;
            transaction.execute(HELD, [])?;
            for projection in &projections {
                if checkpoint(&transaction, projection.as_ref())?.is_none() {
                    empty(&transaction, projection.as_ref())?;
                }
            }
            let (reached, held) = (lowest(&transaction, &projections)?, held(&transaction)?);
            transaction.commit()?;
            Ok((writer, reached, held))
        };
        let (writer, reached, held) =
            prepare().map_err(|source| ReadModelError::File { path: path.to_owned(), source })?;
        let mut gauge = Gauge::default();
        gauge.reach(reached);
        let (mend, mended) = mpsc::channel(1);
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
            mend,
            mended: tokio::sync::Mutex::new(mended),
        })))
    }

    /// Takes in events as they come, until told to stop or a projection fails. An interrupted feed is opened again.
    pub async fn run(&self, feed: Arc<dyn EventFeed>, stop: CancellationToken) -> Result<(), ReadModelError> {
        self.run_until(feed, None, stop).await
    }

    /// The same, but an event that cannot be taken in is parked and its stream held, and all others go on.
    pub async fn run_parking(
        &self,
        feed: Arc<dyn EventFeed>,
        parking: Parking,
        stop: CancellationToken,
    ) -> Result<(), ReadModelError> {
        self.run_until(feed, Some(parking), stop).await
    }

    /// Has every read model that holds something built anew, and waits until they have caught up; says how many parked
    /// events were taken in, and how many were not. `None`: nobody runs them, or the feed failed meanwhile.
    pub async fn redrive(&self) -> Option<Redriven> {
        let (answer, answered) = oneshot::channel();
        self.0.mend.send(answer).await.ok()?;
        answered.await.ok()
    }

    async fn run_until(
        &self,
        feed: Arc<dyn EventFeed>,
        parking: Option<Parking>,
        stop: CancellationToken,
    ) -> Result<(), ReadModelError> {
        let work = async {
            tokio::select! {
                ended = self.pump(feed.as_ref(), parking.as_ref()) => ended,
                never = look_at_end(feed.as_ref(), &self.0.gauge) => match never {},
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(Ok(()))
    }

    async fn pump(&self, feed: &dyn EventFeed, parking: Option<&Parking>) -> Result<(), ReadModelError> {
        let mut asked = self.0.mended.lock().await;
        let mut pause = PAUSES.0;
        loop {
            let interrupted = match feed.subscribe(self.reached_so_far(), BATCH).await {
                Err(error) => error,
                Ok(mut subscription) => {
                    let outcome = tokio::select! {
                        outcome = self.read_on(feed, parking, subscription.as_mut(), &mut pause) => outcome,
                        Some(answer) = asked.recv() => {
                            let mended = self.mend(feed, parking).await;
                            if let Ok(redriven) = &mended {
                                // Whoever asked may not wait any more.
                                let _ = answer.send(*redriven);
                            }
                            mended.map(drop)
                        }
                    };
                    match outcome {
                        Ok(()) => continue,
                        Err(ReadModelError::Feed(error)) => error,
                        Err(error) => return Err(error),
                    }
                }
            };
            match (interrupted, parking) {
                (FeedError::Undecodable { position, source, event }, Some(parking)) => {
                    self.pass_over(parking, position, source.to_string(), *event).await?;
                }
                (interrupted @ FeedError::Undecodable { .. }, None) => return Err(interrupted.into()),
                (interrupted @ (FeedError::Source(_) | FeedError::Closed), _) => {
                    tracing::warn!(%interrupted, "the feed was interrupted; opening it again");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(PAUSES.1);
                }
            }
        }
    }

    /// Takes in what a subscription gives, until that fails.
    async fn read_on(
        &self,
        feed: &dyn EventFeed,
        parking: Option<&Parking>,
        subscription: &mut dyn Subscription,
        pause: &mut Duration,
    ) -> Result<(), ReadModelError> {
        loop {
            self.take_in(feed, parking, subscription.next().await?.into()).await?;
            *pause = PAUSES.0;
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
                self.take_in(feed, None, subscription.next().await?.into()).await?;
            }
        }
        Ok(end)
    }

    /// Every stream that a read model holds.
    pub(crate) fn held(&self) -> Vec<HeldStream> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Drops every read model and builds it anew from the feed.
    pub async fn rebuild(&self, feed: &dyn EventFeed) -> Result<Position, ReadModelError> {
        self.begin_anew(|_| true).await?;
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

    /// How far the slowest read model is from the log's end, in positions.
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

    /// Changes the file, and takes note of what is held after it.
    async fn write<T: Send + 'static>(
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
    async fn begin_anew(&self, which: impl Fn(&str) -> bool + Send + 'static) -> Result<(), ReadModelError> {
        self.write(move |inner, transaction| {
            for projection in inner.projections.iter().filter(|projection| which(projection.name())) {
                empty(transaction, projection.as_ref())?;
            }
            Ok(())
        })
        .await?;
        self.0.progress.send_replace(Position::START);
        self.gauge().begin_anew();
        Ok(())
    }

    /// Builds anew whatever holds something, up to where the log ends now.
    async fn mend(&self, feed: &dyn EventFeed, parking: Option<&Parking>) -> Result<Redriven, ReadModelError> {
        let holding: Vec<String> = self.held().into_iter().map(|held| held.projection).collect();
        if !holding.is_empty() {
            self.begin_anew(move |name| holding.iter().any(|holding| holding == name)).await?;
            let end = feed.end().await?;
            let mut subscription = feed.subscribe(Position::START, BATCH).await?;
            while self.reached_so_far() < end {
                match (subscription.next().await, parking) {
                    (Ok(batch), _) => self.take_in(feed, parking, batch.into()).await?,
                    (Err(FeedError::Undecodable { position, source, event }), Some(parking)) => {
                        self.pass_over(parking, position, source.to_string(), *event).await?;
                        subscription = feed.subscribe(self.reached_so_far(), BATCH).await?;
                    }
                    (Err(error), _) => return Err(error.into()),
                }
            }
        }
        let (processed, waiting) = match parking {
            Some(parking) => parking.forget_mended(&self.held()).await?,
            None => (0, 0),
        };
        Ok(Redriven { processed, waiting })
    }

    /// Parks an event that no read model can even read, and holds its stream in all of them.
    async fn pass_over(
        &self,
        parking: &Parking,
        position: Position,
        reason: String,
        event: StoredEvent,
    ) -> Result<(), ReadModelError> {
        let of = |projection: &Arc<dyn Projection>| HeldStream {
            projection: projection.name().to_owned(),
            stream: event.stream.clone(),
            position,
            reason: reason.clone(),
        };
        let all: Vec<_> = self.0.projections.iter().map(of).collect();
        parking.park(event, &all).await?;
        let reached = self
            .write(move |inner, transaction| {
                for held in &all {
                    hold(transaction, held)?;
                }
                for projection in &inner.projections {
                    if checkpoint(transaction, projection.as_ref())?.is_none_or(|done| done < position) {
                        set_checkpoint(transaction, projection.as_ref(), position)?;
                    }
                }
                lowest(transaction, &inner.projections)
            })
            .await?;
        self.moved_to(reached);
        Ok(())
    }

    /// Parks the event at which a read model stopped, and holds its stream in that one.
    async fn put_aside(
        &self,
        parking: &Parking,
        stopped: Stopped,
        event: &RecordedEvent,
    ) -> Result<(), ReadModelError> {
        let held = HeldStream {
            projection: stopped.projection.to_owned(),
            stream: stopped.stream,
            position: stopped.position,
            reason: stopped.source.to_string(),
        };
        let mut reasons = self.held();
        reasons.retain(|other| other.position == held.position);
        reasons.push(held.clone());
        parking.park(stored(event)?, &reasons).await?;
        self.write(move |_, transaction| hold(transaction, &held)).await
    }

    fn moved_to(&self, reached: Position) {
        self.gauge().reach(reached);
        self.0.progress.send_replace(reached);
    }

    /// The histories that this batch is taken in with, each by the position of the event that needs it.
    async fn histories(&self, feed: &dyn EventFeed, batch: &[RecordedEvent]) -> Result<Histories, FeedError> {
        let (mut histories, held) = (Histories::new(), self.held());
        for event in batch {
            let needs = |projection: &Arc<dyn Projection>| {
                projection.needs_history(event) && !passes_over(&held, projection.name(), &event.stream, event.position)
            };
            if self.0.projections.iter().any(needs) {
                histories.insert(event.position, feed.history(&event.stream, event.revision).await?);
            }
        }
        Ok(histories)
    }

    /// Takes a batch in. With somewhere to put it, what cannot be taken in is put aside, and the batch begun again where
    /// that read model stopped: it holds one stream more each time, so this ends.
    async fn take_in(
        &self,
        feed: &dyn EventFeed,
        parking: Option<&Parking>,
        batch: Vec<RecordedEvent>,
    ) -> Result<(), ReadModelError> {
        let histories = Arc::new(self.histories(feed, &batch).await?);
        let batch = Arc::new(batch);
        loop {
            let (inner, events, histories) = (self.0.clone(), batch.clone(), histories.clone());
            let held = self.held();
            let taken_in = tokio::task::spawn_blocking(move || {
                let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
                for projection in &inner.projections {
                    take_in_one(&mut writer, projection.as_ref(), &events, &histories, &held)?;
                }
                Ok::<_, ReadModelError>(lowest(&writer, &inner.projections)?)
            });
            match (taken_in.await.map_err(|_| ReadModelError::Closing)?, parking) {
                (Ok(reached), _) => {
                    self.moved_to(reached);
                    return Ok(());
                }
                (Err(ReadModelError::Stopped(stopped)), Some(parking)) if stopped.source.is_about_the_event() => {
                    let Some(event) = batch.iter().find(|event| event.position == stopped.position) else {
                        return Err(stopped.into());
                    };
                    self.put_aside(parking, stopped, event).await?;
                }
                (Err(error), _) => return Err(error),
            }
        }
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
    held: &[HeldStream],
) -> Result<(), ReadModelError> {
    let transaction = writer.transaction()?;
    let done = checkpoint(&transaction, projection)?.unwrap_or(Position::START);
    let mut reached = done;
    for event in batch.iter().filter(|event| event.position > done) {
        reached = event.position;
        if passes_over(held, projection.name(), &event.stream, event.position) {
            continue;
        }
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
    let_go(transaction, projection.name())?;
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

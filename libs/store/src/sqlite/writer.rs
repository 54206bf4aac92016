//! The one writer: a thread that groups waiting appends into one commit.

use std::collections::BTreeSet;
use std::path::Path;
use std::thread::{self, JoinHandle};

use events::ids::{Position, Revision, StreamId};
use events::non_empty::NonEmpty;
use events::{NewEvent, StoredEvent};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use tokio::sync::{mpsc, oneshot, watch};
use uuid::Uuid;

use super::rows::{self, sql_integer, unavailable};
use super::taking_out::leave;
use crate::database::{OpenError, SoleUse};
use crate::hash_chain::{Content, Head, Link, commitment};
use crate::port::{AppendError, Appended, ExpectedVersion, ReadError};
use crate::taking_out::Remainder;

/// How many appends wait at most; further callers wait until there is room.
const QUEUE: usize = 1024;
/// How many appends share a commit at most.
const LARGEST_BATCH: usize = 256;

/// An append on its way to the disk.
struct Request {
    stream: StreamId,
    expected: ExpectedVersion,
    events: NonEmpty<UnpositionedEvent>,
    /// What is left of other events once these are appended.
    left: Vec<Remainder>,
    answer: oneshot::Sender<Outcome>,
}

/// An event with its metadata as they will be stored, not yet at a place.
struct UnpositionedEvent {
    event: NewEvent,
    metadata: String,
}

/// The writer's near side: where appends are handed in.
pub(super) struct Writer {
    // Dropped in this order: when no more can come in, the thread finishes what waits, and is waited for.
    queue: mpsc::Sender<Request>,
    end: watch::Receiver<Position>,
    _thread: WriterThread,
}

/// Waits at its end until the thread is done.
struct WriterThread(Option<JoinHandle<()>>);

impl Drop for WriterThread {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take()
            && thread.join().is_err()
        {
            tracing::error!("the event store's writer ended abnormally");
        }
    }
}

impl Writer {
    /// Starts the thread. It holds the right to write until it ends.
    pub(super) fn start(path: &Path, connection: Connection, sole_use: SoleUse) -> Result<Self, OpenError> {
        // A damaged end must not keep the store from being opened: it is read, and verified, to find out more.
        let end = connection
            .query_row("SELECT coalesce(max(position), 0) FROM events", [], |row| row.get(0).map(Position))
            .map_err(|source| OpenError::Unusable { path: path.to_owned(), source })?;
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (end_changes, end) = watch::channel(end);
        let thread = thread::Builder::new()
            .name("event-store-writer".to_owned())
            .spawn(move || {
                write_until_closed(connection, waiting, &end_changes);
                drop(sole_use);
            })
            .map_err(|source| OpenError::Unreachable { path: path.to_owned(), source })?;
        Ok(Self { queue, end, _thread: WriterThread(Some(thread)) })
    }

    /// The last event's position as it changes.
    pub(super) fn end(&self) -> watch::Receiver<Position> {
        self.end.clone()
    }

    /// Hands an append in and waits until it is durable or refused.
    pub(super) async fn append(
        &self,
        stream: StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
        left: Vec<Remainder>,
    ) -> Result<Appended, AppendError> {
        let events = unplaced(events)?;
        let stopped = || AppendError::Unavailable { reason: "the writer has stopped".to_owned() };
        let (answer, answered) = oneshot::channel();
        self.queue.send(Request { stream, expected, events, left, answer }).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

fn unplaced(events: NonEmpty<NewEvent>) -> Result<NonEmpty<UnpositionedEvent>, AppendError> {
    let refused = |reason: String| AppendError::Unavailable { reason };
    let events = events
        .into_iter()
        .map(|event| {
            let metadata = serde_json::to_string(&event.metadata).map_err(|error| refused(error.to_string()))?;
            Ok(UnpositionedEvent { event, metadata })
        })
        .collect::<Result<Vec<_>, AppendError>>()?;
    NonEmpty::try_from(events).map_err(|error| refused(error.to_string()))
}

fn write_until_closed(mut connection: Connection, mut waiting: mpsc::Receiver<Request>, end: &watch::Sender<Position>) {
    while let Some(first) = waiting.blocking_recv() {
        let mut batch = vec![first];
        while batch.len() < LARGEST_BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        match commit(&mut connection, &batch) {
            Ok((outcomes, head)) => {
                end.send_if_modified(|known| std::mem::replace(known, head.position) != head.position);
                for (request, outcome) in batch.into_iter().zip(outcomes) {
                    // Whoever stopped waiting asks again with the same ids and gets the same answer.
                    let _ = request.answer.send(outcome);
                }
            }
            Err(error) => {
                tracing::error!(%error, appends = batch.len(), "the event store could not write");
                for request in batch {
                    let _ = request.answer.send(Err(AppendError::Unavailable { reason: error.to_string() }));
                }
            }
        }
    }
}

/// What an append came to.
type Outcome = Result<Appended, AppendError>;

fn commit(connection: &mut Connection, batch: &[Request]) -> Result<(Vec<Outcome>, Head), ReadError> {
    let engine = |error: rusqlite::Error| unavailable(&error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(engine)?;
    // Read anew each time: after a failed commit, only the file knows where the log ends.
    let mut tail = LogTail { head: rows::head(&transaction)?, transaction: &transaction };
    let outcomes = batch.iter().map(|request| tail.append(request)).collect::<Result<_, _>>()?;
    let head = tail.head;
    transaction.commit().map_err(engine)?;
    Ok((outcomes, head))
}

/// The growing end of the log within one transaction.
struct LogTail<'t> {
    transaction: &'t Transaction<'t>,
    head: Head,
}

impl LogTail<'_> {
    /// Decides on one append and inserts its events. A refusal inserts nothing, so the rest of the batch is untouched
    /// by it; an engine's error fails the whole batch.
    fn append(&mut self, request: &Request) -> Result<Outcome, ReadError> {
        match self.earlier_outcome(request) {
            Ok(None) => {}
            Ok(Some(outcome)) => return Ok(outcome),
            Err(damaged @ ReadError::Damaged { .. }) => {
                return Ok(Err(AppendError::Unavailable { reason: damaged.to_string() }));
            }
            Err(engine @ ReadError::Unavailable { .. }) => return Err(engine),
        }
        let found = rows::stream_end(self.transaction, &request.stream)?;
        let as_expected = match (request.expected, found) {
            (ExpectedVersion::NoStream, None) => true,
            (ExpectedVersion::At(expected), Some(found)) => expected == found,
            (ExpectedVersion::NoStream, Some(_)) | (ExpectedVersion::At(_), None) => false,
        };
        if !as_expected {
            let (stream, expected) = (request.stream.clone(), request.expected);
            return Ok(Err(AppendError::Conflict { stream, expected, found }));
        }
        let first = found.map_or(0, |last| last.0 + 1);
        let stored = (first..)
            .zip(request.events.iter())
            .map(|(revision, unplaced)| self.insert(&request.stream, Revision(revision), unplaced))
            .collect::<Result<Vec<_>, _>>()?;
        leave(self.transaction, &request.left, self.head.position)?;
        let events =
            NonEmpty::try_from(stored).map_err(|error| ReadError::Unavailable { reason: error.to_string() })?;
        Ok(Ok(Appended { events, repeated: false }))
    }

    /// What follows from what the log knows of the append's ids; `None` when it knows none of them.
    fn earlier_outcome(&self, request: &Request) -> Result<Option<Outcome>, ReadError> {
        let mut seen = BTreeSet::new();
        let mut known: Vec<StoredEvent> = Vec::new();
        for unplaced in request.events.iter() {
            let id = unplaced.event.id;
            if !seen.insert(id) {
                return Ok(Some(Err(AppendError::IdTaken { id })));
            }
            known.extend(rows::with_id(self.transaction, id)?);
        }
        let Ok(known) = NonEmpty::try_from(known) else { return Ok(None) };
        let first = known.first();
        let whole = known.len() == request.events.len();
        let in_a_row = (first.revision.0..)
            .zip(known.iter())
            .all(|(revision, event)| event.stream == request.stream && event.revision == Revision(revision));
        if whole && in_a_row {
            return Ok(Some(Ok(Appended { events: known, repeated: true })));
        }
        Ok(Some(Err(AppendError::IdTaken { id: first.id })))
    }

    fn insert(
        &mut self,
        stream: &StreamId,
        revision: Revision,
        UnpositionedEvent { event, metadata }: &UnpositionedEvent,
    ) -> Result<StoredEvent, ReadError> {
        let position = Position(self.head.position.0 + 1);
        let salt = Uuid::new_v4().into_bytes();
        let committed = commitment(&salt, event.body.data.as_bytes());
        let link = Link {
            position: sql_integer(position.0),
            stream: stream.as_str().as_bytes(),
            revision: sql_integer(revision.0),
            id: event.id.0.as_bytes(),
            metadata: metadata.as_bytes(),
            event_type: event.body.event_type.as_bytes(),
            schema_version: i64::from(event.body.schema_version),
            content: Content::Committed(&committed),
        };
        let hash = link.hash_after(self.head.hash);
        self.transaction
            .prepare_cached(
                "INSERT INTO events (position, stream, revision, id, metadata, event_type, schema_version, data, hash,
                                     salt, commitment)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    link.position,
                    stream.as_str(),
                    link.revision,
                    link.id,
                    metadata,
                    event.body.event_type,
                    link.schema_version,
                    event.body.data,
                    hash.as_bytes(),
                    salt,
                    committed,
                ])
            })
            .map_err(|error| unavailable(&error))?;
        self.head = Head { position, hash };
        Ok(StoredEvent {
            position,
            stream: stream.clone(),
            revision,
            id: event.id,
            metadata: event.metadata.clone(),
            body: event.body.clone(),
        })
    }
}

//! The log as the real server has it: streams of any name, revisions, positions, and what becomes of repeated ids.
//!
//! The `SQLite` store below keeps focalpoint's own events in focalpoint's own streams, so everything of the protocol's is
//! wrapped: a stream by the digest of its name, an event by its place, since the protocol allows an id more than once.
//! Positions are offsets with gaps, as in a real log file; nobody can get by with counting.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use events::actor::Actor;
use events::envelope::EventBody;
use events::ids::{CommandId, CorrelationId, EventId, Position, Revision, StreamId};
use events::non_empty::NonEmpty;
use events::{Metadata, NewEvent, StoredEvent};
use futures::stream::StreamExt;
use prost::bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{AppendError, EventStore, ExpectedVersion, OpenError, ReadError, SqliteEventStore};
use uuid::Uuid;

/// How far apart two neighbours in the log are.
const STEP: u64 = 64;
/// The revision that a deleted stream's last event shows.
pub(crate) const DELETED: u64 = i64::MAX.unsigned_abs();
/// The type of the event by which a stream is deleted for good.
const TOMBSTONE: &str = "$streamDeleted";

/// Where something stands in the whole log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LogPosition {
    pub(crate) commit: u64,
    pub(crate) prepare: u64,
}

/// What the writer believes of the stream's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    Any,
    NoStream,
    StreamExists,
    Revision(u64),
}

/// An event that is to be written.
#[derive(Debug, Clone)]
pub(crate) struct Proposed {
    pub(crate) id: Uuid,
    pub(crate) event_type: String,
    pub(crate) json: bool,
    pub(crate) data: Bytes,
    pub(crate) metadata: Bytes,
}

/// An event of the log.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    pub(crate) place: LogPosition,
    pub(crate) stream: String,
    pub(crate) revision: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) event: Proposed,
}

/// Where a write ended up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    /// The last revision written; `None`: nothing was to be written to a stream without events.
    pub(crate) revision: Option<u64>,
    /// `None`: nothing was to be written.
    pub(crate) place: Option<LogPosition>,
}

/// Why nothing was written or read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LogError {
    #[error("the stream is elsewhere: {current:?}")]
    WrongExpectedVersion { current: Option<u64> },
    #[error("the stream is deleted")]
    StreamDeleted,
    #[error("no event begins at this position")]
    InvalidPosition,
    #[error(transparent)]
    Append(#[from] AppendError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("the log holds something that this server did not write: {0}")]
    Foreign(String),
}

/// What is kept in the data of a stored event.
#[derive(Serialize, Deserialize)]
struct Wrapped {
    stream: String,
    id: Uuid,
    json: bool,
    data: String,
    metadata: String,
}

#[derive(Default)]
struct Stream {
    last: Option<u64>,
    /// Earlier revisions are not shown.
    from: u64,
    deleted: bool,
    revisions: HashMap<Uuid, u64>,
}

impl Stream {
    fn shows_nothing(&self) -> bool {
        self.last.is_none_or(|last| last < self.from)
    }

    fn is_soft_deleted(&self) -> bool {
        self.last.is_some() && self.from == DELETED
    }
}

/// The log, and what has to be known of its streams to write to them.
pub(crate) struct EventLog {
    store: SqliteEventStore,
    streams: Mutex<HashMap<String, Stream>>,
    /// One writes to a stream at a time; writes to several streams share a commit.
    writing: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

impl EventLog {
    pub(crate) async fn open(path: &Path) -> Result<Self, OpenLogError> {
        let store = SqliteEventStore::open(path)?;
        let log = Self { store, streams: Mutex::default(), writing: Mutex::default() };
        let mut from = LogPosition { commit: 0, prepare: 0 };
        loop {
            let page = log.forwards(from, 1000).await?;
            let Some(last) = page.last() else { return Ok(log) };
            from = after(last.place);
            for recorded in &page {
                log.note(recorded);
            }
        }
    }

    fn streams(&self) -> MutexGuard<'_, HashMap<String, Stream>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self, name: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        writing.entry(name.to_owned()).or_default().clone()
    }

    fn note(&self, recorded: &Recorded) {
        let mut streams = self.streams();
        let stream = streams.entry(recorded.stream.clone()).or_default();
        stream.deleted = stream.deleted || recorded.event.event_type == TOMBSTONE;
        if !stream.deleted {
            stream.last = Some(recorded.revision);
            stream.revisions.insert(recorded.event.id, recorded.revision);
        }
        if let Some(described) = recorded.stream.strip_prefix("$$") {
            let from = serde_json::from_slice::<serde_json::Value>(&recorded.event.data)
                .ok()
                .and_then(|metadata| metadata.get("$tb")?.as_u64());
            streams.entry(described.to_owned()).or_default().from = from.unwrap_or(0);
        }
    }

    /// Writes to a stream, or finds that it was written before, as the real server decides it.
    pub(crate) async fn append(
        &self,
        name: &str,
        expected: Expected,
        events: Vec<Proposed>,
    ) -> Result<Written, LogError> {
        let turn = self.turn(name);
        let _one_at_a_time = turn.lock().await;
        let ids: Vec<_> = events.iter().map(|event| event.id).collect();
        let (last, comes_back) = match self.decide(name, expected, &ids)? {
            Decision::Write { last, comes_back } => (last, comes_back),
            Decision::Repeated { last } => {
                let there = self.of_stream_from(name, last, 1).await?;
                return Ok(Written { revision: Some(last), place: there.first().map(|recorded| recorded.place) });
            }
        };
        if events.is_empty() {
            return Ok(Written { revision: last, place: None });
        }
        let first = last.map_or(0, |last| last + 1);
        if comes_back {
            self.set_first_shown(name, first).await?;
        }
        let recorded = self.write(name, last, events).await?;
        let end = recorded.last();
        Ok(Written { revision: end.map(|end| end.revision), place: end.map(|end| end.place) })
    }

    /// Deletes a stream: softly, so that it can be written to again, or for good.
    pub(crate) async fn delete(&self, name: &str, expected: Expected, for_good: bool) -> Result<LogPosition, LogError> {
        let turn = self.turn(name);
        let _one_at_a_time = turn.lock().await;
        let last = match self.decide(name, expected, &[])? {
            Decision::Write { last, .. } => last,
            Decision::Repeated { last } => Some(last),
        };
        if !for_good {
            return self.set_first_shown(name, DELETED).await;
        }
        let tombstone = Proposed {
            id: Uuid::new_v4(),
            event_type: TOMBSTONE.to_owned(),
            json: true,
            data: Bytes::from_static(b"{}"),
            metadata: Bytes::new(),
        };
        let recorded = self.write(name, last, vec![tombstone]).await?;
        recorded.last().map(|recorded| recorded.place).ok_or_else(|| foreign("nothing was written"))
    }

    /// Hides a stream's revisions before one, through its metadata stream.
    async fn set_first_shown(&self, name: &str, revision: u64) -> Result<LogPosition, LogError> {
        let metadata = Proposed {
            id: Uuid::new_v4(),
            event_type: "$metadata".to_owned(),
            json: true,
            data: Bytes::from(serde_json::json!({ "$tb": revision }).to_string()),
            metadata: Bytes::new(),
        };
        let described = format!("$${name}");
        let turn = self.turn(&described);
        let _one_at_a_time = turn.lock().await;
        let last = self.streams().get(&described).and_then(|stream| stream.last);
        let recorded = self.write(&described, last, vec![metadata]).await?;
        recorded.last().map(|recorded| recorded.place).ok_or_else(|| foreign("nothing was written"))
    }

    /// The real server's rules. With an exact version, the events after it are compared; without, the ids are looked up.
    fn decide(&self, name: &str, expected: Expected, ids: &[Uuid]) -> Result<Decision, LogError> {
        let streams = self.streams();
        let none = Stream::default();
        let stream = streams.get(name).unwrap_or(&none);
        if stream.deleted {
            return Err(LogError::StreamDeleted);
        }
        let comes_back = stream.is_soft_deleted();
        let write = Ok(Decision::Write { last: stream.last, comes_back });
        let wrong = Err(LogError::WrongExpectedVersion { current: stream.last });
        match expected {
            Expected::StreamExists if comes_back => return Err(LogError::StreamDeleted),
            Expected::StreamExists if stream.last.is_none() => return wrong,
            Expected::Any | Expected::StreamExists => {
                let known: Vec<_> = ids.iter().map_while(|id| stream.revisions.get(id).copied()).collect();
                return match known.last() {
                    Some(last) if known.len() == ids.len() => Ok(Decision::Repeated { last: *last }),
                    Some(_) => wrong,
                    None => write,
                };
            }
            Expected::NoStream | Expected::Revision(_) => {}
        }
        let after = match expected {
            Expected::Revision(revision) => Some(revision),
            Expected::Any | Expected::StreamExists | Expected::NoStream => None,
        };
        if after == stream.last {
            return write;
        }
        if after > stream.last {
            return wrong;
        }
        let first = after.map_or(0, |after| after + 1);
        let same = (first..).zip(ids).take_while(|(at, id)| stream.revisions.get(*id) == Some(at)).count();
        if same == ids.len() && !ids.is_empty() {
            return Ok(Decision::Repeated { last: first + ids.len() as u64 - 1 });
        }
        if same == 0 && expected == Expected::NoStream && comes_back { write } else { wrong }
    }

    async fn write(&self, name: &str, last: Option<u64>, events: Vec<Proposed>) -> Result<Vec<Recorded>, LogError> {
        let first = last.map_or(0, |last| last + 1);
        let wrapped: Vec<_> =
            (first..).zip(&events).map(|(revision, event)| wrapped(name, revision, event)).collect::<Result<_, _>>()?;
        let wrapped = NonEmpty::try_from(wrapped).map_err(|error| foreign(error.to_string()))?;
        let expected = last.map_or(ExpectedVersion::NoStream, |last| ExpectedVersion::At(Revision(last)));
        let appended = self.store.append(&stream_id(name)?, expected, wrapped).await?;
        let recorded: Vec<_> = appended.events.into_iter().map(unwrapped).collect::<Result<_, _>>()?;
        for recorded in &recorded {
            self.note(recorded);
        }
        Ok(recorded)
    }

    /// The first and the last revision that a stream shows; `None`: it shows none.
    pub(crate) fn shown(&self, name: &str) -> Result<Option<(u64, u64)>, LogError> {
        match self.streams().get(name) {
            Some(stream) if stream.deleted => Err(LogError::StreamDeleted),
            Some(stream) if !stream.shows_nothing() => Ok(stream.last.map(|last| (stream.from, last))),
            Some(_) | None => Ok(None),
        }
    }

    /// At most so many events of a stream from a revision on.
    pub(crate) async fn of_stream_from(&self, name: &str, first: u64, count: usize) -> Result<Vec<Recorded>, LogError> {
        let read =
            self.store.read_stream(&stream_id(name)?, Some(Revision(first)), store::Direction::Forwards, count).await?;
        read.into_iter().map(unwrapped).collect()
    }

    /// At most so many events from a place on, the one there included.
    pub(crate) async fn forwards(&self, from: LogPosition, count: usize) -> Result<Vec<Recorded>, LogError> {
        let before = (from.commit / STEP).saturating_sub(1);
        let read = self.store.read_all(Position(before), count).await?;
        read.into_iter().map(unwrapped).collect()
    }

    /// At most so many events before a place, the one there not included, the latest first; `None`: from the end.
    pub(crate) async fn backwards(&self, before: Option<LogPosition>, count: usize) -> Result<Vec<Recorded>, LogError> {
        let end = self.store.end().await?.0;
        let last = match before {
            Some(place) => (place.commit / STEP).saturating_sub(1).min(end),
            None => end,
        };
        let count = usize::try_from(last).map_or(count, |last| count.min(last));
        let read = self.store.read_all(Position(last - count as u64), count).await?;
        read.into_iter().rev().map(unwrapped).collect()
    }

    /// The place where the next event will stand.
    pub(crate) async fn end(&self) -> Result<LogPosition, LogError> {
        Ok(at(self.store.end().await?.0 + 1))
    }

    /// Waits until there is an event at a place or after it.
    pub(crate) async fn grown(&self, to: LogPosition) -> Result<(), LogError> {
        let before = (to.commit / STEP).saturating_sub(1);
        match self.store.subscribe_all(Position(before)).next().await {
            Some(Ok(_)) => Ok(()),
            Some(Err(error)) => Err(error.into()),
            None => Err(foreign("the log was closed")),
        }
    }

    /// A place inside the log at which nothing begins is refused, as the real server cannot read there.
    pub(crate) async fn check(&self, place: LogPosition) -> Result<(), LogError> {
        let aligned = place.commit.is_multiple_of(STEP) && place.prepare <= place.commit;
        if aligned || place.commit > self.end().await?.commit { Ok(()) } else { Err(LogError::InvalidPosition) }
    }
}

/// What becomes of a write.
enum Decision {
    Write {
        last: Option<u64>,
        /// Whether the stream was softly deleted and is written to again.
        comes_back: bool,
    },
    Repeated {
        last: u64,
    },
}

/// Why the log could not be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenLogError {
    #[error(transparent)]
    File(#[from] OpenError),
    #[error(transparent)]
    Log(#[from] LogError),
}

fn foreign(what: impl Into<String>) -> LogError {
    LogError::Foreign(what.into())
}

/// The place of the `n`-th event.
fn at(n: u64) -> LogPosition {
    LogPosition { commit: n * STEP, prepare: n * STEP }
}

/// The place right after one, before whatever comes next.
pub(crate) fn after(place: LogPosition) -> LogPosition {
    LogPosition { commit: (place.commit / STEP + 1) * STEP, prepare: 0 }
}

fn stream_id(name: &str) -> Result<StreamId, LogError> {
    StreamId::new("stream", &hex::encode(Sha256::digest(name))).map_err(|error| foreign(error.to_string()))
}

#[expect(clippy::disallowed_methods, reason = "a server of its own: its time is the machine's")]
fn wrapped(name: &str, revision: u64, event: &Proposed) -> Result<NewEvent, LogError> {
    let bad = |error: &dyn std::fmt::Display| foreign(error.to_string());
    let place = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{revision}@{name}").as_bytes());
    let now = Utc::now();
    let inside = Wrapped {
        stream: name.to_owned(),
        id: event.id,
        json: event.json,
        data: STANDARD.encode(&event.data),
        metadata: STANDARD.encode(&event.metadata),
    };
    Ok(NewEvent {
        id: EventId(place),
        metadata: Metadata {
            tenant: "event-store".parse().map_err(|error| bad(&error))?,
            actor: Actor::Service { name: "event-store".parse().map_err(|error| bad(&error))? },
            correlation_id: CorrelationId(place),
            causation_id: CommandId(place),
            occurred_at: now,
            recorded_at: now,
            door: None,
            network: None,
        },
        body: EventBody {
            event_type: event.event_type.clone(),
            schema_version: 1,
            data: serde_json::to_string(&inside).map_err(|error| bad(&error))?,
        },
    })
}

fn unwrapped(stored: StoredEvent) -> Result<Recorded, LogError> {
    let inside: Wrapped = serde_json::from_str(&stored.body.data).map_err(|error| foreign(error.to_string()))?;
    let bytes = |text: &str| STANDARD.decode(text).map(Bytes::from).map_err(|error| foreign(error.to_string()));
    let revision = if stored.body.event_type == TOMBSTONE { DELETED } else { stored.revision.0 };
    Ok(Recorded {
        place: at(stored.position.0),
        revision,
        created: stored.metadata.recorded_at,
        event: Proposed {
            id: inside.id,
            json: inside.json,
            data: bytes(&inside.data)?,
            metadata: bytes(&inside.metadata)?,
            event_type: stored.body.event_type,
        },
        stream: inside.stream,
    })
}

//! The port: what every event store does, whatever engine is behind it.

use async_trait::async_trait;
use events::ids::{EventId, Position, Revision, StreamId};
use events::log_mark::{LogId, LogMark};
use events::non_empty::NonEmpty;
use events::{NewEvent, StoredEvent};
use futures::stream::BoxStream;

/// What the writer believes of the stream's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedVersion {
    /// The stream has no event yet.
    NoStream,
    /// The stream's last event has this revision.
    At(Revision),
}

/// Which way to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From old to new.
    Forwards,
    /// From new to old.
    Backwards,
}

/// Where an append ended up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The events as stored, in order. For a repeated append, those of the first time.
    pub events: NonEmpty<StoredEvent>,
    /// Whether these very events (by id) had been appended before.
    pub repeated: bool,
}

/// Why an append did not happen.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else wrote to the stream meanwhile. Read it again and decide again.
    #[error("stream {stream} is not where the writer thought: expected {expected:?}, found {found:?}")]
    Conflict {
        /// The stream's kind and id.
        stream: StreamId,
        /// What the writer believed.
        expected: ExpectedVersion,
        /// Where the stream is; `None`: it has no event.
        found: Option<Revision>,
    },
    /// Some of the ids exist already in the stream, but not as this very append; or an id is given twice.
    #[error("event {id} was recorded before as part of something else")]
    IdTaken {
        /// The id that two events have.
        id: EventId,
    },
    /// The store cannot be reached or cannot write. Nothing was stored, or it is not known whether it was: repeating
    /// the append with the same event ids is safe.
    #[error("the event store cannot write: {reason}; try again")]
    Unavailable {
        /// What the engine said.
        reason: String,
    },
}

/// Why nothing could be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ReadError {
    /// The store cannot be reached or cannot read.
    #[error("the event store cannot read: {reason}; try again")]
    Unavailable {
        /// What the engine said.
        reason: String,
    },
    /// What is stored is not what was written.
    #[error("the event store is damaged at position {position}: {reason}; run `focalpoint verify`")]
    Damaged {
        /// The position of the damaged event.
        position: Position,
        /// What is wrong.
        reason: String,
    },
}

/// An append-only log of events, in streams and as a whole.
///
/// An append is atomic and durable before it returns. Revisions count from 0 in each stream without gaps. Positions grow
/// strictly over the whole log and may leave gaps, as other things can stand in an engine's log; [`SqliteEventStore`]
/// counts from 1 without any. Both are given at the append and never change. A position that is handed in is
/// [`Position::START`] or one that the store gave.
///
/// [`SqliteEventStore`]: crate::SqliteEventStore
#[async_trait]
pub trait EventStore: Send + Sync {
    /// Appends events to one stream. The same append again (the same ids, to the same stream, in the same order) is
    /// answered as the first time, whatever the expected version. When only some of the ids are in the stream, or in
    /// another order, or an id is given twice, the append is refused with [`AppendError::IdTaken`].
    ///
    /// An id that is known in another stream is refused by an engine that has all ids in one index (`SQLite`), and stored
    /// again by one that has not (`EventStoreDB`). Ids are derived from the command, and a command is for one stream.
    ///
    /// Whoever stops waiting for the answer does not know whether the events were stored, as with
    /// [`AppendError::Unavailable`].
    async fn append(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
    ) -> Result<Appended, AppendError>;

    /// Reads at most `limit` events of a stream: forwards from the revision (`None`: from the first event), or
    /// backwards from it (`None`: from the last one), the revision itself included. A stream that does not exist reads
    /// as empty.
    async fn read_stream(
        &self,
        stream: &StreamId,
        from: Option<Revision>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<StoredEvent>, ReadError>;

    /// Reads at most `limit` events of the whole log that come after a position, in order.
    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError>;

    /// The last event's position; [`Position::START`] when there is none.
    async fn end(&self) -> Result<Position, ReadError>;

    /// The log's identity, which every copy of it has and no other log. It is read anew each time, so that it shows when
    /// another log was put in this one's place.
    async fn log(&self) -> Result<LogId, ReadError>;

    /// What stands at a position, to be told from what stands there in another log, or in this one after it was set back.
    /// `None`: no event of this log. [`Position::START`] is in every log. The position can be any, also one that another
    /// store gave.
    async fn mark(&self, at: Position) -> Result<Option<LogMark>, ReadError>;

    /// Every event after a position: those recorded already, then new ones as they come, in order, without end. The
    /// stream ends after an error; subscribe again from the last event seen. A slow reader holds nothing up and loses
    /// nothing.
    fn subscribe_all(&self, after: Position) -> BoxStream<'static, Result<StoredEvent, ReadError>>;
}

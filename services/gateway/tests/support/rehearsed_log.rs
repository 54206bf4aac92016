//! A log that can be told to keep nothing for a while: what is decided meanwhile is answered as if it had been recorded, and is read
//! again until somebody else tries, so that the same thing can be tried by one after the other, each as if they were the first.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use events::ids::{Position, Revision, StreamId};
use events::log_mark::{LogId, LogMark};
use events::non_empty::NonEmpty;
use events::{Event, NewEvent, StoredEvent};
use futures::stream::BoxStream;
use store::sqlite::SqliteEventStore;
use store::{AppendError, Appended, Direction, EventStore, ExpectedVersion, ReadError};

/// The log, and what was tried.
pub struct RehearsedLog {
    kept: Arc<SqliteEventStore>,
    rehearses: AtomicBool,
    rehearsed: Mutex<Vec<StoredEvent>>,
    /// What was recorded in earnest meanwhile.
    recorded: Mutex<Vec<StoredEvent>>,
}

impl RehearsedLog {
    pub fn of(kept: Arc<SqliteEventStore>) -> Self {
        Self { kept, rehearses: AtomicBool::new(false), rehearsed: Mutex::default(), recorded: Mutex::default() }
    }

    /// From now on nothing is kept, or everything again.
    pub fn rehearse(&self, rehearses: bool) {
        self.rehearses.store(rehearses, Ordering::SeqCst);
    }

    /// What was recorded since this was asked last, or would have been. Nothing of it is read again, but what was kept.
    pub fn take_tried(&self) -> Vec<Event> {
        let all = [&self.rehearsed, &self.recorded].map(|events| std::mem::take(&mut *events.lock().unwrap()));
        all.into_iter().flatten().map(|stored| stored.decode().unwrap().event).collect()
    }
}

#[async_trait]
impl EventStore for RehearsedLog {
    async fn append(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
    ) -> Result<Appended, AppendError> {
        if !self.rehearses.load(Ordering::SeqCst) {
            let appended = self.kept.append(stream, expected, events).await?;
            self.recorded.lock().unwrap().extend(appended.events.iter().cloned());
            return Ok(appended);
        }
        // Where the log ends, so that whoever waits until it is shown waits for nothing.
        let position = self.kept.end().await.unwrap();
        let first = match expected {
            ExpectedVersion::NoStream => 0,
            ExpectedVersion::At(Revision(last)) => last + 1,
        };
        let as_stored = |(n, NewEvent { id, metadata, body }): (u64, NewEvent)| StoredEvent {
            position,
            stream: stream.clone(),
            revision: Revision(first + n),
            id,
            metadata,
            body,
        };
        let events: Vec<_> = (0..).zip(events).map(as_stored).collect();
        self.rehearsed.lock().unwrap().extend(events.iter().cloned());
        Ok(Appended { events: NonEmpty::try_from(events).unwrap(), repeated: false })
    }

    async fn read_stream(
        &self,
        stream: &StreamId,
        from: Option<Revision>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<StoredEvent>, ReadError> {
        let mut events = self.kept.read_stream(stream, from, direction, limit).await?;
        let rehearsed = self.rehearsed.lock().unwrap();
        let is_wanted = |one: &&StoredEvent| one.stream == *stream && from.is_none_or(|from| one.revision >= from);
        if direction == Direction::Forwards && events.len() < limit {
            events.extend(rehearsed.iter().filter(is_wanted).cloned());
        }
        Ok(events)
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError> {
        self.kept.read_all(after, limit).await
    }

    async fn log(&self) -> Result<LogId, ReadError> {
        self.kept.log().await
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, ReadError> {
        self.kept.mark(at).await
    }

    async fn end(&self) -> Result<Position, ReadError> {
        self.kept.end().await
    }

    fn subscribe_all(&self, after: Position) -> BoxStream<'static, Result<StoredEvent, ReadError>> {
        self.kept.subscribe_all(after)
    }
}

//! A store that can be away.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use async_trait::async_trait;
use events::ids::{Position, Revision, StreamId};
use events::log_mark::{LogId, LogMark};
use events::non_empty::NonEmpty;
use events::{NewEvent, StoredEvent};
use futures::StreamExt;
use futures::stream::BoxStream;
use store::{AppendError, Appended, Direction, EventStore, ExpectedVersion, ReadError};

/// A store that answers no reader while it is away. Writers are let through.
pub(crate) struct MoodyStore {
    inner: Arc<dyn EventStore>,
    away: AtomicBool,
    reads: AtomicU64,
}

impl MoodyStore {
    pub(crate) fn new(inner: Arc<dyn EventStore>) -> Arc<Self> {
        Arc::new(Self { inner, away: AtomicBool::new(false), reads: AtomicU64::new(0) })
    }

    pub(crate) fn is_away(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    /// How often events were read.
    pub(crate) fn reads(&self) -> u64 {
        self.reads.load(Ordering::SeqCst)
    }

    fn mood(&self) -> Result<(), ReadError> {
        if self.away.load(Ordering::SeqCst) {
            return Err(ReadError::Unavailable { reason: "away".to_owned() });
        }
        Ok(())
    }
}

#[async_trait]
impl EventStore for MoodyStore {
    async fn append(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.inner.append(stream, expected, events).await
    }

    async fn read_stream(
        &self,
        stream: &StreamId,
        from: Option<Revision>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<StoredEvent>, ReadError> {
        self.mood()?;
        self.inner.read_stream(stream, from, direction, limit).await
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.mood()?;
        self.inner.read_all(after, limit).await
    }

    async fn log(&self) -> Result<LogId, ReadError> {
        self.mood()?;
        self.inner.log().await
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, ReadError> {
        self.mood()?;
        self.inner.mark(at).await
    }

    async fn end(&self) -> Result<Position, ReadError> {
        self.mood()?;
        self.inner.end().await
    }

    fn subscribe_all(&self, after: Position) -> BoxStream<'static, Result<StoredEvent, ReadError>> {
        match self.mood() {
            Ok(()) => self.inner.subscribe_all(after),
            Err(error) => futures::stream::iter([Err(error)]).boxed(),
        }
    }
}

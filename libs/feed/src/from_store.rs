//! The embedded feed: straight from the event store, no server between.

use std::sync::Arc;

use async_trait::async_trait;
use events::ids::{Position, Revision, StreamId};
use events::log_mark::{LogId, LogMark};
use events::non_empty::NonEmpty;
use events::{Event, RecordedEvent, StoredEvent};
use futures::StreamExt;
use store::{Direction, EventStore, ReadError};
use tokio_util::sync::CancellationToken;

use crate::port::{EventFeed, FeedError, Subscription};

/// How many events of a stream are read at a time.
const PAGE: usize = 512;

/// The feed of one event store. Dropping it closes its subscriptions.
pub struct StoreFeed {
    store: Arc<dyn EventStore>,
    closing: CancellationToken,
}

impl StoreFeed {
    /// A feed of everything in a store.
    pub fn new(store: Arc<dyn EventStore>) -> Self {
        Self { store, closing: CancellationToken::new() }
    }
}

impl Drop for StoreFeed {
    fn drop(&mut self) {
        self.closing.cancel();
    }
}

#[async_trait]
impl EventFeed for StoreFeed {
    async fn subscribe(&self, after: Position, batch: usize) -> Result<Box<dyn Subscription>, FeedError> {
        let (store, closing) = (self.store.clone(), self.closing.clone());
        Ok(Box::new(StoreSubscription { store, closing, after, batch: batch.max(1) }))
    }

    async fn end(&self) -> Result<Position, FeedError> {
        Ok(self.store.end().await?)
    }

    async fn log(&self) -> Result<LogId, FeedError> {
        Ok(self.store.log().await?)
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, FeedError> {
        Ok(self.store.mark(at).await?)
    }

    async fn history(&self, stream: &StreamId, before: Revision) -> Result<Vec<RecordedEvent>, FeedError> {
        history(self.store.as_ref(), stream, before).await
    }
}

/// A stream's events before a revision, from the store.
pub(crate) async fn history(
    store: &dyn EventStore,
    stream: &StreamId,
    before: Revision,
) -> Result<Vec<RecordedEvent>, FeedError> {
    let mut history = Vec::new();
    loop {
        let from = Revision(history.len() as u64);
        let page = store.read_stream(stream, Some(from), Direction::Forwards, PAGE).await?;
        let last_page = page.len() < PAGE;
        for stored in page.into_iter().take_while(|stored| stored.revision < before) {
            history.push(decoded(stored)?);
        }
        if last_page || Revision(history.len() as u64) >= before {
            return Ok(history);
        }
    }
}

fn decoded(stored: StoredEvent) -> Result<RecordedEvent, FeedError> {
    match Event::decode(&stored.stream, &stored.body) {
        Ok(event) => Ok(stored.understood_as(event)),
        Err(source) => Err(FeedError::Undecodable { position: stored.position, source, event: Box::new(stored) }),
    }
}

struct StoreSubscription {
    store: Arc<dyn EventStore>,
    closing: CancellationToken,
    after: Position,
    batch: usize,
}

#[async_trait]
impl Subscription for StoreSubscription {
    async fn next(&mut self) -> Result<NonEmpty<RecordedEvent>, FeedError> {
        let closing = self.closing.clone();
        closing.run_until_cancelled(self.read_on()).await.unwrap_or(Err(FeedError::Closed))
    }
}

impl StoreSubscription {
    async fn read_on(&mut self) -> Result<NonEmpty<RecordedEvent>, FeedError> {
        loop {
            let page = self.store.read_all(self.after, self.batch).await?;
            if page.is_empty() {
                self.wait().await?;
                continue;
            }
            if let Ok(events) = NonEmpty::try_from(understood(page)?) {
                self.after = events.iter().last().map_or(self.after, |last| last.position);
                return Ok(events);
            }
        }
    }

    /// Waits until there is an event to read. It is read again with the next page: a reader that asks for no more than
    /// one page at a time never holds more than one.
    async fn wait(&self) -> Result<(), ReadError> {
        match self.store.subscribe_all(self.after).next().await {
            Some(Ok(_)) => Ok(()),
            Some(Err(error)) => Err(error),
            None => Err(ReadError::Unavailable { reason: "the event store was closed".to_owned() }),
        }
    }
}

/// The events up to the first that cannot be understood; that one is reported when it comes first, so that the reader
/// has all before it.
pub(crate) fn understood(page: Vec<StoredEvent>) -> Result<Vec<RecordedEvent>, FeedError> {
    let mut events = Vec::with_capacity(page.len());
    for stored in page {
        match decoded(stored) {
            Ok(event) => events.push(event),
            Err(error) if events.is_empty() => return Err(error),
            Err(_) => break,
        }
    }
    Ok(events)
}

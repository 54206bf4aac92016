//! The feed over NATS JetStream, for services on machines of their own.
//!
//! - [`durable_consumer`]: the reader's durable pull consumer: found, made anew when it is gone, and given up on for a while when
//!   the server is.
//! - [`subscription`]: what becomes of each message: handed on, passed over, or filled up from the store.
//!
//! JetStream carries events, the store has them. Its messages may be lost, doubled, late or out of order, its stream or
//! consumer may be deleted, its servers may be away: whatever is missing is read from the event store, and nothing is
//! handed on twice or out of order. So a failure of NATS is never an error of this feed; it only makes events come later,
//! as often as the store is looked at without it ([`ConsumerTiming::quiet`]).

mod durable_consumer;
mod subscription;

use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::Context;
use async_trait::async_trait;
use events::RecordedEvent;
use events::ids::{Position, Revision, ServiceName, StreamId, TenantId};
use events::log_mark::{LogId, LogMark};
use store::EventStore;
use tokio_util::sync::CancellationToken;
use transport::subjects;

use crate::from_store::history;
use crate::port::{EventFeed, FeedError, Subscription};
use durable_consumer::DurableConsumer;
use subscription::JetStreamSubscription;

/// How patient a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsumerTiming {
    /// How long a message may stay unacknowledged before the server sends it again.
    pub ack_wait: Duration,
    /// How long nothing may come before the store is asked whether something was lost.
    pub quiet: Duration,
}

impl Default for ConsumerTiming {
    fn default() -> Self {
        Self { ack_wait: Duration::from_secs(30), quiet: Duration::from_secs(1) }
    }
}

/// The feed of one reader. Dropping it closes its subscriptions.
///
/// The reader's name is that of its durable consumer: readers of different names each get every event, and instances of
/// the same reader share the consumer. Sharing it does no harm, but each instance then reads from the store what went to the
/// other.
pub struct JetStreamFeed {
    jetstream: Context,
    store: Arc<dyn EventStore>,
    tenant: TenantId,
    reader: ServiceName,
    timing: ConsumerTiming,
    closing: CancellationToken,
}

impl JetStreamFeed {
    /// A feed for this reader. The stream is the relay's to make; until it is there, events come from the store.
    pub fn new(
        jetstream: Context,
        store: Arc<dyn EventStore>,
        tenant: TenantId,
        reader: ServiceName,
        timing: ConsumerTiming,
    ) -> Self {
        Self { jetstream, store, tenant, reader, timing, closing: CancellationToken::new() }
    }
}

impl Drop for JetStreamFeed {
    fn drop(&mut self) {
        self.closing.cancel();
    }
}

#[async_trait]
impl EventFeed for JetStreamFeed {
    async fn subscribe(&self, after: Position, batch: usize) -> Result<Box<dyn Subscription>, FeedError> {
        let batch = batch.max(1);
        let consumer = DurableConsumer::new(
            self.jetstream.clone(),
            subjects::event_stream(&self.tenant),
            subjects::durable(&self.reader),
            after,
            batch,
            self.timing,
        );
        Ok(Box::new(JetStreamSubscription::new(self.store.clone(), self.closing.clone(), consumer, after, batch)))
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

//! The feed over NATS JetStream, for services on machines of their own.
//!
//! - [`road`]: the reader's durable pull consumer: found, made anew when it is gone, and given up on for a while when
//!   the server is.
//! - [`subscription`]: what becomes of each message: handed on, passed over, or filled up from the store.
//!
//! JetStream is the road, never the truth. Its messages may be lost, doubled, late or out of order, its stream or
//! consumer may be deleted, its servers may be away: whatever is missing is read from the event store, and nothing is
//! handed on twice or out of order. So a failure of NATS is never an error of this feed; it only makes events come later,
//! as often as the store is looked at without it ([`Pace::quiet`]).

mod road;
mod subscription;

use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::Context;
use async_trait::async_trait;
use events::RecordedEvent;
use events::ids::{Position, Revision, ServiceName, StreamId, TenantId};
use nats::subjects;
use store::EventStore;
use tokio_util::sync::CancellationToken;

use crate::from_store::history;
use crate::port::{EventFeed, FeedError, Subscription};
use road::Road;
use subscription::JetStreamSubscription;

/// How patient a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How long a message may stay unacknowledged before the server sends it again.
    pub ack_wait: Duration,
    /// How long nothing may come before the store is asked whether something was lost.
    pub quiet: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { ack_wait: Duration::from_secs(30), quiet: Duration::from_secs(1) }
    }
}

/// The feed of one reader. Dropping it closes its subscriptions.
///
/// The reader's name is that of its durable consumer: readers of different names each get every event, and instances of
/// the same reader share the road. Sharing it does no harm, but each instance then reads from the store what went to the
/// other.
pub struct JetStreamFeed {
    jetstream: Context,
    store: Arc<dyn EventStore>,
    tenant: TenantId,
    reader: ServiceName,
    pace: Pace,
    closing: CancellationToken,
}

impl JetStreamFeed {
    /// A feed for this reader. The stream is the relay's to make; until it is there, events come from the store.
    pub fn new(
        jetstream: Context,
        store: Arc<dyn EventStore>,
        tenant: TenantId,
        reader: ServiceName,
        pace: Pace,
    ) -> Self {
        Self { jetstream, store, tenant, reader, pace, closing: CancellationToken::new() }
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
        let road = Road::new(
            self.jetstream.clone(),
            subjects::event_stream(&self.tenant),
            subjects::durable(&self.reader),
            after,
            batch,
            self.pace,
        );
        Ok(Box::new(JetStreamSubscription::new(self.store.clone(), self.closing.clone(), road, after, batch)))
    }

    async fn end(&self) -> Result<Position, FeedError> {
        Ok(self.store.end().await?)
    }

    async fn history(&self, stream: &StreamId, before: Revision) -> Result<Vec<RecordedEvent>, FeedError> {
        history(self.store.as_ref(), stream, before).await
    }
}

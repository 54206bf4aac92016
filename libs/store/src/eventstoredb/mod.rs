//! The event store on a server: `EventStoreDB` 22.10 or newer, or `KurrentDB`, through its own client.
//!
//! - [`settings`]: where the server is, as whom, for which tenant, and how long to wait.
//! - `stream_names`: a tenant's streams have a prefix of their own, so that one filter selects exactly them.
//! - `recorded`: an event as the server keeps it, and back.
//! - `identity`: which log it is, in a stream beside the tenant's, and what stands at a place.
//! - `connection`: asking again after a leader changed or a node went away, within a deadline.
//! - `appending`, `reading`, `subscription`, `verification`: the port, and the walk over the hash chain.
//! - `scanned_log`: what this process knows of the log already, so that others' events are not read again and again.
//!
//! Every question goes to the leader, so that whoever appended reads what was appended. A position is the commit position
//! in `$all`.

mod appending;
mod connection;
mod identity;
mod reading;
mod recorded;
mod scanned_log;
pub mod settings;
mod stream_names;
mod subscription;
mod verification;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use events::ids::{Position, Revision, StreamId};
use events::log_mark::{LogId, LogMark};
use events::non_empty::NonEmpty;
use events::{NewEvent, StoredEvent};
use futures::stream::BoxStream;

use crate::port::{AppendError, Appended, Direction, EventStore, ExpectedVersion, ReadError};
use connection::Connections;
use scanned_log::ScannedLog;
use stream_names::StreamNames;

pub use settings::{ConnectError, EventStoreDbSettings};

/// The event store of one tenant on a server or cluster. Clones share its connection.
#[derive(Clone)]
pub struct EventStoreDbStore {
    shared: Arc<Shared>,
}

struct Shared {
    connections: Connections,
    /// Apart from the others: a subscription's client that hangs takes no append with it.
    listening: Connections,
    names: StreamNames,
    scanned_log: ScannedLog,
    last_identity: Mutex<Option<LogId>>,
    resubscribe_for: Duration,
}

impl EventStoreDbStore {
    /// Checks the settings and gets ready. The server is first asked by the first operation, so it may come later.
    pub fn connect(settings: &EventStoreDbSettings) -> Result<Self, ConnectError> {
        let (client, credentials) = (settings.client()?, settings.credentials()?);
        let shared = Shared {
            listening: Connections::new(client.clone(), credentials.clone(), settings.deadline),
            connections: Connections::new(client, credentials, settings.deadline),
            names: StreamNames::of(&settings.tenant),
            scanned_log: ScannedLog::default(),
            last_identity: Mutex::default(),
            resubscribe_for: settings.resubscribe_for,
        };
        Ok(Self { shared: Arc::new(shared) })
    }
}

#[async_trait]
impl EventStore for EventStoreDbStore {
    async fn append(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.shared.append(stream, expected, events).await
    }

    async fn read_stream(
        &self,
        stream: &StreamId,
        from: Option<Revision>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<StoredEvent>, ReadError> {
        self.shared.read_stream(stream, from, direction, limit).await
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError> {
        self.shared.read_all(after, limit).await
    }

    async fn end(&self) -> Result<Position, ReadError> {
        Ok(self.shared.end().await?)
    }

    async fn log(&self) -> Result<LogId, ReadError> {
        self.shared.log().await
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, ReadError> {
        self.shared.mark(at).await
    }

    fn subscribe_all(&self, after: Position) -> BoxStream<'static, Result<StoredEvent, ReadError>> {
        subscription::events_after(self.shared.clone(), after)
    }
}

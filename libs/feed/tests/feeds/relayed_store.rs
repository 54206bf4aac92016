//! A NATS server, an event store, and what goes between them.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use async_nats::Client;
use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::Stream;
use events::StoredEvent;
use events::ids::{Position, TenantId};
use feed::{CheckpointFile, ConsumerTiming, JetStreamFeed, Relay, RelayError, message};
use nats_server_process::{Binary, NatsServer, Setup};
use store::{EventStore, SqliteEventStore};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use transport::{NatsSettings, StreamSettings, streams, subjects};

use crate::contract::PATIENCE;

/// A reader that misses things soon.
pub(crate) const EAGER: ConsumerTiming =
    ConsumerTiming { ack_wait: Duration::from_secs(2), quiet: Duration::from_millis(100) };
/// A reader that asks the store nothing for longer than a test lasts.
pub(crate) const TRUSTING: ConsumerTiming =
    ConsumerTiming { ack_wait: Duration::from_secs(2), quiet: Duration::from_secs(600) };

pub(crate) fn tenant() -> TenantId {
    "kosovo".parse().unwrap()
}

/// One server, one store.
pub(crate) struct RelayedStore {
    pub(crate) server: NatsServer,
    pub(crate) client: Client,
    pub(crate) jetstream: Context,
    pub(crate) store: Arc<SqliteEventStore>,
    pub(crate) settings: StreamSettings,
    pub(crate) folder: TempDir,
}

/// A relay at work. Dropping it stops it where it is.
pub(crate) struct Relaying {
    pub(crate) progress: tokio::sync::watch::Receiver<Position>,
    task: JoinHandle<Result<(), RelayError>>,
    stop: CancellationToken,
}

impl Drop for Relaying {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Relaying {
    /// Waits until every event up to a position is acknowledged.
    pub(crate) async fn reached(&mut self, position: Position) {
        let reached = self.progress.wait_for(|reached| *reached >= position);
        tokio::time::timeout(PATIENCE, reached).await.expect("the relay has stalled").unwrap();
    }

    /// Tells it to stop, and waits until it has.
    pub(crate) async fn stop(mut self) -> Result<(), RelayError> {
        self.stop.cancel();
        self.ended().await
    }

    /// Waits until it ends.
    pub(crate) async fn ended(&mut self) -> Result<(), RelayError> {
        tokio::time::timeout(PATIENCE, &mut self.task).await.expect("the relay does not end").unwrap()
    }
}

/// Connects to the server at an address, whether it is there or not.
pub(crate) async fn connect(url: String) -> Client {
    let settings = NatsSettings { servers: vec![url], ca_file: None, user: None, password_file: None };
    transport::connect(&settings, "test").await.unwrap()
}

impl RelayedStore {
    pub(crate) async fn new(binary: Binary) -> Self {
        Self::with(&Setup::new(binary)).await
    }

    pub(crate) async fn with(setup: &Setup) -> Self {
        let server = NatsServer::start(setup).await.unwrap();
        let client = connect(server.url()).await;
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let settings = StreamSettings::default();
        Self { server, jetstream: transport::jetstream(client.clone()), client, store, settings, folder }
    }

    pub(crate) fn checkpoint(&self, relay: &str) -> CheckpointFile {
        CheckpointFile::new(self.folder.path().join(relay).with_extension("checkpoint"))
    }

    /// Makes the stream without a relay.
    pub(crate) async fn lay(&self) -> Stream {
        let config = self.settings.stream(subjects::event_stream(&tenant()), subjects::events(&tenant()));
        streams::ensure(&self.jetstream, config).await.unwrap()
    }

    /// The stream, once somebody made it.
    pub(crate) async fn stream(&self) -> Stream {
        self.jetstream.get_stream(subjects::event_stream(&tenant())).await.unwrap()
    }

    /// Starts a relay that compares the stream's end with its checkpoint this often.
    pub(crate) fn relay(&self, name: &str, compare_every: Duration) -> Relaying {
        let relay =
            Relay::new(self.jetstream.clone(), self.store.clone(), tenant(), &self.settings, self.checkpoint(name));
        let relay = relay.comparing_every(compare_every);
        let progress = relay.progress();
        let stop = CancellationToken::new();
        let until = stop.clone();
        Relaying { progress, task: tokio::spawn(async move { relay.run(until).await }), stop }
    }

    /// Relays everything there is, then stops.
    pub(crate) async fn relay_all(&self) {
        let mut relay = self.relay("relay", Duration::from_secs(3600));
        relay.reached(self.store.end().await.unwrap()).await;
        relay.stop().await.unwrap();
    }

    pub(crate) fn feed(&self, reader: &str, pace: ConsumerTiming) -> JetStreamFeed {
        self.feed_of(self.store.clone(), reader, pace)
    }

    pub(crate) fn feed_of(&self, store: Arc<dyn EventStore>, reader: &str, pace: ConsumerTiming) -> JetStreamFeed {
        JetStreamFeed::new(self.jetstream.clone(), store, tenant(), reader.parse().unwrap(), pace)
    }

    /// The whole log.
    pub(crate) async fn log(&self) -> Vec<StoredEvent> {
        self.store.read_all(Position::START, usize::MAX).await.unwrap()
    }

    /// Publishes an event by hand, unrecognisable to the server as a repetition.
    pub(crate) async fn publish(&self, event: &StoredEvent, previous: u64) {
        let message = PublishMessage::build()
            .headers(message::headers(event, Position(previous)).unwrap())
            .payload(event.body.data.clone().into());
        let subject = subjects::event(&tenant(), &event.body.event_type, None);
        self.jetstream.send_publish(subject, message).await.unwrap().await.unwrap();
    }

    /// The positions that the stream holds, in its order.
    pub(crate) async fn relayed_positions(&self) -> Vec<u64> {
        let mut stream = self.stream().await;
        let state = stream.info().await.unwrap().state.clone();
        let mut positions = Vec::new();
        for sequence in state.first_sequence..=state.last_sequence {
            if let Ok(message) = stream.get_raw_message(sequence).await {
                positions.push(message.headers.get(message::POSITION).unwrap().as_str().parse().unwrap());
            }
        }
        positions
    }

    /// Waits until the stream holds every event of the log.
    pub(crate) async fn is_complete(&self) {
        let wanted: BTreeSet<u64> = self.log().await.iter().map(|event| event.position.0).collect();
        let complete = async {
            while self.jetstream.get_stream(subjects::event_stream(&tenant())).await.is_err()
                || self.relayed_positions().await.into_iter().collect::<BTreeSet<_>>() != wanted
            {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, complete).await.expect("the stream stays incomplete");
    }
}

//! A server of our own with focalpoint's store on it, and a reader that follows it.

use std::time::Duration;

use events::StoredEvent;
use events::ids::{EventId, Position};
use eventstore_server::{Cluster, ClusterSettings};
use futures::StreamExt;
use futures::stream::BoxStream;
use kurrentdb::{AppendToStreamOptions, Client, EventData, StreamState};
use store::{EventStore, EventStoreDbSettings, EventStoreDbStore, ReadError};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// More than anything here takes on the slowest machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Rig {
    pub(crate) cluster: Cluster,
    pub(crate) settings: EventStoreDbSettings,
    pub(crate) store: EventStoreDbStore,
    _directory: TempDir,
}

impl Rig {
    /// So many nodes, and a store that is patient.
    pub(crate) async fn of(nodes: usize) -> Self {
        Self::with(|_| (), nodes).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut ClusterSettings), nodes: usize) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut cluster = ClusterSettings::new(directory.path().join("log.db"), nodes);
        change(&mut cluster);
        let cluster = Cluster::start(cluster).await.unwrap();
        let mut settings = EventStoreDbSettings::new(cluster.connection_string(), "kosovo".parse().unwrap());
        settings.deadline = PATIENCE;
        settings.resubscribe_for = PATIENCE;
        let store = EventStoreDbStore::connect(&settings).unwrap();
        Self { cluster, settings, store, _directory: directory }
    }

    /// A store on the same server that gives up soon.
    pub(crate) fn impatient(&self) -> EventStoreDbStore {
        let soon = Duration::from_secs(3);
        let settings = EventStoreDbSettings { deadline: soon, resubscribe_for: soon, ..self.settings.clone() };
        EventStoreDbStore::connect(&settings).unwrap()
    }

    /// A client with which others use the same server.
    pub(crate) fn others(&self) -> Client {
        Client::new(format!("{}&nodePreference=leader", self.cluster.connection_string()).parse().unwrap()).unwrap()
    }
}

/// Appends events that are none of ours.
pub(crate) async fn append_foreign(client: &Client, stream: &str, count: usize) {
    let options = AppendToStreamOptions::default().stream_state(StreamState::Any);
    let events: Vec<_> = (0..count).map(|n| EventData::json("noise", &n).unwrap().id(uuid::Uuid::new_v4())).collect();
    client.append_to_stream(stream, &options, events).await.unwrap();
}

/// A reader that collects so many events.
pub(crate) fn follow(store: &EventStoreDbStore, after: Position, count: usize) -> JoinHandle<Vec<StoredEvent>> {
    let subscription = store.subscribe_all(after);
    tokio::spawn(async move {
        let collected = subscription.take(count).map(Result::unwrap).collect();
        timeout(PATIENCE, collected).await.expect("the subscription has stalled")
    })
}

/// What a subscription says next.
pub(crate) async fn next(
    subscription: &mut BoxStream<'static, Result<StoredEvent, ReadError>>,
) -> Option<Result<StoredEvent, ReadError>> {
    timeout(PATIENCE, subscription.next()).await.expect("the subscription has stalled")
}

/// Fails when the subscription says anything although nothing new was appended.
pub(crate) async fn says_nothing_more(subscription: &mut BoxStream<'static, Result<StoredEvent, ReadError>>) {
    if let Ok(said) = timeout(Duration::from_millis(100), subscription.next()).await {
        panic!("{said:?}");
    }
}

pub(crate) fn ids(events: &[StoredEvent]) -> Vec<EventId> {
    events.iter().map(|event| event.id).collect()
}

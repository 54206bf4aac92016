use std::sync::Arc;
use std::time::Duration;

use eventstore_server::{Cluster, ClusterSettings};
use store::{EventStore, EventStoreDbSettings, EventStoreDbStore};
use tempfile::TempDir;
use uuid::Uuid;

use crate::contract::Harness;
use crate::event_store_contract;

/// Names a server on which the contract runs instead of on one of our own.
const ELSEWHERE: &str = "FOCALPOINT_TEST_EVENTSTORE";

struct EventStoreDb {
    store: Arc<EventStoreDbStore>,
    settings: EventStoreDbSettings,
    _server: Option<(Cluster, TempDir)>,
}

impl Harness for EventStoreDb {
    async fn fresh() -> Self {
        // Whatever server it is, nobody else is this tenant.
        let tenant = format!("contract-{}", Uuid::new_v4()).parse().unwrap();
        let (connection, server) = if let Ok(connection) = std::env::var(ELSEWHERE) {
            (connection, None)
        } else {
            let directory = tempfile::tempdir().unwrap();
            let cluster = Cluster::start(ClusterSettings::new(directory.path().join("log.db"), 1)).await.unwrap();
            (cluster.connection_string(), Some((cluster, directory)))
        };
        let mut settings = EventStoreDbSettings::new(connection, tenant);
        // Many tests share few cores.
        settings.deadline = Duration::from_secs(60);
        let store = Arc::new(EventStoreDbStore::connect(&settings).unwrap());
        Self { store, settings, _server: server }
    }

    fn store(&self) -> Arc<dyn EventStore> {
        self.store.clone()
    }

    async fn reopened(self) -> Self {
        assert_eq!(Arc::strong_count(&self.store), 1, "somebody still holds the store");
        let store = Arc::new(EventStoreDbStore::connect(&self.settings).unwrap());
        Self { store, ..self }
    }
}

event_store_contract!(EventStoreDb);

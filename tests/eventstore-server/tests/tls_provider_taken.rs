//! A process that spoke TLS before the event store's client is there; of its own, because a provider is for good.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use events::ids::Position;
use eventstore_server::{Cluster, ClusterSettings};
use rustls::crypto::CryptoProvider;
use store::{EventStore, EventStoreDbSettings, EventStoreDbStore};

#[tokio::test]
async fn the_store_works_beside_a_tls_provider_that_was_there_before_it() {
    rustls::crypto::aws_lc_rs::default_provider().install_default().unwrap();
    let before = CryptoProvider::get_default().cloned().expect("it was just installed");
    let directory = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(ClusterSettings::new(directory.path().join("log.db"), 1)).await.unwrap();
    let settings = EventStoreDbSettings::new(cluster.connection_string(), "kosovo".parse().unwrap());

    let store = EventStoreDbStore::connect(&settings).unwrap();
    assert_eq!(store.read_all(Position(0), 1).await.unwrap(), Vec::new());
    assert!(std::sync::Arc::ptr_eq(&before, CryptoProvider::get_default().unwrap()), "it stays");
}

//! Servers, streams and consumers that go away under a reader.

use std::sync::Arc;
use std::time::Duration;

use events::ids::Position;
use feed::EventFeed;
use nats_server_process::{Binary, NatsCluster, NatsServer, Setup};
use store::EventStore;
use tokio::task::JoinHandle;
use transport::subjects;

use crate::contract::samples::append_many;
use crate::contract::{positions, take};
use crate::on_both_servers;
use crate::relayed_store::{EAGER, RelayedStore, connect, tenant};

on_both_servers! {
    the_stream_is_deleted_under_load,
    the_consumer_is_deleted_under_load,
    the_server_is_killed_under_load_and_comes_back,
    the_server_is_away_at_the_start,
    the_server_stays_away,
    a_cluster_loses_the_servers_one_after_the_other,
}

const APPENDS: usize = 60;
const EACH: usize = 10;
const ALL: usize = APPENDS * EACH;

/// Commands come in, a few milliseconds between them.
fn load(store: Arc<dyn EventStore>) -> JoinHandle<()> {
    tokio::spawn(async move {
        for n in 0..APPENDS {
            append_many(store.as_ref(), &format!("item-{}", n % 7), &format!("load-{n}"), EACH).await;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
}

/// A reader that reads everything that the load brings.
fn reader(relayed: &RelayedStore, name: &str) -> JoinHandle<Vec<u64>> {
    let feed = relayed.feed(name, EAGER);
    tokio::spawn(async move {
        let mut subscription = feed.subscribe(Position::START, 32).await.unwrap();
        positions(&take(subscription.as_mut(), ALL).await)
    })
}

/// Waits until the log is this long.
async fn grown(relayed: &RelayedStore, events: usize) {
    while relayed.store.end().await.unwrap() < Position(events as u64) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

fn whole() -> Vec<u64> {
    (1..=ALL as u64).collect()
}

async fn the_stream_is_deleted_under_load(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    relayed.lay().await;
    let _relay = relayed.relay("relay", Duration::from_millis(200));
    let readers = [reader(&relayed, "one"), reader(&relayed, "two")];
    let load = load(relayed.store.clone());
    for at in [ALL / 4, ALL / 2] {
        grown(&relayed, at).await;
        relayed.jetstream.delete_stream(subjects::event_stream(&tenant())).await.unwrap();
        // Once the relay has noticed, it is deleted again.
        while relayed.jetstream.get_stream(subjects::event_stream(&tenant())).await.is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    load.await.unwrap();
    for reader in readers {
        assert_eq!(reader.await.unwrap(), whole());
    }
    relayed.is_complete().await;
}

async fn the_consumer_is_deleted_under_load(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    relayed.lay().await;
    let _relay = relayed.relay("relay", Duration::from_secs(3600));
    let reader = reader(&relayed, "one");
    let load = load(relayed.store.clone());
    for at in [ALL / 4, ALL / 2] {
        grown(&relayed, at).await;
        let stream = relayed.stream().await;
        while stream.delete_consumer("one").await.is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    load.await.unwrap();
    assert_eq!(reader.await.unwrap(), whole());
}

async fn the_server_is_killed_under_load_and_comes_back(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    relayed.lay().await;
    let mut relay = relayed.relay("relay", Duration::from_millis(200));
    let readers = [reader(&relayed, "one"), reader(&relayed, "two")];
    let load = load(relayed.store.clone());
    for at in [ALL / 4, ALL / 2] {
        grown(&relayed, at).await;
        relayed.server.kill().await.unwrap();
        grown(&relayed, at + EACH).await;
        relayed.server.start_again().await.unwrap();
        relayed.server.well().await.unwrap();
    }
    load.await.unwrap();
    for reader in readers {
        assert_eq!(reader.await.unwrap(), whole());
    }
    relay.reached(Position(ALL as u64)).await;
    relayed.is_complete().await;
}

async fn the_server_is_away_at_the_start(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    relayed.server.stop().await.unwrap();
    // As a service that is started before NATS.
    relayed.client = connect(relayed.server.url()).await;
    relayed.jetstream = transport::jetstream(relayed.client.clone());
    let mut relay = relayed.relay("relay", Duration::from_secs(3600));
    let reader = reader(&relayed, "one");
    let load = load(relayed.store.clone());
    grown(&relayed, ALL / 2).await;
    relayed.server.start_again().await.unwrap();
    load.await.unwrap();
    assert_eq!(reader.await.unwrap(), whole());
    relay.reached(Position(ALL as u64)).await;
    relayed.is_complete().await;
}

async fn the_server_stays_away(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    relayed.server.stop().await.unwrap();
    let reader = reader(&relayed, "one");
    load(relayed.store.clone()).await.unwrap();
    assert_eq!(reader.await.unwrap(), whole());
}

async fn a_cluster_loses_the_servers_one_after_the_other(binary: Binary) {
    let setup = Setup::new(binary);
    let mut relayed = RelayedStore::with(&setup).await;
    let mut cluster = NatsCluster::start(&setup, 3).await.unwrap();
    relayed.settings.replicas = 3;
    relayed.client = connect(cluster.urls()[0].clone()).await;
    relayed.jetstream = transport::jetstream(relayed.client.clone());
    let mut relay = relayed.relay("relay", Duration::from_millis(200));
    let readers = [reader(&relayed, "one"), reader(&relayed, "two")];
    let load = load(relayed.store.clone());
    for (n, at) in [ALL / 5, 2 * ALL / 5, 3 * ALL / 5].into_iter().enumerate() {
        grown(&relayed, at).await;
        let server: &mut NatsServer = &mut cluster.servers[n];
        server.kill().await.unwrap();
        grown(&relayed, at + EACH).await;
        server.start_again().await.unwrap();
        server.well().await.unwrap();
    }
    load.await.unwrap();
    for reader in readers {
        assert_eq!(reader.await.unwrap(), whole());
    }
    relay.reached(Position(ALL as u64)).await;
    relayed.is_complete().await;
}

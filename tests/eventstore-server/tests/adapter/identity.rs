//! Which log it is, on a server that others use too.

use store::ExpectedVersion::NoStream;
use store::{EventStore, EventStoreDbSettings, EventStoreDbStore};

use crate::contract::samples::{events, stream};
use crate::server::Rig;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_log_that_is_older_than_its_identity_takes_it_from_its_first_event() {
    let rig = Rig::of(1).await;
    let appended = rig.store.append(&stream("one"), NoStream, events("a", 2)).await.unwrap();
    let log = rig.store.log().await.unwrap();
    let first = rig.store.mark(appended.events.first().position).await.unwrap().unwrap();
    assert_eq!(log.as_bytes()[..], first.hash.as_bytes()[..16]);
    let fresh = EventStoreDbStore::connect(&rig.settings).unwrap();
    assert_eq!(fresh.log().await.unwrap(), log);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_tenant_of_a_server_has_a_log_of_its_own() {
    let rig = Rig::of(1).await;
    let settings = EventStoreDbSettings { tenant: "kosovo-2".parse().unwrap(), ..rig.settings.clone() };
    let neighbour = EventStoreDbStore::connect(&settings).unwrap();
    let theirs = neighbour.append(&stream("one"), NoStream, events("theirs", 1)).await.unwrap().events.first().position;
    let (mine, their_log) = (rig.store.log().await.unwrap(), neighbour.log().await.unwrap());
    assert_ne!(mine, their_log);
    assert_eq!(neighbour.mark(theirs).await.unwrap().map(|mark| mark.log), Some(their_log));
    assert_eq!(rig.store.mark(theirs).await.unwrap(), None, "what others have is no event of this log");
}

//! A server that others use too: their events are neither seen nor read again and again.

use std::time::Duration;

use events::ids::{Position, Revision};
use store::ExpectedVersion::{At, NoStream};
use store::{EventStore, EventStoreDbSettings, EventStoreDbStore};

use crate::contract::samples::{event, events, stream, whole_log};
use crate::server::{PATIENCE, Rig, append_foreign, follow, ids, next};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn only_the_tenants_own_streams_are_seen() {
    let rig = Rig::of(1).await;
    let others = rig.others();
    let settings = EventStoreDbSettings { tenant: "kosovo-2".parse().unwrap(), ..rig.settings.clone() };
    let neighbour = EventStoreDbStore::connect(&settings).unwrap();
    assert_eq!(rig.store.end().await.unwrap(), Position::START);
    append_foreign(&others, "order-1", 5).await;
    append_foreign(&others, "$$focalpoint:kosovo:sample:one", 1).await;
    append_foreign(&others, "focalpoint:kosovo-2", 3).await;
    assert_eq!(rig.store.end().await.unwrap(), Position::START);
    assert!(rig.store.read_all(Position::START, 10).await.unwrap().is_empty());

    let (mine, theirs) = (follow(&rig.store, Position::START, 3), follow(&neighbour, Position::START, 2));
    neighbour.append(&stream("one"), NoStream, events("theirs", 2)).await.unwrap();
    rig.store.append(&stream("one"), NoStream, events("mine", 2)).await.unwrap();
    append_foreign(&others, "order-1", 700).await;
    let last = rig.store.append(&stream("one"), At(Revision(1)), events("more", 1)).await.unwrap();
    append_foreign(&others, "order-2", 700).await;

    let log = whole_log(&rig.store).await;
    assert_eq!(ids(&log), [event("mine", 0).id, event("mine", 1).id, event("more", 0).id]);
    assert_eq!(mine.await.unwrap(), log);
    assert_eq!(ids(&theirs.await.unwrap()), [event("theirs", 0).id, event("theirs", 1).id]);
    assert_eq!(rig.store.end().await.unwrap(), last.events.first().position);
    let fresh = EventStoreDbStore::connect(&rig.settings).unwrap();
    assert_eq!(fresh.end().await.unwrap(), last.events.first().position);
    assert_eq!(fresh.read_all(log[0].position, 1).await.unwrap(), log[1..2]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_looked_at_in_vain_is_not_looked_at_again() {
    const NOISE: u32 = 3000;
    let rig = Rig::of(1).await;
    let others = rig.others();
    let mine = rig.store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    let after = mine.events.first().position;
    for n in 0..NOISE / 500 {
        append_foreign(&others, &format!("order-{n}"), 500).await;
    }
    let before = rig.cluster.events_looked_at();
    assert!(rig.store.read_all(after, 10).await.unwrap().is_empty());
    let once = rig.cluster.events_looked_at();
    assert!(rig.store.read_all(after, 10).await.unwrap().is_empty());
    assert_eq!(rig.store.end().await.unwrap(), after);
    let twice = rig.cluster.events_looked_at();
    assert!(once - before >= NOISE, "the first time, everything is looked at");
    assert!(twice - once < 100, "{} events were looked at again", twice - once);

    // A subscription hears through checkpoints how far the server has looked.
    let mut subscription = rig.store.subscribe_all(after);
    let appended = rig.store.append(&stream("one"), At(Revision(0)), events("b", 1)).await.unwrap();
    assert_eq!(next(&mut subscription).await.unwrap().unwrap(), *appended.events.first());
    let waiting = tokio::spawn(async move { next(&mut subscription).await });
    let before = rig.cluster.events_looked_at();
    for n in 0..NOISE / 500 {
        append_foreign(&others, &format!("order-more-{n}"), 500).await;
    }
    let followed = async {
        while rig.cluster.events_looked_at() < before + NOISE {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, followed).await.expect("the subscription does not follow");
    let last = rig.store.append(&stream("one"), At(Revision(1)), events("c", 1)).await.unwrap();
    assert_eq!(waiting.await.unwrap().unwrap().unwrap(), *last.events.first());
    let before = rig.cluster.events_looked_at();
    assert_eq!(rig.store.read_all(appended.events.first().position, 10).await.unwrap(), Vec::from(last.events));
    let looked_at = rig.cluster.events_looked_at() - before;
    assert!(looked_at < NOISE / 2, "{looked_at} events were looked at although checkpoints said more");
}

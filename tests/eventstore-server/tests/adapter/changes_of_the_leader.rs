//! The leader steps down, dies, or is missing for a while: commands and subscriptions go on, nothing is lost or doubled.

use events::ids::{Position, Revision};
use eventstore_server::cluster_state::Drop;
use store::EventStore;
use store::ExpectedVersion::{At, NoStream};

use crate::contract::samples::{append_at_end, event, events, stream, whole_log};
use crate::server::{Rig, follow, ids};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_log_goes_on_after_the_leader_stepped_down() {
    let Rig { cluster, store, .. } = &Rig::of(3).await;
    let one = stream("one");
    let reader = follow(store, Position::START, 12);
    for round in 0..6 {
        append_at_end(store, &one, events(&format!("round-{round}"), 2)).await;
        cluster.step_down(Some((round + 1) % 3));
    }
    let log = whole_log(store).await;
    assert_eq!(log.len(), 12);
    assert_eq!(reader.await.unwrap(), log);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_subscription_that_was_refused_as_not_leader_resumes_where_it_was() {
    let Rig { cluster, store, .. } = &Rig::of(3).await;
    let one = stream("one");
    let mut seen = 0;
    let reader = follow(store, Position::START, 30);
    for round in 0..10 {
        append_at_end(store, &one, events(&format!("round-{round}"), 3)).await;
        seen += 3;
        cluster.step_down(Some((round + 1) % 3));
        cluster.drop_subscriptions(Drop::Unavailable);
    }
    let log = whole_log(store).await;
    assert_eq!(log.len(), seen);
    assert_eq!(reader.await.unwrap(), log);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_clusters_gossip_leads_to_the_new_leader_when_the_old_one_died() {
    let Rig { cluster, store, .. } = &Rig::of(3).await;
    let one = stream("one");
    let reader = follow(store, Position::START, 8);
    append_at_end(store, &one, events("a", 2)).await;
    for (dies, leads) in [(0, 2), (2, 1)] {
        cluster.stop(dies);
        cluster.step_down(Some(leads));
        append_at_end(store, &one, events(&format!("after-{dies}"), 2)).await;
        cluster.start_again(dies).await.unwrap();
    }
    append_at_end(store, &one, events("z", 2)).await;
    let log = whole_log(store).await;
    assert_eq!(reader.await.unwrap(), log);
    assert_eq!(log.len(), 8);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_append_waits_while_a_leader_is_chosen() {
    let rig = Rig::of(3).await;
    let one = stream("one");
    rig.store.append(&one, NoStream, events("a", 1)).await.unwrap();
    rig.cluster.step_down(None);
    let appending = tokio::spawn({
        let (store, one) = (rig.store.clone(), one.clone());
        async move { store.append(&one, At(Revision(0)), events("b", 2)).await }
    });
    let refused = rig.impatient().append(&stream("two"), NoStream, events("c", 1)).await.unwrap_err();
    assert!(refused.to_string().contains("No leader info available"), "{refused}");
    assert!(!appending.is_finished());
    rig.cluster.step_down(Some(2));
    let appended = appending.await.unwrap().unwrap();
    assert!(!appended.repeated);
    assert_eq!(ids(&whole_log(&rig.store).await), [event("a", 0).id, event("b", 0).id, event("b", 1).id]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_store_that_knows_one_node_only_follows_it_to_the_leader() {
    let rig = Rig::of(3).await;
    let mut settings = rig.settings.clone();
    settings.connection = format!("esdb://{}?tls=false", rig.cluster.addresses()[1]);
    let store = store::EventStoreDbStore::connect(&settings).unwrap();
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    rig.cluster.step_down(Some(2));
    store.append(&stream("one"), At(Revision(0)), events("b", 1)).await.unwrap();
    assert_eq!(whole_log(&store).await.len(), 2);
}

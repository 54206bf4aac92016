//! The server refuses, is slow, loses answers, drops subscriptions, or is no server that can be used.

use std::time::Duration;

use events::ids::{Position, Revision};
use eventstore_server::cluster_state::Drop;
use store::ExpectedVersion::{At, NoStream};
use store::{AppendError, EventStore, EventStoreDbStore, ReadError};

use crate::contract::samples::{append_at_end, event, events, stream, whole_log};
use crate::server::{PATIENCE, Rig, follow, ids, next, says_nothing_more};

fn reason(refused: Result<store::Appended, AppendError>) -> String {
    match refused {
        Err(AppendError::Unavailable { reason }) => reason,
        other => panic!("expected Unavailable, got {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_refuses_is_unavailable_and_everything_goes_on_when_it_returns() {
    let rig = Rig::of(1).await;
    let (one, store) = (stream("one"), rig.impatient());
    let mut subscription = rig.store.subscribe_all(Position::START);
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    assert_eq!(next(&mut subscription).await.unwrap().unwrap().id, event("a", 0).id);

    rig.cluster.refuse();
    let said = reason(store.append(&one, At(Revision(0)), events("b", 1)).await);
    assert!(said.contains("Server Is Not Ready"), "{said}");
    for refused in [
        store.read_all(Position::START, 10).await.map(drop),
        store.read_stream(&one, None, store::Direction::Forwards, 10).await.map(drop),
        store.end().await.map(drop),
    ] {
        let error = refused.unwrap_err();
        assert!(matches!(&error, ReadError::Unavailable { reason } if reason.contains("Not Ready")), "{error}");
    }

    rig.cluster.accept();
    store.append(&one, At(Revision(0)), events("b", 1)).await.unwrap();
    assert_eq!(next(&mut subscription).await.unwrap().unwrap().id, event("b", 0).id);
    says_nothing_more(&mut subscription).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_is_gone_is_unavailable_and_everything_goes_on_when_it_returns() {
    let rig = Rig::of(1).await;
    let (one, store) = (stream("one"), rig.impatient());
    let reader = follow(&rig.store, Position::START, 3);
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    rig.cluster.stop(0);
    reason(store.append(&one, At(Revision(0)), events("b", 2)).await);
    rig.cluster.start_again(0).await.unwrap();
    rig.cluster.step_down(Some(0));
    rig.store.append(&one, At(Revision(0)), events("b", 2)).await.unwrap();
    assert_eq!(reader.await.unwrap(), whole_log(&rig.store).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_operation_ends_at_its_deadline_and_can_be_asked_for_again() {
    let rig = Rig::of(1).await;
    let (one, store) = (stream("one"), rig.impatient());
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    rig.cluster.delay(Duration::from_secs(3600));
    reason(store.append(&one, At(Revision(0)), events("b", 2)).await);
    assert!(matches!(store.end().await, Err(ReadError::Unavailable { .. })));
    rig.cluster.delay(Duration::ZERO);
    let appended = store.append(&one, At(Revision(0)), events("b", 2)).await.unwrap();
    assert_eq!(whole_log(&store).await[1..], Vec::from(appended.events));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_append_whose_answer_was_lost_is_stored_once() {
    let rig = Rig::of(1).await;
    let one = stream("one");
    for (n, expected) in [NoStream, At(Revision(1)), At(Revision(3))].into_iter().enumerate() {
        rig.cluster.lose_answers(1);
        let appended = rig.store.append(&one, expected, events(&format!("cause-{n}"), 2)).await.unwrap();
        assert!(!appended.repeated, "it was this call that stored them");
        let again = rig.store.append(&one, expected, events(&format!("cause-{n}"), 2)).await.unwrap();
        assert!(again.repeated);
        assert_eq!(again.events, appended.events);
    }
    assert_eq!(whole_log(&rig.store).await.len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_append_that_was_given_up_but_stored_is_answered_as_the_first_time_later() {
    let rig = Rig::of(1).await;
    let (one, store) = (stream("one"), rig.impatient());
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    rig.cluster.lose_answers(u32::MAX);
    reason(store.append(&one, At(Revision(0)), events("b", 2)).await);
    rig.cluster.lose_answers(0);
    let appended = store.append(&one, At(Revision(0)), events("b", 2)).await.unwrap();
    assert!(appended.repeated);
    assert_eq!(ids(&whole_log(&store).await), [event("a", 0).id, event("b", 0).id, event("b", 1).id]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn dropped_subscriptions_lose_and_double_nothing() {
    const ROUNDS: usize = 30;
    let rig = Rig::of(1).await;
    let readers: Vec<_> = (0..3).map(|_| follow(&rig.store, Position::START, ROUNDS * 20)).collect();
    for round in 0..ROUNDS {
        rig.store.append(&stream(&format!("s{round}")), NoStream, events(&format!("r{round}"), 20)).await.unwrap();
        rig.cluster.drop_subscriptions(if round % 2 == 0 { Drop::TooSlow } else { Drop::Unavailable });
    }
    let log = whole_log(&rig.store).await;
    assert_eq!(log.len(), ROUNDS * 20);
    for reader in readers {
        assert!(reader.await.unwrap() == log, "a reader saw something else than the log");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_subscription_ends_with_an_error_when_the_server_stays_away() {
    let rig = Rig::of(1).await;
    let mut subscription = rig.impatient().subscribe_all(Position::START);
    append_at_end(&rig.store, &stream("one"), events("a", 1)).await;
    assert!(next(&mut subscription).await.unwrap().is_ok());
    rig.cluster.refuse();
    let error = next(&mut subscription).await.unwrap().unwrap_err();
    assert!(matches!(&error, ReadError::Unavailable { reason } if reason.contains("Not Ready")), "{error}");
    assert!(next(&mut subscription).await.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_may_not_ask_is_told_to_look_at_the_credentials() {
    let mut rig = Rig::with(|cluster| cluster.credentials = Some(("hub".to_owned(), "s3cret".to_owned())), 1).await;
    let said = reason(rig.store.append(&stream("one"), NoStream, events("a", 1)).await);
    assert!(said.contains("check the event store's credentials file"), "{said}");
    let mut subscription = rig.store.subscribe_all(Position::START);
    let error = next(&mut subscription).await.unwrap().unwrap_err();
    assert!(error.to_string().contains("credentials file"), "{error}");

    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("credentials");
    rig.settings.credentials_file = Some(file.clone());
    std::fs::write(&file, "hub:wrong\n").unwrap();
    let store = EventStoreDbStore::connect(&rig.settings).unwrap();
    let said = reason(store.append(&stream("one"), NoStream, events("a", 1)).await);
    assert!(said.contains("credentials file") && !said.contains("wrong"), "{said}");
    std::fs::write(&file, "hub:s3cret\n").unwrap();
    let store = EventStoreDbStore::connect(&rig.settings).unwrap();
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    let mut subscription = store.subscribe_all(Position::START);
    assert!(next(&mut subscription).await.unwrap().is_ok());
    assert_eq!(whole_log(&store).await.len(), 1);
    assert!(store.end().await.unwrap() > Position::START);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_is_too_old_is_named_as_such() {
    let rig = Rig::with(|cluster| cluster.positions_in_streams = false, 1).await;
    let said = reason(rig.store.append(&stream("one"), NoStream, events("a", 1)).await);
    assert!(said.contains("EventStoreDB 22.10 or newer"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_stream_that_was_deleted_on_the_server_is_an_error() {
    let rig = Rig::of(1).await;
    rig.store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    rig.others()
        .tombstone_stream("focalpoint:kosovo:sample:one", &kurrentdb::TombstoneStreamOptions::default())
        .await
        .unwrap();
    let said = reason(rig.store.append(&stream("one"), At(Revision(0)), events("b", 1)).await);
    assert!(said.contains("deleted on the server"), "{said}");
    let error = rig.store.read_stream(&stream("one"), None, store::Direction::Forwards, 10).await.unwrap_err();
    assert!(error.to_string().contains("restore a backup"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_store_can_be_connected_before_its_server_is_there() {
    let rig = Rig::of(1).await;
    rig.cluster.stop(0);
    let store = EventStoreDbStore::connect(&rig.settings).unwrap();
    let appending = tokio::spawn(async move {
        tokio::time::timeout(PATIENCE, store.append(&stream("one"), NoStream, events("a", 1))).await.unwrap().unwrap()
    });
    reason(rig.impatient().append(&stream("two"), NoStream, events("b", 1)).await);
    rig.cluster.start_again(0).await.unwrap();
    rig.cluster.step_down(Some(0));
    let appended = appending.await.unwrap();
    assert!(!appended.repeated);
    assert_eq!(whole_log(&rig.store).await, Vec::from(appended.events));
}

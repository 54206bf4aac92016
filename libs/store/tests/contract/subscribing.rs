//! Subscribing: catching up, then waiting; slow readers; many events.

use std::time::Duration;

use events::StoredEvent;
use events::ids::{Position, Revision};
use futures::stream::{BoxStream, FuturesUnordered, StreamExt};
use store::ExpectedVersion::{At, NoStream};
use store::ReadError;

use super::Harness;
use super::samples::{append_at_end, events, in_order, positions, stream, whole_log};

type Subscription = BoxStream<'static, Result<StoredEvent, ReadError>>;

/// The next `count` events. Fails instead of hanging when they never come.
async fn next(subscription: &mut Subscription, count: usize) -> Vec<StoredEvent> {
    let events = subscription.take(count).map(Result::unwrap).collect();
    tokio::time::timeout(Duration::from_secs(120), events).await.expect("the subscription has stalled")
}

/// Whether the subscription waits, after it was given every chance to find something.
async fn waits(subscription: &mut Subscription) -> bool {
    tokio::time::timeout(Duration::from_millis(50), subscription.next()).await.is_err()
}

pub(crate) async fn from_the_start_all_events_come_and_then_new_ones(harness: impl Harness) {
    let store = harness.store();
    let first = store.append(&stream("one"), NoStream, events("a", 3)).await.unwrap();
    let mut subscription = store.subscribe_all(Position::START);
    assert_eq!(next(&mut subscription, 3).await, Vec::from(first.events));
    assert!(waits(&mut subscription).await);
    for n in 0..5 {
        let appended = store
            .append(&stream("two"), if n == 0 { NoStream } else { At(Revision(n - 1)) }, events(&format!("b{n}"), 1))
            .await
            .unwrap();
        assert_eq!(next(&mut subscription, 1).await, Vec::from(appended.events));
    }
    let mut from_start = store.subscribe_all(Position::START);
    assert_eq!(next(&mut from_start, 8).await, whole_log(store.as_ref()).await);
}

pub(crate) async fn from_the_middle_only_later_events_come(harness: impl Harness) {
    let store = harness.store();
    let appended = Vec::from(store.append(&stream("one"), NoStream, events("a", 5)).await.unwrap().events);
    for seen in 1..5 {
        let mut subscription = store.subscribe_all(appended[seen - 1].position);
        assert_eq!(next(&mut subscription, 5 - seen).await, appended[seen..]);
        assert!(waits(&mut subscription).await);
    }
}

pub(crate) async fn from_the_end_only_new_events_come(harness: impl Harness) {
    let store = harness.store();
    store.append(&stream("one"), NoStream, events("a", 2)).await.unwrap();
    let mut subscription = store.subscribe_all(store.end().await.unwrap());
    assert!(waits(&mut subscription).await);
    let appended = store.append(&stream("one"), At(Revision(1)), events("b", 2)).await.unwrap();
    assert_eq!(next(&mut subscription, 2).await, Vec::from(appended.events));
}

pub(crate) async fn from_beyond_the_end_only_events_beyond_come(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    let places = positions(&Vec::from(store.append(&one, NoStream, events("a", 3)).await.unwrap().events));
    let beyond = Position(places[2] + 500 * (places[2] - places[1]));
    let mut subscription = store.subscribe_all(beyond);
    assert!(waits(&mut subscription).await);
    let mut rounds = 0;
    while store.end().await.unwrap() <= beyond {
        append_at_end(store.as_ref(), &one, events(&format!("more-{rounds}"), 50)).await;
        rounds += 1;
    }
    append_at_end(store.as_ref(), &one, events("last", 2)).await;
    let mut log = whole_log(store.as_ref()).await;
    log.retain(|event| event.position > beyond);
    assert_eq!(next(&mut subscription, log.len()).await, log);
}

pub(crate) async fn a_slow_reader_holds_nothing_up_and_loses_nothing(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&one, NoStream, events("first", 1)).await.unwrap();
    let mut subscription = store.subscribe_all(Position::START);
    let mut seen = next(&mut subscription, 1).await;
    for n in 0..40 {
        append_at_end(store.as_ref(), &one, events(&format!("more-{n}"), 50)).await;
    }
    seen.extend(next(&mut subscription, 700).await);
    append_at_end(store.as_ref(), &one, events("last", 1)).await;
    seen.extend(next(&mut subscription, 1301).await);
    assert_eq!(seen.len(), 2002);
    assert!(seen == whole_log(store.as_ref()).await, "the reader saw something else than the log");
    assert!(waits(&mut subscription).await);
}

pub(crate) async fn nothing_is_lost_while_thousands_of_events_are_appended(harness: impl Harness) {
    const APPENDS: usize = 400;
    const EACH: usize = 10;
    let readers: Vec<_> = (0..3)
        .map(|_| {
            let mut subscription = harness.store().subscribe_all(Position::START);
            tokio::spawn(async move { next(&mut subscription, APPENDS * EACH).await })
        })
        .collect();
    let store = harness.store();
    let appends: FuturesUnordered<_> = (0..APPENDS)
        .map(|n| {
            let store = store.clone();
            async move { store.append(&stream(&format!("s{n}")), NoStream, events(&format!("cause-{n}"), EACH)).await }
        })
        .collect();
    assert_eq!(appends.filter(|outcome| futures::future::ready(outcome.is_ok())).count().await, APPENDS);
    let log = whole_log(store.as_ref()).await;
    assert_eq!(log.len(), APPENDS * EACH);
    assert!(in_order(&log), "{:?}", positions(&log));
    for reader in readers {
        assert!(reader.await.unwrap() == log, "a reader saw something else than the log");
    }
}

pub(crate) async fn a_subscription_can_be_dropped_at_any_time(harness: impl Harness) {
    let store = harness.store();
    let appended = store.append(&stream("one"), NoStream, events("a", 10)).await.unwrap();
    let last = appended.events.iter().last().unwrap().position;
    let never_read = store.subscribe_all(Position::START);
    let mut half_read = store.subscribe_all(Position::START);
    next(&mut half_read, 5).await;
    let mut waiting = store.subscribe_all(last);
    assert!(waits(&mut waiting).await);
    drop((never_read, half_read, waiting));
    drop(store);
    let harness = harness.reopened().await;
    assert_eq!(harness.store().end().await.unwrap(), last);
}

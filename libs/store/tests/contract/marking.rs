//! Marks: which log it is, and what stands where.

use std::collections::HashSet;

use events::ids::{Position, Revision};
use events::log_mark::LogMark;
use store::ExpectedVersion::{At, NoStream};

use super::Harness;
use super::samples::{events, stream, whole_log};

pub(crate) async fn a_log_keeps_its_identity_and_shares_it_with_no_other<H: Harness>(harness: H) {
    let log = harness.store().log().await.unwrap();
    harness.store().append(&stream("one"), NoStream, events("a", 2)).await.unwrap();
    assert_eq!(harness.store().log().await.unwrap(), log);
    let harness = harness.reopened().await;
    assert_eq!(harness.store().log().await.unwrap(), log);
    let other = H::fresh().await;
    other.store().append(&stream("one"), NoStream, events("a", 2)).await.unwrap();
    assert_ne!(other.store().log().await.unwrap(), log);
}

pub(crate) async fn many_who_ask_first_are_told_the_same_identity(harness: impl Harness) {
    let asking = (0..8).map(|_| {
        let store = harness.store();
        tokio::spawn(async move { store.log().await.unwrap() })
    });
    let told: HashSet<_> = futures::future::join_all(asking).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(told.len(), 1);
}

pub(crate) async fn a_mark_tells_an_event_from_every_other(harness: impl Harness) {
    let store = harness.store();
    store.append(&stream("one"), NoStream, events("a", 3)).await.unwrap();
    store.append(&stream("two"), NoStream, events("b", 2)).await.unwrap();
    store.append(&stream("one"), At(Revision(2)), events("c", 1)).await.unwrap();
    let log = store.log().await.unwrap();
    assert_eq!(store.mark(Position::START).await.unwrap(), Some(LogMark::start_of(log)));
    let mut marks = Vec::new();
    for event in whole_log(store.as_ref()).await {
        let mark = store.mark(event.position).await.unwrap().unwrap();
        assert_eq!((mark.log, mark.position), (log, event.position));
        marks.push(mark);
    }
    assert_eq!(marks.iter().map(|mark| mark.hash).collect::<HashSet<_>>().len(), 6);
    drop(store);
    let harness = harness.reopened().await;
    for mark in marks {
        assert_eq!(harness.store().mark(mark.position).await.unwrap(), Some(mark));
    }
}

pub(crate) async fn there_is_no_mark_where_no_event_is(harness: impl Harness) {
    let store = harness.store();
    for elsewhere in [1, 64, 1_000_000, u64::MAX] {
        assert_eq!(store.mark(Position(elsewhere)).await.unwrap(), None, "{elsewhere}");
    }
    store.append(&stream("one"), NoStream, events("a", 2)).await.unwrap();
    store.append(&stream("two"), NoStream, events("b", 2)).await.unwrap();
    let log = whole_log(store.as_ref()).await;
    let end = log[3].position.0;
    for elsewhere in (1..=end + 2).chain([1_000_000, u64::MAX]) {
        let there = log.iter().any(|event| event.position.0 == elsewhere);
        assert_eq!(store.mark(Position(elsewhere)).await.unwrap().is_some(), there, "{elsewhere}");
    }
}

pub(crate) async fn what_is_asked_of_marks_is_no_event(harness: impl Harness) {
    let store = harness.store();
    store.log().await.unwrap();
    assert_eq!(store.end().await.unwrap(), Position::START);
    assert!(whole_log(store.as_ref()).await.is_empty());
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    let after = store.end().await.unwrap();
    store.mark(after).await.unwrap();
    assert_eq!(store.end().await.unwrap(), after);
    assert_eq!(whole_log(store.as_ref()).await.len(), 1);
}

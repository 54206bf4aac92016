use events::ids::{Position, Revision};
use futures::StreamExt;
use store::ExpectedVersion::{At, NoStream};
use store::{EventStore, ReadError, SqliteEventStore};
use tempfile::tempdir;

use crate::contract::samples::{events, stream, whole_log};

#[tokio::test]
async fn what_was_handed_in_is_stored_before_the_store_closes() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    let store = SqliteEventStore::open(&path).unwrap();
    let one = stream("one");
    {
        let mut handed_in: Vec<_> = (0..100u64)
            .map(|n| {
                let expected = n.checked_sub(1).map_or(NoStream, |last| At(Revision(last)));
                store.append(&one, expected, events(&format!("cause-{n}"), 1))
            })
            .collect();
        for append in &mut handed_in {
            // The first poll puts it into the queue; nobody waits for the answer.
            let _ = futures::poll!(append);
        }
    }
    drop(store);
    let store = SqliteEventStore::open(&path).unwrap();
    assert_eq!(whole_log(&store).await.len(), 100);
    store.verify().await.unwrap();
}

#[tokio::test]
async fn a_subscription_gives_what_there_is_and_then_says_that_the_store_was_closed() {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    store.append(&stream("one"), NoStream, events("a", 2)).await.unwrap();
    let mut subscription = store.subscribe_all(Position(1));
    drop(store);
    assert_eq!(subscription.next().await.unwrap().unwrap().position, Position(2));
    assert!(matches!(subscription.next().await, Some(Err(ReadError::Unavailable { .. }))));
    assert!(subscription.next().await.is_none());
}

//! What only an engine with one table of events promises: positions without gaps, and ids that are unique over all streams.

use events::ids::{Position, Revision};
use events::non_empty::NonEmpty;
use store::ExpectedVersion::{At, NoStream};
use store::{AppendError, EventStore, SqliteEventStore};
use tempfile::{TempDir, tempdir};

use crate::contract::samples::{event, events, ids, positions, stream, whole_log};

fn fresh() -> (TempDir, SqliteEventStore) {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    (directory, store)
}

#[tokio::test]
async fn positions_count_from_one_over_all_streams_without_gaps() {
    let (_directory, store) = fresh();
    let (one, two) = (stream("one"), stream("two"));
    store.append(&one, NoStream, events("a", 2)).await.unwrap();
    store.append(&two, NoStream, events("b", 1)).await.unwrap();
    store.append(&one, NoStream, events("refused", 3)).await.unwrap_err();
    store.append(&one, NoStream, events("a", 2)).await.unwrap();
    store.append(&one, At(Revision(1)), events("c", 2)).await.unwrap();
    assert_eq!(positions(&whole_log(&store).await), [1, 2, 3, 4, 5]);
    assert_eq!(store.end().await.unwrap(), Position(5));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_leave_no_gaps() {
    let (_directory, store) = fresh();
    let appends = (0..200).map(|n| {
        let store = store.clone();
        tokio::spawn(async move {
            store.append(&stream(&format!("s{n}")), NoStream, events(&format!("{n}"), 3)).await.unwrap();
            store.append(&stream("contended"), NoStream, events(&format!("contended-{n}"), 1)).await.is_ok()
        })
    });
    let won = futures::future::join_all(appends).await.into_iter().filter(|won| *won.as_ref().unwrap()).count();
    assert_eq!(won, 1);
    assert_eq!(positions(&whole_log(&store).await), (1..=601).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_id_of_another_stream_is_refused() {
    let (_directory, store) = fresh();
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    let known = [events("a", 1), NonEmpty::try_from(vec![event("b", 0), event("a", 0)]).unwrap()];
    for events in known {
        match store.append(&stream("two"), NoStream, events).await {
            Err(AppendError::IdTaken { id }) => assert_eq!(id, event("a", 0).id),
            other => panic!("expected IdTaken, got {other:?}"),
        }
    }
    assert_eq!(ids(&whole_log(&store).await), [event("a", 0).id]);
}

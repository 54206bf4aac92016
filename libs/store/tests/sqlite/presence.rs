use std::fs;

use store::ExpectedVersion::NoStream;
use store::sqlite::LogPresence;
use store::{EventStore, OpenError, SqliteEventStore};
use tempfile::tempdir;

use crate::contract::samples::{events, stream};

#[tokio::test]
async fn whether_there_is_a_log_is_seen_without_making_one() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    let presence = || SqliteEventStore::presence(&path).unwrap();
    let files = || fs::read_dir(directory.path()).unwrap().count();
    assert_eq!((presence(), files()), (LogPresence::Missing, 0));
    fs::write(&path, "").unwrap();
    assert_eq!((presence(), files()), (LogPresence::Missing, 1));
    let store = SqliteEventStore::open(&path).unwrap();
    assert_eq!(presence(), LogPresence::Empty);
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    assert_eq!(presence(), LogPresence::HasEvents);
    drop(store);
    // The log and its lock.
    assert_eq!((presence(), files()), (LogPresence::HasEvents, 2));
}

#[tokio::test]
async fn events_that_are_in_the_write_ahead_log_only_are_seen() {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    let crashed = tempdir().unwrap();
    for file in ["events.db", "events.db-wal"] {
        fs::copy(directory.path().join(file), crashed.path().join(file)).unwrap();
    }
    let path = crashed.path().join("events.db");
    assert_eq!(SqliteEventStore::presence(&path).unwrap(), LogPresence::HasEvents);
}

#[test]
fn what_is_no_database_is_named() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    fs::write(&path, "no database ".repeat(1000)).unwrap();
    let error = SqliteEventStore::presence(&path).unwrap_err();
    assert!(matches!(error, OpenError::Unusable { .. }), "{error}");
    assert!(error.to_string().contains("events.db"), "{error}");
}

use std::path::Path;
use std::time::SystemTime;

use events::ids::Position;
use rusqlite::Connection;
use store::ExpectedVersion::NoStream;
use store::{AppendError, EventStore, SqliteEventStore, SqliteLogReader};
use tempfile::tempdir;

use crate::contract::samples::{events, stream, whole_log};

/// The files of a folder, with when they were changed.
fn files(folder: &Path) -> Vec<(String, u64, SystemTime)> {
    let of = |entry: std::fs::DirEntry| {
        let found = entry.metadata().unwrap();
        (entry.file_name().into_string().unwrap(), found.len(), found.modified().unwrap())
    };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| of(entry.unwrap())).collect();
    files.sort();
    files
}

#[tokio::test]
async fn a_log_in_use_is_read_beside_whoever_writes_to_it() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("events.db");
    let store = SqliteEventStore::open(&path).unwrap();
    store.append(&stream("one"), NoStream, events("a", 3)).await.unwrap();
    let reader = SqliteLogReader::open(&path).unwrap();
    assert_eq!(whole_log(&reader).await, whole_log(&store).await);
    let before = reader.until(Position(3));
    store.append(&stream("two"), NoStream, events("b", 4)).await.unwrap();
    assert_eq!(reader.head().await.unwrap(), store.head().await.unwrap());
    assert_eq!(reader.verify_watched(None, &|_| ()).await.unwrap().events, 7);
    reader.check_file().await.unwrap();
    // As it was.
    assert_eq!((before.end().await.unwrap(), whole_log(&before).await.len()), (Position(3), 3));
    assert_eq!(before.mark(Position(4)).await.unwrap(), None);
    let refused = reader.append(&stream("three"), NoStream, events("c", 1)).await;
    assert!(matches!(refused, Err(AppendError::Unavailable { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_log_that_nobody_holds_is_read_without_making_or_changing_a_file() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("events.db");
    let store = SqliteEventStore::open(&path).unwrap();
    store.append(&stream("one"), NoStream, events("a", 3)).await.unwrap();
    // As a crash leaves it, with everything still waiting beside.
    let crashed = tempdir().unwrap();
    for file in ["events.db", "events.db-wal"] {
        std::fs::copy(folder.path().join(file), crashed.path().join(file)).unwrap();
    }
    drop(store);
    for folder in [folder.path(), crashed.path()] {
        let before = files(folder);
        let reader = SqliteLogReader::open(&folder.join("events.db")).unwrap();
        assert_eq!(reader.verify_watched(None, &|_| ()).await.unwrap().events, 3);
        reader.check_file().await.unwrap();
        drop(reader);
        assert_eq!(files(folder), before);
    }
}

#[tokio::test]
async fn whoever_reads_keeps_others_from_beginning_to_write() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("events.db");
    drop(SqliteEventStore::open(&path).unwrap());
    let reader = SqliteLogReader::open(&path).unwrap();
    assert!(SqliteEventStore::open(&path).is_err());
    drop(reader);
    SqliteEventStore::open(&path).unwrap();
}

#[tokio::test]
async fn a_log_with_something_else_in_it_is_told() {
    for change in [
        "CREATE TABLE more (a)",
        "DROP TRIGGER events_are_never_removed",
        "CREATE TRIGGER silent AFTER INSERT ON events BEGIN SELECT 1; END",
    ] {
        let folder = tempdir().unwrap();
        let path = folder.path().join("events.db");
        drop(SqliteEventStore::open(&path).unwrap());
        Connection::open(&path).unwrap().execute_batch(change).unwrap();
        let error = SqliteLogReader::open(&path).unwrap().check_file().await.unwrap_err();
        assert!(error.to_string().contains("another schema"), "{change}: {error}");
    }
}

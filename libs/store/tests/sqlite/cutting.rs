use events::ids::Position;
use rusqlite::Connection;
use store::ExpectedVersion::NoStream;
use store::{EventStore, SqliteEventStore, SqliteLogReader};
use tempfile::tempdir;

use crate::contract::samples::{events, stream, whole_log};

#[tokio::test]
async fn a_copy_that_is_cut_off_is_the_log_as_it_was_then() {
    let folder = tempdir().unwrap();
    let store = SqliteEventStore::open(&folder.path().join("events.db")).unwrap();
    store.append(&stream("one"), NoStream, events("kept", 5)).await.unwrap();
    let (then, as_it_was) = (store.head().await.unwrap(), whole_log(&store).await);
    store.append(&stream("two"), NoStream, events("taken-back", 5)).await.unwrap();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();

    assert_eq!(SqliteEventStore::cut_off(&copy, Position(5)).unwrap(), then);
    let reader = SqliteLogReader::open(&copy).unwrap();
    reader.check_file().await.unwrap();
    assert_eq!(reader.verify_watched(None, &|_| ()).await.unwrap().head, then);
    assert_eq!((whole_log(&reader).await, reader.identity()), (as_it_was, store.identity()));
    assert!(!String::from_utf8_lossy(&std::fs::read(&copy).unwrap()).contains("taken-back"), "it is still in the file");
    drop(reader);

    // It goes on, and keeps what it has.
    let copy_store = SqliteEventStore::open(&copy).unwrap();
    copy_store.append(&stream("two"), NoStream, events("other", 1)).await.unwrap();
    assert_eq!(copy_store.end().await.unwrap(), Position(6));
    assert!(Connection::open(&copy).unwrap().execute("DELETE FROM events WHERE position = 1", []).is_err());
}

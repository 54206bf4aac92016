use store::{EventStore, OpenError, SqliteEventStore};
use tempfile::tempdir;

use crate::contract::samples::{events, stream};

#[test]
fn a_second_opener_is_refused_until_the_first_is_gone() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    let first = SqliteEventStore::open(&path).unwrap();
    let clone = first.clone();
    drop(first);
    let error = SqliteEventStore::open(&path).err().unwrap();
    assert!(matches!(&error, OpenError::InUse { path: named } if *named == path), "{error}");
    assert!(error.to_string().contains("in use by another focalpoint"), "{error}");
    drop(clone);
    SqliteEventStore::open(&path).unwrap();
}

#[tokio::test]
async fn a_refused_opener_does_not_disturb_the_first() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    let first = SqliteEventStore::open(&path).unwrap();
    assert!(SqliteEventStore::open(&path).is_err());
    first.append(&stream("one"), store::ExpectedVersion::NoStream, events("a", 1)).await.unwrap();
    assert!(SqliteEventStore::open(&path).is_err());
}

#[test]
fn a_missing_directory_is_named() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("nowhere/events.db");
    let error = SqliteEventStore::open(&path).err().unwrap();
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error}");
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    let content = "institution,name\n".repeat(200);
    std::fs::write(&path, &content).unwrap();
    let error = SqliteEventStore::open(&path).err().unwrap();
    assert!(matches!(error, OpenError::Unusable { .. }), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
}

//! Files written by earlier versions, kept as text. A new version of a schema adds its file and leaves the old ones.

use std::path::PathBuf;

use events::ids::{Position, Revision};
use events::log_mark::LogId;
use events::sealed::{PersonKey, PersonKeys};
use rusqlite::Connection;
use store::ExpectedVersion::At;
use store::{EventStore, KeyError, OpenError, SqliteEventStore, SqlitePersonKeys};
use tempfile::{TempDir, tempdir};

use crate::contract::samples::{event, events, stored, stream, whole_log};

fn written_by_an_earlier_version(sql: &str) -> (TempDir, PathBuf) {
    let directory = tempdir().unwrap();
    let path = directory.path().join("old.db");
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    (directory, path)
}

#[tokio::test]
async fn a_log_of_schema_1_opens_verifies_and_goes_on() {
    let (_directory, path) = written_by_an_earlier_version(include_str!("old_schema/log-1.sql"));
    let head = "3:9d9c39eddc7f253c09260aba8b3576d6c132b5d99c7a22e00bce2b44b8ff343b".parse().unwrap();
    let store = SqliteEventStore::open(&path).unwrap();
    assert_eq!(store.verify_against(&head).await.unwrap().head, head);
    let (one, two) = (stream("one"), stream("two"));
    let mut wanted = vec![
        stored(event("schema-1", 0), &one, 1, 0),
        stored(event("schema-1", 1), &one, 2, 1),
        stored(event("schema-1-more", 0), &two, 3, 0),
    ];
    assert_eq!(whole_log(&store).await, wanted);
    wanted.extend(store.append(&one, At(Revision(1)), events("today", 1)).await.unwrap().events);
    assert_eq!(whole_log(&store).await, wanted);
    assert_eq!(store.verify_against(&head).await.unwrap().events, 4);
}

#[tokio::test]
async fn the_copies_of_a_log_without_an_identity_come_to_the_same_one() {
    let (_directory, path) = written_by_an_earlier_version(include_str!("old_schema/log-1.sql"));
    let (_another_directory, copy) = written_by_an_earlier_version(include_str!("old_schema/log-1.sql"));
    let log = SqliteEventStore::open(&path).unwrap().log().await.unwrap();
    assert_eq!(log.to_string(), "f8fcc204-67ac-6a59-e15d-76cb84bbf3bf", "the first event's hash begins so");
    assert_eq!(SqliteEventStore::open(&copy).unwrap().log().await.unwrap(), log);
}

#[tokio::test]
async fn a_log_of_schema_2_is_the_log_it_was() {
    let (_directory, path) = written_by_an_earlier_version(include_str!("old_schema/log-2.sql"));
    let store = SqliteEventStore::open(&path).unwrap();
    let mark = store.mark(Position(1)).await.unwrap().unwrap();
    assert_eq!(mark.log.to_string(), "01234567-89ab-cdef-0123-456789abcdef");
    assert_eq!(mark.hash.to_string(), "f8fcc20467ac6a59e15d76cb84bbf3bf078f40de6d58998861374d0afb512684");
}

#[tokio::test]
async fn a_log_of_schema_3_verifies_with_what_was_taken_out_of_it() {
    let (_directory, path) = written_by_an_earlier_version(include_str!("old_schema/log-3.sql"));
    let head = "4:86936ba644c999aece26d0ad03d1c286488f617c963eef235e3ebdaf74972bed".parse().unwrap();
    let store = SqliteEventStore::open(&path).unwrap();
    assert_eq!(store.verify_against(&head).await.unwrap().taken_out, 1);
}

#[test]
fn person_keys_of_schema_1_open() {
    let (_directory, path) = written_by_an_earlier_version(include_str!("old_schema/person-keys-1.sql"));
    let keys = SqlitePersonKeys::open(&path).unwrap();
    let (kept, erased) = ("p1".parse().unwrap(), "p2".parse().unwrap());
    assert_eq!(keys.key(&kept), Some(PersonKey([7; 32])));
    assert_eq!(keys.ensure(&erased, PersonKey([9; 32])), Err(KeyError::Erased { person: erased }));
}

#[test]
fn person_keys_of_schema_2_are_of_the_log_they_were_of() {
    let (_directory, path) = written_by_an_earlier_version(include_str!("old_schema/person-keys-2.sql"));
    let keys = SqlitePersonKeys::open(&path).unwrap();
    keys.belong_to(LogId::from_bytes([3; 16])).unwrap();
    assert_eq!(keys.key(&"p1".parse().unwrap()), Some(PersonKey([7; 32])));
    let error = keys.belong_to(LogId::from_bytes([4; 16])).unwrap_err();
    assert!(matches!(error, OpenError::OfAnotherLog { .. }), "{error}");
}

#[test]
fn a_log_of_a_newer_version_is_refused_and_left_alone() {
    let (_directory, path) = written_by_an_earlier_version(include_str!("old_schema/log-1.sql"));
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = SqliteEventStore::open(&path).err().unwrap();
    assert!(matches!(error, OpenError::Schema { .. }), "{error}");
    assert!(error.to_string().contains("or a newer one"), "{error}");
}

#[test]
fn person_keys_of_a_newer_version_are_refused_and_left_alone() {
    let (_directory, path) = written_by_an_earlier_version(include_str!("old_schema/person-keys-1.sql"));
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = SqlitePersonKeys::open(&path).err().unwrap();
    assert!(matches!(error, OpenError::Schema { .. }), "{error}");
    assert!(error.to_string().contains("or a newer one"), "{error}");
}

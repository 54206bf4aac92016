//! Texts taken out of a log, and what is found when somebody uses that to change something else.

use std::fs;
use std::path::{Path, PathBuf};

use events::ids::Position;
use events::log_mark::EventHash;
use events::non_empty::NonEmpty;
use events::{EventBody, NewEvent};
use rusqlite::Connection;
use store::ExpectedVersion::{At, NoStream};
use store::{EventStore, Fault, Head, Remainder, SqliteEventStore, TakingOut, VerifyError};
use tempfile::{TempDir, tempdir};

use crate::contract::samples::{event, events, stored, stream, whole_log};

/// Long enough to be on pages of its own.
fn a_secret() -> String {
    "A name that nobody should have written. ".repeat(300)
}

fn with_data(event: NewEvent, data: String) -> NewEvent {
    NewEvent { body: EventBody { data, ..event.body }, ..event }
}

fn remainder(position: u64) -> Remainder {
    let body = EventBody { data: r#"{"cause":"█████"}"#.to_owned(), ..event("a", 0).body };
    Remainder { position: Position(position), body }
}

fn saying_so(left: EventHash) -> NonEmpty<NewEvent> {
    NonEmpty::one(with_data(event("said", 0), format!(r#"{{"left":"{left}"}}"#)))
}

/// A log of four events, out of the second of which texts were taken.
async fn taken_out_of(path: &Path) -> (SqliteEventStore, Head) {
    let store = SqliteEventStore::open(path).unwrap();
    let with_secret = [event("a", 0), with_data(event("a", 1), a_secret()), event("a", 2)].to_vec();
    store.append(&stream("one"), NoStream, with_secret.try_into().unwrap()).await.unwrap();
    let head = store.head().await.unwrap();
    take_out(&store, remainder(2)).await;
    (store, head)
}

async fn take_out(store: &SqliteEventStore, remainder: Remainder) {
    let left = store.hash_left(&remainder).await.unwrap().unwrap();
    store.append_taking_out(&stream("said"), NoStream, saying_so(left), vec![remainder]).await.unwrap();
    store.purge().await.unwrap();
}

fn files_of(directory: &TempDir) -> Vec<PathBuf> {
    fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn what_was_taken_out_is_in_no_file_and_the_log_verifies() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    let (store, head) = taken_out_of(&path).await;
    let log = whole_log(&store).await;
    assert_eq!(log[1].body, remainder(2).body);
    assert_eq!(
        (log[0].clone(), log[2].clone()),
        (stored(event("a", 0), &stream("one"), 1, 0), stored(event("a", 2), &stream("one"), 3, 2))
    );
    let verified = store.verify_against(&head).await.unwrap();
    assert_eq!((verified.events, verified.taken_out), (4, 1));
    let copy = directory.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    for file in files_of(&directory) {
        let content = fs::read(&file).unwrap();
        let found = content.windows(11).any(|bytes| bytes == b"that nobody");
        assert!(!found, "{} still has it", file.display());
    }
    drop(store);
    let reopened = SqliteEventStore::open(&path).unwrap();
    assert_eq!(reopened.verify_against(&head).await.unwrap().taken_out, 1);
    assert_eq!(SqliteEventStore::open(&copy).unwrap().verify().await.unwrap().taken_out, 1);
}

#[tokio::test]
async fn a_repeated_append_takes_nothing_out_again() {
    let directory = tempdir().unwrap();
    let (store, _) = taken_out_of(&directory.path().join("events.db")).await;
    let left = store.hash_left(&remainder(2)).await.unwrap().unwrap();
    let other = Remainder { position: Position(3), ..remainder(2) };
    let again = store.append_taking_out(&stream("said"), NoStream, saying_so(left), vec![other]).await.unwrap();
    assert!(again.repeated);
    assert_eq!(whole_log(&store).await[2], stored(event("a", 2), &stream("one"), 3, 2));
}

#[tokio::test]
async fn texts_are_taken_out_of_an_event_of_an_earlier_version_and_out_of_one_event_twice() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("old.db");
    Connection::open(&path).unwrap().execute_batch(include_str!("old_schema/log-2.sql")).unwrap();
    let store = SqliteEventStore::open(&path).unwrap();
    let head = store.head().await.unwrap();
    take_out(&store, remainder(1)).await;
    store.append(&stream("one"), At(events::ids::Revision(0)), events("more", 2)).await.unwrap();
    assert_eq!(store.verify_against(&head).await.unwrap().taken_out, 1);
    let less = Remainder { body: EventBody { data: "{}".to_owned(), ..remainder(1).body }, ..remainder(1) };
    let left = store.hash_left(&less).await.unwrap().unwrap();
    let said = NonEmpty::one(with_data(event("said", 1), format!(r#"{{"left":"{left}"}}"#)));
    store.append_taking_out(&stream("said-again"), NoStream, said, vec![less]).await.unwrap();
    assert_eq!(store.verify_against(&head).await.unwrap().taken_out, 1);
}

#[tokio::test]
async fn whoever_changes_something_under_the_pretext_is_found() {
    const UNGUARDED: &str = "DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_removed;";
    for (change, at, what) in [
        // What is left is altered once more.
        ("UPDATE events SET data = '{}' WHERE position = 2", 2, Fault::NotWhatWasLeft { by: Position(4) }),
        // Something is taken out of another event, which nobody says.
        (
            "UPDATE events SET data = '{}', salt = NULL, taken_out_by = 4 WHERE position = 3",
            3,
            Fault::NotWhatWasLeft { by: Position(4) },
        ),
        ("UPDATE events SET taken_out_by = 3 WHERE position = 2", 2, Fault::NotWhatWasLeft { by: Position(3) }),
        ("UPDATE events SET taken_out_by = 99 WHERE position = 2", 2, Fault::NotWhatWasLeft { by: Position(99) }),
        ("UPDATE events SET taken_out_by = NULL WHERE position = 2", 2, Fault::Altered),
        ("UPDATE events SET revision = 7, commitment = zeroblob(32) WHERE position = 2", 2, Fault::Altered),
        ("UPDATE events SET metadata = '{}' WHERE position = 2", 2, Fault::Altered),
        ("UPDATE events SET commitment = NULL, salt = NULL WHERE position = 3", 3, Fault::Altered),
        ("UPDATE events SET salt = zeroblob(16) WHERE position = 3", 3, Fault::Altered),
    ] {
        let directory = tempdir().unwrap();
        let path = directory.path().join("events.db");
        drop(taken_out_of(&path).await);
        let raw = Connection::open(&path).unwrap();
        raw.execute_batch(UNGUARDED).unwrap();
        raw.execute_batch(change).unwrap();
        drop(raw);
        match SqliteEventStore::open(&path).unwrap().verify().await {
            Err(VerifyError::Broken { position, what: found }) => {
                assert_eq!((position, found), (Position(at), what), "{change}");
            }
            other => panic!("{change}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn the_file_itself_takes_no_other_change() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    drop(taken_out_of(&path).await);
    let raw = Connection::open(&path).unwrap();
    for change in [
        "data = '{}'",
        "data = '{}', salt = NULL",
        "salt = NULL, taken_out_by = 99",
        "salt = NULL, taken_out_by = 1",
        "salt = NULL, taken_out_by = 4, hash = zeroblob(32)",
        "salt = NULL, taken_out_by = 4, event_type = 'sample.denied'",
    ] {
        let changed = raw.execute(&format!("UPDATE events SET {change} WHERE position = 3"), []);
        assert!(changed.is_err(), "{change}");
    }
}

#[tokio::test]
async fn a_copy_is_not_cut_off_between_an_event_and_what_says_that_texts_were_taken_out_of_it() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("events.db");
    drop(taken_out_of(&path).await);
    let refused = SqliteEventStore::cut_off(&path, Position(3)).unwrap_err();
    assert!(matches!(refused, store::OpenError::TakenOutLater { said_at: Position(4), .. }), "{refused}");
    assert_eq!(SqliteEventStore::cut_off(&path, Position(1)).unwrap().position, Position(1));
}

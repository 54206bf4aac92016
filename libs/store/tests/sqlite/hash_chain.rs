use std::path::PathBuf;

use events::ids::Position;
use events::log_mark::EventHash;
use rusqlite::Connection;
use store::ExpectedVersion::NoStream;
use store::{EventStore, Fault, Head, ReadError, SqliteEventStore, VerifyError};
use tempfile::{TempDir, tempdir};

use crate::contract::samples::{events, stream};

const UNGUARDED: &str = "DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_removed;";

/// A closed log of ten events, and its head.
struct Log {
    directory: TempDir,
    head: Head,
}

impl Log {
    async fn of(count: usize) -> Self {
        let directory = tempdir().unwrap();
        let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
        store.append(&stream("one"), NoStream, events("a", count - 3)).await.unwrap();
        store.append(&stream("two"), NoStream, events("b", 3)).await.unwrap();
        let head = store.head().await.unwrap();
        Self { directory, head }
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("events.db")
    }

    fn tampered(self, sql: &str) -> Self {
        let raw = Connection::open(self.path()).unwrap();
        raw.execute_batch(UNGUARDED).unwrap();
        raw.execute_batch(sql).unwrap();
        self
    }

    fn open(&self) -> SqliteEventStore {
        SqliteEventStore::open(&self.path()).unwrap()
    }

    async fn broken(&self) -> (u64, Fault) {
        broken(self.open().verify().await.map(drop))
    }
}

fn broken(outcome: Result<(), VerifyError>) -> (u64, Fault) {
    match outcome {
        Err(VerifyError::Broken { position, what }) => (position.0, what),
        other => panic!("expected a broken log, got {other:?}"),
    }
}

#[tokio::test]
async fn an_untouched_log_verifies() {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    let empty = store.verify_against(&Head::EMPTY).await.unwrap();
    assert_eq!((empty.events, empty.head), (0, Head::EMPTY));

    let log = Log::of(2500).await;
    let store = log.open();
    let verified = store.verify().await.unwrap();
    assert_eq!((verified.events, verified.head), (2500, log.head));
    store.append(&stream("three"), NoStream, events("c", 1)).await.unwrap();
    assert_eq!(store.verify_against(&log.head).await.unwrap().events, 2501);
    assert_eq!(log.head.to_string().parse::<Head>().unwrap(), log.head);
}

#[tokio::test]
async fn an_altered_field_is_found_whichever_it_is() {
    for change in [
        "stream = 'sample/other'",
        "revision = 99",
        "id = zeroblob(16)",
        "metadata = replace(metadata, 'contract', 'somebody')",
        "event_type = 'sample.denied'",
        "schema_version = 2",
        "data = data || ' '",
        "hash = zeroblob(32)",
        "hash = x'00'",
        // Nothing is added or lost, a letter merely changes its field.
        "metadata = metadata || substr(event_type, 1, 1), event_type = substr(event_type, 2)",
    ] {
        let log = Log::of(10).await.tampered(&format!("UPDATE events SET {change} WHERE position = 4"));
        assert_eq!(log.broken().await, (4, Fault::Altered), "{change}");
    }
}

#[tokio::test]
async fn a_removed_event_is_found() {
    for position in [1, 5, 9] {
        let log = Log::of(10).await.tampered(&format!("DELETE FROM events WHERE position = {position}"));
        assert_eq!(log.broken().await, (position, Fault::Missing));
    }
}

#[tokio::test]
async fn an_event_removed_and_the_rest_moved_up_is_found() {
    let log = Log::of(10).await.tampered(
        "DELETE FROM events WHERE position = 5;
         UPDATE events SET position = -position WHERE position > 5;
         UPDATE events SET position = -position - 1 WHERE position < 0;",
    );
    assert_eq!(log.broken().await, (5, Fault::Altered));
}

#[tokio::test]
async fn an_inserted_event_is_found_wherever_it_is() {
    let insert = |at: i64| {
        format!(
            "INSERT INTO events SELECT {at}, 'sample/forged', 0, randomblob(16), metadata, event_type, schema_version,
             data, hash, salt, commitment, taken_out_by FROM events WHERE position = 10;"
        )
    };
    for (at, found_at) in [(11, 11), (0, 1), (-5, 1)] {
        let log = Log::of(10).await.tampered(&insert(at));
        assert_eq!(log.broken().await, (found_at, Fault::Altered), "inserted at {at}");
    }
    let make_room = "UPDATE events SET position = -position WHERE position >= 6;
                     UPDATE events SET position = 1 - position WHERE position < 0;";
    let log = Log::of(10).await.tampered(&format!("{}{make_room}{}", "", insert(6).replace("= 10", "= 11")));
    assert_eq!(log.broken().await, (6, Fault::Altered));
}

#[tokio::test]
async fn swapped_events_are_found() {
    let log = Log::of(10).await.tampered(
        "UPDATE events SET position = -1 WHERE position = 6;
         UPDATE events SET position = 6 WHERE position = 7;
         UPDATE events SET position = 7 WHERE position = -1;",
    );
    assert_eq!(log.broken().await, (6, Fault::Altered));
}

#[tokio::test]
async fn a_change_is_found_far_into_the_log() {
    for position in [1000, 1001, 2000, 2001, 2500] {
        let log = Log::of(2500).await.tampered(&format!("UPDATE events SET data = '' WHERE position = {position}"));
        assert_eq!(log.broken().await, (position, Fault::Altered));
    }
}

#[tokio::test]
async fn a_cut_off_end_shows_against_the_noted_head() {
    let log = Log::of(10).await.tampered("DELETE FROM events WHERE position > 7");
    let store = log.open();
    assert_eq!(store.verify().await.unwrap().events, 7);
    let found = broken(store.verify_against(&log.head).await.map(drop));
    assert_eq!(found, (10, Fault::CutOff { end: Position(7) }));
}

#[tokio::test]
async fn a_log_written_anew_shows_against_the_noted_head() {
    let (log, other) = (Log::of(10).await, Log::of(11).await);
    let store = other.open();
    store.verify().await.unwrap();
    let (position, what) = broken(store.verify_against(&log.head).await.map(drop));
    assert_eq!(position, 10);
    assert!(matches!(what, Fault::Rewritten { found } if found != log.head.hash));
    let impossible = Head { position: Position::START, hash: log.head.hash };
    assert_eq!(
        broken(store.verify_against(&impossible).await.map(drop)),
        (0, Fault::Rewritten { found: EventHash::GENESIS })
    );
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_remove_events() {
    let log = Log::of(10).await;
    let raw = Connection::open(log.path()).unwrap();
    assert!(raw.execute("UPDATE events SET data = '' WHERE position = 4", []).is_err());
    assert!(raw.execute("DELETE FROM events WHERE position = 10", []).is_err());
    log.open().verify_against(&log.head).await.unwrap();
}

#[tokio::test]
async fn an_unreadable_event_is_reported_where_it_is() {
    for change in ["metadata = '{'", "stream = 'nowhere'", "id = x'00'", "schema_version = 70000"] {
        let log = Log::of(10).await.tampered(&format!("UPDATE events SET {change} WHERE position = 4"));
        match log.open().read_all(Position::START, 100).await {
            Err(ReadError::Damaged { position, .. }) => assert_eq!(position, Position(4), "{change}"),
            other => panic!("{change}: expected Damaged, got {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_damaged_event_does_not_keep_others_from_being_stored() {
    let log = Log::of(10).await.tampered("UPDATE events SET metadata = '{' WHERE position = 4");
    let store = log.open();
    let (known, new) = (stream("one"), stream("new"));
    let (repeated, fresh) =
        tokio::join!(store.append(&known, NoStream, events("a", 7)), store.append(&new, NoStream, events("c", 1)),);
    assert!(matches!(repeated, Err(store::AppendError::Unavailable { .. })), "{repeated:?}");
    assert_eq!(fresh.unwrap().events.first().position, Position(11));
}

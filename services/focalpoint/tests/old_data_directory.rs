//! Data directories of other versions: an earlier one is opened and says what it said then, a later one is refused.
//!
//! `data_directories/demo-025ace7.zip` is what the version at commit 025ace7 left behind after it had begun the demo: the
//! log, the keys, the bot's file, and the read models as that version folded them. A later version adds its directory and
//! leaves the old ones.

use std::path::Path;

use events::ids::{CommandId, Position};
use events::non_empty::NonEmpty;
use events::{EventBody, NewEvent};
use readmodels::ReadPort;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use store::{EventStore, ExpectedVersion};

use crate::demo_directory::{data_directory, open, printed, run};

/// What that version's `focalpoint verify` printed.
const HEAD: &str = "663:d50680df32a0eed3d207ce2060603f7b8ee5008bc43bb3d0257155de5f85623d";
/// What its `focalpoint replay` printed: the fingerprint of its read models. Whoever changes the stored form of a read model,
/// and raises its version, puts the new one here.
const READ_MODELS: &str = "314bf02bb575314aa2a97979563acc40bf2ac9791da9937880cf25cc27d66edc";

fn fingerprint(dump: &str) -> String {
    hex::encode(Sha256::digest(dump.as_bytes()))
}

/// As if a version to come had written a file.
fn of_a_later_version(folder: &Path, file: &str) {
    Connection::open(folder.join(file)).unwrap().pragma_update(None, "user_version", 99).unwrap();
}

#[tokio::test]
async fn an_earlier_versions_log_is_whole_and_replays_into_the_same_read_models() {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    let head = HEAD.parse().unwrap();
    assert_eq!(hub.store.verify_against(&head).await.unwrap().head, head);
    assert_eq!(hub.store.end().await.unwrap(), Position(663));

    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    let found = hub.read_models.dump().await.unwrap();
    hub.read_models.rebuild(hub.feed.as_ref()).await.unwrap();
    assert!(hub.read_models.dump().await.unwrap() == found, "a replay makes other read models than those found");
    assert_eq!(fingerprint(&found), READ_MODELS);
}

#[tokio::test]
async fn an_earlier_versions_people_and_tasks_are_shown_as_before() {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    let institutions = hub.read_models.institutions().await.unwrap();
    let staff: Vec<_> = institutions.iter().flat_map(|institution| &institution.staff).collect();
    let tasks = hub.read_models.all_tasks().await.unwrap();
    assert_eq!((institutions.len(), staff.len(), tasks.len()), (20, 22, 21), "as its tables had them");
    // Every name opens with the keys of that time.
    assert!(staff.iter().all(|person| person.name.is_some()));
}

#[tokio::test]
async fn read_models_of_a_later_version_are_folded_anew() {
    let folder = data_directory();
    let read_models = Connection::open(folder.path().join("read-models.db")).unwrap();
    read_models.execute("UPDATE checkpoints SET version = 99", []).unwrap();
    drop(read_models);
    let hub = open(folder.path()).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    assert_eq!(fingerprint(&hub.read_models.dump().await.unwrap()), READ_MODELS);
}

#[tokio::test]
async fn a_log_and_keys_of_a_later_version_are_refused_with_what_to_do() {
    for file in ["events.db", "person-keys.db"] {
        let folder = data_directory();
        of_a_later_version(folder.path(), file);
        let error = printed(&open(folder.path()).err().unwrap());
        assert!(error.contains(file), "{error}");
        assert!(error.contains("run the version that wrote it, or a newer one"), "{error}");
    }
}

#[tokio::test]
async fn an_event_of_a_later_version_is_refused_with_what_to_do() {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    let last = hub.store.read_all(Position(662), 1).await.unwrap().remove(0);
    let body = EventBody { schema_version: 99, ..last.body };
    let event = NewEvent { id: CommandId::named("a later version").event(0), metadata: last.metadata, body };
    hub.store.append(&last.stream, ExpectedVersion::At(last.revision), NonEmpty::one(event)).await.unwrap();
    let error = hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap_err().to_string();
    assert!(error.contains("was written by a newer focalpoint: run at least that one"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bots_file_of_a_later_version_is_refused_with_what_to_do() {
    let folder = data_directory();
    of_a_later_version(folder.path(), "telegram.db");
    let error = printed(&run(folder.path()).await.unwrap_err());
    assert!(error.contains("telegram.db"), "{error}");
    assert!(error.contains("run the version that wrote it, or a newer one"), "{error}");
}

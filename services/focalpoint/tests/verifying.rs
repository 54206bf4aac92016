//! What `focalpoint verify` finds, and what it leaves alone.

use std::path::Path;

use events::ids::Position;
use focalpoint::configuration::data_directory::DataDirectory;
use focalpoint::safekeeping::verification::{Finding, Report, verify_directory};
use rusqlite::Connection;
use store::EventStore;
use tempfile::TempDir;

use crate::data_that_belong_together::assign;
use crate::demo_directory::{data_directory, open};

/// A data directory in which everything has caught up, with nobody on it.
async fn caught_up() -> TempDir {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    assign(&hub, "one-more").await;
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    folder
}

async fn verified(folder: &Path) -> Report {
    verify_directory(&DataDirectory::at(folder), None, &|_| ()).await.unwrap().1
}

fn change(file: &Path, sql: &str) {
    Connection::open(file).unwrap().execute_batch(sql).unwrap();
}

/// Whether a finding is the one that is looked for.
type IsIt = fn(&Finding) -> bool;

const UNGUARDED: &str = "DROP TRIGGER events_are_never_changed;";
const GUARDED: &str = "CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;";

#[tokio::test]
async fn everything_is_proved_beside_a_hub_that_runs_and_nothing_is_written_where_none_does() {
    let folder = caught_up().await;
    let files = || {
        let of = |entry: std::fs::DirEntry| (entry.file_name(), entry.metadata().unwrap().modified().unwrap());
        let mut files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| of(entry.unwrap())).collect();
        files.sort();
        files
    };
    let before = files();
    let report = verified(folder.path()).await;
    assert_eq!(files(), before, "something was made or changed");
    let hub = open(folder.path()).unwrap();
    let beside = verified(folder.path()).await;
    let end = hub.store.end().await.unwrap();
    for report in [report, beside] {
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        assert_eq!((report.understood, report.log.unwrap().head.position), (end.0, end));
        assert_eq!((report.readable.len(), report.erased.len()), (24, 0));
        assert_eq!(report.read_models_at, Some(end));
    }
}

#[tokio::test]
async fn each_thing_that_is_not_as_it_must_be_is_found() {
    let cases: [(&str, String, IsIt); 7] = [
        (
            "events.db",
            format!("{UNGUARDED} UPDATE events SET data = replace(data, 'a', 'e') WHERE position = 300; {GUARDED}"),
            |finding| matches!(finding, Finding::Chain(_)),
        ),
        ("events.db", "DROP TRIGGER events_are_never_removed".to_owned(), |finding| {
            matches!(finding, Finding::File(_))
        }),
        (
            "events.db",
            format!("{UNGUARDED} UPDATE events SET schema_version = 99 WHERE position = 5; {GUARDED}"),
            |finding| matches!(finding, Finding::NotUnderstood { position: Position(5), .. }),
        ),
        (
            "person-keys.db",
            "DELETE FROM person_keys WHERE person = (SELECT min(person) FROM person_keys)".to_owned(),
            |finding| finding.to_string().contains("has no key, and was not erased"),
        ),
        (
            "person-keys.db",
            "UPDATE person_keys SET key = zeroblob(32) WHERE person = (SELECT min(person) FROM person_keys)".to_owned(),
            |finding| finding.to_string().contains("does not open what was sealed"),
        ),
        ("person-keys.db", "UPDATE made_with SET log = zeroblob(16)".to_owned(), |finding| {
            matches!(finding, Finding::ForeignKeys { .. })
        }),
        ("read-models.db", "DELETE FROM task_lists_items".to_owned(), |finding| {
            matches!(finding, Finding::ReadModels { .. })
        }),
    ];
    let sound = caught_up().await;
    for (file, sql, is_it) in cases {
        let folder = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(sound.path()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
        change(&folder.path().join(file), &sql);
        let report = verified(folder.path()).await;
        assert!(report.findings.iter().any(is_it), "{file}: {sql}: {:?}", report.findings);
    }
}

#[tokio::test]
async fn whoever_was_erased_is_nobody_whose_key_is_missing() {
    let folder = caught_up().await;
    change(
        &folder.path().join("person-keys.db"),
        "UPDATE person_keys SET key = NULL WHERE person = (SELECT min(person) FROM person_keys)",
    );
    let report = verified(folder.path()).await;
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!((report.readable.len(), report.erased.len()), (23, 1));
}

#[tokio::test]
async fn a_start_on_a_backup_beside_a_foreign_write_ahead_log_is_refused_and_takes_nothing_in() {
    let folder = caught_up().await;
    let hub = open(folder.path()).unwrap();
    let copy = folder.path().join("copy");
    hub.store.backup(&copy).await.unwrap();
    assign(&hub, "later").await;
    let left = std::fs::read(folder.path().join("events.db-wal")).unwrap();
    drop(hub);
    // As if the process had been killed, and somebody had then put the copy there.
    std::fs::copy(&copy, folder.path().join("events.db")).unwrap();
    std::fs::write(folder.path().join("events.db-wal"), &left).unwrap();
    for _ in 0..2 {
        let error = open(folder.path()).err().expect("it was opened").to_string();
        assert!(error.contains("does not fit") && error.contains("focalpoint restore"), "{error}");
    }
    assert_eq!(std::fs::read(folder.path().join("events.db-wal")).unwrap(), left);
}

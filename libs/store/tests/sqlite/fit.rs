//! A file and a write-ahead log that were not written together are not made one.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use store::ExpectedVersion::NoStream;
use store::{EventStore, OpenError, SqliteEventStore};
use tempfile::{TempDir, tempdir};

use crate::contract::samples::{events, stream};

const MOST: u64 = 10_000;

/// A log in use with some events, its backup of before, and what a power cut would leave of it now.
async fn crashed() -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let store = SqliteEventStore::open(&folder.path().join("events.db")).unwrap();
    store.append(&stream("one"), NoStream, events("a", 30)).await.unwrap();
    store.backup(&folder.path().join("backup.db")).await.unwrap();
    for n in 0..30 {
        store.append(&stream(&format!("s{n}")), NoStream, events(&format!("b{n}"), 20)).await.unwrap();
    }
    let left = folder.path().join("left");
    std::fs::create_dir(&left).unwrap();
    copy(&folder.path().join("events.db"), &left.join("events.db"));
    (folder, left.join("events.db"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::copy(from, to).unwrap();
    let wal = |path: &Path| PathBuf::from(format!("{}-wal", path.display()));
    if wal(from).exists() {
        std::fs::copy(wal(from), wal(to)).unwrap();
    }
}

#[tokio::test]
async fn what_a_crash_left_fits_and_nothing_is_taken_in_by_asking() {
    let (_folder, log) = crashed().await;
    let before = std::fs::read(&log).unwrap();
    SqliteEventStore::examine(&log, MOST).unwrap();
    assert_eq!(std::fs::read(&log).unwrap(), before);
    assert_eq!(SqliteEventStore::open(&log).unwrap().verify().await.unwrap().events, 630);
}

#[tokio::test]
async fn a_backup_beside_the_write_ahead_log_of_another_moment_does_not_fit() {
    let (folder, log) = crashed().await;
    std::fs::copy(folder.path().join("backup.db"), &log).unwrap();
    let wal = std::fs::read(folder.path().join("left/events.db-wal")).unwrap();
    let error = SqliteEventStore::examine(&log, MOST).unwrap_err();
    assert!(matches!(error, OpenError::DoesNotFit { .. }), "{error}");
    assert!(error.to_string().contains("remove"), "{error}");
    assert_eq!(std::fs::read(folder.path().join("left/events.db-wal")).unwrap(), wal, "it was taken in");
}

#[tokio::test]
async fn a_copy_of_a_log_in_use_that_took_two_moments_does_not_fit() {
    // The file is from after the write-ahead log was taken in, the write-ahead log from before.
    let (folder, log) = crashed().await;
    let old_wal = std::fs::read(folder.path().join("left/events.db-wal")).unwrap();
    let store = SqliteEventStore::open(&log).unwrap();
    for n in 0..60 {
        store.append(&stream(&format!("later{n}")), NoStream, events(&format!("c{n}"), 20)).await.unwrap();
    }
    drop(store);
    std::fs::write(folder.path().join("left/events.db-wal"), old_wal).unwrap();
    let error = SqliteEventStore::examine(&log, MOST).unwrap_err();
    assert!(matches!(error, OpenError::DoesNotFit { .. } | OpenError::DamagedEnd { .. }), "{error}");
}

#[tokio::test]
async fn the_last_events_are_proved_and_those_before_are_not_looked_at() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("events.db");
    let store = SqliteEventStore::open(&path).unwrap();
    store.append(&stream("one"), NoStream, events("a", 100)).await.unwrap();
    drop(store);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("DROP TRIGGER events_are_never_changed; UPDATE events SET data = '' WHERE position = 60")
        .unwrap();
    drop(raw);
    SqliteEventStore::examine(&path, 40).unwrap();
    let error = SqliteEventStore::examine(&path, 41).unwrap_err();
    assert!(error.to_string().contains("position 60"), "{error}");
}

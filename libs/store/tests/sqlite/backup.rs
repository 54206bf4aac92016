use std::fs;

use events::ids::Position;
use store::ExpectedVersion::NoStream;
use store::{BackupError, EventStore, Head, SqliteEventStore};
use tempfile::tempdir;

use crate::contract::samples::{events, stream, whole_log};

#[tokio::test]
async fn a_copy_is_a_log_of_its_own_in_a_single_file() {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    store.append(&stream("one"), NoStream, events("a", 300)).await.unwrap();
    let elsewhere = directory.path().join("copies");
    fs::create_dir(&elsewhere).unwrap();
    let copy = elsewhere.join("copy.db");
    let head = store.backup(&copy).await.unwrap();
    assert_eq!(head, store.head().await.unwrap());
    let files: Vec<_> = fs::read_dir(&elsewhere).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["copy.db"]);

    let before = whole_log(&store).await;
    store.append(&stream("two"), NoStream, events("b", 1)).await.unwrap();
    let copy = SqliteEventStore::open(&copy).unwrap();
    assert_eq!(copy.verify_against(&head).await.unwrap().head, head);
    assert_eq!(whole_log(&copy).await, before);
    assert_eq!(copy.mark(head.position).await.unwrap(), store.mark(head.position).await.unwrap());
    copy.append(&stream("three"), NoStream, events("c", 1)).await.unwrap();
    assert!(!whole_log(&store).await.iter().any(|event| event.id == events("c", 1).first().id));
    // The same log, but each has gone on otherwise.
    let (ours, theirs) = (store.mark(Position(301)).await.unwrap().unwrap(), copy.mark(Position(301)).await.unwrap());
    assert_eq!(theirs.map(|theirs| theirs.log), Some(ours.log));
    assert_ne!(theirs.map(|theirs| theirs.hash), Some(ours.hash));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_copy_made_while_appends_go_on_is_whole() {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
    let writing = tokio::spawn({
        let store = store.clone();
        async move {
            let mut n = 0;
            while stopped.try_recv().is_err() {
                store.append(&stream(&format!("s{n}")), NoStream, events(&format!("c{n}"), 7)).await.unwrap();
                n += 1;
            }
            n
        }
    });
    let mut end = store.subscribe_all(Position::START);
    let mut heads = Vec::new();
    for n in 0..5 {
        futures::StreamExt::next(&mut end).await.unwrap().unwrap();
        let path = directory.path().join(format!("copy-{n}.db"));
        let head = store.backup(&path).await.unwrap();
        let copy = SqliteEventStore::open(&path).unwrap();
        let verified = copy.verify_against(&head).await.unwrap();
        assert_eq!(verified.events % 7, 0, "an append was copied by half");
        heads.push(head);
    }
    stop.send(()).unwrap();
    let appends: u64 = writing.await.unwrap();
    for head in heads {
        assert_eq!(store.verify_against(&head).await.unwrap().events, appends * 7);
    }
}

#[tokio::test]
async fn an_empty_log_has_an_empty_copy() {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    let path = directory.path().join("copy.db");
    assert_eq!(store.backup(&path).await.unwrap(), Head::EMPTY);
    assert_eq!(SqliteEventStore::open(&path).unwrap().end().await.unwrap(), Position::START);
}

#[tokio::test]
async fn an_existing_file_is_not_overwritten() {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    let path = directory.path().join("yesterday.db");
    fs::write(&path, "precious").unwrap();
    assert!(matches!(store.backup(&path).await, Err(BackupError::Exists { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    let nowhere = directory.path().join("nowhere/copy.db");
    let error = store.backup(&nowhere).await.unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[tokio::test]
async fn what_an_interrupted_backup_left_is_replaced() {
    let directory = tempdir().unwrap();
    let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
    store.append(&stream("one"), NoStream, events("a", 3)).await.unwrap();
    fs::write(directory.path().join("copy.db.partial"), "half a").unwrap();
    let path = directory.path().join("copy.db");
    let head = store.backup(&path).await.unwrap();
    assert_eq!(SqliteEventStore::open(&path).unwrap().head().await.unwrap(), head);
    assert!(!directory.path().join("copy.db.partial").exists());
}

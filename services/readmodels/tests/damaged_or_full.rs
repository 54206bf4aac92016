//! A read model's file that is damaged is made anew, and one for which there is no room waits for it.

use std::os::unix::fs::FileExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use events::RecordedEvent;
use events::ids::Position;
use events::institution::InstitutionKind;
use readmodels::{Projection, ProjectionError, ReadModels};
use rusqlite::Transaction;
use tokio_util::sync::CancellationToken;

use crate::support::TestReadModels;

#[tokio::test]
async fn a_damaged_file_is_built_anew_by_itself() {
    let harness = TestReadModels::new();
    for n in 0..40 {
        harness.register(&format!("institution-{n}"), InstitutionKind::Ministry);
    }
    let before = harness.read_models().await.dump().await.unwrap();
    let path = harness.folder.path().join("read-models.db");
    let length = std::fs::metadata(&path).unwrap().len();
    for damage in [
        // Pages in the middle, and the file's own head.
        vec![(4096, length - 4096)],
        vec![(0, 100)],
    ] {
        let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        for (at, bytes) in damage {
            file.write_all_at(&vec![0xA5; usize::try_from(bytes).unwrap()], at).unwrap();
        }
        drop(file);
        let read_models = harness.read_models().await;
        assert_eq!(read_models.dump().await.unwrap(), before);
        drop(read_models);
    }
}

/// Keeps events in a table that has room, or has none.
struct Filling {
    is_full: AtomicBool,
    refused: AtomicU32,
}

impl Projection for Filling {
    fn name(&self) -> &'static str {
        "filling"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        &["filling"]
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch("CREATE TABLE filling (position INTEGER PRIMARY KEY, bytes BLOB) STRICT")
    }

    fn apply(&self, transaction: &Transaction<'_>, event: &RecordedEvent) -> Result<(), ProjectionError> {
        let pages: u32 = if self.is_full.load(Ordering::SeqCst) { 1 } else { u32::MAX / 4 };
        // With fewer than there are, no page is added.
        transaction.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
        let kept = transaction.execute("INSERT INTO filling VALUES (?1, zeroblob(9000))", [event.position.0]);
        if kept.is_err() {
            self.refused.fetch_add(1, Ordering::SeqCst);
        }
        kept?;
        Ok(())
    }
}

#[tokio::test]
async fn without_room_reads_go_on_and_with_room_so_does_the_rest() {
    let harness = TestReadModels::new();
    for n in 0..3 {
        harness.register(&format!("institution-{n}"), InstitutionKind::Ministry);
    }
    let filling = Arc::new(Filling { is_full: AtomicBool::new(true), refused: AtomicU32::new(0) });
    let path = harness.folder.path().join("filling.db");
    let read_models = ReadModels::open(&path, harness.keys.clone(), vec![filling.clone()]).unwrap();
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let (read_models, feed, stop) = (read_models.clone(), Arc::new(harness.feed()), stop.clone());
        async move { read_models.run(feed, stop).await }
    });
    let kept = async || {
        let count = |connection: &rusqlite::Connection| {
            connection.query_row("SELECT count(*) FROM filling", [], |row| row.get::<_, u64>(0))
        };
        read_models.read(count).await.unwrap()
    };
    // Given: it was tried more than once, and nothing came of it but that it is asked all the same.
    while filling.refused.load(Ordering::SeqCst) < 2 {
        assert!(!running.is_finished(), "it ended");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(kept().await, 0);

    filling.is_full.store(false, Ordering::SeqCst);
    read_models.reached(Position(3)).await;
    assert_eq!(kept().await, 3);
    stop.cancel();
    running.await.unwrap().unwrap();
}

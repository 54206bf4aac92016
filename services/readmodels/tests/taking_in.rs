//! The pump: once whatever comes twice, both or neither, the same after a replay.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use crate::support::any::{any_command, item};
use crate::support::{Feeding, TestReadModels, date, title};
use events::RecordedEvent;
use events::action_item::ActionItemCommand as C;
use events::ids::Position;
use events::institution::InstitutionKind;
use proptest::prelude::*;
use readmodels::{Projection, ProjectionError, ReadModelError, ReadModels};
use rusqlite::Transaction;
use tokio_util::sync::CancellationToken;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_comes_twice_and_wherever_it_restarts_a_replay_is_the_same(
        commands in prop::collection::vec((1_u32..30, any_command()), 1..60),
        batch in 1_usize..9,
        overlap in 0_usize..9,
    ) {
        let harness = TestReadModels::new();
        harness.register("ms", InstitutionKind::Ministry);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let half = commands.len() / 2;
            for (n, (day, command)) in commands.into_iter().enumerate() {
                // Refused commands are part of the game.
                let _ = harness.log.command(day, command);
                if n == half {
                    let feed = Feeding { log: harness.log.clone(), batch, overlap };
                    harness.open("restarted.db").catch_up(&feed).await.unwrap();
                }
            }
            let feed = Feeding { log: harness.log.clone(), batch, overlap };
            let restarted = harness.open("restarted.db");
            restarted.catch_up(&feed).await.unwrap();
            let at_once = harness.open("at-once.db");
            at_once.catch_up(&Feeding { log: harness.log.clone(), batch: 1000, overlap: 0 }).await.unwrap();
            let dump = at_once.dump().await.unwrap();
            assert_eq!(restarted.dump().await.unwrap(), dump);
            restarted.rebuild(&feed).await.unwrap();
            assert_eq!(restarted.dump().await.unwrap(), dump);
        });
    }
}

/// Counts events in a table, and fails at a position.
struct Counter {
    fails_at: AtomicU64,
    version: AtomicU32,
}

impl Projection for Counter {
    fn name(&self) -> &'static str {
        "counter"
    }

    fn version(&self) -> u32 {
        self.version.load(Ordering::SeqCst)
    }

    fn tables(&self) -> &'static [&'static str] {
        &["counter"]
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch("CREATE TABLE counter (position INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID")
    }

    fn apply(&self, transaction: &Transaction<'_>, event: &RecordedEvent) -> Result<(), ProjectionError> {
        transaction.execute("INSERT INTO counter VALUES (?1)", [event.position.0])?;
        if event.position.0 == self.fails_at.load(Ordering::SeqCst) {
            transaction.execute("INSERT INTO no_such_table VALUES (1)", [])?;
        }
        Ok(())
    }
}

async fn counted(read_models: &ReadModels) -> u64 {
    read_models
        .read(|connection| connection.query_row("SELECT count(*) FROM counter", [], |row| row.get(0)))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_checkpoint_changes_with_its_tables_or_not_at_all() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, (0..10).map(|n| item(n, assign_to_ms())));
    let counter = Arc::new(Counter { fails_at: AtomicU64::new(6), version: AtomicU32::new(1) });
    let path = harness.folder.path().join("counter.db");
    let open = || ReadModels::open(&path, harness.keys.clone(), vec![counter.clone()]).unwrap();

    let feed = Feeding { log: harness.log.clone(), batch: 4, overlap: 0 };
    let read_models = open();
    let error =
        read_models.run(Arc::new(Feeding { log: harness.log.clone(), batch: 4, overlap: 0 }), CancellationToken::new());
    let ReadModelError::Stopped(stopped) = error.await.unwrap_err() else { panic!("it went on") };
    assert_eq!(
        (stopped.projection, stopped.position, stopped.stream.as_str()),
        ("counter", Position(6), "action-item/item-5")
    );
    assert_eq!(counted(&read_models).await, 4, "nothing of the batch that failed is kept");
    drop(read_models);

    counter.fails_at.store(0, Ordering::SeqCst);
    let read_models = open();
    assert_eq!(*read_models.progress().borrow(), Position(4));
    read_models.catch_up(&feed).await.unwrap();
    assert_eq!(counted(&read_models).await, 10);
}

fn assign_to_ms() -> C {
    C::Assign { title: title("Item"), owner: "ms".parse().unwrap(), subgroup: None, due: date(20), raised_by: None }
}

#[tokio::test]
async fn a_new_version_is_built_anew() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, (0..3).map(|n| item(n, assign_to_ms())));
    let counter = Arc::new(Counter { fails_at: AtomicU64::new(0), version: AtomicU32::new(1) });
    let path = harness.folder.path().join("counter.db");
    let open = || ReadModels::open(&path, harness.keys.clone(), vec![counter.clone()]).unwrap();
    open().catch_up(&harness.feed()).await.unwrap();
    counter.version.store(2, Ordering::SeqCst);
    let read_models = open();
    assert_eq!((counted(&read_models).await, *read_models.progress().borrow()), (0, Position::START));
    read_models.catch_up(&harness.feed()).await.unwrap();
    assert_eq!(counted(&read_models).await, 3);
}

#[tokio::test]
async fn whoever_waits_for_a_position_wakes_when_it_is_there() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, (0..3).map(|n| item(n, assign_to_ms())));
    let read_models = harness.open("read-models.db");
    assert_eq!(read_models.lag(&harness.feed()).await.unwrap(), 3);
    let waiting = tokio::spawn({
        let read_models = read_models.clone();
        async move { read_models.reached(Position(3)).await }
    });
    read_models.catch_up(&harness.feed()).await.unwrap();
    waiting.await.unwrap();
    assert_eq!(read_models.lag(&harness.feed()).await.unwrap(), 0);
}

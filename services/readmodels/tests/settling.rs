//! A log and read models that do not belong together: the read models are built anew, by themselves.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use events::RecordedEvent;
use events::action_item::ActionItemCommand as C;
use events::ids::{Position, Revision, StreamId};
use events::institution::InstitutionKind;
use events::log_mark::{LogId, LogMark};
use feed::{EventFeed, FeedError, Subscription};
use readmodels::freshness::LogChanged;
use readmodels::{ReadModelError, ReadModels};
use rusqlite::Connection;
use tokio_util::sync::CancellationToken;

use crate::support::any::item;
use crate::support::{TestReadModels, Waiting, date, title};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

fn assign() -> C {
    C::Assign { title: title("Item"), owner: "ms".parse().unwrap(), subgroup: None, due: date(20), raised_by: None }
}

fn assign_items(harness: &TestReadModels, items: std::ops::Range<u8>) {
    harness.log.do_all(1, items.map(|n| item(n, assign())));
}

/// Read models that have taken in the institution and six items: positions 1 to 7.
async fn with_six_items() -> TestReadModels {
    let harness = TestReadModels::new();
    harness.register("ms", InstitutionKind::Ministry);
    assign_items(&harness, 0..6);
    harness.read_models().await;
    harness
}

async fn dump_of_the_log(harness: &TestReadModels) -> String {
    let folder = tempfile::tempdir().unwrap();
    let fresh = harness.open_at(&folder.path().join("fresh.db"));
    fresh.catch_up(&harness.feed()).await.unwrap();
    fresh.dump().await.unwrap()
}

/// Takes something away that the log has, so that it shows whether the tables were built anew.
fn leave_a_trace(harness: &TestReadModels) {
    let tables = Connection::open(harness.folder.path().join("read-models.db")).unwrap();
    let removed = tables.execute("DELETE FROM task_lists_items WHERE id = 'item-0'", []).unwrap();
    assert_eq!(removed, 1);
}

#[tokio::test]
async fn read_models_of_the_log_are_kept() {
    let harness = with_six_items().await;
    leave_a_trace(&harness);
    assign_items(&harness, 6..8);
    let read_models = harness.read_models().await;
    assert_ne!(read_models.dump().await.unwrap(), dump_of_the_log(&harness).await, "they were built anew");
}

#[tokio::test]
async fn read_models_ahead_of_a_log_that_was_set_back_show_the_log_and_what_comes_next() {
    let harness = with_six_items().await;
    harness.log.set_back_to(4);
    let read_models = harness.read_models().await;
    assert_eq!(*read_models.progress().borrow(), Position(4));
    assert_eq!(read_models.dump().await.unwrap(), dump_of_the_log(&harness).await);
    assert_eq!(read_models.lag(&harness.feed()).await.unwrap(), 0);
    drop(read_models);
    assign_items(&harness, 10..12);
    assert_eq!(harness.read_models().await.dump().await.unwrap(), dump_of_the_log(&harness).await);
}

#[tokio::test]
async fn read_models_of_a_log_that_has_gone_on_otherwise_show_how_it_went_on() {
    let harness = with_six_items().await;
    harness.log.set_back_to(4);
    // As many events as before, and more: the position alone says nothing.
    assign_items(&harness, 10..16);
    let read_models = harness.read_models().await;
    assert_eq!(read_models.dump().await.unwrap(), dump_of_the_log(&harness).await);
}

#[tokio::test]
async fn read_models_of_another_log_are_built_anew_even_when_the_events_are_the_same() {
    let harness = with_six_items().await;
    leave_a_trace(&harness);
    harness.log.is_another();
    assert_eq!(harness.read_models().await.dump().await.unwrap(), dump_of_the_log(&harness).await);
}

#[tokio::test]
async fn read_models_of_an_earlier_version_which_name_no_log_are_built_anew_once() {
    let harness = with_six_items().await;
    leave_a_trace(&harness);
    let tables = Connection::open(harness.folder.path().join("read-models.db")).unwrap();
    tables
        .execute_batch(
            "CREATE TABLE earlier (projection TEXT PRIMARY KEY, version INTEGER NOT NULL, position INTEGER NOT NULL) STRICT;
             INSERT INTO earlier SELECT projection, version, position FROM checkpoints;
             DROP TABLE checkpoints;
             ALTER TABLE earlier RENAME TO checkpoints;",
        )
        .unwrap();
    drop(tables);
    assert_eq!(harness.read_models().await.dump().await.unwrap(), dump_of_the_log(&harness).await);
    leave_a_trace(&harness);
    assert_ne!(harness.read_models().await.dump().await.unwrap(), dump_of_the_log(&harness).await, "again");
}

#[tokio::test]
async fn only_the_read_model_that_does_not_belong_is_built_anew() {
    let harness = with_six_items().await;
    leave_a_trace(&harness);
    let tables = Connection::open(harness.folder.path().join("read-models.db")).unwrap();
    let changed =
        tables.execute("UPDATE checkpoints SET hash = zeroblob(32) WHERE projection = 'directory'", []).unwrap();
    assert_eq!(changed, 1);
    drop(tables);
    let read_models = harness.open("read-models.db");
    read_models.settle(&harness.feed()).await.unwrap();
    let left = "SELECT (SELECT count(*) FROM task_lists_items), (SELECT position FROM checkpoints WHERE projection = 'directory')";
    let left =
        read_models.read(|tables| tables.query_row(left, [], |row| Ok((row.get(0)?, row.get(1)?)))).await.unwrap();
    let left: (u64, u64) = left;
    assert_eq!(left, (5, 0));
}

async fn ended(read_models: &ReadModels, harness: &TestReadModels, meanwhile: impl FnOnce()) -> LogChanged {
    let feed = Arc::new(Waiting(harness.log.clone()));
    let running = tokio::spawn({
        let read_models = read_models.clone();
        async move { read_models.run(feed, CancellationToken::new()).await }
    });
    let current = async {
        while read_models.freshness().age.is_none() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, current).await.expect("the read models never were current");
    // Whoever takes in what comes has settled before: what does not fit from now on ends it.
    assign_items(harness, 20..21);
    let taken_in = read_models.reached(harness.log.end_position());
    tokio::time::timeout(PATIENCE, taken_in).await.expect("what comes is not taken in");
    meanwhile();
    let ended = tokio::time::timeout(PATIENCE, running).await.expect("the read models go on");
    let ReadModelError::LogChanged(changed) = ended.unwrap().unwrap_err() else { panic!("it ended otherwise") };
    changed
}

#[tokio::test]
async fn read_models_end_when_the_log_is_replaced_while_they_run() {
    let harness = with_six_items().await;
    let (read_models, read) = (harness.open("read-models.db"), harness.log.id());
    let changed = ended(&read_models, &harness, || harness.log.is_another()).await;
    assert_eq!(changed, LogChanged::Replaced { read, found: harness.log.id() });
}

#[tokio::test]
async fn read_models_end_when_the_log_is_set_back_while_they_run_and_are_not_fresh() {
    let harness = with_six_items().await;
    let read_models = harness.open("read-models.db");
    let changed = ended(&read_models, &harness, || harness.log.set_back_to(5)).await;
    assert_eq!(changed, LogChanged::SetBack { reached: Position(8), end: Position(5) });
    let freshness = read_models.freshness();
    assert_eq!((freshness.age, freshness.behind), (None, 3));
}

/// Gives what had been published before the log was set back.
struct PublishedBefore {
    published: Waiting,
    log: Waiting,
}

#[async_trait]
impl EventFeed for PublishedBefore {
    async fn subscribe(&self, after: Position, batch: usize) -> Result<Box<dyn Subscription>, FeedError> {
        self.published.subscribe(after, batch).await
    }

    async fn end(&self) -> Result<Position, FeedError> {
        self.log.end().await
    }

    async fn log(&self) -> Result<LogId, FeedError> {
        self.log.log().await
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, FeedError> {
        self.log.mark(at).await
    }

    async fn history(&self, stream: &StreamId, before: Revision) -> Result<Vec<RecordedEvent>, FeedError> {
        self.log.history(stream, before).await
    }
}

#[tokio::test]
async fn an_event_that_the_log_does_not_have_is_not_taken_in() {
    let (published, set_back) = (with_six_items().await, TestReadModels::new());
    set_back.register("ms", InstitutionKind::Ministry);
    assign_items(&set_back, 0..2);
    let feed = PublishedBefore { published: Waiting(published.log.clone()), log: Waiting(set_back.log.clone()) };
    let read_models = set_back.open("read-models.db");
    let Err(ReadModelError::Feed(error)) = read_models.catch_up(&feed).await else { panic!("it was taken in") };
    assert!(error.to_string().contains("position 7"), "{error}");
    assert_eq!(*read_models.progress().borrow(), Position::START);
}

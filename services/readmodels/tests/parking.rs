//! What cannot be taken in is put aside, and everything else goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::support::any::item;
use crate::support::{TestReadModels, Waiting, date, noon, title};
use events::action_item::{ActionItemCommand as C, ActionItemEvent};
use events::actor::Actor;
use events::ids::{CommandId, CorrelationId, Position, StreamId};
use events::non_empty::NonEmpty;
use events::text::Percent;
use events::{Event, EventBody, Metadata, NewEvent, RecordedEvent};
use feed::dead_letters::{Cause, DeadLetters, FileDeadLetters};
use feed::process::Redriven;
use feed::{EventFeed, StoreFeed};
use readmodels::{Parking, Projection, ProjectionError, ReadModelError, ReadModels, ReadPort};
use rusqlite::Transaction;
use store::sqlite::SqliteEventStore;
use store::{EventStore, ExpectedVersion};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Keeps every event's position and does not take reports of a half.
struct Fussy(AtomicBool);

impl Projection for Fussy {
    fn name(&self) -> &'static str {
        "fussy"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        &["fussy"]
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch("CREATE TABLE fussy (position INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID")
    }

    fn apply(&self, transaction: &Transaction<'_>, event: &RecordedEvent) -> Result<(), ProjectionError> {
        transaction.execute("INSERT INTO fussy VALUES (?1)", [event.position.0])?;
        if let Event::ActionItem(_, ActionItemEvent::ProgressReported { progress }) = &event.event
            && progress.value() == 50
            && self.0.load(Ordering::SeqCst)
        {
            serde_json::from_str::<u8>("a half")?;
        }
        Ok(())
    }
}

fn with(fussy: &Arc<Fussy>) -> Vec<Arc<dyn Projection>> {
    let mut projections = ReadModels::standard();
    projections.push(fussy.clone());
    projections
}

struct Running {
    stop: CancellationToken,
    work: JoinHandle<Result<(), ReadModelError>>,
}

impl Running {
    fn start(read_models: &ReadModels, feed: Arc<dyn EventFeed>, letters: &Arc<FileDeadLetters>) -> Self {
        let parking = Parking::new(letters.clone(), "projections".parse().unwrap(), Arc::new(|| noon(9)));
        let (stop, read_models) = (CancellationToken::new(), read_models.clone());
        let until = stop.clone();
        Self { stop, work: tokio::spawn(async move { read_models.run_parking(feed, parking, until).await }) }
    }

    async fn stop(self) {
        self.stop.cancel();
        self.work.await.unwrap().unwrap();
    }
}

async fn reached(read_models: &ReadModels, position: Position) {
    tokio::time::timeout(PATIENCE, read_models.reached(position)).await.expect("it does not get on");
}

async fn kept(read_models: &ReadModels) -> Vec<u64> {
    read_models
        .read(|connection| connection.prepare("SELECT position FROM fussy")?.query_map([], |row| row.get(0))?.collect())
        .await
        .unwrap()
}

fn assign(n: u8) -> events::Command {
    let owner = "ms".parse().unwrap();
    item(n, C::Assign { title: title("Item"), owner, subgroup: None, due: date(20), raised_by: None })
}

fn report(n: u8, percent: u8) -> events::Command {
    item(n, C::ReportProgress { progress: Percent::try_from(percent).unwrap() })
}

#[tokio::test]
async fn what_was_taken_out_is_gone_even_while_something_is_put_aside() {
    let harness = TestReadModels::new();
    let letters = Arc::new(FileDeadLetters::new(harness.folder.path().join("dead-letters.json")));
    let secret = "A name that nobody should have written";
    let owner = "ms".parse().unwrap();
    let too_much = C::Assign { title: title(secret), owner, subgroup: None, due: date(20), raised_by: None };
    // 1 and 2 assigned, 3 fails.
    harness.log.do_all(1, [item(0, too_much), assign(1), report(1, 50)]);
    let fussy = Arc::new(Fussy(AtomicBool::new(true)));
    let path = harness.folder.path().join("fussy.db");
    let read_models = ReadModels::open(&path, harness.keys.clone(), with(&fussy)).unwrap();
    let feed: Arc<dyn EventFeed> = Arc::new(Waiting(harness.log.clone()));
    let running = Running::start(&read_models, feed.clone(), &letters);
    reached(&read_models, Position(3)).await;
    assert!(read_models.dump().await.unwrap().contains(secret), "else this test would say nothing");

    harness.log.take_out(Position(1));
    reached(&read_models, harness.log.end_position()).await;
    running.stop().await;
    assert_eq!(kept(&read_models).await, [1, 2, 4, 5, 6]);
    assert!(!read_models.dump().await.unwrap().contains(secret));
    for file in std::fs::read_dir(harness.folder.path()).unwrap() {
        let content = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!content.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
    }
}

#[tokio::test]
async fn the_streams_behind_are_held_in_that_read_model_and_all_else_goes_on() {
    let harness = TestReadModels::new();
    let letters = Arc::new(FileDeadLetters::new(harness.folder.path().join("dead-letters.json")));
    // 1 and 2 assigned, 3 fails, 4 goes on, 5 is behind, 6 fails as well.
    harness.log.do_all(1, [assign(0), assign(1), report(0, 50), report(1, 20), report(0, 70), report(1, 50)]);
    let fussy = Arc::new(Fussy(AtomicBool::new(true)));
    let path = harness.folder.path().join("fussy.db");
    let open = || ReadModels::open(&path, harness.keys.clone(), with(&fussy)).unwrap();
    let feed: Arc<dyn EventFeed> = Arc::new(Waiting(harness.log.clone()));

    let read_models = open();
    let running = Running::start(&read_models, feed.clone(), &letters);
    reached(&read_models, Position(6)).await;
    assert_eq!(kept(&read_models).await, [1, 2, 4]);
    let task = read_models.task(&"item-0".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(task.item.stage.progress().value(), 70, "the other read models take it in");
    let held = read_models.freshness().held;
    let streams: Vec<_> = held.iter().map(|one| (one.projection.as_str(), one.stream.as_str(), one.position)).collect();
    assert_eq!(streams, [("fussy", "action-item/item-0", Position(3)), ("fussy", "action-item/item-1", Position(6))]);
    let parked = letters.all().await.unwrap();
    assert_eq!(parked.iter().map(|letter| letter.event.position).collect::<Vec<_>>(), [Position(3), Position(6)]);
    assert_eq!((parked[0].consumer.as_str(), parked[0].at), ("projections", noon(9)));
    let Cause::Failed { why, .. } = &parked[0].cause else { panic!("{:?}", parked[0]) };
    assert!(why.starts_with("fussy: a value kept as JSON"), "{why}");
    running.stop().await;
    drop(read_models);

    // It is remembered across a restart, and what is mended is built anew.
    let read_models = open();
    assert_eq!(read_models.freshness().held, held);
    harness.log.do_all(2, [assign(2), report(0, 80)]);
    let running = Running::start(&read_models, feed.clone(), &letters);
    reached(&read_models, Position(8)).await;
    assert_eq!(kept(&read_models).await, [1, 2, 4, 7]);
    assert_eq!(read_models.redrive().await, Some(Redriven { processed: 0, waiting: 2 }), "nothing is mended yet");
    fussy.0.store(false, Ordering::SeqCst);
    assert_eq!(read_models.redrive().await, Some(Redriven { processed: 2, waiting: 0 }));
    assert_eq!(kept(&read_models).await, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert!(read_models.freshness().held.is_empty() && letters.all().await.unwrap().is_empty());
    harness.log.do_all(3, [report(0, 90)]);
    reached(&read_models, Position(9)).await;
    let at_once =
        ReadModels::open(&harness.folder.path().join("at-once.db"), harness.keys.clone(), with(&fussy)).unwrap();
    at_once.catch_up(&harness.feed()).await.unwrap();
    assert_eq!(read_models.dump().await.unwrap(), at_once.dump().await.unwrap());
    running.stop().await;
}

fn of_a_newer_version(stream: &str) -> NewEvent {
    let command = CommandId::named(stream);
    let metadata = Metadata {
        tenant: "kosovo".parse().unwrap(),
        actor: Actor::Secretariat,
        correlation_id: CorrelationId(command.0),
        causation_id: command,
        occurred_at: noon(1),
        recorded_at: noon(1),
        door: None,
        network: None,
    };
    let body = EventBody { event_type: "action-item.pondered".to_owned(), schema_version: 1, data: "{}".to_owned() };
    NewEvent { id: command.event(0), metadata, body }
}

async fn append(store: &SqliteEventStore, harness: &TestReadModels, command: events::Command) {
    let recorded = harness.log.command(1, command).unwrap().remove(0);
    let body = recorded.event.encode().unwrap();
    let expected = match recorded.revision.0 {
        0 => ExpectedVersion::NoStream,
        n => ExpectedVersion::At(events::ids::Revision(n - 1)),
    };
    let new = NewEvent { id: recorded.id, metadata: recorded.metadata, body };
    store.append(&recorded.stream, expected, NonEmpty::one(new)).await.unwrap();
}

#[tokio::test]
async fn an_event_that_nobody_can_read_is_parked_and_its_stream_held_everywhere() {
    let harness = TestReadModels::new();
    let store = Arc::new(SqliteEventStore::open(&harness.folder.path().join("events.db")).unwrap());
    let letters = Arc::new(FileDeadLetters::new(harness.folder.path().join("dead-letters.json")));
    append(&store, &harness, assign(0)).await;
    let odd: StreamId = "action-item/odd".parse().unwrap();
    store.append(&odd, ExpectedVersion::NoStream, NonEmpty::one(of_a_newer_version("odd"))).await.unwrap();
    append(&store, &harness, assign(1)).await;
    let read_models = harness.open("read-models.db");
    let feed = Arc::new(StoreFeed::new(store.clone()));

    let loud = read_models.run(feed.clone(), CancellationToken::new()).await;
    assert!(matches!(loud, Err(ReadModelError::Feed(_))), "with nowhere to put it, it ends: {loud:?}");

    let running = Running::start(&read_models, feed, &letters);
    reached(&read_models, Position(3)).await;
    let tasks = read_models.all_tasks().await.unwrap();
    assert_eq!(tasks.iter().map(|task| task.id.as_str()).collect::<Vec<_>>(), ["item-0", "item-1"]);
    let held = read_models.freshness().held;
    let projections: Vec<_> = held.iter().map(|one| one.projection.as_str()).collect();
    assert_eq!(projections, ["audit-trail", "directory", "dossiers", "search", "task_lists", "things", "timeline"]);
    assert!(held.iter().all(|one| (&one.stream, one.position) == (&odd, Position(2))));
    let parked = letters.all().await.unwrap();
    assert_eq!(parked.len(), 1, "one letter, whoever holds it");
    assert_eq!(parked[0].event.body.event_type, "action-item.pondered");
    assert_eq!(read_models.redrive().await, Some(Redriven { processed: 0, waiting: 1 }));
    assert_eq!(read_models.all_tasks().await.unwrap().len(), 2);
    running.stop().await;
}

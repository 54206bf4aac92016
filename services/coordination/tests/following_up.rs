//! Decisions become action items, once, whatever is delivered twice or cut off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::wildcard_enum_match_arm, missing_docs)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use coordination::follow_up::FollowUp;
use coordination::{Clock, CommandPort, CommandRequest, Coordination};
use events::authority::Standing;
use events::ids::{CommandId, CorrelationId, Position};
use events::language::{Language, LocalText};
use events::meeting::{Convened, MeetingCommand, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use events::{Command, Event};
use feed::dead_letters::FileDeadLetters;
use feed::process::{Process, Tries};
use feed::{CheckpointError, CheckpointFile, StoreFeed};
use store::EventStore;
use store::sqlite::SqliteEventStore;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2017, 7, 3, 10, 0, 0).unwrap()
    }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 7, day).unwrap()
}

async fn a_meeting_decides(coordination: &Coordination) {
    let subgroup = Convened::Subgroup("te-dhena".parse().unwrap());
    let invited = NonEmpty::one("mpms".parse().unwrap());
    let title = |text: &str| LocalText::only(Language::En, text.parse().unwrap());
    let raises = ["one", "two"]
        .map(|item| RaisedItem {
            action_item: item.parse().unwrap(),
            title: title(item),
            owner: "mpms".parse().unwrap(),
            due: day(20),
        })
        .to_vec();
    let steps = [
        MeetingCommand::Schedule {
            title: title("Subgroup"),
            at: MeetingTime { date: day(3), time: None, minutes: None },
            place: None,
            convened: subgroup,
            invited: invited.clone(),
            recurrence: None,
        },
        MeetingCommand::Hold { attended: invited },
        MeetingCommand::TakeDecision { decision: "Harmonise".parse().unwrap(), raises },
    ];
    for (n, command) in steps.into_iter().enumerate() {
        let id = CommandId::named(&format!("meeting/{n}"));
        let command = Command::Meeting("m1".parse().unwrap(), command);
        let standing = Standing::secretariat();
        let correlation = CorrelationId(id.0);
        coordination.execute(CommandRequest { id, correlation, standing, occurred_at: None, command }).await.unwrap();
    }
}

fn letters(checkpoint: &Path) -> Arc<FileDeadLetters> {
    Arc::new(FileDeadLetters::new(checkpoint.with_extension("letters")))
}

fn follow_up(coordination: &Arc<Coordination>, checkpoint: &Path) -> FollowUp {
    let process = Process::new(
        "coordination".parse().unwrap(),
        CheckpointFile::new(checkpoint),
        letters(checkpoint),
        Arc::new(|| Noon.now()),
        Tries { count: 2, pause: Duration::from_millis(1) },
    );
    FollowUp::new(coordination.clone(), process)
}

async fn run_until(store: &Arc<SqliteEventStore>, coordination: &Arc<Coordination>, checkpoint: &Path, end: Position) {
    let follow_up = follow_up(coordination, checkpoint);
    let feed = StoreFeed::new(store.clone());
    let kept = CheckpointFile::new(checkpoint);
    let reached = async {
        while kept.load().await.unwrap() < end {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        ended = follow_up.run(&feed) => panic!("the process ended: {ended:?}"),
        () = reached => {}
        () = tokio::time::sleep(Duration::from_secs(60)) => panic!("the checkpoint never reached {end}"),
    }
}

async fn assigned(store: &SqliteEventStore) -> Vec<(String, Option<String>)> {
    let log = store.read_all(Position::START, 100).await.unwrap();
    log.into_iter()
        .filter(|stored| stored.body.event_type == "action-item.assigned")
        .map(|stored| match stored.decode().unwrap().event {
            Event::ActionItem(id, events::action_item::ActionItemEvent::Assigned { subgroup, .. }) => {
                (id.to_string(), subgroup.map(|subgroup| subgroup.to_string()))
            }
            other => panic!("{other:?}"),
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_raises_its_action_items_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
    let coordination = Arc::new(Coordination::new(store.clone(), Arc::new(Noon), "kosovo".parse().unwrap()));
    let checkpoint = folder.path().join("checkpoint");
    a_meeting_decides(&coordination).await;
    run_until(&store, &coordination, &checkpoint, Position(5)).await;
    let board = Some("te-dhena".to_owned());
    let expected = vec![("one".to_owned(), board.clone()), ("two".to_owned(), board)];
    assert_eq!(assigned(&store).await, expected);

    // The checkpoint is lost: everything is read again, and nothing is assigned again.
    std::fs::remove_file(&checkpoint).unwrap();
    run_until(&store, &coordination, &checkpoint, Position(5)).await;
    assert_eq!(assigned(&store).await, expected);
}

#[tokio::test]
async fn a_checkpoint_file_that_holds_something_else_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("checkpoint");
    std::fs::write(&path, "yesterday").unwrap();
    let error = CheckpointFile::new(&path).load().await.unwrap_err();
    assert!(matches!(error, CheckpointError::NotAPosition { .. }), "{error}");
}

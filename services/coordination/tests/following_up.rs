//! Decisions become action items, once, whatever is delivered twice or cut off.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use coordination::follow_up::FollowUp;
use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest, Coordination};
use events::authority::{NotPermitted, Principal};
use events::ids::{CommandId, CorrelationId, Position};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use events::{Command, Event, Rejection};
use feed::dead_letters::{Cause, DeadLetters, FileDeadLetters};
use feed::process::{Process, Redriven, RetryPolicy};
use feed::{CheckpointError, MarkFile, StoreFeed};
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
    let subgroup = MeetingBody::Subgroup("te-dhena".parse().unwrap());
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
        let principal = Principal::secretariat();
        let correlation = CorrelationId(id.0);
        coordination
            .execute(CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command })
            .await
            .unwrap();
    }
}

fn letters(checkpoint: &Path) -> Arc<FileDeadLetters> {
    Arc::new(FileDeadLetters::new(checkpoint.with_extension("letters")))
}

fn process(checkpoint: &Path) -> Process {
    Process::new(
        "coordination".parse().unwrap(),
        MarkFile::new(checkpoint),
        letters(checkpoint),
        Arc::new(|| Noon.now()),
        RetryPolicy { attempts: 2, pause: Duration::from_millis(1) },
    )
}

async fn run_until(store: &Arc<SqliteEventStore>, coordination: &Arc<Coordination>, checkpoint: &Path, end: Position) {
    let follow_up = FollowUp::new(coordination.clone(), process(checkpoint));
    let feed = StoreFeed::new(store.clone());
    let kept = MarkFile::new(checkpoint);
    let reached = async {
        while kept.load().await.unwrap().position() < end {
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

/// Refuses what is about one action item until told otherwise.
struct Grudging {
    commands: Arc<Coordination>,
    against: Mutex<Option<&'static str>>,
}

#[async_trait]
impl CommandPort for Grudging {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        let against = *self.against.lock().unwrap();
        match &request.command {
            Command::ActionItem(item, _) if Some(item.as_str()) == against => {
                Err(CommandError::Rejected(Rejection::NotPermitted(NotPermitted)))
            }
            _ => self.commands.execute(request).await,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_whose_consequence_is_refused_is_parked_and_tried_again_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
    let coordination = Arc::new(Coordination::new(store.clone(), Arc::new(Noon), "kosovo".parse().unwrap()));
    let checkpoint = folder.path().join("checkpoint");
    a_meeting_decides(&coordination).await;
    let grudging = Arc::new(Grudging { commands: coordination, against: Mutex::new(Some("two")) });
    let follow_up = FollowUp::new(grudging.clone(), process(&checkpoint));
    let redrive = follow_up.redrive();
    let feed = StoreFeed::new(store.clone());
    let kept = letters(&checkpoint);
    let watched = async {
        while kept.all().await.unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let letter = kept.all().await.unwrap().remove(0);
        assert_eq!(
            (letter.event.position, letter.event.body.event_type.as_str()),
            (Position(3), "meeting.decision-taken")
        );
        assert_eq!(letter.cause, Cause::Failed { why: NotPermitted.to_string(), tries: 2 });
        assert_eq!(assigned(&store).await.len(), 1);
        *grudging.against.lock().unwrap() = None;
        assert_eq!(redrive.now().await, Some(Redriven { processed: 1, waiting: 0 }));
    };
    tokio::select! {
        ended = follow_up.run(&feed) => panic!("the process ended: {ended:?}"),
        () = watched => {}
        () = tokio::time::sleep(Duration::from_secs(60)) => panic!("it was not parked and tried again"),
    }
    let items: Vec<_> = assigned(&store).await.into_iter().map(|(item, _)| item).collect();
    assert_eq!(items, ["one", "two"]);
    assert_eq!(kept.all().await.unwrap(), []);
}

#[tokio::test]
async fn a_checkpoint_file_that_holds_something_else_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("checkpoint");
    std::fs::write(&path, "yesterday").unwrap();
    let error = MarkFile::new(&path).load().await.unwrap_err();
    assert!(matches!(error, CheckpointError::NotAPosition { .. }), "{error}");
}

//! Commands carried out on the real store: durable, once, and again on conflict.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use coordination::{Clock, CommandError, CommandPort, CommandRequest, Coordination};
use events::action_item::{ActionItemCommand, ActionItemRefusal};
use events::authority::Principal;
use events::event::{Refusal, Rejection};
use events::ids::{CommandId, CorrelationId, Position, Revision, StreamId};
use events::language::{Language, LocalText};
use events::log_mark::{LogId, LogMark};
use events::mandate::Mandate;
use events::non_empty::NonEmpty;
use events::text::Percent;
use events::{Command, NewEvent, StoredEvent};
use futures::stream::BoxStream;
use store::sqlite::SqliteEventStore;
use store::{AppendError, Appended, Direction, EventStore, ExpectedVersion, ReadError};
use tempfile::TempDir;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2017, 7, 3, 10, 0, 0).unwrap()
    }
}

fn on_disk() -> (TempDir, Arc<SqliteEventStore>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
    (folder, store)
}

fn coordination(store: Arc<dyn EventStore>) -> Coordination {
    Coordination::new(store, Arc::new(Noon), "kosovo".parse().unwrap())
}

fn request(cause: &str, principal: Principal, command: ActionItemCommand) -> CommandRequest {
    let id = CommandId::named(cause);
    let command = Command::ActionItem("shelters".parse().unwrap(), command);
    CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at: None, made_from: None, command }
}

fn assign() -> ActionItemCommand {
    ActionItemCommand::Assign {
        title: LocalText::only(Language::Sq, "Dërgo numrin e viktimave".parse().unwrap()),
        owner: "mpms".parse().unwrap(),
        subgroup: None,
        due: NaiveDate::from_ymd_opt(2017, 7, 10).unwrap(),
        raised_by: None,
    }
}

fn owner() -> Principal {
    Principal::official("p-mpms".parse().unwrap(), "mpms".parse().unwrap(), BTreeSet::new(), Mandate::Institution)
}

fn progress(percent: u8) -> ActionItemCommand {
    ActionItemCommand::ReportProgress { progress: Percent::try_from(percent).unwrap() }
}

#[tokio::test]
async fn an_accepted_command_is_in_the_log() {
    let (_folder, store) = on_disk();
    let accepted = coordination(store.clone()).execute(request("a", Principal::secretariat(), assign())).await.unwrap();
    assert!(!accepted.repeated);
    let log = store.read_all(Position::START, 10).await.unwrap();
    let [found] = log.as_slice() else { panic!("one event was expected: {log:?}") };
    assert_eq!(found.id, accepted.events[0].id);
    assert_eq!(found.body.event_type, "action-item.assigned");
    assert_eq!(found.metadata.causation_id, CommandId::named("a"));
}

#[tokio::test]
async fn the_same_command_twice_is_one_command_with_one_answer() {
    let (_folder, store) = on_disk();
    let coordination = coordination(store.clone());
    let first = coordination.execute(request("a", Principal::secretariat(), assign())).await.unwrap();
    coordination.execute(request("b", owner(), progress(50))).await.unwrap();
    let second = coordination.execute(request("a", Principal::secretariat(), assign())).await.unwrap();
    assert!(second.repeated);
    assert_eq!(second.events, first.events);
    assert_eq!(store.end().await.unwrap(), Position(2));
}

#[tokio::test]
async fn what_the_secretariat_did_before_it_had_names_is_the_same_command_when_one_of_its_people_repeats_it() {
    let (_folder, store) = on_disk();
    let coordination = coordination(store.clone());
    let first = coordination.execute(request("a", Principal::secretariat(), assign())).await.unwrap();
    let of = |mandate| Principal::official("dren".parse().unwrap(), "sek".parse().unwrap(), [].into(), mandate);
    let again = coordination.execute(request("a", of(Mandate::Secretariat), assign())).await.unwrap();
    assert!(again.repeated);
    assert_eq!(again.events, first.events);
    let error = coordination.execute(request("a", of(Mandate::Coordinator), assign())).await.unwrap_err();
    assert!(matches!(error, CommandError::KeyReused { .. }), "{error}");
    assert_eq!(store.end().await.unwrap(), Position(1));
}

#[tokio::test]
async fn a_command_id_is_not_somebody_elses_to_use() {
    let (_folder, store) = on_disk();
    let coordination = coordination(store.clone());
    coordination.execute(request("a", Principal::secretariat(), assign())).await.unwrap();
    let error = coordination.execute(request("a", owner(), progress(50))).await.unwrap_err();
    assert!(matches!(error, CommandError::KeyReused { .. }), "{error}");
    let elsewhere = CommandRequest {
        command: Command::ActionItem("another".parse().unwrap(), assign()),
        ..request("a", Principal::secretariat(), assign())
    };
    let error = coordination.execute(elsewhere).await.unwrap_err();
    assert!(matches!(error, CommandError::KeyReused { .. }), "{error}");
    assert_eq!(store.end().await.unwrap(), Position(1));
}

#[tokio::test]
async fn a_refused_command_leaves_nothing() {
    let (_folder, store) = on_disk();
    let coordination = coordination(store.clone());
    let error = coordination.execute(request("a", Principal::secretariat(), ActionItemCommand::Complete)).await;
    let Err(CommandError::Rejected(Rejection::Refused(Refusal::ActionItem(refusal)))) = error else {
        panic!("{error:?}");
    };
    assert_eq!(refusal, ActionItemRefusal::NotAssigned);
    coordination.execute(request("b", Principal::secretariat(), assign())).await.unwrap();
    let stranger =
        Principal::official("p-ms".parse().unwrap(), "ms".parse().unwrap(), BTreeSet::new(), Mandate::Institution);
    let error = coordination.execute(request("c", stranger, ActionItemCommand::Complete)).await.unwrap_err();
    assert!(matches!(error, CommandError::Rejected(Rejection::NotPermitted(_))), "{error}");
    assert_eq!(store.end().await.unwrap(), Position(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_the_same_stream_all_get_through_or_are_told() {
    let (_folder, store) = on_disk();
    let coordination = Arc::new(coordination(store.clone()));
    coordination.execute(request("assign", Principal::secretariat(), assign())).await.unwrap();
    let mut running = tokio::task::JoinSet::new();
    for percent in 1..=8 {
        let coordination = coordination.clone();
        running.spawn(async move {
            coordination.execute(request(&format!("p{percent}"), owner(), progress(percent))).await
        });
    }
    let mut accepted = BTreeSet::new();
    while let Some(outcome) = running.join_next().await {
        for event in outcome.unwrap().unwrap().events {
            accepted.insert(event.id);
        }
    }
    let stream: StreamId = "action-item/shelters".parse().unwrap();
    let log = store.read_stream(&stream, Some(Revision(1)), Direction::Forwards, 100).await.unwrap();
    assert_eq!(log.iter().map(|event| event.id).collect::<BTreeSet<_>>(), accepted);
    assert_eq!(accepted.len(), 8);
}

/// A store that fails in one way and is otherwise the real one.
struct Failing {
    real: Arc<SqliteEventStore>,
    failure: Failure,
}

enum Failure {
    /// Somebody is always faster.
    AlwaysConflict,
    /// Appends, and then does not say so.
    AnswerLost,
}

#[async_trait]
impl EventStore for Failing {
    async fn append(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
    ) -> Result<Appended, AppendError> {
        match self.failure {
            Failure::AlwaysConflict => {
                Err(AppendError::Conflict { stream: stream.clone(), expected, found: Some(Revision(99)) })
            }
            Failure::AnswerLost => {
                self.real.append(stream, expected, events).await?;
                Err(AppendError::Unavailable { reason: "the line was cut".to_owned() })
            }
        }
    }

    async fn read_stream(
        &self,
        stream: &StreamId,
        from: Option<Revision>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<StoredEvent>, ReadError> {
        self.real.read_stream(stream, from, direction, limit).await
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError> {
        self.real.read_all(after, limit).await
    }

    async fn log(&self) -> Result<LogId, ReadError> {
        self.real.log().await
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, ReadError> {
        self.real.mark(at).await
    }

    async fn end(&self) -> Result<Position, ReadError> {
        self.real.end().await
    }

    fn subscribe_all(&self, after: Position) -> BoxStream<'static, Result<StoredEvent, ReadError>> {
        self.real.subscribe_all(after)
    }
}

#[tokio::test]
async fn conflicts_without_end_are_given_up() {
    let (_folder, real) = on_disk();
    let coordination = coordination(Arc::new(Failing { real, failure: Failure::AlwaysConflict }));
    let error = coordination.execute(request("a", Principal::secretariat(), assign())).await.unwrap_err();
    assert!(matches!(error, CommandError::Contended { .. }), "{error}");
}

#[tokio::test]
async fn an_answer_lost_on_the_way_is_safe_to_ask_for_again() {
    let (_folder, real) = on_disk();
    let lossy = coordination(Arc::new(Failing { real: real.clone(), failure: Failure::AnswerLost }));
    let error = lossy.execute(request("a", Principal::secretariat(), assign())).await.unwrap_err();
    assert!(matches!(error, CommandError::Unavailable { .. }), "{error}");
    let again = coordination(real.clone()).execute(request("a", Principal::secretariat(), assign())).await.unwrap();
    assert!(again.repeated);
    assert_eq!(real.end().await.unwrap(), Position(1));
}

//! Two people on the same thing: nobody overwrites what they have not seen, and nobody is stopped by what is none of theirs.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest, Coordination};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, InstitutionId, Position};
use events::language::{Language, LocalText};
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand, MeetingEvent, MeetingTime};
use events::non_empty::NonEmpty;
use events::{Command, Event, Rejection};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::EventStore;
use store::sqlite::SqliteEventStore;
use tempfile::TempDir;
use tokio::runtime::Runtime;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2017, 7, 3, 10, 0, 0).unwrap()
    }
}

/// A hub with one meeting to which two institutions are invited.
struct Hub {
    store: Arc<SqliteEventStore>,
    coordination: Arc<Coordination>,
    _folder: TempDir,
}

impl Hub {
    async fn with_meeting() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let coordination = Arc::new(Coordination::new(store.clone(), Arc::new(Noon), "kosovo".parse().unwrap()));
        let hub = Self { store, coordination, _folder: folder };
        let schedule = MeetingCommand::Schedule {
            title: LocalText::only(Language::Sq, "Takimi".parse().unwrap()),
            at: on(3),
            place: None,
            convened: MeetingBody::Authority,
            invited: NonEmpty::try_from(vec![institution("mpms"), institution("mpb")]).unwrap(),
            recurrence: None,
        };
        hub.send("schedule", None, schedule).await.unwrap();
        hub
    }

    async fn held() -> Self {
        let hub = Self::with_meeting().await;
        hub.send("hold", None, MeetingCommand::Hold { attended: NonEmpty::one(institution("mpms")) }).await.unwrap();
        hub
    }

    async fn send(
        &self,
        cause: &str,
        made_from: Option<Position>,
        command: MeetingCommand,
    ) -> Result<Accepted, CommandError> {
        self.coordination.execute(request(cause, made_from, command)).await
    }

    /// What a page shown now would be as of.
    async fn now(&self) -> Position {
        self.store.end().await.unwrap()
    }
}

fn request(cause: &str, made_from: Option<Position>, command: MeetingCommand) -> CommandRequest {
    let id = CommandId::named(cause);
    let command = Command::Meeting("takimi".parse().unwrap(), command);
    let (correlation, principal) = (CorrelationId(id.0), Principal::secretariat());
    CommandRequest { id, correlation, principal, occurred_at: None, made_from, command }
}

fn institution(id: &str) -> InstitutionId {
    id.parse().unwrap()
}

fn on(day: u32) -> MeetingTime {
    MeetingTime { date: NaiveDate::from_ymd_opt(2017, 7, day).unwrap(), time: None, minutes: None }
}

fn minutes(text: &str) -> MeetingCommand {
    MeetingCommand::RecordMinutes { minutes: text.parse().unwrap() }
}

fn overtaken(outcome: Result<Accepted, CommandError>) -> Vec<Event> {
    match outcome {
        Err(CommandError::Overtaken { by }) => by.into_iter().map(|event| event.event).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn whoever_has_not_seen_what_another_wrote_does_not_overwrite_it_and_is_shown_it() {
    let hub = Hub::held().await;
    let seen = hub.now().await;
    hub.send("one", Some(seen), minutes("Procesverbali i parë")).await.unwrap();
    let by = overtaken(hub.send("other", Some(seen), minutes("Procesverbali i dytë")).await);
    let [Event::Meeting(_, MeetingEvent::MinutesRecorded { minutes: theirs })] = by.as_slice() else {
        panic!("{by:?}")
    };
    assert_eq!(theirs.to_string(), "Procesverbali i parë");
    // Seen, it can be sent again; and both are in the log.
    hub.send("other-again", Some(hub.now().await), minutes("Procesverbali i dytë")).await.unwrap();
    assert_eq!(hub.now().await, Position(4));
}

#[tokio::test]
async fn what_is_unrelated_goes_through() {
    let hub = Hub::with_meeting().await;
    let seen = hub.now().await;
    let answer = |institution: &str| MeetingCommand::AnswerInvitation {
        institution: institution.parse().unwrap(),
        answer: InvitationAnswer::Attending,
    };
    hub.send("mpms", Some(seen), answer("mpms")).await.unwrap();
    hub.send("mpb", Some(seen), answer("mpb")).await.unwrap();
    hub.send("agenda", Some(seen), MeetingCommand::AddAgendaItem { item: "Raporti".parse().unwrap() }).await.unwrap();
    hub.send("move", Some(seen), MeetingCommand::Reschedule { at: on(5) }).await.unwrap();
    // The answer was for the day that the page showed.
    assert_eq!(overtaken(hub.send("late", Some(seen), answer("mpms")).await).len(), 2);
}

#[tokio::test]
async fn the_same_form_twice_is_one_command_and_no_conflict() {
    let hub = Hub::held().await;
    let seen = hub.now().await;
    hub.send("once", Some(seen), minutes("Një herë")).await.unwrap();
    let again = hub.send("once", Some(seen), minutes("Një herë")).await.unwrap();
    assert!(again.repeated);
}

#[tokio::test]
async fn whoever_may_not_is_told_that_and_nothing_of_what_others_wrote() {
    let hub = Hub::held().await;
    let seen = hub.now().await;
    hub.send("one", Some(seen), minutes("Procesverbali")).await.unwrap();
    let stranger = Principal::official(
        "p-mpms".parse().unwrap(),
        institution("mpms"),
        [].into(),
        events::mandate::Mandate::Institution,
    );
    let asked = CommandRequest { principal: stranger, ..request("other", Some(seen), minutes("Tjetër")) };
    let refused = hub.coordination.execute(asked).await.unwrap_err();
    assert!(matches!(refused, CommandError::Rejected(Rejection::NotPermitted(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_the_same_instant_one_wins_and_the_others_are_told() {
    let hub = Hub::held().await;
    let seen = hub.now().await;
    let sent: Vec<_> = (0..8)
        .map(|n| {
            let coordination = hub.coordination.clone();
            let asked = request(&format!("writer-{n}"), Some(seen), minutes(&format!("Teksti {n}")));
            tokio::spawn(async move { coordination.execute(asked).await })
        })
        .collect();
    let mut accepted = 0;
    for outcome in sent {
        match outcome.await.unwrap() {
            Ok(_) => accepted += 1,
            Err(CommandError::Overtaken { by }) => assert_eq!(by.len(), 1),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(accepted, 1);
    assert_eq!(hub.now().await, Position(seen.0 + 1));
}

/// What a page shows of a held meeting, part by part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Shown {
    minutes: Option<String>,
    decisions: Vec<String>,
}

/// What one of several people does: looks at the page anew, or sends a form of the page that they have before them.
#[derive(Debug, Clone)]
enum Step {
    Look(usize),
    Minutes(usize, u8),
    Decide(usize, u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..3usize).prop_map(Step::Look),
        (0..3usize, 0..4u8).prop_map(|(who, text)| Step::Minutes(who, text)),
        (0..3usize, 0..4u8).prop_map(|(who, text)| Step::Decide(who, text)),
    ];
    proptest::collection::vec(step, 1..14)
}

/// The merge rule, said by what people see and not by events: what somebody sends is carried out exactly when the part that they
/// change is as their page shows it. So nothing is lost unseen, and nobody is stopped for nothing.
#[test]
fn what_is_sent_is_carried_out_exactly_when_its_part_is_as_it_was_shown() {
    let runtime = Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config { cases: 48, ..Config::default() });
    let tried = runner.run(&steps(), |steps| {
        runtime.block_on(async {
            let hub = Hub::held().await;
            let (mut real, mut version) = (Shown::default(), (0u32, 0u32));
            let first = (hub.now().await, version);
            let mut pages = [first, first, first];
            for (n, step) in steps.into_iter().enumerate() {
                let cause = format!("step-{n}");
                match step {
                    Step::Look(who) => pages[who] = (hub.now().await, version),
                    Step::Minutes(who, text) => {
                        let (seen, shown) = pages[who];
                        let text = format!("Teksti {text}");
                        let done = hub.send(&cause, Some(seen), minutes(&text)).await;
                        prop_assert_eq!(done.is_ok(), shown.0 == version.0, "minutes, step {}: {:?}", n, done);
                        if done.is_ok() {
                            real.minutes = Some(text);
                            version.0 += 1;
                        }
                    }
                    Step::Decide(who, text) => {
                        let (seen, shown) = pages[who];
                        let text = format!("Vendimi {text}");
                        let decision = MeetingCommand::TakeDecision { decision: text.parse().unwrap(), raises: vec![] };
                        let done = hub.send(&cause, Some(seen), decision).await;
                        prop_assert_eq!(done.is_ok(), shown.1 == version.1, "decision, step {}: {:?}", n, done);
                        if done.is_ok() {
                            real.decisions.push(text);
                            version.1 += 1;
                        }
                    }
                }
            }
            let mut logged = Shown::default();
            for event in hub.coordination.history(&"meeting/takimi".parse().unwrap()).await.unwrap() {
                if let Event::Meeting(_, MeetingEvent::MinutesRecorded { minutes }) = &event.event {
                    logged.minutes = Some(minutes.to_string());
                }
                if let Event::Meeting(_, MeetingEvent::DecisionTaken { decision, .. }) = &event.event {
                    logged.decisions.push(decision.to_string());
                }
            }
            prop_assert_eq!(logged, real);
            Ok(())
        })
    });
    tried.unwrap();
}

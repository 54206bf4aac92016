//! The audit trail as services write it: what is refused, with the door; once an hour; and strangers cannot flood it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use coordination::{
    AuditRecorder, AuditedCommands, Clock, CommandError, CommandPort, CommandRequest, Coordination, Origin, on_behalf,
    untold,
};
use events::account::Network;
use events::audit::{AuditEntry, AuditTrailEvent, AuditedAct, Door};
use events::authority::Principal;
use events::event::Rejection;
use events::ids::{ChatId, CommandId, CorrelationId, Position, ServiceName};
use events::institution::{InstitutionCommand, InvitationHash};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::{Command, Event, RecordedEvent};
use store::EventStore;
use store::sqlite::SqliteEventStore;

/// A clock in the test's hand.
struct Hand(Mutex<DateTime<Utc>>);

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// A chat's commands and trail on a real store.
struct Chat {
    _folder: tempfile::TempDir,
    store: Arc<SqliteEventStore>,
    clock: Arc<Hand>,
    recorder: Arc<AuditRecorder>,
    commands: AuditedCommands,
}

impl Chat {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let clock = Arc::new(Hand(Mutex::new("2017-07-03T08:00:00Z".parse().unwrap())));
        let real = Arc::new(Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap()));
        let recorder = Arc::new(AuditRecorder::new(real.clone(), clock.clone(), service(), Door::Chat));
        let commands = AuditedCommands::new(real, recorder.clone());
        Self { _folder: folder, store, clock, recorder, commands }
    }

    fn set(&self, now: &str) {
        *self.clock.0.lock().unwrap() = now.parse().unwrap();
    }

    async fn asks(&self, principal: Principal, command: Command) -> Result<Vec<RecordedEvent>, CommandError> {
        let id = CommandId::named(&format!("{command:?}"));
        let correlation = CorrelationId(id.0);
        let request = CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command };
        self.commands.execute(request).await.map(|accepted| accepted.events)
    }

    /// The trail once it has so many lines, each with who acted.
    async fn trail(&self, lines: usize) -> Vec<(String, AuditEntry)> {
        for _ in 0..6_000 {
            let log = self.store.read_all(Position::START, 10_000).await.unwrap();
            let found: Vec<_> = log.into_iter().filter_map(|stored| line_of(&stored.decode().unwrap())).collect();
            assert!(found.len() <= lines, "{found:?}");
            if found.len() == lines {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the trail does not have {lines} lines");
    }
}

fn line_of(recorded: &RecordedEvent) -> Option<(String, AuditEntry)> {
    let Event::AuditTrail(_, AuditTrailEvent::Recorded(entry)) = &recorded.event else { return None };
    Some((recorded.metadata.actor.to_string(), entry.clone()))
}

fn service() -> ServiceName {
    "telegram".parse().unwrap()
}

fn official() -> Principal {
    Principal::official("p-isf".parse().unwrap(), "isf".parse().unwrap(), BTreeSet::new(), Mandate::Institution)
}

fn deactivate() -> Command {
    Command::Institution("mpms".parse().unwrap(), InstitutionCommand::Deactivate { reason: "no".parse().unwrap() })
}

fn entry(act: AuditedAct, object: &str, door: Door, network: Option<Network>) -> AuditEntry {
    AuditEntry { act, object: object.parse().unwrap(), door, network, about: None }
}

#[tokio::test]
async fn a_command_beyond_somebodys_rights_is_refused_and_in_the_trail_with_the_thing_and_the_door() {
    let chat = Chat::new();
    let refused = chat.asks(official(), deactivate()).await.unwrap_err();
    assert!(matches!(refused, CommandError::Rejected(Rejection::NotPermitted(_))), "{refused}");
    let expected = entry(AuditedAct::Refused, "institution/mpms deactivate", Door::Chat, None);
    assert_eq!(chat.trail(1).await, [("p-isf@isf".to_owned(), expected)]);
}

#[tokio::test]
async fn what_is_accepted_says_through_which_door_it_came_and_is_no_line() {
    let chat = Chat::new();
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "MPMS"))).unwrap();
    let (kind, role) = (events::institution::InstitutionKind::Ministry, "role".parse().unwrap());
    let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
    let command = Command::Institution("mpms".parse().unwrap(), register);
    let events = chat.asks(Principal::secretariat(), command).await.unwrap();
    assert_eq!(events[0].metadata.door, Some(Door::Chat));
    chat.recorder.case_read(&official(), &"2017-014".parse().unwrap());
    let expected = entry(AuditedAct::CaseRead, "2017-014", Door::Chat, None);
    assert_eq!(chat.trail(1).await, [("p-isf@isf".to_owned(), expected)]);
}

#[tokio::test]
async fn a_look_that_is_repeated_is_one_line_an_hour() {
    let chat = Chat::new();
    let look = || chat.recorder.case_read(&official(), &"2017-014".parse().unwrap());
    look();
    look();
    chat.trail(1).await;
    chat.set("2017-07-03T08:59:59Z");
    look();
    chat.set("2017-07-03T09:00:00Z");
    look();
    chat.trail(2).await;
}

#[tokio::test]
async fn an_invitation_that_serves_no_more_is_a_failed_way_in_of_whom_it_was_for() {
    let chat = Chat::new();
    let person = "arta".parse().unwrap();
    let sealed = Sealed::seal(person, &PersonKey([3; 32]), Nonce([7; 24]), &ChatId(5)).unwrap();
    let invitation = InvitationHash::of_token("made up");
    let linking =
        Command::Institution("ms".parse().unwrap(), InstitutionCommand::LinkChat { invitation, chat: sealed });
    chat.asks(Principal::service(service()), linking).await.unwrap_err();
    let [(actor, line)] = chat.trail(1).await.try_into().unwrap();
    assert_eq!(actor, "service:telegram");
    assert_eq!((line.act, line.door), (AuditedAct::SignInFailed, Door::Chat));
    assert_eq!(line.about, Some("arta".parse().unwrap()));
}

#[tokio::test]
async fn strangers_are_told_apart_up_to_a_bound_that_others_do_not_use_up() {
    let chat = Chat::new();
    let from = |n: u16| {
        let [high, low] = n.to_be_bytes();
        Origin { door: Door::Page, network: Some(Network::of_ipv4([192, high, low, 7])) }
    };
    let nobody = Principal::service(service());
    // More looks of people than strangers may make lines.
    for n in 0..501 {
        chat.recorder.record(&official(), AuditedAct::CaseRead, &format!("2017-{n}"));
    }
    for n in 0..502 {
        chat.recorder.record_from(&nobody, AuditedAct::SignInFailed, "link-spent", from(n));
    }
    // The five hundred, and one that says no network.
    let lines = chat.trail(501 + 501).await;
    let by_strangers: Vec<_> = lines.iter().filter(|(_, line)| line.act == AuditedAct::SignInFailed).collect();
    assert_eq!(by_strangers.iter().filter(|(_, line)| line.network.is_some()).count(), 500);
    assert_eq!(by_strangers.iter().filter(|(_, line)| line.network.is_none()).count(), 1);
}

#[tokio::test]
async fn where_somebody_came_from_goes_along_with_the_work() {
    let chat = Chat::new();
    let network = Some(Network::of_ipv4([192, 0, 2, 7]));
    let origin = Origin { door: Door::Link, network: network.clone() };
    on_behalf(origin, async { chat.recorder.case_read(&official(), &"2017-014".parse().unwrap()) }).await;
    let expected = entry(AuditedAct::CaseRead, "2017-014", Door::Link, network);
    assert_eq!(chat.trail(1).await, [("p-isf@isf".to_owned(), expected)]);
}

#[tokio::test]
async fn whoever_ends_a_process_waits_until_what_was_shown_is_in_the_trail() {
    let chat = Chat::new();
    for n in 0..50 {
        chat.recorder.record(&official(), AuditedAct::CaseRead, &format!("2017-{n}"));
    }
    chat.recorder.settle().await;
    let recorded = chat.store.read_all(Position::START, 1_000).await.unwrap();
    assert_eq!(recorded.len(), 50, "what was shown is not recorded yet");
    chat.recorder.record(&official(), AuditedAct::CaseRead, "2018-1");
    chat.recorder.settle().await;
    assert_eq!(chat.store.read_all(Position::START, 1_000).await.unwrap().len(), 51);
}

#[tokio::test]
async fn of_work_that_shows_nothing_anew_the_trail_says_nothing() {
    let chat = Chat::new();
    untold(async {
        chat.recorder.case_read(&official(), &"2017-014".parse().unwrap());
        chat.recorder.record(&official(), AuditedAct::Refused, "/audit");
    })
    .await;
    chat.recorder.case_read(&official(), &"2017-015".parse().unwrap());
    let expected = entry(AuditedAct::CaseRead, "2017-015", Door::Chat, None);
    assert_eq!(chat.trail(1).await, [("p-isf@isf".to_owned(), expected)]);
}

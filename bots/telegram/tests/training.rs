//! Training and hand-over in chat: attendance by tapping names, codes verified, an office taken over.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test fails by panicking")]

use crate::support::TestBot;
use events::Command;
use events::Event;
use events::ids::Position;
use events::institution::{InstitutionCommand, InvitationHash};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::training::{
    Audience, CertificateCode, LapseCause, ModuleCommand as C, ModuleEvent, ModulePlan, StaffMember,
};
use serde_json::{Value, json};
use store::EventStore;

const DEA: i64 = 71;

fn member(harness: &TestBot, person: &str, name: &str) -> StaffMember {
    let appointee = harness.somebody(person, name);
    StaffMember { person: appointee.person, institution: "ms".parse().unwrap(), name: appointee.name }
}

fn module(command: C) -> Command {
    Command::Module("m1".parse().unwrap(), command)
}

fn code() -> CertificateCode {
    CertificateCode::from_bytes([9; 10])
}

/// Arta is certified and gives a session on the day of the test, in which two are enrolled.
pub(crate) async fn with_session(harness: &TestBot) {
    let day = |text: &str| text.parse().unwrap();
    let plan = ModulePlan {
        title: LocalText::only(Language::En, "Gathering data".parse().unwrap()),
        audience: Audience::Trainers,
        form: "workshop".parse().unwrap(),
        from: day("2017-07-01"),
        until: day("2017-12-31"),
        days_min: None,
        days_max: None,
    };
    harness.give(module(C::Plan(plan))).await;
    let trainer = member(harness, "arta", "Arta Krasniqi");
    harness.give(module(C::CertifyTrainer { trainer, code: code(), until: None })).await;
    let days = Period::new(day("2017-07-03"), day("2017-07-03")).unwrap();
    let trainers = NonEmpty::one("arta".parse().unwrap());
    harness.give(module(C::ScheduleSession { session: "s1".parse().unwrap(), days, place: None, trainers })).await;
    for (person, name) in [("erza", "Erza Gashi"), ("milan", "Milan Jović")] {
        let participant = member(harness, person, name);
        harness.give(module(C::EnrolParticipant { session: "s1".parse().unwrap(), participant })).await;
    }
}

fn labels(message: &Value) -> Vec<String> {
    let rows = message["buttons"].as_array().unwrap().iter().filter_map(Value::as_array).flatten();
    rows.map(|button| button["text"].as_str().unwrap().to_owned()).collect()
}

async fn attended(harness: &TestBot) -> Vec<Vec<String>> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let events = all.into_iter().map(|stored| stored.decode().unwrap().event);
    events
        .filter_map(|event| match event {
            Event::Module(_, ModuleEvent::AttendanceRecorded { attended, .. }) => {
                Some(attended.iter().map(ToString::to_string).collect())
            }
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn the_trainer_taps_the_names_and_confirms() {
    let harness = TestBot::start().await;
    with_session(&harness).await;
    harness.begin().await;
    harness.say("/training").await;
    let list = harness.offers("Attendance").await;
    harness.press(&list, "Attendance").await;
    let asked = harness.hears("Who attended?").await;
    assert!(labels(&asked).iter().any(|label| label == "▫️ Erza Gashi"), "{asked}");
    harness.press(&asked, "Confirm (0)").await;
    harness.hears("Mark at least one name").await;
    harness.press(&asked, "Everybody").await;
    let all = loop {
        let now = harness.hears("Who attended?").await;
        if labels(&now).iter().any(|label| label == "✅ Milan Jović") {
            break now;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(all["id"], asked["id"], "the message itself changes");
    harness.press(&all, "Milan").await;
    let one = loop {
        let now = harness.hears("Who attended?").await;
        if labels(&now).iter().any(|label| label.contains("Confirm (1)")) {
            break now;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(attended(&harness).await, [[""; 0]; 0], "nothing is recorded before it is confirmed");
    harness.press(&one, "Confirm (1)").await;
    harness.hears("Noted: 1 participant").await;
    assert_eq!(attended(&harness).await, [["erza"]]);
    harness.stop().await;
}

/// Presses a button without waiting for what comes of it.
async fn tap(harness: &TestBot, message: &Value, words: &str) {
    let named = labels(message);
    let label = named.iter().find(|label| label.contains(words)).unwrap_or_else(|| panic!("{words}: {named:?}"));
    harness.does(crate::support::ARTA, &format!("messages/{}/press", message["id"]), json!({ "text": label })).await;
}

#[tokio::test]
async fn names_that_are_tapped_before_the_keyboard_shows_it_all_count() {
    let mut harness = TestBot::start().await;
    with_session(&harness).await;
    harness.begin().await;
    harness.say("/training").await;
    let list = harness.offers("Attendance").await;
    harness.press(&list, "Attendance").await;
    let asked = harness.hears("Who attended?").await;
    // The bot is slow: it sees all taps at once. One name is tapped twice, as a finger does when nothing happens.
    harness.stop_bot().await;
    for name in ["Erza", "Milan", "Erza"] {
        tap(&harness, &asked, name).await;
    }
    harness.start_bot().await;
    harness.offers("Confirm (2)").await;
    harness.stop_bot().await;
    let both = harness.hears("Who attended?").await;
    tap(&harness, &both, "Milan").await;
    tap(&harness, &both, "Confirm (2)").await;
    harness.start_bot().await;
    harness.hears("Noted: 1 participant").await;
    assert_eq!(attended(&harness).await, [["erza"]]);
    harness.stop().await;
}

#[tokio::test]
async fn more_names_than_a_message_takes_come_in_pages() {
    let harness = TestBot::start().await;
    with_session(&harness).await;
    for n in 0..118 {
        let participant = member(&harness, &format!("p{n}"), &format!("Person {n:03}"));
        harness.give(module(C::EnrolParticipant { session: "s1".parse().unwrap(), participant })).await;
    }
    harness.begin().await;
    harness.say("/training").await;
    let list = harness.offers("Attendance").await;
    harness.press(&list, "Attendance").await;
    let first = harness.hears("Who attended?").await;
    assert_eq!(labels(&first).iter().filter(|label| label.contains('▫')).count(), 40, "{first}");
    assert!(!labels(&first).iter().any(|label| label.contains('◀')), "{first}");
    harness.press(&first, "2/3 ▶").await;
    let second = harness.offers("1/3").await;
    assert_eq!(second["id"], first["id"]);
    assert!(labels(&second).iter().any(|label| label == "3/3 ▶"), "{second}");
    assert!(labels(&second).iter().any(|label| label.contains("Confirm (0)")), "on every page: {second}");
    // Whoever marks a name stays on its page.
    harness.press(&second, "Person 050").await;
    let marked = harness.offers("Confirm (1)").await;
    assert!(labels(&marked).iter().any(|label| label == "✅ Person 050"), "{marked}");
    harness.press(&marked, "3/3 ▶").await;
    let third = harness.offers("Person 117").await;
    assert!(!labels(&third).iter().any(|label| label.contains('▶')), "{third}");
    harness.press(&third, "Person 117").await;
    let both = harness.offers("Confirm (2)").await;
    harness.press(&both, "Confirm (2)").await;
    harness.hears("Noted: 2 participants").await;
    assert_eq!(attended(&harness).await, [["p117", "p50"]]);
    harness.stop().await;
}

#[tokio::test]
async fn attendance_is_nobody_elses() {
    let harness = TestBot::start().await;
    with_session(&harness).await;
    harness.begin().await;
    harness.say("/training").await;
    let list = harness.offers("Attendance").await;
    let successor = harness.somebody("dea", "Dea Hoxha");
    harness
        .give(Command::Institution("ms".parse().unwrap(), InstitutionCommand::HandOverFocalPoint { successor }))
        .await;
    harness.press(&list, "Attendance").await;
    // Whoever is nobody any more is spoken to in the language of the own messenger.
    harness.hears("This chat is not linked").await;
    assert_eq!(attended(&harness).await, [[""; 0]; 0]);
    harness.stop().await;
}

#[tokio::test]
async fn a_code_is_verified_for_whoever_asks_and_tells_no_name() {
    let harness = TestBot::start().await;
    with_session(&harness).await;
    harness.press_start().await;
    harness.hears("Welcome, Arta").await;
    let typed = code().to_string().to_lowercase().replace('-', " ");
    harness.say(&format!("/verify {typed}")).await;
    let told = harness.hears("Valid: trainer").await;
    assert!(told["text"].as_str().unwrap().contains("A. K."), "{told}");
    harness.say("/verify").await;
    harness.hears("Write /verify and the certificate's code").await;
    harness.say("/verify 1234").await;
    harness.hears("This is no code").await;
    harness.say("/verify 0000-0000-0000-0000").await;
    harness.hears("No certificate has this code").await;
    let lapse = C::LapseTrainer { trainer: "arta".parse().unwrap(), cause: LapseCause::Withdrawn, reason: None };
    harness.give(module(lapse)).await;
    harness.say(&format!("/verify {typed}")).await;
    harness.hears("The certificate was withdrawn").await;
    harness.stop().await;
}

#[tokio::test]
async fn the_old_chat_loses_access_at_once_and_the_successor_has_tasks_and_briefing() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let successor = harness.somebody("dea", "Dea Hoxha");
    let institution = |command| Command::Institution("ms".parse().unwrap(), command);
    harness.give(institution(InstitutionCommand::HandOverFocalPoint { successor })).await;
    let before = harness.messages().await.len();
    harness.say("1 done").await;
    let told = harness.hears("This chat is not linked").await;
    assert!(harness.messages().await.len() > before && !told.to_string().contains("Count the beds"));
    for question in ["/tasks", "/briefing", "/training", "/board"] {
        harness.say(question).await;
    }
    harness.say("1: 50%").await;
    let refused = |messages: &[Value]| {
        messages.iter().filter(|message| message["text"].as_str().unwrap().contains("not linked")).count()
    };
    let all = async {
        while refused(&harness.messages().await) + welcomes(&harness.messages().await) < 6 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, all).await.expect("not every message is answered");
    let history = harness.history("beds").await;
    assert_eq!(history.len(), 1, "nothing the old chat said counts");

    // The same phone is handed to the successor.
    let issue = InstitutionCommand::IssueInvitation {
        person: "dea".parse().unwrap(),
        invitation: InvitationHash::of_token("invite-2"),
        expires_at: "2017-07-20T08:00:00Z".parse().unwrap(),
    };
    harness.give(institution(issue)).await;
    harness.say("/start invite-2").await;
    harness.hears("Welcome, Dea Hoxha").await;
    harness.say("/tasks").await;
    harness.hears("Count the rooms").await;
    harness.say("/briefing").await;
    let briefing = harness.hears("Hand-over briefing: Ministry").await;
    assert!(briefing["text"].as_str().unwrap().contains("Count the beds"), "{briefing}");
    let document = harness.hears("The briefing as a document").await;
    assert_eq!(document["document"]["name"], "briefing-ms-2017-07-03.pdf", "{document}");
    assert!(document["document"]["size"].as_u64().unwrap() > 5_000, "{document}");
    harness.stop().await;
}

#[tokio::test]
async fn whoever_lost_the_post_is_told_in_the_old_chat_and_the_successor_is_welcomed_before_the_briefing() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let successor = harness.somebody("dea", "Dea Hoxha");
    let institution = |command| Command::Institution("ms".parse().unwrap(), command);
    harness.give(institution(InstitutionCommand::HandOverFocalPoint { successor })).await;
    harness.hears("This chat is no longer linked to Ministry").await;
    let issue = InstitutionCommand::IssueInvitation {
        person: "dea".parse().unwrap(),
        invitation: InvitationHash::of_token("invite-2"),
        expires_at: "2017-07-20T08:00:00Z".parse().unwrap(),
    };
    harness.give(institution(issue)).await;
    harness.another_phone(DEA, "Dea", Some("invite-2")).await;
    let dea = harness.phone_of(DEA);
    dea.hears("Hand-over briefing: Ministry").await;
    dea.hears("The briefing as a document").await;
    let messages = dea.messages().await;
    let place = |words: &str| messages.iter().position(|one| one["text"].as_str().is_some_and(|it| it.contains(words)));
    assert!(place("Welcome, Dea Hoxha") < place("Hand-over briefing: Ministry"), "{messages:?}");

    // Linked anew on another phone: the old one is told, and the new one hears nothing of it.
    let again = InstitutionCommand::IssueInvitation {
        person: "dea".parse().unwrap(),
        invitation: InvitationHash::of_token("invite-3"),
        expires_at: "2017-07-20T08:00:00Z".parse().unwrap(),
    };
    harness.give(institution(again)).await;
    harness.another_phone(DEA + 1, "Dea", Some("invite-3")).await;
    let new = harness.phone_of(DEA + 1);
    new.hears("Welcome, Dea Hoxha").await;
    dea.hears("This chat is no longer linked to Ministry").await;
    assert_eq!(new.count("no longer linked").await, 0);
    harness.stop().await;
}

/// Messages to a stranger that are worded as a welcome.
fn welcomes(messages: &[Value]) -> usize {
    messages.iter().filter(|message| message["text"].as_str().unwrap().contains("I am focalpoint")).count()
}

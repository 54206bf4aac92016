//! Training and hand-over in chat: attendance by tapping names, codes verified, an office taken over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::wildcard_enum_match_arm, missing_docs)]

mod held;

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
use held::Desk;
use serde_json::Value;
use store::EventStore;

fn member(desk: &Desk, person: &str, name: &str) -> StaffMember {
    let appointee = desk.somebody(person, name);
    StaffMember { person: appointee.person, institution: "ms".parse().unwrap(), name: appointee.name }
}

fn module(command: C) -> Command {
    Command::Module("m1".parse().unwrap(), command)
}

fn code() -> CertificateCode {
    CertificateCode::from_bytes([9; 10])
}

/// Arta is certified and gives a session on the day of the test, in which two are enrolled.
async fn with_session(desk: &Desk) {
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
    desk.give(module(C::Plan(plan))).await;
    let trainer = member(desk, "arta", "Arta Krasniqi");
    desk.give(module(C::CertifyTrainer { trainer, code: code(), until: None })).await;
    let days = Period::new(day("2017-07-03"), day("2017-07-03")).unwrap();
    let trainers = NonEmpty::one("arta".parse().unwrap());
    desk.give(module(C::ScheduleSession { session: "s1".parse().unwrap(), days, place: None, trainers })).await;
    for (person, name) in [("erza", "Erza Gashi"), ("milan", "Milan Jović")] {
        let participant = member(desk, person, name);
        desk.give(module(C::EnrolParticipant { session: "s1".parse().unwrap(), participant })).await;
    }
}

fn labels(message: &Value) -> Vec<String> {
    let rows = message["buttons"].as_array().unwrap().iter().filter_map(Value::as_array).flatten();
    rows.map(|button| button["text"].as_str().unwrap().to_owned()).collect()
}

async fn attended(desk: &Desk) -> Vec<Vec<String>> {
    let all = desk.store.read_all(Position::START, 1000).await.unwrap();
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
    let desk = Desk::start().await;
    with_session(&desk).await;
    desk.begin().await;
    desk.say("/training").await;
    let list = desk.hears("Gathering data").await;
    desk.press(&list, "Attendance").await;
    let asked = desk.hears("Who attended?").await;
    assert!(labels(&asked).iter().any(|label| label == "▫️ Erza Gashi"), "{asked}");
    desk.press(&asked, "Confirm (0)").await;
    desk.hears("Mark at least one name").await;
    desk.press(&asked, "Everybody").await;
    let all = loop {
        let now = desk.hears("Who attended?").await;
        if labels(&now).iter().any(|label| label == "✅ Milan Jović") {
            break now;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(all["id"], asked["id"], "the message itself changes");
    desk.press(&all, "Milan").await;
    let one = loop {
        let now = desk.hears("Who attended?").await;
        if labels(&now).iter().any(|label| label.contains("Confirm (1)")) {
            break now;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(attended(&desk).await, [[""; 0]; 0], "nothing is recorded before it is confirmed");
    desk.press(&one, "Confirm (1)").await;
    desk.hears("Noted: 1 participant").await;
    assert_eq!(attended(&desk).await, [["erza"]]);
    desk.stop().await;
}

#[tokio::test]
async fn attendance_is_nobody_elses() {
    let desk = Desk::start().await;
    with_session(&desk).await;
    desk.begin().await;
    desk.say("/training").await;
    let list = desk.hears("Gathering data").await;
    let successor = desk.somebody("dea", "Dea Hoxha");
    desk.give(Command::Institution("ms".parse().unwrap(), InstitutionCommand::HandOverFocalPoint { successor })).await;
    desk.press(&list, "Attendance").await;
    // Whoever is nobody any more is spoken to in the language of the own messenger.
    desk.hears("This chat is not linked").await;
    assert_eq!(attended(&desk).await, [[""; 0]; 0]);
    desk.stop().await;
}

#[tokio::test]
async fn a_code_is_verified_for_whoever_asks_and_tells_no_name() {
    let desk = Desk::start().await;
    with_session(&desk).await;
    desk.press_start().await;
    desk.hears("Welcome, Arta").await;
    let typed = code().to_string().to_lowercase().replace('-', " ");
    desk.say(&format!("/verify {typed}")).await;
    let told = desk.hears("Valid: trainer").await;
    assert!(told["text"].as_str().unwrap().contains("A. K."), "{told}");
    desk.say("/verify").await;
    desk.hears("Write /verify and the certificate's code").await;
    desk.say("/verify 1234").await;
    desk.hears("This is no code").await;
    desk.say("/verify 0000-0000-0000-0000").await;
    desk.hears("No certificate has this code").await;
    let lapse = C::LapseTrainer { trainer: "arta".parse().unwrap(), cause: LapseCause::Withdrawn };
    desk.give(module(lapse)).await;
    desk.say(&format!("/verify {typed}")).await;
    desk.hears("The certificate was withdrawn").await;
    desk.stop().await;
}

#[tokio::test]
async fn the_old_chat_loses_access_at_once_and_the_successor_has_tasks_and_briefing() {
    let desk = Desk::start().await;
    desk.begin().await;
    let successor = desk.somebody("dea", "Dea Hoxha");
    let institution = |command| Command::Institution("ms".parse().unwrap(), command);
    desk.give(institution(InstitutionCommand::HandOverFocalPoint { successor })).await;
    let before = desk.messages().await.len();
    desk.say("1 done").await;
    let told = desk.hears("This chat is not linked").await;
    assert!(desk.messages().await.len() > before && !told.to_string().contains("Count the beds"));
    for question in ["/tasks", "/briefing", "/training", "/board"] {
        desk.say(question).await;
    }
    desk.say("1: 50%").await;
    let refused = |messages: &[Value]| {
        messages.iter().filter(|message| message["text"].as_str().unwrap().contains("not linked")).count()
    };
    let all = async {
        while refused(&desk.messages().await) + welcomes(&desk.messages().await) < 6 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(held::PATIENCE, all).await.expect("not every message is answered");
    let history = desk.history("beds").await;
    assert_eq!(history.len(), 1, "nothing the old chat said counts");

    // The same phone is handed to the successor.
    let issue = InstitutionCommand::IssueInvitation {
        person: "dea".parse().unwrap(),
        invitation: InvitationHash::of_token("invite-2"),
        expires_at: "2017-07-20T08:00:00Z".parse().unwrap(),
    };
    desk.give(institution(issue)).await;
    desk.say("/start invite-2").await;
    desk.hears("Welcome, Dea Hoxha").await;
    desk.say("/tasks").await;
    desk.hears("Count the rooms").await;
    desk.say("/briefing").await;
    let briefing = desk.hears("Hand-over briefing: Ministry").await;
    assert!(briefing["text"].as_str().unwrap().contains("Count the beds"), "{briefing}");
    let document = desk.hears("The briefing as a document").await;
    assert_eq!(document["document"]["name"], "briefing-ms-2017-07-03.pdf", "{document}");
    assert!(document["document"]["size"].as_u64().unwrap() > 5_000, "{document}");
    desk.stop().await;
}

/// Messages to a stranger that are worded as a welcome.
fn welcomes(messages: &[Value]) -> usize {
    messages.iter().filter(|message| message["text"].as_str().unwrap().contains("I am focalpoint")).count()
}

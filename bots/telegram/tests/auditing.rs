//! Looks, refusals, files and failed ways in by the chat are lines of the audit trail; strangers leave one an hour.

use events::audit::{AuditEntry, AuditTrailEvent, AuditedAct, Door};
use events::case::CaseStage;
use events::ids::Position;
use events::institution::{InstitutionCommand, InvitationHash};
use events::{Command, Event};
use serde_json::json;
use store::EventStore;

use crate::referrals::{give, open, refer};
use crate::support::{ARTA, TestBot, eventually};

/// A line: who acted, what, to what, and whom it concerns beside them.
type Line = (String, AuditedAct, String, Option<String>);

fn line(who: &str, act: AuditedAct, object: &str, about: Option<&str>) -> Line {
    (who.to_owned(), act, object.to_owned(), about.map(str::to_owned))
}

/// The trail, every line of which came through the chat.
async fn trail(harness: &TestBot) -> Vec<Line> {
    let log = harness.store.read_all(Position::START, 1_000).await.unwrap();
    let lines = log.into_iter().filter_map(|stored| {
        let recorded = stored.decode().unwrap();
        let Event::AuditTrail(_, AuditTrailEvent::Recorded(entry)) = recorded.event else { return None };
        let AuditEntry { act, object, door, network, about } = entry;
        assert_eq!((door, network), (Door::Chat, None));
        Some((
            recorded.metadata.actor.to_string(),
            act,
            object.as_str().to_owned(),
            about.map(|about| about.to_string()),
        ))
    });
    lines.collect()
}

async fn has(harness: &TestBot, expected: &Line) {
    let is_there = async || trail(harness).await.contains(expected);
    eventually(is_there, &format!("the trail lacks {expected:?}")).await;
}

#[tokio::test]
async fn whoever_is_shown_a_case_in_chat_is_in_the_trail_once_an_hour() {
    let harness = TestBot::start().await;
    harness.begin().await;
    open(&harness).await;
    give(&harness, refer("r1", "ms", CaseStage::Assistance)).await;
    harness.hears("is asked to take on case 2017-014").await;
    let look = line("arta@ms", AuditedAct::CaseRead, "2017-014", None);
    has(&harness, &look).await;
    harness.say("/referrals").await;
    has(&harness, &line("arta@ms", AuditedAct::CasesListed, "1", None)).await;
    assert_eq!(trail(&harness).await.iter().filter(|one| **one == look).count(), 1);
    harness.clock.set("2017-07-03T09:10:00Z");
    harness.say("/referrals").await;
    let looks = async || trail(&harness).await.iter().filter(|one| **one == look).count();
    eventually(async || looks().await == 2, "a look in the next hour is no line").await;
    harness.stop().await;
}

#[tokio::test]
async fn what_is_refused_in_chat_names_the_thing_and_what_was_asked() {
    let harness = TestBot::start().await;
    harness.begin().await;
    open(&harness).await;
    give(&harness, refer("r1", "ms", CaseStage::Assistance)).await;
    let offer = harness.offers("Accept").await;
    harness.say("/month").await;
    has(&harness, &line("arta@ms", AuditedAct::Refused, "/month", None)).await;
    // Whoever holds the post by now is shown nothing of what the chat was offered before.
    let hand_over = InstitutionCommand::HandOverFocalPoint { successor: harness.somebody("besa", "Besa Gashi") };
    harness.give(Command::Institution("ms".parse().unwrap(), hand_over)).await;
    harness.press(&offer, "Accept").await;
    has(&harness, &line("service:telegram", AuditedAct::Refused, "button of-nobody-linked", None)).await;
    harness.stop().await;
}

#[tokio::test]
async fn a_file_that_is_taken_along_in_chat_is_in_the_trail() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("/briefing").await;
    harness.receives_file(".pdf").await;
    has(&harness, &line("arta@ms", AuditedAct::Exported, "briefing ms", None)).await;
    harness.stop().await;
}

#[tokio::test]
async fn who_cannot_come_in_by_the_chat_is_in_the_trail_and_strangers_cannot_flood_it() {
    const STRANGER: i64 = 2_000_050;
    let harness = TestBot::start().await;
    let nobody = |act, object: &str| line("service:telegram", act, object, None);
    for contact in [STRANGER, STRANGER + 1] {
        harness.another_phone(contact, "Dea", Some("made-up")).await;
        harness.does(contact, "messages", json!({ "text": "/web" })).await;
        harness.does(contact, "messages", json!({ "text": "/web" })).await;
    }
    // All of it is answered within the same hour.
    for contact in [STRANGER, STRANGER + 1] {
        let answers = async || {
            let chat = harness.look(&format!("contacts/{contact}/messages")).await;
            chat["messages"].as_array().unwrap().iter().filter(|message| message["from"] == "bot").count()
        };
        eventually(async || answers().await == 3, "a stranger is not answered").await;
    }
    let (forged, web) = ("invitation-unknown", "web-link-of-nobody-linked");
    has(&harness, &nobody(AuditedAct::SignInFailed, forged)).await;
    has(&harness, &nobody(AuditedAct::SignInFailed, web)).await;
    // An invitation that is too old is a failed way in of whom it was for.
    harness.clock.set("2017-07-03T09:00:00Z");
    let (invitation, person) = (InvitationHash::of_token("invite-old"), "arta".parse().unwrap());
    let expires_at = "2017-07-04T08:00:00Z".parse().unwrap();
    let issue = InstitutionCommand::IssueInvitation { person, invitation, expires_at };
    harness.give(Command::Institution("ms".parse().unwrap(), issue)).await;
    harness.clock.set("2017-07-05T08:00:00Z");
    harness.another_phone(STRANGER + 2, "Dea", Some("invite-old")).await;
    has(&harness, &line("service:telegram", AuditedAct::SignInFailed, "invitation-expired", Some("arta"))).await;
    // One line each, whoever and however many they are.
    let lines = trail(&harness).await;
    assert_eq!(lines.len(), 3, "{lines:?}");
    harness.stop().await;
}

#[tokio::test]
async fn a_button_of_another_chat_is_refused_in_the_trail() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let greeting = harness.hears("Welcome").await;
    let press = format!("messages/{}/press", greeting["id"]);
    harness.does(ARTA, &press, json!({ "forged": "b1.AAAAAAAAAAAAAAAAAAAAAA" })).await;
    has(&harness, &line("arta@ms", AuditedAct::Refused, "button of-another-chat", None)).await;
    harness.stop().await;
}

//! The bot in a subgroup's group: quiet unless called, posts meetings, counts a press for the presser's institution, and
//! shows nothing that is not for everybody there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod held;

use std::time::Duration;

use events::event::Event;
use events::ids::Position;
use events::language::{Language, LocalText};
use events::meeting::{Convened, InvitationAnswer, MeetingCommand as C, MeetingEvent as E, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use events::{Command, RecordedEvent};
use held::{ARTA, Desk, PATIENCE};
use serde_json::{Value, json};
use store::EventStore;

const GROUP: i64 = -4_001;
const BESA: i64 = 91;
const STRANGER: i64 = 92;

async fn in_group(desk: &Desk, group: i64, words: &str) -> Value {
    let heard = async {
        loop {
            let messages = desk.group_messages(group).await;
            let has = |message: &&Value| message["text"].as_str().is_some_and(|text| text.contains(words));
            if let Some(found) = messages.iter().rev().find(has) {
                return found.clone();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    if let Ok(found) = tokio::time::timeout(PATIENCE, heard).await {
        return found;
    }
    panic!("“{words}” was not said in the group: {:#?}", desk.group_messages(group).await)
}

/// How many messages say this in the group.
async fn count(desk: &Desk, words: &str) -> usize {
    let messages = desk.group_messages(GROUP).await;
    messages.iter().filter(|one| one["text"].as_str().is_some_and(|text| text.contains(words))).count()
}

async fn write(desk: &Desk, from: i64, text: &str, reply_to: Option<&Value>) {
    let reply_to = reply_to.map(|message| message["id"].clone());
    desk.sim(&format!("groups/{GROUP}/messages"), json!({ "from": from, "text": text, "reply_to": reply_to })).await;
}

/// Presses a button, and gives what the messenger showed to whoever pressed.
async fn press(desk: &Desk, from: i64, message: &Value, label: &str) -> String {
    let path = format!("groups/{GROUP}/messages/{}/press", message["id"]);
    let answer = desk.sim(&path, json!({ "from": from, "text": label, "wait_ms": 30_000 })).await;
    answer["text"].as_str().unwrap_or_else(|| panic!("no answer: {answer}")).to_owned()
}

/// A group of the subgroup, with its chair Arta, Besa of the ministry of labour, and somebody whom nobody knows.
async fn a_group() -> Desk {
    let desk = Desk::start().await;
    desk.form_subgroup().await;
    desk.begin().await;
    desk.hire("mpms", "besa", false, BESA).await;
    desk.another_phone(STRANGER, "Stranger", None).await;
    let members = json!([ARTA, BESA, STRANGER]);
    desk.sim("groups", json!({ "id": GROUP, "title": "Shelter", "members": members })).await;
    in_group(&desk, GROUP, "/link").await;
    desk
}

async fn linked() -> Desk {
    let desk = a_group().await;
    write(&desk, ARTA, "/link", None).await;
    in_group(&desk, GROUP, "now the chat of the subgroup Shelter").await;
    desk
}

async fn give(desk: &Desk, command: C) {
    desk.give(Command::Meeting("m1".parse().unwrap(), command)).await;
}

fn meeting(title: &str, date: &str) -> C {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let invited = vec!["ms".parse().unwrap(), "mpms".parse().unwrap()].try_into().unwrap();
    let convened = Convened::Subgroup("shelter".parse().unwrap());
    let at = MeetingTime { date: date.parse().unwrap(), time: None, minutes: None };
    C::Schedule { title, at, place: None, convened, invited, recurrence: None }
}

async fn answers(desk: &Desk) -> Vec<(String, InvitationAnswer)> {
    let all = desk.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap());
    let answer = |RecordedEvent { event, .. }| {
        let Event::Meeting(_, E::InvitationAnswered { institution, answer }) = event else { return None };
        Some((institution.to_string(), answer))
    };
    all.filter_map(answer).collect()
}

#[tokio::test]
async fn only_the_chair_makes_a_group_the_subgroups_chat() {
    let desk = a_group().await;
    for (who, said) in [(BESA, "Only the chair of a subgroup"), (STRANGER, "I do not know you yet")] {
        write(&desk, who, "/link", None).await;
        in_group(&desk, GROUP, said).await;
    }
    // Of several subgroups one is chosen, by whoever asked.
    desk.subgroup("data", ["Të dhënat", "Podaci", "Data"], &["ms"]).await;
    write(&desk, ARTA, "/link@sample_bot", None).await;
    let which = in_group(&desk, GROUP, "Which subgroup's chat is this group?").await;
    assert!(press(&desk, BESA, &which, "Shelter").await.contains("Only the chair"));
    assert!(press(&desk, ARTA, &which, "Shelter").await.contains("now the chat of the subgroup Shelter"));
    // The chair of another subgroup does not take the group over.
    desk.subgroup_chaired_by(("besa", "mpms"), "training", ["Trajnimi", "Obuka", "Training"], &["mpms"]).await;
    let refused = count(&desk, "Only the chair of a subgroup").await;
    write(&desk, BESA, "/link", None).await;
    while count(&desk, "Only the chair of a subgroup").await == refused {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    write(&desk, ARTA, "/unlink", None).await;
    in_group(&desk, GROUP, "not the chat of a subgroup any more").await;
    desk.stop().await;
}

#[tokio::test]
async fn it_is_quiet_unless_called_and_shows_nothing_private() {
    let desk = linked().await;
    let before = desk.group_messages(GROUP).await.len();
    for text in ["1 done", "Good morning everybody", "/tasks@another_bot"] {
        write(&desk, ARTA, text, None).await;
    }
    for command in ["/tasks", "/referrals", "/data", "/briefing", "/board", "/whoami", "/nonsense"] {
        write(&desk, ARTA, command, None).await;
    }
    write(&desk, ARTA, "/help", None).await;
    in_group(&desk, GROUP, "Here I post the meetings of the subgroup").await;
    let said = desk.group_messages(GROUP).await;
    let said: Vec<_> = said.iter().skip(before).map(|message| message["text"].as_str().unwrap()).collect();
    assert_eq!(said.len(), 8, "an answer for each command, and none for anything else: {said:#?}");
    let privately = said.iter().filter(|text| text.contains("in our private chat only: t.me/sample_bot"));
    assert_eq!(privately.count(), 7, "{said:#?}");
    assert!(!said.iter().any(|text| text.contains("Count the beds")), "{said:#?}");

    // Who a victim is is not kept here either.
    write(&desk, BESA, "/help the victim Arbana Gashi", None).await;
    in_group(&desk, GROUP, "Nothing that shows who a victim is").await;
    desk.stop().await;
}

#[tokio::test]
async fn an_invitation_is_posted_and_a_press_counts_for_the_pressers_institution() {
    let desk = linked().await;
    give(&desk, meeting("July meeting", "2017-07-20")).await;
    let posted = in_group(&desk, GROUP, "July meeting").await;
    assert!(posted["text"].as_str().unwrap().contains("No answer yet: Ministry; Ministry of Labour"), "{posted}");
    assert!(press(&desk, STRANGER, &posted, "We attend").await.contains("I do not know you yet"));
    assert_eq!(press(&desk, BESA, &posted, "We attend").await, "Noted: Ministry of Labour and Social Welfare attends.");
    assert_eq!(press(&desk, BESA, &posted, "We attend").await, "Noted: Ministry of Labour and Social Welfare attends.");
    write(&desk, ARTA, "sending a deputy", Some(&posted)).await;
    in_group(&desk, GROUP, "Noted: Ministry sends a deputy.").await;
    let edited = in_group(&desk, GROUP, "Attend: Ministry of Labour and Social Welfare\nSend a deputy: Ministry").await;
    assert_eq!(edited["id"], posted["id"], "one message, up to date");
    let answers = answers(&desk).await;
    let answers: Vec<_> = answers.iter().map(|(institution, answer)| (institution.as_str(), *answer)).collect();
    let wanted = [("mpms", InvitationAnswer::Attending), ("ms", InvitationAnswer::SendingDeputy)];
    assert_eq!(answers, wanted, "each counts once, for the own institution");
    write(&desk, BESA, "/meetings", None).await;
    in_group(&desk, GROUP, "1. July meeting").await;

    give(&desk, C::Cancel { reason: "flood".parse().unwrap() }).await;
    in_group(&desk, GROUP, "Reason: flood").await;
    assert!(press(&desk, BESA, &posted, "We do not attend").await.contains("is over"));
    desk.stop().await;
}

#[tokio::test]
async fn what_was_decided_is_posted_without_the_minutes() {
    let desk = linked().await;
    give(&desk, meeting("July meeting", "2017-07-03")).await;
    give(&desk, C::Hold { attended: NonEmpty::one("ms".parse().unwrap()) }).await;
    give(&desk, C::RecordMinutes { minutes: "All that was said".parse().unwrap() }).await;
    let title = LocalText::only(Language::En, "Draft the form".parse().unwrap());
    let (owner, due) = ("mpms".parse().unwrap(), "2017-07-21".parse().unwrap());
    let raises = vec![RaisedItem { action_item: "form".parse().unwrap(), title, owner, due }];
    give(&desk, C::TakeDecision { decision: "One form for all".parse().unwrap(), raises }).await;
    desk.clock.set("2017-07-03T08:11:00Z");
    let posted = in_group(&desk, GROUP, "1. One form for all").await;
    let text = posted["text"].as_str().unwrap();
    assert!(text.contains("Ministry of Labour and Social Welfare: Draft the form – due Friday 21 July"), "{text}");
    assert!(!text.contains("All that was said"), "{text}");
    desk.stop().await;
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_stays_the_subgroups_chat() {
    const SUPERGROUP: i64 = -1_000_000_004_001;
    let desk = linked().await;
    give(&desk, meeting("July meeting", "2017-07-20")).await;
    in_group(&desk, GROUP, "July meeting").await;
    desk.sim(&format!("groups/{GROUP}/upgrade"), json!({ "id": SUPERGROUP })).await;
    give(&desk, C::Reschedule { at: MeetingTime { date: "2017-07-21".parse().unwrap(), time: None, minutes: None } })
        .await;
    in_group(&desk, SUPERGROUP, "The meeting is moved").await;

    // Put out of the group, it posts there no more.
    desk.sim(&format!("groups/{SUPERGROUP}/remove-bot"), json!({ "from": ARTA })).await;
    give(&desk, C::Cancel { reason: "flood".parse().unwrap() }).await;
    desk.hears("Reason: flood").await;
    assert!(!desk.group_messages(SUPERGROUP).await.iter().any(|one| one["text"].as_str().unwrap().contains("flood")));
    desk.stop().await;
}

#[tokio::test]
async fn a_group_speaks_the_language_of_whoever_linked_it() {
    for (language, linked, invitation, noted) in [
        (Language::Sq, "biseda e nëngrupit Strehimi", "Ftesë për takim", "U shënua"),
        (Language::Sr, "razgovor podgrupe Smeštaj", "Poziv na sastanak", "Zabeleženo"),
    ] {
        let desk = a_group().await;
        desk.arta_speaks(language).await;
        write(&desk, ARTA, "/link", None).await;
        in_group(&desk, GROUP, linked).await;
        give(&desk, meeting("M1", "2017-07-20")).await;
        let posted = in_group(&desk, GROUP, invitation).await;
        let label = posted["buttons"][0][0]["text"].as_str().unwrap().to_owned();
        assert!(press(&desk, BESA, &posted, &label).await.contains(noted));
        desk.stop().await;
    }
}

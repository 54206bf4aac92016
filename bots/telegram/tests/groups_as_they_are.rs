//! Groups as people have them: forums with topics, anonymous administrators, channels, albums, what the messenger itself says, and
//! groups in which the bot may not write.

use crate::support::{ARTA, PATIENCE, TestBot, eventually};
use events::Command;
use events::ids::Position;
use events::institution::InstitutionKind;
use events::language::{Language, LocalText};
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand as C, MeetingEvent as E, MeetingTime};
use events::notification::NotificationEvent as N;
use events::{Event, RecordedEvent};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::EventStore;

const FORUM: i64 = -1_000_000_004_001;
const BESA: i64 = 91;
const DRITA: i64 = 92;

/// A forum of the subgroup's, with its chair Arta and Besa of the ministry of labour.
async fn a_forum() -> TestBot {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    harness.hire("mpms", "besa", false, BESA).await;
    let forum = json!({ "id": FORUM, "title": "Shelter", "members": [ARTA, BESA], "forum": true });
    harness.sim("groups", forum).await;
    said(&harness, "/link").await;
    harness
}

async fn topic(harness: &TestBot, name: &str) -> i64 {
    let topic = harness.sim(&format!("groups/{FORUM}/topics"), json!({ "from": ARTA, "name": name })).await;
    topic["id"].as_i64().unwrap()
}

async fn change(harness: &TestBot, topic: i64, change: &str) {
    harness.sim(&format!("groups/{FORUM}/topics/{topic}"), json!({ "from": ARTA, "change": change })).await;
}

async fn write(harness: &TestBot, what: Value) -> Value {
    harness.sim(&format!("groups/{FORUM}/messages"), what).await
}

async fn silence(harness: &TestBot, by: Option<&str>) {
    harness.sim(&format!("groups/{FORUM}/silence"), json!({ "from": ARTA, "by": by })).await;
}

/// What happened to the notices whose occasion begins so.
async fn told_of(harness: &TestBot, occasion: &str) -> Vec<&'static str> {
    let log = harness.store.read_all(Position::START, 1000).await.unwrap();
    let mut keys = BTreeSet::new();
    let mut told = Vec::new();
    for stored in log {
        let Event::Notification(key, event) = stored.decode().unwrap().event else { continue };
        if let N::Planned { notice } = &event
            && notice.occasion.as_str().starts_with(occasion)
        {
            keys.insert(key.clone());
        }
        if keys.contains(&key) {
            told.push(match event {
                N::Planned { .. } => "planned",
                N::Sent { .. } | N::Posted { .. } | N::CarriedOver { .. } => "sent",
                N::Failed { .. } => "failed",
                N::Answered { .. } => "answered",
                N::Overtaken {} => "overtaken",
            });
        }
    }
    told
}

/// Waits for a message with these words.
async fn said(harness: &TestBot, words: &str) -> Value {
    said_so_often(harness, words, 1).await.pop().unwrap()
}

async fn said_so_often(harness: &TestBot, words: &str, times: usize) -> Vec<Value> {
    let has = |message: &Value| message["text"].as_str().is_some_and(|text| text.contains(words));
    let all = async || harness.group_messages(FORUM).await.into_iter().filter(has).collect::<Vec<_>>();
    let enough = async {
        while all().await.len() < times {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, enough).await;
    assert!(waited.is_ok(), "“{words}” was not said {times} times: {:#?}", harness.group_messages(FORUM).await);
    all().await
}

async fn give(harness: &TestBot, meeting: &str, command: C) {
    harness.give(Command::Meeting(meeting.parse().unwrap(), command)).await;
}

fn meeting(title: &str) -> C {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let invited = vec!["ms".parse().unwrap(), "mpms".parse().unwrap()].try_into().unwrap();
    let convened = MeetingBody::Subgroup("shelter".parse().unwrap());
    let at = MeetingTime { date: "2017-07-20".parse().unwrap(), time: None, minutes: None };
    C::Schedule { title, at, place: None, convened, invited, recurrence: None }
}

async fn answers(harness: &TestBot) -> Vec<InvitationAnswer> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap());
    let answer = |RecordedEvent { event, .. }| {
        let Event::Meeting(_, E::InvitationAnswered { answer, .. }) = event else { return None };
        Some(answer)
    };
    all.filter_map(answer).collect()
}

/// How many calls of the messenger for the group were refused.
async fn refused(harness: &TestBot) -> usize {
    let calls = harness.look(&format!("calls?method=sendMessage&chat_id={FORUM}")).await;
    calls.as_array().unwrap().iter().filter(|call| call["ok"] == false).count()
}

/// Something that is answered after everything before it was handled.
async fn settled(harness: &TestBot) {
    write(harness, json!({ "from": BESA, "text": "/link" })).await;
    said(harness, "Only the chair").await;
}

#[tokio::test]
async fn an_answer_goes_where_it_was_asked_for_and_posts_where_the_group_was_linked() {
    let harness = a_forum().await;
    let (data, meetings) = (topic(&harness, "Data").await, topic(&harness, "Meetings").await);
    write(&harness, json!({ "from": ARTA, "text": "/help", "topic": data })).await;
    assert_eq!(said(&harness, "Here I post the meetings").await["topic"], data);
    write(&harness, json!({ "from": ARTA, "text": "/link", "topic": meetings })).await;
    assert_eq!(said(&harness, "now the chat of the subgroup Shelter").await["topic"], meetings);
    give(&harness, "m1", meeting("July meeting")).await;
    let posted = said(&harness, "July meeting").await;
    assert_eq!(posted["topic"], meetings);
    // What is for private chats is told so where it was asked.
    write(&harness, json!({ "from": ARTA, "text": "/board", "topic": data })).await;
    assert_eq!(said(&harness, "in our private chat only").await["topic"], data);

    // A reply in General comes with the number of a thread that is none.
    write(&harness, json!({ "from": ARTA, "text": "Good morning" })).await;
    let general = harness.everything_in(FORUM).await.pop().unwrap();
    let reply = json!({ "from": BESA, "text": "/meetings", "reply_to": general["id"] });
    write(&harness, reply).await;
    assert_eq!(said(&harness, "1. July meeting").await["topic"], Value::Null);
    assert_eq!(refused(&harness).await, 0, "nothing was said where nothing is taken");

    // Linked again elsewhere, its posts go there.
    write(&harness, json!({ "from": ARTA, "text": "/link", "topic": data })).await;
    assert_eq!(said_so_often(&harness, "now the chat of the subgroup Shelter", 2).await[1]["topic"], data);
    give(&harness, "m2", meeting("August meeting")).await;
    assert_eq!(said(&harness, "August meeting").await["topic"], data);

    // A topic that was deleted is no place any more: General is.
    change(&harness, data, "delete").await;
    give(&harness, "m3", meeting("September meeting")).await;
    assert_eq!(said(&harness, "September meeting").await["topic"], Value::Null);
    give(&harness, "m4", meeting("October meeting")).await;
    assert_eq!(said(&harness, "October meeting").await["topic"], Value::Null);
    assert_eq!(refused(&harness).await, 1, "it is tried once");

    // Of a forum that is none any more, messages still carry the number of what was a topic.
    harness.sim(&format!("groups/{FORUM}/forum"), json!({ "from": ARTA, "on": false })).await;
    write(&harness, json!({ "from": ARTA, "text": "/help", "topic": meetings })).await;
    assert_eq!(said_so_often(&harness, "Here I post the meetings", 2).await[1]["topic"], Value::Null);
    assert_eq!(refused(&harness).await, 1);
    harness.stop().await;
}

#[tokio::test]
async fn an_anonymous_administrator_is_nobody_and_is_told_what_to_do() {
    let harness = a_forum().await;
    let topic = topic(&harness, "Meetings").await;
    write(&harness, json!({ "from": ARTA, "text": "/link", "anonymous": true, "topic": topic })).await;
    let told = said(&harness, "I cannot see who you are").await;
    assert_eq!(told["topic"], topic);
    assert!(told["text"].as_str().unwrap().contains("anonymous"), "{told}");
    write(&harness, json!({ "from": ARTA, "text": "/help", "anonymous": true })).await;
    said(&harness, "Here I post the meetings").await;
    write(&harness, json!({ "from": ARTA, "text": "/link" })).await;
    said(&harness, "now the chat of the subgroup Shelter").await;
    give(&harness, "m1", meeting("July meeting")).await;
    let posted = said(&harness, "July meeting").await;
    let reply = json!({ "from": ARTA, "text": "we attend", "anonymous": true, "reply_to": posted["id"] });
    write(&harness, reply).await;
    said_so_often(&harness, "I cannot see who you are", 2).await;
    write(&harness, json!({ "from": ARTA, "text": "/unlink", "anonymous": true })).await;
    said_so_often(&harness, "I cannot see who you are", 3).await;
    assert_eq!(answers(&harness).await, []);
    // Whoever presses is known by name, also one who writes without it.
    let path = format!("groups/{FORUM}/messages/{}/press", posted["id"]);
    let shown = harness.sim(&path, json!({ "from": ARTA, "text": "We attend", "wait_ms": 30_000 })).await;
    assert_eq!(shown["text"], "Noted: Ministry attends.");
    harness.stop().await;
}

#[tokio::test]
async fn what_the_messenger_says_and_what_a_channel_posts_is_answered_with_silence() {
    let harness = a_forum().await;
    let topic = topic(&harness, "Meetings").await;
    let before = harness.group_messages(FORUM).await;
    let greeting = before.last().unwrap();
    let user = json!({ "id": 55, "is_bot": false, "first_name": "New" });
    let chat = json!({ "id": FORUM, "type": "supergroup", "title": "Shelter" });
    let bot = json!({ "id": 1_000_001, "is_bot": true, "first_name": "Sample bot", "username": "sample_bot" });
    let pinned =
        json!({ "message_id": greeting["id"], "date": 1, "chat": chat, "from": bot, "text": "/help @sample_bot" });
    for fields in [
        json!({ "new_chat_members": [user] }),
        json!({ "left_chat_member": user }),
        json!({ "new_chat_title": "/help@sample_bot" }),
        json!({ "pinned_message": pinned }),
        json!({ "video_chat_started": {} }),
        json!({ "video_chat_scheduled": { "start_date": 1_500_000_000 } }),
        json!({ "message_auto_delete_timer_changed": { "message_auto_delete_time": 86_400 } }),
        json!({ "forum_topic_edited": { "name": "Other" } }),
        json!({ "giveaway_created": {} }),
        json!({ "something_of_next_year": { "text": "/help@sample_bot" } }),
    ] {
        let service = json!({ "from": ARTA, "topic": topic, "fields": fields });
        harness.sim(&format!("groups/{FORUM}/service"), service).await;
    }
    let channel = json!({ "id": -1_000_000_009_001_i64, "title": "News" });
    for text in ["/help", "/link@sample_bot", "News of @sample_bot"] {
        harness.sim(&format!("groups/{FORUM}/channel-posts"), json!({ "channel": channel, "text": text })).await;
    }
    settled(&harness).await;
    let after = harness.group_messages(FORUM).await;
    assert_eq!(after.len(), before.len() + 1, "{after:#?}");
    // In a private chat as well.
    let heard = harness.messages().await.len();
    harness.does(ARTA, "service", json!({ "pinned_message": pinned })).await;
    harness
        .does(ARTA, "service", json!({ "message_auto_delete_timer_changed": { "message_auto_delete_time": 1 } }))
        .await;
    harness.say("/whoami").await;
    harness.hears("Arta Krasniqi, focal point").await;
    assert_eq!(harness.messages().await.len(), heard + 1, "{:#?}", harness.messages().await);
    harness.stop().await;
}

#[tokio::test]
async fn of_a_group_that_takes_nothing_the_chair_hears_once_and_it_is_not_tried_for_ever() {
    let harness = a_forum().await;
    write(&harness, json!({ "from": ARTA, "text": "/link" })).await;
    said(&harness, "now the chat of the subgroup Shelter").await;
    for (by, title, then) in [("restricted", "July meeting", "08:01"), ("closed", "August meeting", "08:02")] {
        let before = refused(&harness).await;
        let told = harness.arta().count("may not write in the group").await;
        silence(&harness, Some(by)).await;
        give(&harness, title.split(' ').next().unwrap().to_lowercase().as_str(), meeting(title)).await;
        eventually(
            async || harness.arta().count("may not write in the group").await == told + 1,
            "the chair does not hear of it",
        )
        .await;
        give(&harness, &format!("{by}-other"), meeting("Another meeting")).await;
        harness.arta().hears("Another meeting").await;
        assert!(refused(&harness).await - before <= 1, "it was tried again");
        assert_eq!(harness.arta().count("may not write in the group").await, told + 1, "told once");
        silence(&harness, None).await;
        // Whoever lets it write again is a reason to try; so is a question that it could answer.
        write(&harness, json!({ "from": ARTA, "text": "/meetings" })).await;
        harness.clock.set(&format!("2017-07-03T{then}:00Z"));
        said(&harness, &format!("Invitation to a meeting\n{title}")).await;
    }
    harness.stop().await;
}

#[tokio::test]
async fn where_the_chair_has_blocked_the_bot_the_secretariat_hears_once_of_a_group_that_takes_nothing() {
    let harness = a_forum().await;
    harness.register_as(InstitutionKind::Secretariat, "secretariat", ["Secretariat"; 3]).await;
    harness.hire("secretariat", "drita", false, DRITA).await;
    write(&harness, json!({ "from": ARTA, "text": "/link" })).await;
    said(&harness, "now the chat of the subgroup Shelter").await;
    harness.does(ARTA, "block", json!({})).await;
    silence(&harness, Some("closed")).await;
    give(&harness, "m1", meeting("July meeting")).await;
    harness.phone_of(DRITA).hears("may not write in the group of the subgroup Shelter").await;
    let told = ["planned", "failed", "sent"];
    eventually(async || told_of(&harness, "group-silent.").await == told, "it is not in the log as others are").await;
    // Later in the day the chair is not tried again, and nobody hears of it twice.
    harness.clock.set("2017-07-03T10:00:00Z");
    give(&harness, "m2", meeting("August meeting")).await;
    harness.phone_of(BESA).hears("August meeting").await;
    assert_eq!(told_of(&harness, "group-silent.").await, told);
    assert_eq!(harness.phone_of(DRITA).count("may not write in the group").await, 1);
    harness.stop().await;
}

#[tokio::test]
async fn nobody_hears_of_a_group_that_can_be_written_in_again_by_the_time_that_it_would_be_told() {
    let harness = a_forum().await;
    write(&harness, json!({ "from": ARTA, "text": "/link" })).await;
    said(&harness, "now the chat of the subgroup Shelter").await;
    // At night nobody is told.
    harness.clock.set("2017-07-03T20:30:00Z");
    silence(&harness, Some("restricted")).await;
    eventually(async || told_of(&harness, "group-silent.").await == ["planned"], "it is not planned").await;
    silence(&harness, None).await;
    eventually(async || told_of(&harness, "group-silent.").await == ["planned", "overtaken"], "it is owed still").await;
    harness.clock.set("2017-07-04T08:00:00Z");
    settled(&harness).await;
    assert_eq!(harness.arta().count("may not write in the group").await, 0);
    harness.stop().await;
}

#[tokio::test]
async fn a_closed_topic_is_left_alone_until_it_is_open_again() {
    let harness = a_forum().await;
    let topic = topic(&harness, "Meetings").await;
    write(&harness, json!({ "from": ARTA, "text": "/link", "topic": topic })).await;
    said(&harness, "now the chat of the subgroup Shelter").await;
    change(&harness, topic, "close").await;
    give(&harness, "m1", meeting("July meeting")).await;
    harness.arta().hears("may not write in the group of the subgroup Shelter").await;
    // That it can write elsewhere in the group says nothing of the topic.
    write(&harness, json!({ "from": ARTA, "text": "/help" })).await;
    said(&harness, "Here I post the meetings").await;
    give(&harness, "m2", meeting("August meeting")).await;
    harness.arta().hears("August meeting").await;
    assert_eq!(refused(&harness).await, 1);
    assert_eq!(harness.arta().count("may not write in the group").await, 1);
    change(&harness, topic, "reopen").await;
    harness.clock.set("2017-07-03T08:01:00Z");
    assert_eq!(said(&harness, "July meeting").await["topic"], topic);
    assert_eq!(said(&harness, "August meeting").await["topic"], topic);
    harness.stop().await;
}

#[tokio::test]
async fn a_group_that_is_gone_is_told_to_the_chair() {
    let harness = a_forum().await;
    write(&harness, json!({ "from": ARTA, "text": "/link" })).await;
    said(&harness, "now the chat of the subgroup Shelter").await;
    silence(&harness, Some("deleted")).await;
    harness.arta().hears("I am not in the group of the subgroup Shelter any more").await;
    give(&harness, "m1", meeting("July meeting")).await;
    harness.arta().hears("July meeting").await;
    assert_eq!(refused(&harness).await, 0);
    harness.stop().await;
}

#[tokio::test]
async fn an_album_that_names_the_bot_gets_one_answer_and_goes() {
    let harness = a_forum().await;
    let topic = topic(&harness, "Meetings").await;
    let album = json!({ "from": BESA, "topic": topic, "photos": 4, "caption": "Look @sample_bot" });
    harness.sim(&format!("groups/{FORUM}/albums"), album).await;
    said(&harness, "I only read text").await;
    settled(&harness).await;
    assert_eq!(said_so_often(&harness, "I only read text", 1).await.len(), 1);
    let left = harness.everything_in(FORUM).await;
    assert!(!left.iter().any(|message| message["kind"] == "photo"), "{left:#?}");
    harness.stop().await;
}

#[tokio::test]
async fn an_answer_that_is_changed_in_a_group_counts_as_it_is_now() {
    let harness = a_forum().await;
    write(&harness, json!({ "from": ARTA, "text": "/link" })).await;
    said(&harness, "now the chat of the subgroup Shelter").await;
    give(&harness, "m1", meeting("July meeting")).await;
    let posted = said(&harness, "July meeting").await;
    let written = write(&harness, json!({ "from": BESA, "text": "we attend", "reply_to": posted["id"] })).await;
    said(&harness, "attends.").await;
    let http = reqwest::Client::new();
    let edit = async |text: &str| {
        let address = format!("{}/sim/groups/{FORUM}/messages/{}", harness.address(), written["id"]);
        let edited = http.put(address).json(&json!({ "from": BESA, "text": text })).send().await.unwrap();
        assert!(edited.status().is_success());
    };
    edit("sending a deputy").await;
    said(&harness, "sends a deputy.").await;
    assert_eq!(answers(&harness).await, [InvitationAnswer::Attending, InvitationAnswer::SendingDeputy]);
    // Only the preview of a link changed, or nothing that the bot can see.
    let before = harness.group_messages(FORUM).await.len();
    edit("sending a deputy").await;
    // Too late: it is to be said again.
    harness.clock.set("2017-07-03T08:20:00Z");
    edit("we attend").await;
    said(&harness, "I read changes to a message for ten minutes").await;
    assert_eq!(harness.group_messages(FORUM).await.len(), before + 1);
    assert_eq!(answers(&harness).await.len(), 2);
    harness.stop().await;
}

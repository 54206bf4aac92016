//! A digest that is asked for again is sent again only when it may not have arrived.

use std::time::Duration;

use crate::support::{TestBot, eventually};
use events::Command;
use events::Event;
use events::action_item::ActionItemCommand;
use events::ids::{MessageId, Position};
use events::institution::InstitutionCommand;
use events::language::{Language, LocalText};
use events::notification::{Audience, Notice, NotificationEvent};
use notifications::{Channel, Content, Delivered, DeliveryError, Message, Part, TaskSection, WorkContent};
use serde_json::{Value, json};
use store::EventStore;

/// Arta's message of a morning, with the first so many of her tasks.
fn digest(date: &str, tasks: usize) -> Message {
    let tasks: Vec<_> = ["beds", "rooms"].into_iter().take(tasks).map(|task| (task, TaskSection::New)).collect();
    TestBot::morning_message(date, &tasks)
}

async fn deliver(harness: &TestBot, digest: &Message) -> Result<Delivered, DeliveryError> {
    harness.delivery.as_ref().unwrap().deliver(digest).await
}

async fn digests(harness: &TestBot) -> usize {
    let messages = harness.messages().await;
    messages.iter().filter(|one| one["text"].as_str().unwrap().contains("Good morning")).count()
}

#[tokio::test]
async fn a_digest_that_arrived_is_not_sent_again_whoever_asks_and_whenever() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    let (one, next) = (digest("2017-07-04", 1), digest("2017-07-05", 1));
    let (first, second) = tokio::join!(deliver(&harness, &one), deliver(&harness, &one));
    let sent = Ok(Delivered::Sent { once: true });
    assert_eq!((&first, &second), (&sent, &sent));
    assert_eq!(digests(&harness).await, 1, "two that ask at the same time");
    harness.stop_bot().await;
    harness.start_bot().await;
    assert_eq!(deliver(&harness, &one).await, sent);
    assert_eq!(digests(&harness).await, 1, "one that asks after a restart");
    assert_eq!(deliver(&harness, &next).await, sent);
    assert_eq!(digests(&harness).await, 2, "another morning's is another digest");
    let more = digest("2017-07-05", 2);
    assert_eq!(deliver(&harness, &more).await, Ok(Delivered::Sent { once: false }));
    assert_eq!(digests(&harness).await, 3, "what it says more has to be said");
    harness.stop().await;
}

#[tokio::test]
async fn a_digest_that_may_not_have_arrived_is_sent_again() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let digest = digest("2017-07-04", 1);
    for (fault, arrived) in [
        (json!({ "kind": "error", "code": 429, "description": "Too Many Requests", "retry_after": 1 }), 0),
        (json!({ "kind": "lost_request" }), 0),
        (json!({ "kind": "lost_answer" }), 1),
    ] {
        harness.fault(json!({ "method": "sendMessage", "fault": fault })).await;
        let outcome = deliver(&harness, &digest).await;
        let known = arrived == 0 && fault["kind"] == "error";
        let expected = match outcome {
            // Of this chat only, so nobody else waits.
            Err(DeliveryError::NotYet { .. }) => known,
            Err(DeliveryError::Uncertain { .. }) => !known,
            _ => false,
        };
        assert!(expected, "{outcome:?}");
        assert_eq!(digests(&harness).await, arrived, "{fault}");
    }
    assert_eq!(deliver(&harness, &digest).await, Ok(Delivered::Sent { once: false }));
    assert_eq!(digests(&harness).await, 2, "nobody could know that the third attempt arrived");
    assert_eq!(deliver(&harness, &digest).await, Ok(Delivered::Sent { once: true }));
    assert_eq!(digests(&harness).await, 2);
    harness.stop().await;
}

fn labels(message: &Value) -> Vec<String> {
    let rows = message["buttons"].as_array().into_iter().flatten().filter_map(Value::as_array);
    rows.flatten().map(|button| button["text"].as_str().unwrap().to_owned()).collect()
}

/// The messages of mornings, the earliest first.
async fn mornings(harness: &TestBot) -> Vec<Value> {
    let all = harness.messages().await;
    all.into_iter().filter(|one| one["text"].as_str().unwrap().contains("Good morning")).collect()
}

#[tokio::test]
async fn the_buttons_of_a_morning_are_taken_away_when_the_next_has_left() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    deliver(&harness, &digest("2017-07-04", 2)).await.unwrap();
    let first = mornings(&harness).await.remove(0);
    assert!(labels(&first).iter().any(|label| label.contains("1. ")), "{first}");
    // Over a restart as well.
    harness.stop_bot().await;
    harness.start_bot().await;
    deliver(&harness, &digest("2017-07-05", 2)).await.unwrap();
    let [first, second] = mornings(&harness).await.try_into().unwrap();
    assert_eq!(labels(&first), Vec::<String>::new(), "yesterday's are live still");
    assert_eq!(first["text"].as_str().map(str::len), second["text"].as_str().map(str::len), "its words stay");
    assert!(!labels(&second).is_empty());
    // The messenger away: they go with the morning after.
    harness.fault(json!({ "method": "editMessageReplyMarkup", "fault": { "kind": "lost_request" } })).await;
    assert_eq!(deliver(&harness, &digest("2017-07-06", 1)).await, Ok(Delivered::Sent { once: true }));
    assert!(!labels(&mornings(&harness).await[1]).is_empty());
    deliver(&harness, &digest("2017-07-07", 1)).await.unwrap();
    let left: Vec<usize> = mornings(&harness).await.iter().map(|one| labels(one).len()).collect();
    assert_eq!((&left[..3], left[3] > 0), (&[0, 0, 0][..], true), "{left:?}");
    // A message that was pressed in becomes another, and keeps what that has.
    let last = mornings(&harness).await.pop().unwrap();
    harness.press(&last, "Done").await;
    harness.hears("Marked as done").await;
    harness.stop().await;
}

#[tokio::test]
async fn what_a_morning_asks_once_stays_when_the_next_has_left() {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    harness.reports_done("house", "Find a house").await;
    let report = harness.history("house").await.last().unwrap().id;
    let reported = WorkContent::Reported { item: "house".parse().unwrap(), report };
    let mut message = digest("2017-07-04", 1);
    message.parts.push(Part { notice: None, content: Content::Work(reported) });
    deliver(&harness, &message).await.unwrap();
    deliver(&harness, &digest("2017-07-05", 1)).await.unwrap();
    let [first, second] = mornings(&harness).await.try_into().unwrap();
    let of_decisions = labels(&first);
    assert!(
        !of_decisions.is_empty() && of_decisions.iter().all(|label| !labels(&second).contains(label)),
        "{of_decisions:?}"
    );
    harness.press(&first, &of_decisions[0]).await;
    harness.hears("Find a house").await;
    harness.stop().await;
}

/// A message with a notice for each of these tasks, under an id of its own.
fn noticed(id: &str, tasks: &[&str]) -> Message {
    let part = |item: &&str| {
        let (about, occasion) = (format!("action-item/{item}").parse().unwrap(), "nudge.1".parse().unwrap());
        let notice = Notice { about, occasion, to: Audience::FocalPoint("ms".parse().unwrap()) };
        let content = Content::Work(WorkContent::Nudged { item: item.parse().unwrap() });
        Part { notice: Some(notice.key()), content }
    };
    let parts = tasks.iter().map(part).collect();
    Message { id: MessageId::named(id), morning: false, parts, ..digest("2017-07-04", 0) }
}

#[tokio::test]
async fn what_arrived_is_not_told_again_by_another_message_and_what_did_not_is_told_once() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    let once = Ok(Delivered::Sent { once: true });
    assert_eq!(deliver(&harness, &noticed("both", &["beds", "rooms"])).await, once);
    let nudges = async |harness: &TestBot, title: &str| {
        let all = harness.messages().await;
        all.iter().filter(|one| one["text"].as_str().unwrap().contains(title)).count()
    };
    let before = (nudges(&harness, "Count the beds").await, nudges(&harness, "Count the rooms").await);
    // Whoever handed it over was killed after it had recorded one of them, and hands over the rest, and something more.
    harness.stop_bot().await;
    harness.start_bot().await;
    assert_eq!(deliver(&harness, &noticed("rest", &["rooms"])).await, once);
    assert_eq!((nudges(&harness, "Count the beds").await, nudges(&harness, "Count the rooms").await), before);
    let title = LocalText::only(Language::En, "Count the doors".parse().unwrap());
    let (owner, due) = ("ms".parse().unwrap(), "2017-07-20".parse().unwrap());
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
    harness.give(Command::ActionItem("doors".parse().unwrap(), assign)).await;
    assert_eq!(deliver(&harness, &noticed("more", &["rooms", "doors"])).await, once);
    assert_eq!(nudges(&harness, "Count the rooms").await, before.1);
    assert_eq!(nudges(&harness, "Count the doors").await, 1);
    harness.stop().await;
}

#[tokio::test]
async fn what_another_bot_may_have_sent_is_said_to_have_come_twice_perhaps() {
    let harness = TestBot::start().await;
    harness.begin().await;
    // Another bot, on another machine, was handed it before; this one has no note of it.
    let tried = Message { tried_before: true, ..noticed("one", &["beds"]) };
    assert_eq!(deliver(&harness, &tried).await, Ok(Delivered::Sent { once: false }));
    // What it sent itself it knows.
    assert_eq!(deliver(&harness, &tried).await, Ok(Delivered::Sent { once: true }));
    harness.stop().await;
}

#[tokio::test]
async fn whether_a_farewell_to_a_lost_chat_may_have_come_twice_is_in_the_log() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.fault(json!({ "method": "sendMessage", "fault": { "kind": "lost_answer" } })).await;
    let unlink = InstitutionCommand::UnlinkChat { person: "arta".parse().unwrap() };
    harness.give(Command::Institution("ms".parse().unwrap(), unlink)).await;
    let told = async || -> Vec<bool> {
        let log = harness.store.read_all(Position::START, 1000).await.unwrap();
        let sent = log.into_iter().filter_map(|stored| {
            let Event::Notification(_, event) = stored.decode().unwrap().event else { return None };
            if let NotificationEvent::Sent { certain, .. } = event { Some(certain) } else { None }
        });
        sent.collect()
    };
    eventually(async || !told().await.is_empty(), "the farewell is not recorded").await;
    assert_eq!(told().await, [false], "the answer to the first was lost");
    assert_eq!(harness.arta().count("no longer linked").await, 2);
    harness.stop().await;
}

#[tokio::test]
async fn a_message_whose_lease_is_lost_while_it_waits_for_its_turn_is_not_sent_and_comes_once_when_it_is_held_again() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let wait = json!({ "kind": "error", "code": 429, "description": "Too Many Requests", "retry_after": 1 });
    for (date, is_lost) in [("2017-07-04", true), ("2017-07-05", false)] {
        harness.fault(json!({ "method": "sendMessage", "fault": wait })).await;
        assert!(matches!(deliver(&harness, &noticed(date, &["beds"])).await, Err(DeliveryError::NotYet { .. })));
        let before = digests(&harness).await;
        // The messenger wants to be left alone for a second, and the lease ends long before that.
        if is_lost {
            harness.lease.lose_in(Duration::from_millis(200));
        }
        let outcome = deliver(&harness, &digest(date, 1)).await;
        let came = digests(&harness).await - before;
        if is_lost {
            assert!(matches!(outcome, Err(DeliveryError::Retry { after: None, .. })), "{outcome:?}");
            assert_eq!(came, 0, "it was sent without the lease");
            harness.lease.regain();
            assert_eq!(deliver(&harness, &digest(date, 1)).await, Ok(Delivered::Sent { once: true }));
        } else {
            assert_eq!((outcome, came), (Ok(Delivered::Sent { once: true }), 1));
        }
    }
    harness.stop().await;
}

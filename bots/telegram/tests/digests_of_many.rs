//! A morning on which very many digests are due at once: they leave at the rate that the messenger permits, each once, and
//! the messenger never has to say that it is too much.
//!
//! 150 digests, which take six seconds at 25 a second; `FOCALPOINT_DIGESTS=5000` for more.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::support::{PATIENCE, TestBot};
use events::Command;
use events::ids::PersonId;
use events::institution::{InstitutionCommand, InvitationHash};
use events::language::Language;
use futures::StreamExt;
use notifications::policy::plan::morning_message;
use notifications::{Addressee, Channel, Delivered, Message, TaskSection};
use serde_json::{Value, json};

/// The first one's number.
const FIRST: i64 = 10_000;
/// How many wait to be delivered side by side.
const SIDE_BY_SIDE: usize = 64;

fn digest(n: i64) -> Message {
    let person: PersonId = format!("p{n}").parse().unwrap();
    let digest = TestBot::morning_message("2017-07-04", &[("beds", TaskSection::New), ("rooms", TaskSection::New)]);
    let id = morning_message(&person, digest.on);
    let to = Addressee::Person { person, institution: "ms".parse().unwrap(), language: Language::En };
    Message { id, to, ..digest }
}

/// Every attempt to send a message after a call.
async fn attempts(harness: &TestBot, after: u64) -> Vec<Value> {
    harness.look(&format!("calls?method=sendMessage&after={after}")).await.as_array().cloned().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn they_leave_at_the_permitted_rate_and_none_is_refused() {
    let many: usize = std::env::var("FOCALPOINT_DIGESTS").map_or(150, |many| many.parse().unwrap());
    let people = i64::try_from(many).unwrap();
    let harness = TestBot::start().await;
    for n in 0..people {
        let (person, token): (PersonId, _) = (format!("p{n}").parse().unwrap(), format!("invite-p{n}"));
        let of = |command| Command::Institution("ms".parse().unwrap(), command);
        harness.give(of(InstitutionCommand::AppointDeputy(harness.somebody(person.as_str(), "Somebody")))).await;
        let (invitation, expires_at) = (InvitationHash::of_token(&token), "2017-07-20T08:00:00Z".parse().unwrap());
        harness.give(of(InstitutionCommand::IssueInvitation { person, invitation, expires_at })).await;
        harness.another_phone(FIRST + n, "Somebody", Some(&token)).await;
    }
    let greeted = async {
        loop {
            let greetings = attempts(&harness, 0).await;
            if greetings.len() >= many {
                return greetings.last().unwrap()["seq"].as_u64().unwrap();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let last = tokio::time::timeout(PATIENCE * 5, greeted).await.expect("not everybody was greeted");
    let limits = json!({ "per_chat": { "calls": 1, "per_ms": 1000 }, "overall": { "calls": 30, "per_ms": 1000 } });
    harness.limit(&limits).await;

    let bot = harness.delivery.clone().unwrap();
    let deliveries = (0..people).map(|n| {
        let (bot, digest) = (bot.clone(), digest(n));
        async move { bot.deliver(&digest).await }
    });
    let outcomes: Vec<_> = futures::stream::iter(deliveries).buffer_unordered(SIDE_BY_SIDE).collect().await;
    let undelivered = outcomes.iter().filter(|outcome| **outcome != Ok(Delivered::Sent { once: true })).count();
    assert_eq!(undelivered, 0, "of {many}");

    let sent = attempts(&harness, last).await;
    let refused: Vec<_> = sent.iter().filter(|call| call["ok"] != true).collect();
    assert!(refused.is_empty(), "{} refused, the first: {}", refused.len(), refused[0]);
    let mut to: BTreeMap<i64, usize> = BTreeMap::new();
    for call in &sent {
        *to.entry(call["chat_id"].as_i64().unwrap()).or_default() += 1;
    }
    assert_eq!(to.len(), many, "everybody has a digest");
    assert!(to.values().all(|times| *times == 1), "nobody has two");
    drop(bot);
    harness.stop().await;
}

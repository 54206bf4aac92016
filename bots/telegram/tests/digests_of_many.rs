//! A morning on which very many digests are due at once: they leave at the rate that the messenger permits, each once, and
//! the messenger never has to say that it is too much.
//!
//! 500 digests, which take twenty seconds at 25 a second; `FOCALPOINT_DIGESTS=5000` for more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod held;

use std::collections::BTreeMap;
use std::time::Duration;

use events::ids::{ChatId, PersonId};
use events::language::Language;
use futures::StreamExt;
use held::{Desk, PATIENCE};
use projections::ReadPort;
use reminders::delivery::{Addressee, Delivered, Delivery, Digest, DigestItem, DigestKey, Sections};
use serde_json::{Value, json};

/// The first one's number.
const FIRST: i64 = 10_000;
/// How many wait to be delivered side by side.
const SIDE_BY_SIDE: usize = 64;

fn digest(n: i64, items: &[DigestItem]) -> Digest {
    let (person, date) = (format!("p{n}").parse::<PersonId>().unwrap(), "2017-07-04".parse().unwrap());
    let (institution, chat) = ("ms".parse().unwrap(), ChatId(FIRST + n));
    Digest {
        key: DigestKey { person: person.clone(), date },
        person: Addressee { person, institution, chat, language: Language::En },
        date,
        sections: Sections { new: items.to_vec(), ..Sections::default() },
        escalations: vec![],
    }
}

/// Every attempt to send a message after a call.
async fn attempts(desk: &Desk, after: u64) -> Vec<Value> {
    desk.look(&format!("calls?method=sendMessage&after={after}")).await.as_array().cloned().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn they_leave_at_the_permitted_rate_and_none_is_refused() {
    let many: usize = std::env::var("FOCALPOINT_DIGESTS").map_or(500, |many| many.parse().unwrap());
    let people = i64::try_from(many).unwrap();
    let desk = Desk::start().await;
    for n in 0..people {
        desk.another_phone(FIRST + n, "Somebody", None).await;
    }
    let greeted = async {
        loop {
            let greetings = attempts(&desk, 0).await;
            if greetings.len() >= many {
                return greetings.last().unwrap()["seq"].as_u64().unwrap();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let last = tokio::time::timeout(PATIENCE * 5, greeted).await.expect("not everybody was greeted");
    let limits = json!({ "per_chat": { "calls": 1, "per_ms": 1000 }, "overall": { "calls": 30, "per_ms": 1000 } });
    desk.limit(&limits).await;

    let tasks = ReadPort::task_list(desk.read_models.as_ref(), &"ms".parse().unwrap()).await.unwrap();
    let items: Vec<_> = tasks.into_iter().map(|task| DigestItem { task, rung: None }).collect();
    let bot = desk.delivery.clone().unwrap();
    let deliveries = (0..people).map(|n| {
        let (bot, digest) = (bot.clone(), digest(n, &items));
        async move { bot.deliver(&digest).await }
    });
    let outcomes: Vec<_> = futures::stream::iter(deliveries).buffer_unordered(SIDE_BY_SIDE).collect().await;
    let undelivered = outcomes.iter().filter(|outcome| **outcome != Ok(Delivered)).count();
    assert_eq!(undelivered, 0, "of {many}");

    let sent = attempts(&desk, last).await;
    let refused: Vec<_> = sent.iter().filter(|call| call["ok"] != true).collect();
    assert!(refused.is_empty(), "{} refused, the first: {}", refused.len(), refused[0]);
    let mut to: BTreeMap<i64, usize> = BTreeMap::new();
    for call in &sent {
        *to.entry(call["chat_id"].as_i64().unwrap()).or_default() += 1;
    }
    assert_eq!(to.len(), many, "everybody has a digest");
    assert!(to.values().all(|times| *times == 1), "nobody has two");
    drop(bot);
    desk.stop().await;
}

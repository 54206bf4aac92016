//! A digest that is asked for again is sent again only when it may not have arrived.

use crate::support::TestBot;
use notifications::{Channel, Delivered, DeliveryError, Message, TaskSection};
use serde_json::json;

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
            Err(DeliveryError::Retry { .. }) => known,
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

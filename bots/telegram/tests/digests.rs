//! A digest that is asked for again is sent again only when it may not have arrived.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod held;

use events::ids::ChatId;
use events::language::Language;
use held::{ARTA, Desk};
use projections::ReadPort;
use reminders::delivery::{Addressee, Delivered, Delivery, DeliveryError, Digest, DigestItem, DigestKey, Sections};
use serde_json::json;

/// Arta's digest of a morning, with the first so many of her tasks.
async fn digest(desk: &Desk, date: &str, tasks: usize) -> Digest {
    let list = ReadPort::task_list(desk.read_models.as_ref(), &"ms".parse().unwrap()).await.unwrap();
    let new = list.into_iter().take(tasks).map(|task| DigestItem { task, rung: None }).collect();
    let (person, date) = ("arta".parse::<events::ids::PersonId>().unwrap(), date.parse().unwrap());
    Digest {
        key: DigestKey { person: person.clone(), date },
        person: Addressee { person, institution: "ms".parse().unwrap(), chat: ChatId(ARTA), language: Language::En },
        date,
        sections: Sections { new, ..Sections::default() },
        escalations: vec![],
    }
}

async fn deliver(desk: &Desk, digest: &Digest) -> Result<Delivered, DeliveryError> {
    desk.delivery.as_ref().unwrap().deliver(digest).await
}

async fn digests(desk: &Desk) -> usize {
    let messages = desk.messages().await;
    messages.iter().filter(|one| one["text"].as_str().unwrap().contains("Good morning")).count()
}

#[tokio::test]
async fn a_digest_that_arrived_is_not_sent_again_whoever_asks_and_whenever() {
    let mut desk = Desk::start().await;
    desk.begin().await;
    let (one, next) = (digest(&desk, "2017-07-04", 1).await, digest(&desk, "2017-07-05", 1).await);
    let (first, second) = tokio::join!(deliver(&desk, &one), deliver(&desk, &one));
    assert_eq!((first, second), (Ok(Delivered), Ok(Delivered)));
    assert_eq!(digests(&desk).await, 1, "two that ask at the same time");
    desk.stop_bot().await;
    desk.start_bot().await;
    assert_eq!(deliver(&desk, &one).await, Ok(Delivered));
    assert_eq!(digests(&desk).await, 1, "one that asks after a restart");
    assert_eq!(deliver(&desk, &next).await, Ok(Delivered));
    assert_eq!(digests(&desk).await, 2, "another morning's is another digest");
    let more = digest(&desk, "2017-07-05", 2).await;
    assert_eq!(deliver(&desk, &more).await, Ok(Delivered));
    assert_eq!(digests(&desk).await, 3, "what it says more has to be said");
    desk.stop().await;
}

#[tokio::test]
async fn a_digest_that_may_not_have_arrived_is_sent_again() {
    let desk = Desk::start().await;
    desk.begin().await;
    let digest = digest(&desk, "2017-07-04", 1).await;
    for (fault, arrived) in [
        (json!({ "kind": "error", "code": 429, "description": "Too Many Requests", "retry_after": 1 }), 0),
        (json!({ "kind": "lost_request" }), 0),
        (json!({ "kind": "lost_answer" }), 1),
    ] {
        desk.fault(json!({ "method": "sendMessage", "fault": fault })).await;
        let outcome = deliver(&desk, &digest).await;
        assert!(matches!(outcome, Err(DeliveryError::Retry { .. })), "{outcome:?}");
        assert_eq!(digests(&desk).await, arrived, "{fault}");
    }
    assert_eq!(deliver(&desk, &digest).await, Ok(Delivered));
    assert_eq!(digests(&desk).await, 2, "nobody could know that the third attempt arrived");
    assert_eq!(deliver(&desk, &digest).await, Ok(Delivered));
    assert_eq!(digests(&desk).await, 2);
    desk.stop().await;
}

//! The loop is closed: the owner hears what became of reports and requests, the chair what waits for a decision.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use events::action_item::ActionItemCommand as C;
use events::authority::Principal;
use events::ids::EventId;
use notifications::{Content, Message, WorkContent};
use support::{Harness, addressee, at, july, told};

/// What people were told of decisions and reports, each with whom it was told.
fn outcomes(messages: &[Message]) -> Vec<(&str, &str, EventId)> {
    let of = |message: &'_ Message| -> Vec<(&'static str, EventId)> {
        let parts = message.parts.iter().filter_map(|part| match &part.content {
            Content::Work(WorkContent::Decided { decision, .. }) => Some(("decided", *decision)),
            Content::Work(WorkContent::Reported { report, .. }) => Some(("reported", *report)),
            _ => None,
        });
        parts.collect()
    };
    messages
        .iter()
        .flat_map(|message| of(message).into_iter().map(|(what, event)| (addressee(message), what, event)))
        .collect()
}

/// As Arta at the ministry.
fn arta() -> Principal {
    Principal::official("arta".parse().unwrap(), "ms".parse().unwrap(), [].into(), false)
}

/// As the chair.
fn chair() -> Principal {
    Principal::official(
        "chair".parse().unwrap(),
        "policia".parse().unwrap(),
        ["te-dhena".parse().unwrap()].into(),
        false,
    )
}

#[tokio::test]
async fn the_owner_hears_of_every_decision_at_once_and_once() {
    for (command, before) in [
        (C::GrantExtension { until: july(30) }, Some(C::RequestExtension { until: july(30), reason: None })),
        (C::RefuseExtension { reason: None }, Some(C::RequestExtension { until: july(30), reason: None })),
        (C::Verify, Some(C::Complete)),
        (C::Reopen { reason: "half of it is missing".parse().unwrap(), due: None }, Some(C::Complete)),
        (C::Cancel { reason: "not needed".parse().unwrap() }, None),
        (C::Reassign { owner: "policia".parse().unwrap(), reason: None }, None),
    ] {
        let harness = Harness::new().await;
        harness.assign("a", july(28)).await;
        harness.wake_at(at(july(4), 8, 0)).await.unwrap();
        if let Some(before) = before {
            harness.item_by(arta(), "a", before).await;
        }
        let decided = harness.item_by(chair(), "a", command.clone()).await;
        harness.delivered();
        harness.wake_at(at(july(4), 10, 0)).await.unwrap();
        let delivered = harness.delivered();
        assert_eq!(outcomes(&delivered), [("arta", "decided", decided)], "{command:?}");
        assert!(!delivered[0].morning);
        harness.wake_at(at(july(5), 10, 0)).await.unwrap();
        assert_eq!(outcomes(&harness.delivered()), [], "once: {command:?}");
    }
}

#[tokio::test]
async fn the_chair_hears_what_waits_for_a_decision_once_it_cannot_be_taken_back_any_more() {
    for command in [
        C::Complete,
        C::RequestExtension { until: july(30), reason: None },
        C::Block { reason: "no budget".parse().unwrap() },
    ] {
        let harness = Harness::new().await;
        harness.assign("a", july(28)).await;
        harness.wake_at(at(july(4), 9, 0)).await.unwrap();
        let reported = harness.item_by(arta(), "a", command.clone()).await;
        harness.delivered();
        harness.wake_at(at(july(4), 9, 9)).await.unwrap();
        assert_eq!(harness.delivered(), [], "a thumb slips: {command:?}");
        harness.wake_at(at(july(4), 9, 10)).await.unwrap();
        assert_eq!(outcomes(&harness.delivered()), [("chair", "reported", reported)], "{command:?}");
    }
}

#[tokio::test]
async fn what_was_taken_back_or_decided_meanwhile_is_not_told() {
    let harness = Harness::new().await;
    for id in ["a", "b"] {
        harness.assign(id, july(28)).await;
    }
    harness.wake_at(at(july(4), 9, 0)).await.unwrap();
    let report = harness.item_by(arta(), "a", C::Complete).await;
    harness.item_by(arta(), "a", C::WithdrawReport { report }).await;
    harness.item_by(arta(), "b", C::Complete).await;
    let verified = harness.item_by(chair(), "b", C::Verify).await;
    harness.delivered();
    harness.wake_at(at(july(4), 10, 0)).await.unwrap();
    assert_eq!(outcomes(&harness.delivered()), [("arta", "decided", verified)]);
}

#[tokio::test]
async fn what_comes_about_together_is_one_message_and_waits_for_the_hour() {
    let harness = Harness::new().await;
    for id in ["a", "b", "c"] {
        harness.assign(id, july(28)).await;
    }
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.set(at(july(4), 21, 0));
    for id in ["a", "b", "c"] {
        harness.item_by(arta(), id, C::Complete).await;
        harness.item_by(chair(), id, C::Verify).await;
    }
    harness.delivered();
    harness.wake_at(at(july(4), 21, 30)).await.unwrap();
    assert_eq!(harness.delivered(), [], "quiet hours");
    harness.wake_at(at(july(5), 7, 0)).await.unwrap();
    let delivered = harness.delivered();
    assert_eq!((told(&delivered), outcomes(&delivered).len()), (vec!["arta"], 3));
}

#[tokio::test]
async fn a_chair_who_decides_on_the_own_institutions_task_is_not_told_of_it() {
    let harness = Harness::new().await;
    harness.assign("a", july(28)).await;
    harness.item_by(chair(), "a", C::Reassign { owner: "policia".parse().unwrap(), reason: None }).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.delivered();
    harness.item_by(chair(), "a", C::Complete).await;
    harness.item_by(chair(), "a", C::Verify).await;
    harness.wake_at(at(july(4), 12, 0)).await.unwrap();
    assert_eq!(outcomes(&harness.delivered()), []);
}

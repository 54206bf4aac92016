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
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::notification::NotDelivered;
use notifications::{Content, DeliveryError, Message, WorkContent};
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
    Principal::official("arta".parse().unwrap(), "ms".parse().unwrap(), [].into(), Mandate::Institution)
}

/// As the chair.
fn chair() -> Principal {
    Principal::official(
        "chair".parse().unwrap(),
        "policia".parse().unwrap(),
        ["te-dhena".parse().unwrap()].into(),
        Mandate::Institution,
    )
}

/// The Secretariat is there for a chair whom no message reaches, and for no other.
#[tokio::test]
async fn of_a_report_the_secretariat_hears_where_the_chair_cannot_be_reached() {
    for is_blocked in [false, true] {
        let harness = Harness::new().await;
        harness.assign("a", july(28)).await;
        harness.wake_at(at(july(4), 8, 0)).await.unwrap();
        harness.delivered();
        if is_blocked {
            let refused = DeliveryError::Unreachable(NotDelivered::BlockedByPerson);
            harness.mailbox.refuses.lock().unwrap().insert("chair".parse().unwrap(), refused);
        }
        let report = harness.item_by(arta(), "a", C::Complete).await;
        harness.wake_at(at(july(4), 10, 0)).await.unwrap();
        let told = if is_blocked { "teuta" } else { "chair" };
        assert_eq!(outcomes(&harness.delivered()), [(told, "reported", report)]);
        harness.wake_at(at(july(5), 10, 0)).await.unwrap();
        assert_eq!(outcomes(&harness.delivered()), [], "once");
    }
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

/// The colleague of the chair.
fn drita() -> Principal {
    Principal::official(
        "drita".parse().unwrap(),
        "policia".parse().unwrap(),
        ["te-dhena".parse().unwrap()].into(),
        Mandate::Institution,
    )
}

#[tokio::test]
async fn whoever_decided_is_not_told_of_it_but_a_colleague_in_post_is() {
    for (colleague_has_chat, decider, command, expected) in [
        (true, chair(), C::Verify, Some("drita")),
        (true, chair(), C::Reopen { reason: "half of it is missing".parse().unwrap(), due: None }, Some("drita")),
        (true, drita(), C::Verify, Some("chair")),
        (true, Principal::secretariat(), C::Verify, Some("chair")),
        (false, chair(), C::Verify, None),
    ] {
        let harness = Harness::new().await;
        harness.appoint("policia", "drita", colleague_has_chat.then_some(5), false).await;
        harness.assign("a", july(28)).await;
        harness.item("a", C::Reassign { owner: "policia".parse().unwrap(), reason: None }).await.unwrap();
        harness.item_by(chair(), "a", C::Complete).await;
        harness.wake_at(at(july(4), 8, 0)).await.unwrap();
        harness.delivered();
        let decided = harness.item_by(decider.clone(), "a", command.clone()).await;
        harness.wake_at(at(july(4), 12, 0)).await.unwrap();
        let expected: Vec<_> = expected.into_iter().map(|person| (person, "decided", decided)).collect();
        assert_eq!(outcomes(&harness.delivered()), expected, "{command:?} by {decider:?}, {colleague_has_chat}");
    }
}

/// On which days of July who is told again of a report, and whether that is in the morning's message.
async fn reported_on(harness: &Harness, days: std::ops::RangeInclusive<u64>) -> Vec<(u64, String, bool)> {
    let mut found = Vec::new();
    for day in days {
        for hour in [8, 12] {
            harness.wake_at(at(july(day), hour, 0)).await.unwrap();
            for message in harness.delivered() {
                let reported =
                    outcomes(std::slice::from_ref(&message)).iter().filter(|(_, what, _)| *what == "reported").count();
                found.extend(vec![(day, addressee(&message).to_owned(), message.morning); reported]);
            }
        }
    }
    found
}

fn as_said(found: &[(u64, String, bool)]) -> Vec<(u64, &str, &'static str)> {
    let when = |morning: bool| if morning { "morning" } else { "at once" };
    found.iter().map(|(day, to, morning)| (*day, to.as_str(), when(*morning))).collect()
}

async fn asked_on_4_july(command: C) -> Harness {
    let harness = Harness::new().await;
    harness.assign("a", july(90)).await;
    harness.wake_at(at(july(4), 9, 0)).await.unwrap();
    harness.item_by(arta(), "a", command).await;
    harness.delivered();
    harness
}

fn more_time() -> C {
    C::RequestExtension { until: july(99), reason: None }
}

fn not_ours() -> C {
    C::Disclaim { suggested: None, reason: Some("no such office here".parse().unwrap()) }
}

#[tokio::test]
async fn what_waits_for_a_decision_is_said_again_and_the_secretariat_hears_of_it() {
    let waits = [
        (4, "chair", "at once"),
        (11, "chair", "morning"),
        (11, "teuta", "morning"),
        (18, "chair", "morning"),
        (25, "chair", "morning"),
        (25, "teuta", "morning"),
    ];
    for (command, expected) in [
        (more_time(), &waits[..]),
        (not_ours(), &waits[..]),
        // Nobody has to decide on these for the work to go on.
        (C::Complete, &waits[..1]),
        (C::Block { reason: "no budget".parse().unwrap() }, &waits[..1]),
    ] {
        let harness = asked_on_4_july(command.clone()).await;
        let found = reported_on(&harness, 4..=31).await;
        assert_eq!(as_said(&found), expected, "{command:?}");
    }
}

#[tokio::test]
async fn what_is_decided_or_overtaken_is_not_said_again() {
    for (asked, principal, answer, expected) in [
        (more_time(), chair(), C::GrantExtension { until: july(95) }, None),
        (more_time(), chair(), C::RefuseExtension { reason: None }, None),
        // That it is done is said itself, and nothing more of the request.
        (more_time(), arta(), C::Complete, Some((7, "chair", "at once"))),
        (not_ours(), chair(), C::Return { reason: "it is yours".parse().unwrap() }, None),
        (not_ours(), chair(), C::Reassign { owner: "policia".parse().unwrap(), reason: None }, None),
        (not_ours(), chair(), C::Cancel { reason: "not needed".parse().unwrap() }, None),
        (not_ours(), arta(), C::Accept, None),
    ] {
        let harness = asked_on_4_july(asked.clone()).await;
        reported_on(&harness, 4..=6).await;
        harness.item_by(principal, "a", answer.clone()).await;
        let found = reported_on(&harness, 7..=19).await;
        let expected: Vec<_> = expected.into_iter().collect();
        assert_eq!(as_said(&found), expected, "{asked:?}, then {answer:?}");
    }
}

#[tokio::test]
async fn what_has_waited_for_long_without_being_said_is_said_once_and_then_step_by_step() {
    let harness = asked_on_4_july(more_time()).await;
    // Long after reports are forgotten on which nobody has to decide.
    harness.set(at(july(55), 9, 0));
    harness.assign("b", july(90)).await;
    // Forty working days are over on 29 August.
    let found = reported_on(&harness, 59..=68).await;
    let expected = [
        (59, "chair", "morning"),
        (59, "teuta", "morning"),
        (60, "chair", "morning"),
        // 1 September is Eid al-Adha.
        (68, "chair", "morning"),
        (68, "teuta", "morning"),
    ];
    assert_eq!(as_said(&found), expected);
}

#[tokio::test]
async fn what_the_secretariat_decides_itself_is_said_to_it_once_each_time() {
    let harness = Harness::new().await;
    let title = LocalText::only(Language::En, "Beds".parse().unwrap());
    let assign = C::Assign { title, owner: "ms".parse().unwrap(), subgroup: None, due: july(90), raised_by: None };
    harness.item("a", assign).await.unwrap();
    harness.wake_at(at(july(4), 9, 0)).await.unwrap();
    harness.item_by(arta(), "a", more_time()).await;
    harness.delivered();
    let found = reported_on(&harness, 4..=18).await;
    let expected = [(4, "teuta", "at once"), (11, "teuta", "morning"), (18, "teuta", "morning")];
    assert_eq!(as_said(&found), expected);
}

#[tokio::test]
async fn a_chair_who_asked_is_not_told_so_but_the_secretariat_is() {
    let harness = Harness::new().await;
    harness.assign("a", july(90)).await;
    harness.item("a", C::Reassign { owner: "policia".parse().unwrap(), reason: None }).await.unwrap();
    harness.wake_at(at(july(4), 9, 0)).await.unwrap();
    harness.item_by(chair(), "a", more_time()).await;
    harness.delivered();
    let found = reported_on(&harness, 4..=18).await;
    assert_eq!(as_said(&found), [(11, "teuta", "morning")]);
}

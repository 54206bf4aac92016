//! Receivers that are away, slow, wrong, full or gone; when they are tried again, and when no more.

use std::time::Duration;

use chrono::TimeDelta;
use events::ids::WebhookId;
use events::webhook::{DisableCause, WebhookCommand};
use webhooks::retry::MOST_TRIES;
use webhooks::{DeliveryState, FailureReason, NetworkPolicy};

use crate::sending::is_disabled;
use crate::support::hub::{Running, TestHub};
use crate::support::receiver::{Answer, Receiver};

/// A hub with one webhook that has one message to send, and the sender.
async fn with_one(receiver: &Receiver, answers: &[Answer]) -> (TestHub, WebhookId, Running) {
    let hub = TestHub::start().await;
    receiver.answers(answers.iter().cloned());
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends_with(NetworkPolicy::PrivateToo, Duration::from_millis(300), hub.clock.clone()).await;
    hub.assign("letra", "ms").await;
    (hub, webhook, sender)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_in_trouble_is_tried_again_with_the_same_message() {
    for (answer, reason, status) in [
        (Answer::Status(500, ""), FailureReason::Refused, Some(500)),
        (Answer::Status(400, ""), FailureReason::Refused, Some(400)),
        (Answer::Status(302, "location: http://127.0.0.1:1/elsewhere\r\n"), FailureReason::Redirected, Some(302)),
        (Answer::Status(307, "location: https://example.org/\r\n"), FailureReason::Redirected, Some(307)),
        (Answer::Silence, FailureReason::TooSlow, None),
        (Answer::HangUp, FailureReason::Unreachable, None),
    ] {
        let receiver = Receiver::start().await;
        let (hub, webhook, sender) = with_one(&receiver, std::slice::from_ref(&answer)).await;
        let waiting = hub.tried(&webhook, 1).await;
        assert_eq!((waiting.state, waiting.reason, waiting.status), (DeliveryState::Waiting, Some(reason), status));
        assert_eq!(waiting.due - waiting.changed_at, TimeDelta::seconds(5), "{answer:?}");
        hub.later(TimeDelta::seconds(6), &sender);
        let delivered = hub.all_delivered(&webhook, 1).await.remove(0);
        assert_eq!((delivered.tries, delivered.reason), (2, None));
        let arrived = receiver.has(2).await;
        assert_eq!(arrived[0].id(), arrived[1].id());
        assert_eq!(arrived[0].body, arrived[1].body);
        sender.stopped().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_was_killed_is_found_again_where_it_was() {
    let receiver = Receiver::start().await;
    let (port, address) = (receiver.port, receiver.address());
    let hub = TestHub::start().await;
    let webhook = hub.webhook("w-1", "arta", &address).await;
    drop(receiver);
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    let waiting = hub.tried(&webhook, 1).await;
    assert_eq!(waiting.reason, Some(FailureReason::Unreachable));
    let receiver = Receiver::back_at(port).await;
    hub.later(TimeDelta::seconds(6), &sender);
    hub.all_delivered(&webhook, 1).await;
    assert_eq!(receiver.kinds(), ["action-item.assigned"]);
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_without_an_end_is_not_read() {
    let receiver = Receiver::start().await;
    let (hub, webhook, sender) = with_one(&receiver, &[Answer::Endless]).await;
    let delivered = hub.all_delivered(&webhook, 1).await.remove(0);
    assert_eq!((delivered.tries, delivered.status), (1, Some(200)));
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_wants_to_be_left_alone_is() {
    let receiver = Receiver::start().await;
    let (hub, webhook, sender) = with_one(&receiver, &[Answer::Status(429, "retry-after: 600\r\n")]).await;
    let waiting = hub.tried(&webhook, 1).await;
    assert_eq!(waiting.due - waiting.changed_at, TimeDelta::minutes(10));
    // Nothing else is sent there either.
    hub.assign("raporti", "ms").await;
    hub.taken_in().await;
    hub.later(TimeDelta::minutes(9), &sender);
    hub.tell(&webhook, "arta", WebhookCommand::RequestTest).await;
    hub.taken_in().await;
    hub.deliveries_are(&webhook, |all| all.len() == 3).await;
    let next = hub.deliveries().next_tries().unwrap();
    assert_eq!(next, [(webhook.clone(), waiting.due)]);
    assert_eq!(receiver.received().len(), 1);
    hub.later(TimeDelta::minutes(2), &sender);
    hub.all_delivered(&webhook, 3).await;
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_puts_a_message_off_for_longer_than_a_day() {
    let receiver = Receiver::start().await;
    let (hub, webhook, sender) = with_one(&receiver, &[Answer::Status(429, "retry-after: 4294967295\r\n")]).await;
    let waiting = hub.tried(&webhook, 1).await;
    assert_eq!(waiting.due - waiting.changed_at, TimeDelta::days(1));
    hub.later(TimeDelta::hours(25), &sender);
    hub.all_delivered(&webhook, 1).await;
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_gone_for_good_is_not_asked_again() {
    let receiver = Receiver::start().await;
    let (hub, webhook, sender) = with_one(&receiver, &[Answer::Status(410, "")]).await;
    is_disabled(&hub, &webhook, DisableCause::Gone).await;
    let dead = hub.deliveries_are(&webhook, |all| all.len() == 1 && all[0].state == DeliveryState::Dead).await;
    assert_eq!((dead[0].reason, dead[0].status), (Some(FailureReason::Gone), Some(410)));
    hub.assign("raporti", "ms").await;
    hub.taken_in().await;
    hub.deliveries_are(&webhook, |all| all.len() == 1).await;
    assert_eq!(receiver.received().len(), 1);
    sender.stopped().await;
}

/// Lets time go on until a message has been tried for the last time.
async fn until_dead(hub: &TestHub, webhook: &WebhookId, sender: &Running) {
    for times in 1..=MOST_TRIES {
        hub.deliveries_are(webhook, |all| all.iter().any(|one| one.tries == times)).await;
        hub.later(TimeDelta::hours(30), sender);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_took_for_three_days_is_dead_and_can_be_tried_again() {
    let receiver = Receiver::start().await;
    let failing = vec![Answer::Status(503, ""); MOST_TRIES as usize];
    let (hub, webhook, sender) = with_one(&receiver, &failing).await;
    until_dead(&hub, &webhook, &sender).await;
    is_disabled(&hub, &webhook, DisableCause::LastingFailure).await;
    let dead = hub.deliveries_are(&webhook, |all| all[0].state == DeliveryState::Dead).await.remove(0);
    assert_eq!((dead.tries, dead.reason, dead.status), (MOST_TRIES, Some(FailureReason::Refused), Some(503)));
    assert_eq!(receiver.received().len(), MOST_TRIES as usize);

    hub.tell(&webhook, "arta", WebhookCommand::Resume).await;
    hub.tell(&webhook, "arta", WebhookCommand::RequestRedrive { message: Some(dead.message) }).await;
    hub.all_delivered(&webhook, 1).await;
    let arrived = receiver.received();
    assert!(arrived.iter().all(|one| one.id() == arrived[0].id()), "under the same id");
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_message_that_is_never_taken_holds_no_other_up_and_ends_nothing() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    for times in 1..=MOST_TRIES {
        receiver.answers([Answer::Status(422, "")]);
        if times == 1 {
            hub.assign("letra", "ms").await;
        } else {
            hub.later(TimeDelta::hours(30), &sender);
        }
        hub.deliveries_are(&webhook, |all| all.iter().any(|one| one.tries == times && one.status == Some(422))).await;
        hub.tell(&webhook, "arta", WebhookCommand::RequestTest).await;
        let arrived = times as usize;
        hub.deliveries_are(&webhook, |all| {
            all.iter().filter(|one| one.state == DeliveryState::Delivered).count() == arrived
        })
        .await;
    }
    let all = hub.deliveries_are(&webhook, |all| all.iter().any(|one| one.state == DeliveryState::Dead)).await;
    assert_eq!(all.len(), 1 + MOST_TRIES as usize);
    hub.tell(&webhook, "arta", WebhookCommand::RequestRedrive { message: None }).await;
    hub.all_delivered(&webhook, 1 + MOST_TRIES as usize).await;
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_receiver_holds_no_other_up() {
    let hub = TestHub::start().await;
    let (slow, other) = (Receiver::start().await, Receiver::start().await);
    slow.answers([Answer::Silence]);
    let waits = hub.webhook("w-1", "arta", &slow.address()).await;
    let goes_on = hub.webhook("w-2", "arta", &other.address()).await;
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.assign("raporti", "ms").await;
    hub.all_delivered(&goes_on, 2).await;
    assert_eq!(slow.has(1).await.len(), 1, "one message at a time");
    hub.deliveries_are(&waits, |all| all.len() == 2 && all.iter().all(|one| one.tries == 0)).await;
    sender.killed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_into_the_house() {
    let receiver = Receiver::start().await;
    let by_name = format!("https://localhost:{}/", receiver.port);
    let by_figures = format!("https://127.0.0.1:{}/", receiver.port);
    let disguised = format!("https://[::ffff:127.0.0.1]:{}/", receiver.port);
    for address in [receiver.address(), by_name, by_figures, disguised] {
        let hub = TestHub::start().await;
        let webhook = hub.webhook("w-1", "arta", &address).await;
        let policy = NetworkPolicy::PublicOnly;
        let sender = hub.sends_with(policy, Duration::from_secs(5), hub.clock.clone()).await;
        hub.assign("letra", "ms").await;
        let waiting = hub.tried(&webhook, 1).await;
        assert_eq!(waiting.reason, Some(FailureReason::AddressNotAllowed), "{address}");
        sender.stopped().await;
    }
    assert!(receiver.received().is_empty());
}

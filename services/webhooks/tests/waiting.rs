//! How much waits for a receiver that takes nothing.

use std::collections::BTreeSet;

use events::ids::{MessageId, Position, WebhookId};
use events::log_mark::{LogId, LogMark};
use webhooks::deliveries::{MOST_WAITING, NewDelivery, QueueChange};
use webhooks::{Deliveries, Delivery, DeliveryState, FailureReason};

fn queued(webhook: &WebhookId, position: u64) -> QueueChange {
    QueueChange::Queue(NewDelivery {
        webhook: webhook.clone(),
        message: MessageId::named(&format!("{webhook}/{position}")),
        position: Position(position),
        kind: "meeting.held".to_owned(),
        about: None,
        occurred_at: "2017-07-03T08:00:00Z".parse().unwrap(),
        data: "{}".to_owned(),
    })
}

fn in_state(all: &[Delivery], state: DeliveryState) -> Vec<&Delivery> {
    all.iter().filter(|delivery| delivery.state == state).collect()
}

#[test]
fn of_more_than_ten_thousand_that_wait_for_one_the_oldest_are_given_up_and_of_another_none() {
    let folder = tempfile::tempdir().unwrap();
    let deliveries = Deliveries::open(&folder.path().join("webhooks.db")).unwrap();
    let (away, other): (WebhookId, WebhookId) = ("w-away".parse().unwrap(), "w-other".parse().unwrap());
    let (now, mark) = ("2017-07-03T09:00:00Z".parse().unwrap(), LogMark::start_of(LogId::from_bytes([1; 16])));
    let most = u64::from(MOST_WAITING);
    let take_in = |changes: Vec<QueueChange>| deliveries.take_in(&mark, &changes, now).unwrap();
    take_in((1..=most).map(|position| queued(&away, position)).chain([queued(&other, 1)]).collect());
    assert_eq!(in_state(&deliveries.of(&away, 20_000).unwrap(), DeliveryState::Dead).len(), 0);
    take_in((most + 1..=most + 3).map(|position| queued(&away, position)).collect());
    let all = deliveries.of(&away, 20_000).unwrap();
    assert_eq!(in_state(&all, DeliveryState::Waiting).len(), 10_000);
    let dead = in_state(&all, DeliveryState::Dead);
    let oldest: BTreeSet<_> = (1..=3).map(|position| MessageId::named(&format!("w-away/{position}"))).collect();
    assert_eq!(dead.iter().map(|delivery| delivery.message).collect::<BTreeSet<_>>(), oldest);
    assert!(dead.iter().all(|delivery| delivery.reason == Some(FailureReason::TooManyWaiting)), "{dead:?}");
    assert_eq!(in_state(&deliveries.of(&other, 10).unwrap(), DeliveryState::Waiting).len(), 1);
    // Tried again they are the oldest still, and make no room for themselves.
    take_in(vec![QueueChange::Redrive { webhook: away.clone(), message: None }]);
    assert_eq!(in_state(&deliveries.of(&away, 20_000).unwrap(), DeliveryState::Waiting).len(), 10_000);
}

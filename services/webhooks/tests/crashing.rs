//! A sender that dies: nothing is lost, what was sent and not recorded comes again under its id.

use std::time::Duration;

use events::webhook::WebhookCommand;
use webhooks::NetworkPolicy;

use crate::support::hub::TestHub;
use crate::support::receiver::{Answer, Receiver};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_and_not_recorded_is_sent_again_under_the_same_id() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    receiver.answers([Answer::Silence]);
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    receiver.has(1).await;
    sender.killed().await;
    // What happens while nobody sends is sent by whoever comes next.
    hub.assign("raporti", "ms").await;
    let sender = hub.sends().await;
    hub.all_delivered(&webhook, 2).await;
    let arrived = receiver.has(3).await;
    assert_eq!(arrived[0].id(), arrived[1].id());
    assert_ne!(arrived[1].id(), arrived[2].id());
    sender.stopped().await;
    // Nothing is sent a third time.
    let sender = hub.sends().await;
    hub.tell(&webhook, "arta", WebhookCommand::RequestTest).await;
    hub.all_delivered(&webhook, 3).await;
    assert_eq!(receiver.received().len(), 4);
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_lost_begins_at_the_end_of_the_log() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.all_delivered(&webhook, 1).await;
    sender.stopped().await;
    for file in ["webhooks.db", "webhooks.db-wal", "webhooks.db-shm"] {
        let _ = std::fs::remove_file(hub.folder.path().join(file));
    }
    let sender = hub.sends().await;
    hub.assign("raporti", "ms").await;
    hub.all_delivered(&webhook, 1).await;
    assert_eq!(receiver.received().len(), 2, "what was sent before is not sent again");
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_told_to_stop_records_what_is_under_way() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    receiver.answers([Answer::Silence]);
    let sender = hub.sends_with(NetworkPolicy::PrivateToo, Duration::from_millis(300), hub.clock.clone()).await;
    hub.assign("letra", "ms").await;
    receiver.has(1).await;
    sender.stopped().await;
    hub.tried(&webhook, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn read_models_that_are_made_anew_end_no_webhook() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    receiver.answers([Answer::Status(500, "")]);
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.tried(&webhook, 1).await;
    sender.stopped().await;
    // A new version folds everything anew; until it has, it knows nobody.
    let (empty, fold) = hub.read_models_made_anew();
    let sender = hub.sends_by(empty).await;
    hub.later(chrono::TimeDelta::minutes(1), &sender);
    sender.looks_again_and_again().await;
    assert_eq!(receiver.received().len(), 1, "nobody is known yet");
    fold.notify_one();
    hub.all_delivered(&webhook, 1).await;
    assert_eq!(hub.known(&webhook).await.unwrap().webhook.standing, events::webhook::WebhookStanding::Active);
    sender.stopped().await;
}

//! A queue that does not belong to the log beside it.

use rusqlite::Connection;

use crate::support::hub::TestHub;
use crate::support::receiver::{Answer, Receiver};

/// As if the log had been set back, and had gone on otherwise.
fn place_is_in_no_log(hub: &TestHub) {
    let file = Connection::open(hub.folder.path().join("webhooks.db")).unwrap();
    assert_eq!(file.execute("UPDATE place SET hash = zeroblob(32)", []).unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_in_a_queue_of_another_log_is_not_sent_and_named() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    receiver.answers([Answer::Status(500, "")]);
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.tried(&webhook, 1).await;
    sender.stopped().await;
    place_is_in_no_log(&hub);
    hub.clock.goes_on(chrono::TimeDelta::days(1));
    let error = hub.refuses_to_send().await;
    assert!(error.contains("webhooks.db") && error.contains("where the log has another event"), "{error}");
    assert!(error.contains("move it away"), "{error}");
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_queue_of_another_log_begins_at_the_logs_end() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.all_delivered(&webhook, 1).await;
    sender.stopped().await;
    place_is_in_no_log(&hub);
    hub.assign("unsent", "ms").await;
    let sender = hub.sends().await;
    hub.taken_in().await;
    hub.assign("raporti", "ms").await;
    hub.all_delivered(&webhook, 2).await;
    assert_eq!(receiver.received().len(), 2, "it went on where it was in another log");
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_an_earlier_version_kept_is_taken_over() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.all_delivered(&webhook, 1).await;
    sender.stopped().await;
    let file = Connection::open(hub.folder.path().join("webhooks.db")).unwrap();
    assert_eq!(file.execute("UPDATE place SET log = NULL, hash = NULL", []).unwrap(), 1);
    hub.assign("raporti", "ms").await;
    let sender = hub.sends().await;
    hub.all_delivered(&webhook, 2).await;
    sender.stopped().await;
}

//! A subscription that ends as if there were nothing more to come. The client then turns round without end on the thread
//! that runs it, and that thread cannot be stopped: it is looked at in a process of its own.

use events::ids::Position;
use eventstore_server::cluster_state::Drop;
use tokio::process::Command;

use crate::contract::samples::{append_at_end, events, stream, whole_log};
use crate::server::{Rig, follow};

#[tokio::test]
async fn a_subscription_that_ends_quietly_resumes_and_holds_no_append_up() {
    let itself = std::env::current_exe().unwrap();
    let output = Command::new(itself)
        .args(["--exact", "ended_quietly::child_whose_subscription_ends_quietly", "--ignored", "--nocapture"])
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "only as a child of the test above"]
async fn child_whose_subscription_ends_quietly() {
    let rig = Rig::of(1).await;
    let reader = follow(&rig.store, Position::START, 4);
    let one = stream("one");
    append_at_end(&rig.store, &one, events("a", 2)).await;
    rig.cluster.drop_subscriptions(Drop::Quietly);
    append_at_end(&rig.store, &one, events("b", 2)).await;
    assert_eq!(reader.await.unwrap(), whole_log(&rig.store).await);
}

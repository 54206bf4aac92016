//! How the log and its copies stand is on the page of whoever keeps the hub in order, and in what readiness says.
#![expect(
    clippy::disallowed_methods,
    reason = "the gateway runs on the machine\'s clock here, and a backup\'s age is by it"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use coordination::Clock;
use events::ids::Position;
use gateway::{BackupState, LastBackup, LogProof, Safekeeping};
use serde_json::Value;

use crate::support::TestGateway;

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

struct Told(Mutex<(LogProof, Option<BackupState>)>);

impl Told {
    fn new(log: LogProof, backups: Option<BackupState>) -> Arc<Self> {
        Arc::new(Self(Mutex::new((log, backups))))
    }

    fn now(&self, log: LogProof, backups: Option<BackupState>) {
        *self.0.lock().unwrap() = (log, backups);
    }
}

impl Safekeeping for Told {
    fn log(&self) -> LogProof {
        self.0.lock().unwrap().0.clone()
    }

    fn backups(&self) -> Option<BackupState> {
        self.0.lock().unwrap().1.clone()
    }

    fn checkpoint(&self) -> Option<String> {
        Some("focalpoint/kosovo\n663\n".to_owned())
    }
}

fn whole() -> LogProof {
    LogProof::Whole { until: Position(663), at: Utc::now() }
}

fn made(server: &TestGateway, ago: TimeDelta, has_keys: bool, failure: Option<&str>) -> BackupState {
    let last = LastBackup { at: server.world.now() - ago, position: Position(612), has_keys };
    BackupState { last: Some(last), interval: A_DAY, failure: failure.map(str::to_owned) }
}

async fn ready(server: &TestGateway) -> (u16, Value) {
    let answer = server.get("/ready", "en").await;
    (answer.status().as_u16(), answer.json().await.unwrap())
}

#[tokio::test]
async fn whoever_keeps_the_hub_in_order_sees_how_the_log_and_its_backups_stand() {
    let server = TestGateway::start().await;
    server.is_ready().await;
    assert!(!server.page("/dead-letters", "en").await.contains("The log and its backups"));
    let told = Told::new(LogProof::Underway, None);
    server.gateway.set_safekeeping(told.clone());
    let page = server.page("/dead-letters", "en").await;
    assert!(page.contains("The log is being checked.") && page.contains("No backups are set up."), "{page}");

    told.now(whole(), Some(made(&server, TimeDelta::hours(2), true, None)));
    for (language, heading) in [("en", "The log and its backups"), ("sq", "kopjet rezervë"), ("sr", "rezervne kopije")]
    {
        let page = server.page("/dead-letters", language).await;
        assert!(page.contains(heading) && page.contains("612") && page.contains("663"), "{page}");
    }
    let page = server.page("/dead-letters", "en").await;
    assert!(!page.contains("It is late") && !page.contains("The keys are not in"), "{page}");
    let (status, says) = ready(&server).await;
    assert_eq!((status, &says["log"]["state"], &says["backup"]["is_late"]), (200, &"whole".into(), &false.into()));
    assert_eq!(says["backup"]["position"], 612);

    told.now(whole(), Some(made(&server, TimeDelta::hours(40), false, Some("the disk is full"))));
    let page = server.page("/dead-letters", "en").await;
    for text in ["It is late", "The keys are not in the backup", "the disk is full"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let (status, says) = ready(&server).await;
    assert_eq!((status, &says["backup"]["is_late"]), (200, &true.into()));

    let month = server.page("/month", "en").await;
    assert!(month.contains("Checkpoint of the history") && month.contains("kosovo\n663\n"), "{month}");

    told.now(LogProof::Damaged { reason: "position 5".to_owned() }, None);
    assert!(server.page("/dead-letters", "en").await.contains("The log is damaged."));
    let (status, says) = ready(&server).await;
    assert_eq!((status, &says["ready"], &says["log"]["reason"]), (503, &false.into(), &"position 5".into()));
    assert_eq!(says.get("backup"), None);
    server.stop().await;
}

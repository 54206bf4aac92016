//! Nothing starts on data that do not belong together: what can be made anew from the log is, by itself, and everything else
//! is named with what to do.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, PersonId, Position};
use events::language::{Language, LocalText};
use events::log_mark::LogMark;
use events::sealed::{PersonKey, PersonKeys};
use focalpoint::composition::embedded::Hub;
use readmodels::{ReadModels, ReadPort};
use rusqlite::Connection;
use store::{EventStore, SqliteEventStore};
use tempfile::TempDir;

use crate::demo_directory::{data_directory, open, printed, run_until};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn assign(hub: &Hub, item: &str) -> Position {
    let command = ActionItemCommand::Assign {
        title: LocalText::only(Language::En, item.parse().unwrap()),
        owner: "ms".parse().unwrap(),
        subgroup: None,
        due: chrono::NaiveDate::from_ymd_opt(2017, 9, 1).unwrap(),
        raised_by: None,
    };
    let id = CommandId::named(item);
    let request = CommandRequest {
        id,
        correlation: CorrelationId(id.0),
        principal: Principal::secretariat(),
        occurred_at: None,
        made_from: None,
        command: Command::ActionItem(item.parse().unwrap(), command),
    };
    hub.coordination.execute(request).await.unwrap();
    hub.store.end().await.unwrap()
}

pub(crate) async fn tasks(hub: &Hub) -> Vec<String> {
    hub.read_models.all_tasks().await.unwrap().into_iter().map(|task| task.id.to_string()).collect()
}

/// What the log alone makes of itself.
pub(crate) async fn shown_by_the_log_alone(hub: &Hub) -> String {
    let folder = tempfile::tempdir().unwrap();
    let keys = Arc::new(NoKeys);
    let read_models = ReadModels::open(&folder.path().join("fresh.db"), keys, ReadModels::standard()).unwrap();
    read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    read_models.dump().await.unwrap()
}

struct NoKeys;

impl PersonKeys for NoKeys {
    fn key(&self, _: &PersonId) -> Option<PersonKey> {
        None
    }
}

fn replace_log(folder: &Path, with: &Path) {
    for beside in ["events.db-wal", "events.db-shm"] {
        let _ = std::fs::remove_file(folder.join(beside));
    }
    std::fs::copy(with, folder.join("events.db")).unwrap();
}

/// A hub that went on after its backup: the directory with the log of before, and everything else of after.
async fn restored_under_newer_data() -> (TempDir, LogMark) {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    let copy = folder.path().join("copy-of-the-log");
    let head = hub.store.backup(&copy).await.unwrap();
    for n in 0..10 {
        assign(&hub, &format!("lost-{n}")).await;
    }
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    assert_eq!(tasks(&hub).await.iter().filter(|task| task.starts_with("lost-")).count(), 10);
    let newest = hub.store.mark(hub.store.end().await.unwrap()).await.unwrap().unwrap();
    assert!(newest.position > head.position);
    drop(hub);
    replace_log(folder.path(), &copy);
    std::fs::write(folder.path().join("follow-up.checkpoint"), newest.to_string()).unwrap();
    (folder, newest)
}

#[tokio::test]
async fn a_backup_under_newer_read_models_is_shown_exactly_and_so_is_what_comes_next() {
    let (folder, newest) = restored_under_newer_data().await;
    let hub = open(folder.path()).unwrap();
    hub.read_models.settle(hub.feed.as_ref()).await.unwrap();
    assert_eq!(tasks(&hub).await, [""; 0], "nothing is shown before it was made anew");
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    assert!(!tasks(&hub).await.iter().any(|task| task.starts_with("lost-")), "a task is shown that is in no log");
    assert_eq!(hub.read_models.dump().await.unwrap(), shown_by_the_log_alone(&hub).await);

    // What comes next has positions that the lost events had.
    for n in 0..10 {
        let position = assign(&hub, &format!("new-{n}")).await;
        assert!(position <= newest.position);
        hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
        assert!(tasks(&hub).await.contains(&format!("new-{n}")), "what was confirmed is not shown");
    }
    // The log is as long as it was, and another.
    drop(hub);
    let hub = open(folder.path()).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    assert_eq!(hub.read_models.dump().await.unwrap(), shown_by_the_log_alone(&hub).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_service_goes_on_with_the_log_that_is_there() {
    let (folder, newest) = restored_under_newer_data().await;
    let hub = open(folder.path()).unwrap();
    let position = assign(&hub, "new").await;
    let settled = async {
        let follow_up = folder.path().join("follow-up.checkpoint");
        loop {
            let here = hub.store.mark(hub.store.end().await.unwrap()).await.unwrap().unwrap();
            let followed = std::fs::read_to_string(&follow_up).unwrap() == here.to_string();
            let freshness = hub.read_models.freshness();
            if followed && freshness.age.is_some() && freshness.behind == 0 && here.position >= position {
                assert!(here.position <= newest.position || here.hash != newest.hash);
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let until = async { tokio::time::timeout(PATIENCE, settled).await.expect("the services have stalled") };
    run_until(&hub, folder.path(), until).await.unwrap();
    assert!(tasks(&hub).await.contains(&"new".to_owned()));
    assert!(!tasks(&hub).await.iter().any(|task| task.starts_with("lost-")));
}

/// The mark that the bot's file has, once it has one of the log as it is.
async fn bot_file_is_marked(hub: &Hub, folder: &Path) -> String {
    let file = folder.join("telegram.db");
    let marked = async {
        loop {
            let end = hub.store.mark(hub.store.end().await.unwrap()).await.unwrap().unwrap().to_string();
            let kept = Connection::open(&file)
                .and_then(|file| file.query_row("SELECT mark FROM log_mark", [], |row| row.get::<_, String>(0)));
            if kept.is_ok_and(|kept| kept == end) {
                return end;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, marked).await.expect("the bot's file is never marked")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bots_file_of_another_log_ends_the_start_and_one_that_is_ahead_goes_on() {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    hub.settle().await.expect("an earlier version kept no mark");
    let copy = folder.path().join("copy-of-the-log");
    hub.store.backup(&copy).await.unwrap();
    assign(&hub, "lost").await;
    run_until(&hub, folder.path(), async { drop(bot_file_is_marked(&hub, folder.path()).await) }).await.unwrap();
    hub.settle().await.unwrap();
    drop(hub);

    // Another log, beside which somebody put the file.
    let other = tempfile::tempdir().unwrap();
    let elsewhere = open(other.path()).unwrap();
    elsewhere.settle().await.unwrap();
    std::fs::copy(folder.path().join("telegram.db"), other.path().join("telegram.db")).unwrap();
    let refused = printed(&elsewhere.settle().await.unwrap_err());
    assert!(refused.contains("telegram.db does not belong to the log beside it"), "{refused}");
    assert!(refused.contains("move the file away"), "{refused}");

    // The log was set back: what the bot knows is by ids, and the mark follows.
    replace_log(folder.path(), &copy);
    let hub = open(folder.path()).unwrap();
    hub.settle().await.unwrap();
    assign(&hub, "new").await;
    run_until(&hub, folder.path(), async { drop(bot_file_is_marked(&hub, folder.path()).await) }).await.unwrap();
}

/// What is refused, and that nothing was made by it.
fn refused(folder: &Path) -> String {
    let files = || {
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name(), entry.metadata().unwrap().len()))
            .collect();
        files.sort();
        files
    };
    let before = files();
    let error = printed(&open(folder).err().expect("it was opened"));
    assert_eq!(files(), before, "something was made or changed");
    error
}

#[test]
fn a_log_that_is_missing_or_emptied_is_not_begun_anew_beside_what_was_made_from_it() {
    let folder = data_directory();
    std::fs::remove_file(folder.path().join("events.db")).unwrap();
    let error = refused(folder.path());
    assert!(error.contains("events.db is missing or empty"), "{error}");
    assert!(error.contains("put the log's copy back there"), "{error}");
    std::fs::write(folder.path().join("events.db"), "").unwrap();
    assert_eq!(refused(folder.path()), error);
}

#[test]
fn any_one_file_shows_that_a_log_is_missing() {
    let of_a_log = ["person-keys.db", "person-key.secret", "form-links.key", "follow-up.checkpoint", "telegram.db"];
    for file in of_a_log.into_iter().chain(["read-models.db"]) {
        let (whole, folder) = (data_directory(), tempfile::tempdir().unwrap());
        std::fs::copy(whole.path().join(file), folder.path().join(file)).unwrap();
        let error = refused(folder.path());
        assert!(error.contains(file), "{error}");
    }
}

#[test]
fn a_log_without_events_is_refused_beside_what_was_made_from_some() {
    for missing_too in [None, Some("follow-up.checkpoint"), Some("read-models.db")] {
        let folder = data_directory();
        std::fs::remove_file(folder.path().join("events.db")).unwrap();
        drop(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        if let Some(file) = missing_too {
            std::fs::remove_file(folder.path().join(file)).unwrap();
        }
        let error = refused(folder.path());
        assert!(error.contains("events.db has no event"), "{error}");
    }
}

#[test]
fn a_key_or_secret_that_is_missing_beside_the_log_is_not_invented() {
    for file in ["person-keys.db", "person-key.secret", "form-links.key"] {
        let folder = data_directory();
        std::fs::remove_file(folder.path().join(file)).unwrap();
        let error = refused(folder.path());
        assert!(error.contains(&format!("{file} is missing")), "{error}");
        assert!(error.contains("put its copy back there; if there is none"), "{error}");
        std::fs::write(folder.path().join(file), "").unwrap();
        assert_eq!(refused(folder.path()), error);
    }
}

#[tokio::test]
async fn an_empty_directory_gets_its_secrets_with_its_log_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()).unwrap());
    for file in ["events.db", "person-keys.db", "person-key.secret", "form-links.key"] {
        assert!(folder.path().join(file).exists(), "{file}");
    }
    // Nothing was recorded yet, and nothing is wrong.
    let hub = open(folder.path()).unwrap();
    assert_eq!(hub.store.end().await.unwrap(), Position::START);
}

#[tokio::test]
async fn another_log_beside_the_keys_is_refused_by_name() {
    let (folder, other) = (data_directory(), tempfile::tempdir().unwrap());
    drop(open(folder.path()).unwrap());
    let foreign = open(other.path()).unwrap();
    import_institutions(&foreign).await;
    let copy = folder.path().join("copy-of-another-log");
    foreign.store.backup(&copy).await.unwrap();
    replace_log(folder.path(), &copy);
    let kept = || -> u32 {
        let keys = Connection::open(folder.path().join("person-keys.db")).unwrap();
        keys.query_row("SELECT count(*) FROM person_keys", [], |row| row.get(0)).unwrap()
    };
    let before = kept();
    let error = printed(&open(folder.path()).err().expect("it was opened"));
    assert!(error.contains("person-keys.db"), "{error}");
    assert!(error.contains("another log"), "{error}");
    assert_eq!(kept(), before);
}

async fn import_institutions(hub: &Hub) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    hub.import().unwrap().folders(&[&data]).await.unwrap();
}

#[tokio::test]
async fn read_models_of_another_log_show_the_log_that_is_there() {
    let (one, other) = (data_directory(), tempfile::tempdir().unwrap());
    let hub = open(other.path()).unwrap();
    import_institutions(&hub).await;
    drop(hub);
    let newer = open(one.path()).unwrap();
    newer.read_models.catch_up(newer.feed.as_ref()).await.unwrap();
    drop(newer);
    std::fs::copy(one.path().join("read-models.db"), other.path().join("read-models.db")).unwrap();
    let hub = open(other.path()).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    assert_eq!(hub.read_models.dump().await.unwrap(), shown_by_the_log_alone(&hub).await);
}

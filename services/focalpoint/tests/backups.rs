//! Backups: made beside a hub that runs, restored elsewhere, refused when they are not what they were.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use chrono::{DateTime, Utc};
use events::ids::{PersonId, Position};
use focalpoint::composition::embedded::Hub;
use focalpoint::configuration::data_directory::DataDirectory;
use focalpoint::safekeeping::backup::{BackupDirectory, MadeBackup};
use focalpoint::safekeeping::key_archive::KeyRecipients;
use focalpoint::safekeeping::restore::{RestoreError, RestorePoint, RestoreRequest, Restored, restore};
use readmodels::ReadPort;
use rusqlite::Connection;
use store::{EventStore, SqlitePersonKeys};
use tempfile::TempDir;

use crate::data_that_belong_together::{assign, shown_by_the_log_alone, tasks};
use crate::demo_directory::{data_directory, open, printed};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A hub with real people in a folder of its own, a place for backups, and whoever may open the keys in them.
pub(crate) struct Vault {
    pub(crate) folder: TempDir,
    identity: age::x25519::Identity,
}

impl Vault {
    pub(crate) fn new() -> Self {
        let (folder, made) = (tempfile::tempdir().unwrap(), data_directory());
        copy_folder(made.path(), &folder.path().join("data"));
        let identity = age::x25519::Identity::generate();
        let secret = identity.to_string();
        std::fs::write(folder.path().join("identity.txt"), format!("# mine\n{}\n", secret.expose_secret())).unwrap();
        Self { folder, identity }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn backups(&self) -> BackupDirectory {
        BackupDirectory::open(&self.path("backups")).unwrap()
    }

    pub(crate) fn recipients(&self) -> KeyRecipients {
        KeyRecipients::parse([&self.identity.to_public().to_string()]).unwrap()
    }

    pub(crate) async fn back_up(&self, now: &str) -> MadeBackup {
        let data = DataDirectory::at(&self.path("data"));
        self.backups().back_up(&data, &self.recipients(), at(now)).await.unwrap()
    }

    pub(crate) fn request(&self, from: &Path, into: &str) -> RestoreRequest {
        RestoreRequest {
            from: from.to_owned(),
            keys: None,
            identity: Some(self.path("identity.txt")),
            into: self.path(into),
            point: RestorePoint::End,
            puts_aside: false,
            now: at("2017-07-04T08:00:00Z"),
        }
    }

    async fn restored(&self, from: &Path, into: &str) -> Restored {
        restore(&self.request(from, into)).await.unwrap()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// The names of everybody in post.
pub(crate) async fn names(hub: &Hub) -> Vec<Option<String>> {
    let institutions = hub.read_models.institutions().await.unwrap();
    let staff = institutions.iter().flat_map(|institution| &institution.staff);
    staff.map(|person| person.name.as_ref().map(ToString::to_string)).collect()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn what_is_backed_up_beside_a_running_hub_is_whole_elsewhere() {
    let vault = Vault::new();
    let hub = open(&vault.path("data")).unwrap();
    assign(&hub, "before").await;
    let made = vault.back_up("2017-07-03T22:00:00Z").await;
    assign(&hub, "after").await;
    assert_eq!(made.log.file_name().unwrap().to_str().unwrap(), made.name.log());
    assert_eq!(made.name.position, made.head.position);
    let keys = made.keys.clone().unwrap();
    assert_eq!((mode(&made.log), mode(&keys), mode(&vault.path("backups"))), (0o600, 0o600, 0o700));
    // Nothing of a key is in clear, in either file.
    let secret = std::fs::read(vault.path("data/person-key.secret")).unwrap();
    for file in [&made.log, &keys] {
        let content = std::fs::read(file).unwrap();
        assert!(!content.windows(secret.len() - 1).any(|part| part == &secret[..secret.len() - 1]), "{file:?}");
    }

    let restored = vault.restored(&vault.path("backups"), "elsewhere").await;
    assert_eq!((restored.head, restored.has_keys, restored.aside), (made.head, true, None));
    assert_eq!(mode(&vault.path("elsewhere/person-keys.db")), 0o600);
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    let elsewhere = open(&vault.path("elsewhere")).unwrap();
    elsewhere.read_models.catch_up(elsewhere.feed.as_ref()).await.unwrap();
    assert_eq!(elsewhere.store.head().await.unwrap(), made.head);
    assert_eq!(names(&elsewhere).await, names(&hub).await);
    assert!(names(&elsewhere).await.iter().all(Option::is_some));
    let tasks = tasks(&elsewhere).await;
    assert!(tasks.contains(&"before".to_owned()) && !tasks.contains(&"after".to_owned()), "{tasks:?}");
}

#[tokio::test]
async fn a_log_goes_back_to_a_position_or_a_moment_and_what_was_told_since_is_said() {
    let vault = Vault::new();
    let hub = open(&vault.path("data")).unwrap();
    let kept = assign(&hub, "kept").await;
    assign(&hub, "taken-back").await;
    let made = vault.back_up("2017-07-03T22:00:00Z").await;
    let then = hub.store.mark(kept).await.unwrap().unwrap();
    drop(hub);
    let to_position = RestoreRequest { point: RestorePoint::Position(kept), ..vault.request(&made.log, "to-position") };
    let restored = restore(&to_position).await.unwrap();
    assert_eq!((restored.head.position, restored.head.hash), (kept, then.hash));
    let lost = restored.lost.unwrap();
    assert_eq!((lost.events, lost.kinds["action-item"]), (1, 1));

    // Every event of the earlier version was recorded before these two.
    let to_time =
        RestoreRequest { point: RestorePoint::Time(at("2017-07-03T08:59:59Z")), ..vault.request(&made.log, "to-time") };
    assert_eq!(restore(&to_time).await.unwrap().head.position, Position(663));
    let too_far = RestoreRequest { point: RestorePoint::Position(Position(9_999)), ..to_time };
    let error = restore(&RestoreRequest { into: vault.path("too-far"), ..too_far }).await.unwrap_err();
    assert!(matches!(error, RestoreError::NotThatFar { .. }), "{error}");
    assert!(!vault.path("too-far").exists());

    let hub = open(&vault.path("to-position")).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    assert!(tasks(&hub).await.contains(&"kept".to_owned()) && !tasks(&hub).await.contains(&"taken-back".to_owned()));
    assert_eq!(hub.read_models.dump().await.unwrap(), shown_by_the_log_alone(&hub).await);
}

#[tokio::test]
async fn what_stood_there_is_put_aside_whole_and_says_what_was_lost() {
    let vault = Vault::new();
    let hub = open(&vault.path("data")).unwrap();
    let made = vault.back_up("2017-07-03T22:00:00Z").await;
    assign(&hub, "lost").await;
    let in_use = restore(&RestoreRequest { puts_aside: true, ..vault.request(&made.log, "data") }).await.unwrap_err();
    assert!(in_use.to_string().contains("in use by another focalpoint"), "{in_use}");
    drop(hub);
    let not_empty = restore(&vault.request(&made.log, "data")).await.unwrap_err();
    assert!(matches!(not_empty, RestoreError::NotEmpty { .. }), "{not_empty}");

    let before = std::fs::read(vault.path("data/events.db")).unwrap();
    let restored = restore(&RestoreRequest { puts_aside: true, ..vault.request(&made.log, "data") }).await.unwrap();
    let aside = restored.aside.unwrap();
    assert_eq!(aside, vault.path("data.before-20170704T080000Z"));
    assert_eq!(std::fs::read(aside.join("events.db")).unwrap(), before);
    assert_eq!(restored.lost.unwrap().events, 1);
    // The log and the keys, and nothing that had a place in the log that went on.
    let mut files: Vec<_> = std::fs::read_dir(vault.path("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.contains(".lock") && !name.ends_with("-shm") && !name.ends_with("-wal"))
        .collect();
    files.sort();
    assert_eq!(files, ["events.db", "form-links.key", "person-key.secret", "person-keys.db"]);
    open(&vault.path("data")).unwrap();
}

#[tokio::test]
async fn keys_are_sealed_to_whoever_was_named_or_are_not_written() {
    let vault = Vault::new();
    let data = DataDirectory::at(&vault.path("data"));
    drop(open(&vault.path("data")).unwrap());
    let without = vault.backups().back_up(&data, &KeyRecipients::default(), at("2017-07-03T10:00:00Z")).await.unwrap();
    assert_eq!(without.keys, None);
    let restored = vault.restored(&without.log, "without").await;
    assert!(!restored.has_keys);
    let error = printed(&open(&vault.path("without")).err().unwrap());
    assert!(error.contains("person-keys.db is missing"), "{error}");

    let made = vault.back_up("2017-07-03T11:00:00Z").await;
    let other = age::x25519::Identity::generate();
    std::fs::write(vault.path("other.txt"), other.to_string().expose_secret()).unwrap();
    let request = RestoreRequest { identity: Some(vault.path("other.txt")), ..vault.request(&made.log, "closed") };
    let error = restore(&request).await.unwrap_err();
    assert!(error.to_string().contains("does not open with this identity"), "{error}");
    // Nothing of it is left, there or beside.
    let left = std::fs::read_dir(vault.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!left.into_iter().any(|name| name.to_string_lossy().contains("closed")));
    assert!(KeyRecipients::parse([&"age1nonsense".to_owned()]).is_err());
}

#[tokio::test]
async fn a_backup_that_is_not_what_it_was_is_not_restored() {
    let vault = Vault::new();
    drop(open(&vault.path("data")).unwrap());
    let made = vault.back_up("2017-07-03T22:00:00Z").await;
    let sound = std::fs::read(&made.log).unwrap();
    let unguarded = "DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_removed;";
    // Whoever cuts it off puts the guards back as they were.
    let guards: Vec<String> = {
        let log = Connection::open(&made.log).unwrap();
        let mut guards =
            log.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'").unwrap();
        guards.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let cut = format!("DELETE FROM events WHERE position > 600; {};", guards.join(";"));
    for (change, said) in [
        ("UPDATE events SET data = replace(data, 'a', 'e') WHERE position = 300", "does not verify"),
        ("DELETE FROM events WHERE position = 300", "does not verify"),
        (cut.as_str(), "not what its name says"),
    ] {
        std::fs::write(&made.log, &sound).unwrap();
        Connection::open(&made.log).unwrap().execute_batch(&format!("{unguarded}{change}")).unwrap();
        let error = restore(&vault.request(&made.log, "elsewhere")).await.unwrap_err();
        assert!(error.to_string().contains(said), "{change}: {error}");
        assert!(!vault.path("elsewhere").exists());
    }
    std::fs::write(&made.log, &sound[..sound.len() / 2]).unwrap();
    restore(&vault.request(&made.log, "elsewhere")).await.unwrap_err();
    assert!(!vault.path("elsewhere").exists());
}

#[tokio::test]
async fn whoever_was_erased_after_the_backup_is_erased_again() {
    let vault = Vault::new();
    let hub = open(&vault.path("data")).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    let person: PersonId = hub.read_models.institutions().await.unwrap()[0].staff[0].person.clone();
    drop(hub);
    let made = vault.back_up("2017-07-03T22:00:00Z").await;
    SqlitePersonKeys::open(&vault.path("data/person-keys.db")).unwrap().erase(&person).unwrap();
    let restored = restore(&RestoreRequest { puts_aside: true, ..vault.request(&made.log, "data") }).await.unwrap();
    assert_eq!(restored.erased_again, std::slice::from_ref(&person));
    let keys = SqlitePersonKeys::open(&vault.path("data/person-keys.db")).unwrap();
    assert!(keys.known(&person).is_some_and(|key| key.is_none()));
}

#[tokio::test]
async fn the_oldest_backups_go_and_nothing_else_does() {
    let vault = Vault::new();
    drop(open(&vault.path("data")).unwrap());
    let mut made = Vec::new();
    for hour in 10..14 {
        made.push(vault.back_up(&format!("2017-07-03T{hour}:00:00Z")).await);
    }
    std::fs::write(vault.path("backups/notes.txt"), "keep me").unwrap();
    assert_eq!(vault.backups().prune(std::num::NonZeroUsize::new(2).unwrap()).unwrap(), 2);
    let left: Vec<_> = vault.backups().all().unwrap();
    assert_eq!(left, [made[2].name.clone(), made[3].name.clone()]);
    assert!(vault.path("backups/notes.txt").exists() && !made[0].keys.as_ref().unwrap().exists());
}

//! Data directories of other versions: an earlier one is opened and says what it said then, a later one is refused.
//!
//! `data_directories/demo-025ace7.zip` is what the version at commit 025ace7 left behind after it had begun the demo: the
//! log, the keys, the bot's file, and the read models as that version folded them. A later version adds its directory and
//! leaves the old ones.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use coordination::Clock;
use events::ids::{CommandId, Position};
use events::non_empty::NonEmpty;
use events::{EventBody, NewEvent};
use focalpoint::Fatal;
use focalpoint::composition::embedded::{Hub, RunOptions, Running};
use focalpoint::composition::telling::NotificationMonitor;
use focalpoint::configuration::data_directory::DataDirectory;
use focalpoint::configuration::sessions::SessionSettings;
use focalpoint::configuration::webhooks::OutgoingSettings;
use notifications::{Calendar, Ladder};
use readmodels::ReadPort;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use store::{EventStore, ExpectedVersion};
use telegram::{ChatSettings, TelegramConfig, Token};
use telegram_sim::{SimConfig, Simulator};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const WRITTEN_BY_025ACE7: &[u8] = include_bytes!("data_directories/demo-025ace7.zip");
/// What that version's `focalpoint verify` printed.
const HEAD: &str = "663:d50680df32a0eed3d207ce2060603f7b8ee5008bc43bb3d0257155de5f85623d";
/// What its `focalpoint replay` printed: the fingerprint of its read models. Whoever changes the stored form of a read model,
/// and raises its version, puts the new one here.
const READ_MODELS: &str = "8d04fde16d218e955a76c783b80eb0c00c7cb951bf66d033b869fe98cd82dee9";
const TOKEN: &str = "7000000001:old-data-directory";

struct JulyThird;

impl Clock for JulyThird {
    fn now(&self) -> DateTime<Utc> {
        "2017-07-03T09:00:00Z".parse().unwrap()
    }
}

fn data_directory() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    zip::ZipArchive::new(Cursor::new(WRITTEN_BY_025ACE7)).unwrap().extract(folder.path()).unwrap();
    folder
}

fn open(folder: &Path) -> Result<Hub, Fatal> {
    Hub::open(DataDirectory::open(folder)?, "kosovo".parse()?, Arc::new(JulyThird))
}

fn fingerprint(dump: &str) -> String {
    hex::encode(Sha256::digest(dump.as_bytes()))
}

/// As if a version to come had written a file.
fn of_a_later_version(folder: &Path, file: &str) {
    Connection::open(folder.join(file)).unwrap().pragma_update(None, "user_version", 99).unwrap();
}

/// The error and what it is because of, as `focalpoint` prints them.
fn printed(error: &Fatal) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}; because: {cause}"))
}

/// Runs every service until one of them ends, with a messenger beside.
async fn run(folder: &Path) -> Result<(), Fatal> {
    let hub = open(folder)?;
    let stop = CancellationToken::new();
    let (page, chat) = (TcpListener::bind("127.0.0.1:0").await?, TcpListener::bind("127.0.0.1:0").await?);
    let api_url = format!("http://{}", chat.local_addr()?);
    let simulator = Simulator::new(SimConfig::new(TOKEN, "old_bot", "old"), Arc::new(telegram_sim::SystemClock))?;
    let messenger = tokio::spawn(telegram_sim::serve(chat, simulator, stop.clone().cancelled_owned()));
    let options = RunOptions {
        public_url: format!("http://{}", page.local_addr()?),
        page,
        sessions: SessionSettings::default(),
        telegram: TelegramConfig {
            webhook: None,
            api_url: Some(api_url),
            token: Token::new(TOKEN.to_owned()),
            database: folder.join("telegram.db"),
            settings: ChatSettings::default(),
        },
        ladder: Ladder::default(),
        calendar: Calendar::default(),
        email: None,
        providers: vec![],
        operations: None,
        bounds: gateway::Bounds::default(),
        webhooks: OutgoingSettings::default(),
        demo: None,
        time_jumps: None,
        telling: NotificationMonitor::default(),
    };
    let outcome = Running::start(&hub, options, stop.clone())?.finish().await;
    stop.cancel();
    messenger.await??;
    outcome
}

#[tokio::test]
async fn an_earlier_versions_log_is_whole_and_replays_into_the_same_read_models() {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    let head = HEAD.parse().unwrap();
    assert_eq!(hub.store.verify_against(&head).await.unwrap().head, head);
    assert_eq!(hub.store.end().await.unwrap(), Position(663));

    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    let found = hub.read_models.dump().await.unwrap();
    hub.read_models.rebuild(hub.feed.as_ref()).await.unwrap();
    assert!(hub.read_models.dump().await.unwrap() == found, "a replay makes other read models than those found");
    assert_eq!(fingerprint(&found), READ_MODELS);
}

#[tokio::test]
async fn an_earlier_versions_people_and_tasks_are_shown_as_before() {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    let institutions = hub.read_models.institutions().await.unwrap();
    let staff: Vec<_> = institutions.iter().flat_map(|institution| &institution.staff).collect();
    let tasks = hub.read_models.all_tasks().await.unwrap();
    assert_eq!((institutions.len(), staff.len(), tasks.len()), (20, 22, 21), "as its tables had them");
    // Every name opens with the keys of that time.
    assert!(staff.iter().all(|person| person.name.is_some()));
}

#[tokio::test]
async fn read_models_of_a_later_version_are_folded_anew() {
    let folder = data_directory();
    let read_models = Connection::open(folder.path().join("read-models.db")).unwrap();
    read_models.execute("UPDATE checkpoints SET version = 99", []).unwrap();
    drop(read_models);
    let hub = open(folder.path()).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    assert_eq!(fingerprint(&hub.read_models.dump().await.unwrap()), READ_MODELS);
}

#[tokio::test]
async fn a_log_and_keys_of_a_later_version_are_refused_with_what_to_do() {
    for file in ["events.db", "person-keys.db"] {
        let folder = data_directory();
        of_a_later_version(folder.path(), file);
        let error = printed(&open(folder.path()).err().unwrap());
        assert!(error.contains(file), "{error}");
        assert!(error.contains("run the version that wrote it, or a newer one"), "{error}");
    }
}

#[tokio::test]
async fn an_event_of_a_later_version_is_refused_with_what_to_do() {
    let folder = data_directory();
    let hub = open(folder.path()).unwrap();
    let last = hub.store.read_all(Position(662), 1).await.unwrap().remove(0);
    let body = EventBody { schema_version: 99, ..last.body };
    let event = NewEvent { id: CommandId::named("a later version").event(0), metadata: last.metadata, body };
    hub.store.append(&last.stream, ExpectedVersion::At(last.revision), NonEmpty::one(event)).await.unwrap();
    let error = hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap_err().to_string();
    assert!(error.contains("was written by a newer focalpoint: run at least that one"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bots_file_of_a_later_version_is_refused_with_what_to_do() {
    let folder = data_directory();
    of_a_later_version(folder.path(), "telegram.db");
    let error = printed(&run(folder.path()).await.unwrap_err());
    assert!(error.contains("telegram.db"), "{error}");
    assert!(error.contains("run the version that wrote it, or a newer one"), "{error}");
}

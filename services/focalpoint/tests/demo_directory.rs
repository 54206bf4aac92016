//! A data directory with real data, and a hub on it: what the version at commit 025ace7 left behind after it had begun the demo.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use coordination::Clock;
use focalpoint::Fatal;
use focalpoint::composition::embedded::{Hub, RunOptions, Running};
use focalpoint::composition::log_keeper::SafekeepingPlan;
use focalpoint::composition::telling::NotificationMonitor;
use focalpoint::configuration::data_directory::DataDirectory;
use focalpoint::configuration::sessions::SessionSettings;
use focalpoint::configuration::webhooks::OutgoingSettings;
use notifications::{Calendar, Ladder};
use telegram::{ChatSettings, TelegramConfig, Token};
use telegram_sim::{SimConfig, Simulator};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const WRITTEN_BY_025ACE7: &[u8] = include_bytes!("data_directories/demo-025ace7.zip");
const TOKEN: &str = "7000000001:old-data-directory";

struct JulyThird;

impl Clock for JulyThird {
    fn now(&self) -> DateTime<Utc> {
        "2017-07-03T09:00:00Z".parse().unwrap()
    }
}

pub(crate) fn data_directory() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    zip::ZipArchive::new(Cursor::new(WRITTEN_BY_025ACE7)).unwrap().extract(folder.path()).unwrap();
    folder
}

pub(crate) fn open(folder: &Path) -> Result<Hub, Fatal> {
    Hub::open(DataDirectory::open(folder)?, "kosovo".parse()?, Arc::new(JulyThird))
}

/// The error and what it is because of, as `focalpoint` prints them.
pub(crate) fn printed(error: &Fatal) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}; because: {cause}"))
}

/// Runs every service until one of them ends, with a messenger beside.
pub(crate) async fn run(folder: &Path) -> Result<(), Fatal> {
    run_until(&open(folder)?, folder, std::future::pending()).await
}

/// The same, until something has happened.
pub(crate) async fn run_until(hub: &Hub, folder: &Path, happened: impl Future<Output = ()>) -> Result<(), Fatal> {
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
        safekeeping: SafekeepingPlan::default(),
        demo: None,
        time_jumps: None,
        telling: NotificationMonitor::default(),
    };
    let mut finish = std::pin::pin!(Running::start(hub, options, stop.clone())?.finish());
    let outcome = tokio::select! {
        ended = &mut finish => ended,
        () = happened => {
            stop.cancel();
            finish.await
        }
    };
    stop.cancel();
    messenger.await??;
    outcome
}

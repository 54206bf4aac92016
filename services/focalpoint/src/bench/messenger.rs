//! A hub that runs whole, beside the messenger that it is measured through.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use notifications::{Calendar, Ladder};
use telegram::{ChatSettings, TelegramConfig, Token};
use telegram_sim::{SimConfig, Simulator};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::composition::embedded::{Hub, RunOptions, Running};
use crate::composition::log_keeper::SafekeepingPlan;
use crate::composition::telling::NotificationMonitor;
use crate::configuration::sessions::SessionSettings;
use crate::configuration::webhooks::OutgoingSettings;

/// The token that the messenger knows the bot by.
const TOKEN: &str = "7000000001:bench";

/// Both of them, running.
pub(super) struct RunningMessenger {
    pub(super) simulator: Arc<Simulator>,
    /// The messenger's address.
    pub(super) chat: String,
    messenger: JoinHandle<io::Result<()>>,
    hub: Running,
    stop: CancellationToken,
}

impl RunningMessenger {
    /// Starts both; the bot keeps what it must remember in this file.
    pub(super) async fn start(
        hub: &Hub,
        database: PathBuf,
        time_jumps: Option<watch::Receiver<()>>,
    ) -> Result<Self, Fatal> {
        let stop = CancellationToken::new();
        let (page, chat) = (TcpListener::bind("127.0.0.1:0").await?, TcpListener::bind("127.0.0.1:0").await?);
        let (public_url, address) =
            (format!("http://{}", page.local_addr()?), format!("http://{}", chat.local_addr()?));
        let config = SimConfig::new(TOKEN, "bench_bot", "bench");
        let simulator = Simulator::new(config, Arc::new(telegram_sim::SystemClock))?;
        let messenger = tokio::spawn(telegram_sim::serve(chat, simulator.clone(), stop.clone().cancelled_owned()));
        let telegram = TelegramConfig {
            webhook: None,
            api_url: Some(address.clone()),
            token: Token::new(TOKEN.to_owned()),
            database,
            settings: ChatSettings::default(),
        };
        let options = RunOptions {
            page,
            public_url,
            sessions: SessionSettings::default(),
            telegram,
            ladder: Ladder::default(),
            calendar: Calendar::default(),
            email: None,
            providers: vec![],
            bounds: gateway::Bounds::default(),
            operations: None,
            webhooks: OutgoingSettings::default(),
            safekeeping: SafekeepingPlan::default(),
            demo: None,
            time_jumps,
            telling: NotificationMonitor::default(),
        };
        let hub = Running::start(hub, options, stop.clone())?;
        Ok(Self { simulator, chat: address, messenger, hub, stop })
    }

    /// Stops both, and waits until they have.
    pub(super) async fn finish(self) -> Result<(), Fatal> {
        self.stop.cancel();
        self.hub.finish().await?;
        self.messenger.await??;
        Ok(())
    }
}

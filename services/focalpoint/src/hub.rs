//! The parts put together in one process, on the embedded default: SQLite in a data directory, the feed from the store.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use coordination::follow_up::FollowUp;
use coordination::{Clock, CommandPort, Coordination};
use events::authority::Standing;
use events::ids::{NotAnId, ServiceName, TenantId};
use feed::dead_letters::{DeadLetter, DeadLetters, FileDeadLetters};
use feed::process::{Process, Redrive, Redriven, Tries};
use feed::{CheckpointFile, EventFeed, StoreFeed};
use futures::future::LocalBoxFuture;
use futures::stream::{FuturesUnordered, StreamExt};
use gateway::{DeadLetterDesk, DeadLettersAway, DemoControl, Gateway, GatewayConfig};
use keys::LocalKeys;
use projections::{ReadModels, ReadPort};
use reminders::{Calendar, CaseFollowUp, Ladder, Notices, Reminders};
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use telegram::{ConnectError, TelegramBot, TelegramConfig};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::data_dir::DataDir;
use crate::guard::PersonalDataGuard;
use crate::import::Import;
use crate::person_key_secret;
use crate::sealing::Sealing;

/// How long the bot waits before it tries again to reach the messenger.
const RECONNECT: Duration = Duration::from_secs(10);

/// Something that ends focalpoint: said once, on its way out.
pub type Fatal = Box<dyn std::error::Error + Send + Sync>;

/// The store and what stands directly on it.
pub struct Hub {
    /// The log.
    pub store: Arc<SqliteEventStore>,
    /// Seals personal fields.
    pub sealing: Sealing,
    /// Takes commands.
    pub coordination: Arc<Coordination>,
    /// Gives recorded events.
    pub feed: Arc<dyn EventFeed>,
    /// Answers questions.
    pub read_models: ReadModels,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Whose hub it is.
    pub tenant: TenantId,
    data: DataDir,
}

impl Hub {
    /// Opens everything in a data directory. Only one process may hold it.
    pub fn open(data: DataDir, tenant: TenantId, clock: Arc<dyn Clock>) -> Result<Self, Fatal> {
        let store = Arc::new(SqliteEventStore::open(&data.events())?);
        let keys = Arc::new(SqlitePersonKeys::open(&data.person_keys())?);
        let coordination = Coordination::new(store.clone(), clock.clone(), tenant.clone());
        let coordination = Arc::new(coordination.guarded_by(Arc::new(PersonalDataGuard)));
        let feed = Arc::new(StoreFeed::new(store.clone()));
        let mut projections = ReadModels::standard();
        projections.push(Reminders::read_model());
        let read_models = ReadModels::open(&data.read_models(), keys.clone(), projections)?;
        Ok(Self {
            store,
            sealing: Sealing::new(Arc::new(LocalKeys::new(keys))),
            coordination,
            feed,
            read_models,
            clock,
            tenant,
            data,
        })
    }

    /// An import into this hub.
    pub fn import(&self) -> Result<Import<'_>, NotAnId> {
        Ok(Import {
            store: self.store.as_ref(),
            rehearsal: &self.coordination,
            commands: self.coordination.as_ref(),
            clock: self.clock.as_ref(),
            sealing: &self.sealing,
            tenant: self.tenant.clone(),
            standing: Standing::service("import".parse()?),
        })
    }
}

/// What a running hub is told from outside.
pub struct RunOptions {
    /// Where the page listens; bound already, so that its address is known.
    pub page: TcpListener,
    /// The page's address as people type it.
    pub public_url: String,
    /// The messenger.
    pub telegram: TelegramConfig,
    /// When people are reminded.
    pub ladder: Ladder,
    /// Working days.
    pub calendar: Calendar,
    /// The demo's clock and chat, in the demo.
    pub demo: Option<Arc<dyn DemoControl>>,
    /// Changes whenever time jumps.
    pub time_jumps: Option<watch::Receiver<()>>,
}

/// The services of a hub while they run.
pub struct Running {
    tasks: JoinSet<Result<(), Fatal>>,
    stop: CancellationToken,
    gateway: Gateway,
}

impl Running {
    /// Starts every service.
    pub fn start(hub: &Hub, options: RunOptions, stop: CancellationToken) -> Result<Self, Fatal> {
        let mut running = JoinSet::new();
        let secret = person_key_secret::kept_in(&hub.data.person_key_secret())?;
        let config = GatewayConfig {
            person_key_secret: Some(secret),
            form_links: options.telegram.data_requests.links.as_ref().map(|links| links.key.clone()),
            ..GatewayConfig::new(options.public_url, hub.tenant.clone())
        };
        let gateway = Gateway::new(
            config,
            Arc::new(hub.read_models.clone()),
            hub.coordination.clone(),
            hub.clock.clone(),
            hub.feed.clone(),
            options.demo,
        )?;

        let (read_models, feed, until) = (hub.read_models.clone(), hub.feed.clone(), stop.clone());
        running.spawn(async move { Ok(read_models.run(feed, until).await?) });

        let name: ServiceName = "coordination".parse()?;
        let clock = hub.clock.clone();
        let letters = Arc::new(FileDeadLetters::new(hub.data.dead_letters()));
        let process = Process::new(
            name,
            CheckpointFile::new(hub.data.follow_up()),
            letters.clone(),
            Arc::new(move || clock.now()),
            Tries::default(),
        );
        let follow_up = FollowUp::new(hub.coordination.clone(), process);
        gateway.set_sealer(Arc::new(hub.sealing.clone()));
        gateway.set_dead_letters(Arc::new(Letters { letters: letters.clone(), redrive: follow_up.redrive() }));
        let feed = hub.feed.clone();
        running.spawn(until_stopped(stop.clone(), async move { Ok(follow_up.run(feed.as_ref()).await?) }));

        let (pages, until) = (gateway.clone(), stop.clone());
        running.spawn(async move { Ok(gateway::serve(options.page, pages, until).await?) });

        let cases = CaseFollowUp::new(
            hub.read_models.clone(),
            hub.feed.clone(),
            hub.coordination.clone(),
            hub.clock.clone(),
            options.calendar.clone(),
            "reminders".parse()?,
        )?;
        let (wake, until) = (Arc::new(Notify::new()), stop.clone());
        let waking = wake_reminders(wake.clone(), hub.read_models.progress(), options.time_jumps.clone());
        running.spawn(until_stopped(stop.clone(), waking));
        running.spawn(async move {
            cases.run(until, wake).await;
            Ok(())
        });

        let chat = Chat {
            telegram: options.telegram,
            ladder: options.ladder,
            calendar: options.calendar,
            time_jumps: options.time_jumps,
            read_models: hub.read_models.clone(),
            feed: hub.feed.clone(),
            coordination: hub.coordination.clone(),
            clock: hub.clock.clone(),
            sealing: hub.sealing.clone(),
            gateway: gateway.clone(),
        };
        let until = stop.clone();
        running.spawn(async move { Box::pin(chat.run(until)).await });

        Ok(Self { tasks: running, stop, gateway })
    }

    /// A new one-time link to the secretariat's page.
    pub fn sign_in_link(&self) -> String {
        self.gateway.sign_in_link()
    }

    /// Waits until a service fails or focalpoint is told to stop; then stops the others.
    pub async fn finish(mut self) -> Result<(), Fatal> {
        let mut outcome = Ok(());
        while let Some(ended) = self.tasks.join_next().await {
            self.stop.cancel();
            let ended = ended.map_err(Fatal::from).flatten();
            if outcome.is_ok() {
                outcome = ended;
            }
        }
        outcome
    }
}

/// The dead letters of the follow-up process, the only ones in one process: read models stop instead.
struct Letters {
    letters: Arc<FileDeadLetters>,
    redrive: Redrive,
}

#[async_trait]
impl DeadLetterDesk for Letters {
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersAway> {
        self.letters.all().await.map_err(|error| DeadLettersAway(error.to_string()))
    }

    async fn redrive(&self, _: &ServiceName) -> Result<Redriven, DeadLettersAway> {
        self.redrive.now().await.ok_or_else(|| DeadLettersAway("the follow-up process does not run".to_owned()))
    }
}

async fn until_stopped(stop: CancellationToken, work: impl Future<Output = Result<(), Fatal>>) -> Result<(), Fatal> {
    stop.run_until_cancelled(work).await.unwrap_or(Ok(()))
}

/// The bot and the reminders it delivers. Both wait for the messenger; the page does not.
struct Chat {
    telegram: TelegramConfig,
    ladder: Ladder,
    calendar: Calendar,
    time_jumps: Option<watch::Receiver<()>>,
    read_models: ReadModels,
    feed: Arc<dyn EventFeed>,
    coordination: Arc<Coordination>,
    clock: Arc<dyn Clock>,
    sealing: Sealing,
    gateway: Gateway,
}

impl Chat {
    async fn run(self, stop: CancellationToken) -> Result<(), Fatal> {
        let reaching = reach_the_messenger(
            self.telegram.clone(),
            Arc::new(self.read_models.clone()),
            self.coordination.clone(),
            self.clock.clone(),
            self.sealing.clone(),
        );
        let Some(bot) = Box::pin(stop.run_until_cancelled(reaching)).await else { return Ok(()) };
        let bot = bot?;
        self.gateway.set_bot_username(bot.username());

        let wake = Arc::new(Notify::new());
        let mut running: JoinSet<Result<(), Fatal>> = JoinSet::new();
        let notice_wake = Arc::new(Notify::new());
        let notices = Notices::new(
            Arc::new(self.read_models.clone()),
            self.feed.clone(),
            self.coordination.clone(),
            self.clock.clone(),
            bot.clone(),
            (self.calendar.clone(), self.ladder.clone()),
            "reminders".parse()?,
        );
        let reminders = Reminders::new(
            self.read_models.clone(),
            self.feed,
            self.coordination.clone(),
            self.clock.clone(),
            bot.clone(),
            (self.calendar, self.ladder),
            "reminders".parse()?,
        );
        let (until, woken) = (stop.clone(), wake.clone());
        running.spawn(async move {
            reminders.run(until, woken).await;
            Ok(())
        });
        let waking = wake_reminders(notice_wake.clone(), self.read_models.progress(), self.time_jumps.clone());
        running.spawn(until_stopped(stop.clone(), waking));
        let until = stop.clone();
        running.spawn(async move {
            notices.run(until, notice_wake).await;
            Ok(())
        });
        let until = stop.clone();
        running.spawn(async move { Ok(bot.run(until).await?) });
        running.spawn(until_stopped(stop.clone(), wake_reminders(wake, self.read_models.progress(), self.time_jumps)));

        let mut outcome = Ok(());
        while let Some(ended) = running.join_next().await {
            stop.cancel();
            let ended = ended.map_err(Fatal::from).flatten();
            if outcome.is_ok() {
                outcome = ended;
            }
        }
        outcome
    }
}

/// Tries until the messenger answers; a token that it refuses is final.
pub(crate) async fn reach_the_messenger(
    telegram: TelegramConfig,
    read_models: Arc<dyn ReadPort>,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    sealing: Sealing,
) -> Result<Arc<TelegramBot>, Fatal> {
    let sealer = Arc::new(sealing);
    loop {
        let (read_models, commands, clock, sealer) =
            (read_models.clone(), commands.clone(), clock.clone(), sealer.clone());
        match TelegramBot::connect(telegram.clone(), read_models, commands, clock, sealer).await {
            Ok(bot) => return Ok(Arc::new(bot)),
            Err(error @ ConnectError::Unreachable { .. }) => {
                tracing::warn!(%error, "the messenger cannot be reached; trying again");
                tokio::time::sleep(RECONNECT).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Runs the parts of a service side by side. When one ends, the others are told to stop, and the first failure is what
/// became of the service.
pub(crate) async fn together(
    stop: &CancellationToken,
    parts: Vec<LocalBoxFuture<'_, Result<(), Fatal>>>,
) -> Result<(), Fatal> {
    let mut running: FuturesUnordered<_> = parts.into_iter().collect();
    let mut outcome = Ok(());
    while let Some(ended) = running.next().await {
        stop.cancel();
        outcome = outcome.and(ended);
    }
    outcome
}

/// Wakes the reminders whenever something they look at has changed: a read model or the time.
pub(crate) async fn wake_reminders(
    wake: Arc<Notify>,
    mut progress: watch::Receiver<events::ids::Position>,
    mut time_jumps: Option<watch::Receiver<()>>,
) -> Result<(), Fatal> {
    loop {
        let time_jumps = async {
            match &mut time_jumps {
                Some(jumps) => jumps.changed().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            changed = progress.changed() => changed?,
            changed = time_jumps => changed?,
        }
        wake.notify_one();
    }
}

//! One process: the adapters on a data directory, and every service on them.
//!
//! The log and the keys are `SQLite` files that only this process holds, so nothing waits for its turn; events come from
//! the store, commands go to the handler beside, and what cannot be processed is kept in a file.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use coordination::{Clock, Coordination};
use drafts::SqliteDrafts;
use email::answers::AnswerHandler;
use email::configuration::EmailSettings;
use events::authority::Principal;
use events::ids::{NotAnId, PersonId, ServiceName, TenantId};
use feed::dead_letters::{DeadLetters, FileDeadLetters};
use feed::process::Redrive;
use feed::{EventFeed, StoreFeed};
use gateway::{
    DeadLetter, DeadLetterQueue, DeadLettersUnavailable, DemoControl, Gateway, GatewayConfig, NoLink, OpenIdProvider,
    PersonKeySecret, RedriveOutcome,
};
use keys::LocalKeys;
use links::LinkKey;
use notifications::{AlwaysHeld, Calendar, DeliveryChannels, Ladder};
use readmodels::{Parking, ReadModels, ReadPort};
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use telegram::TelegramConfig;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::awaited::AwaitedChannel;
use super::chat_metrics::ChatMetrics;
use super::dead_letters::{letter_for_page, outcome_for_page};
use super::disk_space::{DiskSpace, is_for_want_of_room};
use super::log_keeper::{LogKeeper, SafekeepingPlan};
use super::log_marks::{check_files, keep_marks};
use super::notification_metrics::NotificationMetrics;
use super::services::email::{Email, EmailOptions};
use super::services::reminders::Reconcilers;
use super::services::webhooks::Webhooks;
use super::services::{coordination as coordination_service, gateway as gateway_service};
use super::telling::NotificationMonitor;
use super::webhook_deliveries::DeliveriesInFile;
use super::{Ports, services};
use crate::Fatal;
use crate::configuration::data_directory::DataDirectory;
use crate::configuration::sessions::SessionSettings;
use crate::configuration::webhooks::OutgoingSettings;
use crate::configuration::{form_links, person_key_secret};
use crate::import::Import;
use crate::sealing::Sealing;

/// The store and what stands directly on it.
pub struct Hub {
    /// The log, which everything else is made from.
    pub store: Arc<SqliteEventStore>,
    /// Seals personal fields.
    pub sealing: Sealing,
    /// Decides commands and appends what follows.
    pub coordination: Arc<Coordination>,
    /// Gives recorded events.
    pub feed: Arc<dyn EventFeed>,
    /// Answers queries in this process.
    pub read_models: ReadModels,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Whose hub it is.
    pub tenant: TenantId,
    /// Signs the links to forms.
    pub form_links: LinkKey,
    keys: Arc<LocalKeys>,
    person_key_secret: PersonKeySecret,
    data: DataDirectory,
}

impl Hub {
    /// Opens everything in a data directory, which is whole or empty. Only one process may hold it.
    pub fn open(data: DataDirectory, tenant: TenantId, clock: Arc<dyn Clock>) -> Result<Self, Fatal> {
        data.check_presence()?;
        // The log is made first, so that a crash leaves no other file without one; the secrets before it has an event, so that
        // none is ever missing beside one.
        let store = Arc::new(SqliteEventStore::open(&data.events())?);
        let person_key_secret = person_key_secret::kept_in(&data.person_key_secret())?;
        let form_links = form_links::key(&data.form_links())?;
        let keys = Arc::new(SqlitePersonKeys::open(&data.person_keys())?);
        keys.belong_to(store.identity())?;
        let coordination = coordination_service::command_handler(store.clone(), clock.clone(), tenant.clone());
        let coordination = coordination.taking_out_of(store.clone());
        let keys = Arc::new(LocalKeys::new(keys));
        let feed = Arc::new(StoreFeed::new(store.clone()));
        let read_models = ReadModels::open(&data.read_models(), keys.clone(), ReadModels::standard())?;
        Ok(Self {
            store,
            sealing: Sealing::new(keys.clone()),
            keys,
            coordination: Arc::new(coordination),
            feed,
            read_models,
            clock,
            tenant,
            form_links,
            person_key_secret,
            data,
        })
    }

    /// Where everything is kept.
    pub fn data(&self) -> &DataDirectory {
        &self.data
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
            principal: Principal::service("import".parse()?),
        })
    }

    /// Judges what lies beside the log, before anything runs: read models that are not of this log are made anew, and a file of another
    /// log ends the start.
    pub async fn settle(&self) -> Result<(), Fatal> {
        check_files(&self.data, self.feed.as_ref()).await?;
        // Before a page shows what never happened, or was confirmed and is not shown.
        self.read_models.settle(self.feed.as_ref()).await?;
        Ok(())
    }

    /// The ports of the service of this name.
    fn ports(&self, service: &str) -> Result<Ports, NotAnId> {
        Ok(Ports {
            name: service.parse()?,
            commands: self.coordination.clone(),
            feed: self.feed.clone(),
            read_models: Arc::new(self.read_models.clone()),
            clock: self.clock.clone(),
            sealing: self.sealing.clone(),
            // Nobody else can have the data directory open.
            lease: Arc::new(AlwaysHeld),
        })
    }
}

/// What a running hub is told from outside.
pub struct RunOptions {
    /// Where the page listens; bound already, so that its address is known.
    pub page: TcpListener,
    /// The page's address as people type it.
    pub public_url: String,
    /// How people are known on the page.
    pub sessions: SessionSettings,
    /// How the messenger is reached.
    pub telegram: TelegramConfig,
    /// When people are reminded.
    pub ladder: Ladder,
    /// Which days are working days.
    pub calendar: Calendar,
    /// E-mail, where it is set up.
    pub email: Option<EmailSettings>,
    /// Where people can sign in beside the one-time link.
    pub providers: Vec<OpenIdProvider>,
    /// How much the pages take at once.
    pub bounds: gateway::Bounds,
    /// Where operators listen; bound already.
    pub operations: Option<TcpListener>,
    /// Where webhooks' messages may go.
    pub webhooks: OutgoingSettings,
    /// What is done by itself to keep the log safe.
    pub safekeeping: SafekeepingPlan,
    /// The demo's clock and chat, in the demo.
    pub demo: Option<Arc<dyn DemoControl>>,
    /// Changes whenever time jumps.
    pub time_jumps: Option<watch::Receiver<()>>,
    /// Learns how the telling stands.
    pub telling: NotificationMonitor,
}

/// The services of a hub while they run.
pub struct Running {
    tasks: JoinSet<Result<(), Fatal>>,
    stop: CancellationToken,
    gateway: Gateway,
    mail_handler: Option<Arc<AnswerHandler>>,
}

impl Running {
    /// Starts every service.
    pub fn start(hub: &Hub, options: RunOptions, stop: CancellationToken) -> Result<Self, Fatal> {
        let mut tasks = JoinSet::new();

        let dead_letters = Arc::new(FileDeadLetters::new(hub.data.dead_letters()));
        let follow_up = coordination_service::follow_up(
            "coordination".parse()?,
            hub.coordination.clone(),
            hub.data.follow_up(),
            dead_letters.clone(),
            hub.clock.clone(),
            hub.keys.clone(),
        );

        let config = GatewayConfig {
            person_key_secret: Some(hub.person_key_secret.clone()),
            form_links: options.telegram.settings.links.as_ref().map(|links| links.key.clone()),
            calendar: options.calendar.clone(),
            ladder: options.ladder.clone(),
            by_email: options.email.is_some(),
            webhook_reach: gateway::WebhookReach::with_private(options.webhooks.private_addresses),
            providers: options.providers,
            bounds: options.bounds,
            sessions: options.sessions.limits(),
            second_factor_for_cases: options.sessions.second_factor_for_cases,
            behind_proxy: options.sessions.behind_proxy,
            ..GatewayConfig::new(options.public_url, hub.tenant.clone())
        };
        let (keeper, clock) = (READ_MODELS.parse::<ServiceName>()?, hub.clock.clone());
        let parking = Parking::new(dead_letters.clone(), keeper, Arc::new(move || clock.now()));
        let parked = Arc::new(DeadLettersInFile {
            dead_letters,
            redrive: follow_up.redrive(),
            read_models: hub.read_models.clone(),
        });
        let is_demo = options.demo.is_some();
        let pages = gateway_service::gateway(config, &hub.ports("gateway")?, parked, options.demo)?;
        let gateway = pages.gateway.clone();
        gateway.set_drafts(Arc::new(SqliteDrafts::open(&hub.data.drafts())?));
        let metrics = Arc::new(NotificationMetrics::new(hub.clock.clone()));
        gateway.add_figures(metrics.clone());
        let disk = DiskSpace::of(hub.data.folder());
        gateway.add_figures(disk.clone());
        gateway.set_warnings(Arc::new(disk.clone()));
        tasks.spawn(until_stopped(stop.clone(), async move {
            disk.watch().await;
            Ok(())
        }));

        let log_keeper = LogKeeper::new(hub.data.clone(), hub.tenant.clone(), options.safekeeping);
        gateway.set_safekeeping(Arc::new(log_keeper.clone()));
        gateway.add_figures(log_keeper.clone());
        tasks.spawn(log_keeper.run(stop.clone()));

        let (data, feed, progress) = (hub.data.clone(), hub.feed.clone(), ReadPort::progress(&hub.read_models));
        tasks.spawn(until_stopped(stop.clone(), async move {
            keep_marks(&data, feed.as_ref(), progress).await;
            Ok(())
        }));

        let (read_models, feed, until) = (hub.read_models.clone(), hub.feed.clone(), stop.clone());
        tasks.spawn(async move { Ok(read_models.run_parking(feed, parking, until).await?) });

        let feed = hub.feed.clone();
        tasks.spawn(until_stopped(stop.clone(), async move {
            loop {
                match follow_up.run(feed.as_ref()).await {
                    Err(error) if is_for_want_of_room(&error) => wait_for_room(&error).await,
                    ended => return Ok(ended?),
                }
            }
        }));

        tasks.spawn(pages.run(options.page, options.operations, stop.clone()));

        let links = options.telegram.settings.links.as_ref();
        let email = options.email.map(|settings| {
            let links = links.ok_or("e-mail needs the secret that signs links")?;
            let (database, calendar) = (hub.data.email(), options.calendar.clone());
            let (key, public_url) = (links.key.clone(), links.public_url.as_str());
            let email_options =
                EmailOptions { database: &database, key, public_url, calendar, answers_are_borne: is_demo };
            Email::open(&settings, email_options, hub.ports("email")?)
        });
        let email = email.transpose()?;
        let (by_email, mail_handler) = (email.as_ref().map(Email::channel), email.as_ref().map(Email::handler));
        if let Some(email) = email {
            let until = stop.clone();
            tasks.spawn(async move {
                email.run(until).await;
                Ok(())
            });
        }

        // Without the key nobody can make one either.
        if let Some(links) = links {
            let deliveries = Webhooks::deliveries(&hub.data.webhooks())?;
            gateway.set_webhook_deliveries(Arc::new(DeliveriesInFile(deliveries.clone())));
            let (ports, key, policy) = (hub.ports("webhooks")?, links.key.clone(), options.webhooks.policy());
            let webhooks = Webhooks::new(ports, key, policy, deliveries, options.time_jumps.clone())?;
            tasks.spawn(webhooks.run(stop.clone()));
        }

        let reconcilers = Reconcilers {
            ports: hub.ports("reminders")?,
            read_models: hub.read_models.clone(),
            calendar: options.calendar,
            ladder: options.ladder,
            time_jumps: options.time_jumps,
            telling: options.telling,
            metrics,
        };
        tasks.spawn(reconcilers.clone().follow_up_cases(stop.clone()));
        tasks.spawn(reconcilers.clone().follow_up_training(stop.clone()));

        let chat = Arc::new(AwaitedChannel::default());
        tasks.spawn(reconcilers.tell(DeliveryChannels { telegram: chat.clone(), email: by_email }, stop.clone()));

        let bot = run_bot(options.telegram, hub.ports("telegram")?, chat, gateway.clone(), stop.clone());
        tasks.spawn(async move { Box::pin(bot).await });

        Ok(Self { tasks, stop, gateway, mail_handler })
    }

    /// Where people come in: a link that makes the first administrator, once, or the page on which people sign in.
    pub async fn entrance(&self) -> String {
        self.gateway.entrance().await
    }

    /// A new link that signs this person in, once.
    pub async fn link_for(&self, person: &PersonId) -> Result<String, NoLink> {
        self.gateway.link_for(person).await
    }

    /// What takes what people answer by e-mail, where that is set up.
    pub fn mail_handler(&self) -> Option<Arc<AnswerHandler>> {
        self.mail_handler.clone()
    }

    /// Waits until a service fails or focalpoint is told to stop; then stops the others.
    pub async fn finish(self) -> Result<(), Fatal> {
        all_of(self.tasks, &self.stop).await
    }
}

/// The bot. It waits for the messenger; the page and e-mail do not.
async fn run_bot(
    config: TelegramConfig,
    ports: Ports,
    chat: Arc<AwaitedChannel>,
    gateway: Gateway,
    stop: CancellationToken,
) -> Result<(), Fatal> {
    let connecting = services::telegram::connected(config, ports);
    let Some(bot) = Box::pin(stop.run_until_cancelled(connecting)).await else { return Ok(()) };
    let bot = bot?;
    gateway.set_bot_username(bot.username());
    gateway.add_figures(ChatMetrics(bot.figures()));
    chat.is(bot.clone());
    loop {
        match bot.run(stop.clone()).await {
            Err(error) if is_for_want_of_room(&error) => {
                if stop.run_until_cancelled(wait_for_room(&error)).await.is_none() {
                    return Ok(());
                }
            }
            ended => return Ok(ended?),
        }
    }
}

/// Says that the disk is full, and waits a little: what could not be kept comes again.
async fn wait_for_room(error: &(dyn std::error::Error + Send + Sync)) {
    tracing::error!(%error, "the disk is full: make room; this goes on by itself");
    tokio::time::sleep(LOOKED_FOR_ROOM).await;
}

/// Waits for all tasks. When one ends, the others are told to stop, and the first failure is what became of them.
async fn all_of(mut tasks: JoinSet<Result<(), Fatal>>, stop: &CancellationToken) -> Result<(), Fatal> {
    let mut outcome = Ok(());
    while let Some(ended) = tasks.join_next().await {
        stop.cancel();
        outcome = outcome.and(ended.map_err(Fatal::from).flatten());
    }
    outcome
}

async fn until_stopped(stop: CancellationToken, work: impl Future<Output = Result<(), Fatal>>) -> Result<(), Fatal> {
    stop.run_until_cancelled(work).await.unwrap_or(Ok(()))
}

/// How often it is looked whether a full disk has room again.
const LOOKED_FOR_ROOM: Duration = Duration::from_secs(5);

/// As whom the read models put aside what they cannot take in.
const READ_MODELS: &str = "read-models";

/// The dead letters of the follow-up process and of the read models.
struct DeadLettersInFile {
    dead_letters: Arc<FileDeadLetters>,
    redrive: Redrive,
    read_models: ReadModels,
}

#[async_trait]
impl DeadLetterQueue for DeadLettersInFile {
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersUnavailable> {
        let letters = self.dead_letters.all().await.map_err(|error| DeadLettersUnavailable(error.to_string()))?;
        Ok(letters.into_iter().map(letter_for_page).collect())
    }

    async fn redrive(&self, of: &ServiceName) -> Result<RedriveOutcome, DeadLettersUnavailable> {
        let redriven =
            if of.as_str() == READ_MODELS { self.read_models.redrive().await } else { self.redrive.now().await };
        let redriven = redriven.map(outcome_for_page);
        redriven.ok_or_else(|| DeadLettersUnavailable(format!("“{of}” does not run")))
    }
}

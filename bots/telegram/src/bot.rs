//! The bot as a whole: how it comes to life, what it does until it is told to stop, and how the reminders reach people
//! through it. It puts the core and the features together and knows what neither does of the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use coordination::{AuditRecorder, AuditedCommands, Clock, CommandPort};
use events::audit::Door;
use events::authority::Principal;
use events::ids::ServiceName;
use futures::FutureExt as _;
use futures::future::{BoxFuture, select_all};
use notifications::facts::Books;
use notifications::{Channel, Delivered, DeliveryError, Message, SendingLease};
use readmodels::{Book, ReadPort};
use teloxide::requests::Requester;
use teloxide::{ApiError, Bot, RequestError};
use tokio::sync::{Mutex, OnceCell};
use tokio_util::sync::CancellationToken;

use crate::core::channel::MessageDelivery;
use crate::core::chat_figures::ChatFigures;
use crate::core::config::{BotError, ConnectError, Sealer, TelegramConfig, Webhook};
use crate::core::delivery::try_again_later;
use crate::core::message_updates::keep_up_to_date;
use crate::core::messenger::Messenger;
use crate::core::outbox::Outbox;
use crate::core::press::CorePress;
use crate::core::rate_limit::RateLimiter;
use crate::core::services::Services;
use crate::core::storage::database::{Database, Schema};
use crate::core::storage::migrations::{MIGRATIONS, TABLES_OF_GROUP_CHATS};
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::menus::offer_commands_to_strangers;
use crate::core::updates::polling::{POLL, poll};
use crate::core::updates::webhook::take_posts;
use crate::features;
use crate::features::carrying_over::carry_over;

/// How long a request may take beyond the time for which the messenger holds a poll.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long what is in hand may take when the bot is told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// How long what was shown or refused last may take to be recorded.
const SETTLING: Duration = Duration::from_secs(2);

/// Every way to ask something of the bot, from the very tables by which updates are dispatched, so that whoever asks who may what
/// can walk through each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatEntries {
    /// The commands, without the slash.
    pub commands: Vec<&'static str>,
    /// What buttons do, by name.
    pub presses: Vec<&'static str>,
    /// The questions whose answer is the next text, by name.
    pub questions: Vec<&'static str>,
}

/// Every way to ask something of the bot.
pub fn chat_entries() -> ChatEntries {
    let features = features::ALL;
    ChatEntries {
        commands: features.iter().flat_map(|one| one.commands()).map(|command| command.name).collect(),
        presses: CorePress::NAMES.into_iter().chain(features.iter().flat_map(|one| one.presses()).copied()).collect(),
        questions: features.iter().flat_map(|one| one.questions()).map(|question| question.name).collect(),
    }
}

/// The bot, ready to run.
pub struct TelegramBot {
    dispatcher: Arc<Dispatcher>,
    delivery: MessageDelivery,
    /// Filled once what the bot noted before there was a ledger is in it; whether that was just now.
    carried_over: OnceCell<AtomicBool>,
    /// Where the messenger posts updates, unless it is asked for them.
    webhook: Option<Webhook>,
}

/// What there is in the bot's file: the tables of the core and those of the features.
fn schema() -> Schema {
    let of_features = features::ALL.iter().flat_map(|feature| feature.migrations());
    let moved = features::ALL.iter().flat_map(|feature| feature.tables_of_group_chats());
    Schema {
        migrations: MIGRATIONS.iter().chain(of_features).copied().collect(),
        tables_of_group_chats: TABLES_OF_GROUP_CHATS.iter().chain(moved).copied().collect(),
    }
}

impl TelegramBot {
    /// Reaches the messenger, learns the bot's own name and says which commands it knows. Once the lease is lost, it says
    /// nothing more of its own accord.
    pub async fn connect(
        config: TelegramConfig,
        read_models: Arc<dyn ReadPort>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        sealer: Arc<dyn Sealer>,
        lease: Arc<dyn SendingLease>,
    ) -> Result<Self, ConnectError> {
        let client = teloxide::net::default_reqwest_settings()
            .timeout(POLL + PATIENCE)
            .build()
            .map_err(|error| ConnectError::Client(error.to_string()))?;
        let mut bot = Bot::with_client(config.token.secret(), client);
        if let Some(address) = &config.api_url {
            let url = address
                .parse()
                .map_err(|error| ConnectError::Address { address: address.clone(), reason: format!("{error}") })?;
            bot = bot.set_api_url(url);
        }
        let me = bot.get_me().await.map_err(|error| unreached(&error))?;
        let database = Database::open(&config.database, &schema())?;
        let own_name: ServiceName = "telegram".parse()?;
        let audit = Arc::new(AuditRecorder::new(commands.clone(), clock.clone(), own_name.clone(), Door::Chat));
        let commands = Arc::new(AuditedCommands::new(commands, audit.clone()));
        let services = Services {
            messenger: Messenger {
                bot,
                database: database.clone(),
                rate_limiter: Arc::new(RateLimiter::new(config.settings.answers_apart)),
                lease,
            },
            database,
            read_models,
            books: Books::default(),
            notices: Book::default(),
            commands,
            audit,
            clock,
            sealer,
            catalogue: language::catalogue::Catalogue::new()?,
            settings: config.settings,
            figures: Arc::default(),
            id: me.user.id.0,
            username: me.username().to_owned(),
            principal: Principal::service(own_name),
            welcoming: Mutex::default(),
        };
        offer_commands_to_strangers(&services, features::ALL).await.map_err(|error| unreached(&error))?;
        let handlers = features::ALL.iter().filter_map(|feature| feature.acceptance()).collect();
        let questions = features::ALL.iter().flat_map(|feature| feature.questions());
        let outlasting = questions.filter(|kind| kind.outlasts_reports).map(|kind| kind.name).collect();
        let outbox = Outbox::new(services, handlers, outlasting);
        let dispatcher = Arc::new(Dispatcher { outbox, features: features::ALL });
        Ok(Self {
            dispatcher,
            delivery: MessageDelivery::new(),
            carried_over: OnceCell::new(),
            webhook: config.webhook,
        })
    }

    /// The bot's user name, without `@`.
    pub fn username(&self) -> &str {
        &self.dispatcher.services().username
    }

    /// What was not answered since the start.
    pub fn figures(&self) -> Arc<ChatFigures> {
        self.dispatcher.services().figures.clone()
    }

    /// Handles updates, submits again what waits to be saved, and does what the features do of their own accord, until told
    /// to stop. What is in hand then is finished, so that nobody is answered by halves, unless it takes too long.
    pub async fn run(&self, stop: CancellationToken) -> Result<(), BotError> {
        let outbox = &self.dispatcher.outbox;
        let of_features = self.dispatcher.features.iter().filter_map(|feature| feature.background(outbox));
        let updating = keep_up_to_date(outbox, self.dispatcher.features).boxed();
        let background = of_features.chain([outbox.run_forever().boxed(), updating]).map(never_ending);
        let work = select_all(background.chain([self.take_updates(&stop).boxed()]));
        let mut work = std::pin::pin!(work.map(|(ended, _, _)| ended));
        let ended = tokio::select! {
            ended = &mut work => ended,
            () = stop.cancelled() => tokio::time::timeout(GRACE, work).await.unwrap_or(Ok(())),
        };
        if tokio::time::timeout(SETTLING, self.dispatcher.services().audit.settle()).await.is_err() {
            tracing::error!("the audit trail may lack entries: they were not recorded before the end");
        }
        ended
    }

    async fn take_updates(&self, stop: &CancellationToken) -> Result<(), BotError> {
        match &self.webhook {
            Some(webhook) => take_posts(&self.dispatcher, webhook, stop).await,
            None => poll(&self.dispatcher, stop).await,
        }
    }
}

/// What ends only when it fails.
fn never_ending(
    work: BoxFuture<'_, Result<std::convert::Infallible, BotError>>,
) -> BoxFuture<'_, Result<(), BotError>> {
    work.map(|ended| ended.map(|never| match never {})).boxed()
}

fn unreached(error: &RequestError) -> ConnectError {
    if let RequestError::Api(ApiError::InvalidToken) = error {
        return ConnectError::TokenRefused;
    }
    ConnectError::Unreachable { reason: error.to_string() }
}

#[async_trait]
impl Channel for TelegramBot {
    async fn deliver(&self, message: &Message) -> Result<Delivered, DeliveryError> {
        let carrying = async || carry_over(self.dispatcher.services()).await.map(AtomicBool::new);
        let carried = self.carried_over.get_or_try_init(carrying).await.map_err(|error| try_again_later(&error))?;
        // What is handed over was planned before the ledger knew what was told; it is planned anew.
        if carried.swap(false, Ordering::SeqCst) {
            return Err(try_again_later(&"what was told before there was a ledger has just been carried over"));
        }
        self.delivery.deliver(&self.dispatcher.outbox, self.dispatcher.features, message).await
    }
}

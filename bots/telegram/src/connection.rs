//! The bot as a whole: what it is made of, and how it comes to life.

use std::sync::Arc;
use std::time::Duration;

use coordination::{Clock, CommandPort};
use dialogue::catalogue::Catalogue;
use events::authority::Standing;
use events::ids::ChatId;
use events::language::Language;
use projections::cases::CaseBook;
use projections::meetings::Meetings;
use projections::requests::Requests;
use projections::strategy::StrategyBook;
use projections::views::PersonView;
use projections::{Book, ReadPort, TrainingBook};
use teloxide::payloads::SetMyCommandsSetters;
use teloxide::requests::Requester;
use teloxide::types::{BotCommand, BotCommandScope, Recipient};
use teloxide::{ApiError, Bot, RequestError};
use tokio::sync::{Mutex, Notify};

use crate::commands::ChatCommand;
use crate::config::{BotError, ConnectError, Sealer, TelegramConfig, Webhook};
use crate::database::Database;
use crate::digest::PLACES;
use crate::outgoing::Post;
use crate::pace::Pace;
use crate::polling::POLL;
use crate::requests::RequestSettings;
use crate::speech::Speech;

/// How long a request may take beyond the time for which the messenger holds a poll.
const PATIENCE: Duration = Duration::from_secs(15);

/// The bot.
pub struct TelegramBot {
    pub(crate) post: Post,
    pub(crate) database: Database,
    pub(crate) read_models: Arc<dyn ReadPort>,
    pub(crate) cases: Book<CaseBook>,
    pub(crate) meetings: Book<Meetings>,
    pub(crate) strategy: Book<StrategyBook>,
    pub(crate) commands: Arc<dyn CommandPort>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) sealer: Arc<dyn Sealer>,
    pub(crate) catalogue: Catalogue,
    pub(crate) id: u64,
    /// As whom it acts for whoever is nobody yet.
    pub(crate) standing: Standing,
    /// The training programme.
    pub(crate) training: Book<TrainingBook>,
    /// Held while somebody links a chat, until they are welcomed.
    pub(crate) linking: Mutex<()>,
    /// Told whenever a reply begins to wait.
    pub(crate) kept: Notify,
    /// How data requests are told of and answered.
    pub(crate) data_requests: RequestSettings,
    /// The data requests, folded as far as was looked.
    pub(crate) requests: Book<Requests>,
    /// Held while what waits is asked for again.
    pub(crate) asking_again: Mutex<()>,
    /// Held while digests are sent, each by those of the same place.
    pub(crate) sending_digests: [Mutex<()>; PLACES],
    username: String,
    /// Where the messenger posts updates, unless it is asked for them.
    pub(crate) webhook: Option<Webhook>,
}

impl TelegramBot {
    /// Reaches the messenger, learns the bot's own name and says which commands it knows.
    pub async fn connect(
        config: TelegramConfig,
        read_models: Arc<dyn ReadPort>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        sealer: Arc<dyn Sealer>,
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
        let database = Database::open(&config.database)?;
        let catalogue = Catalogue::new()?;
        let connected = Self {
            post: Post { bot, database: database.clone(), pace: Arc::new(Pace::new()) },
            database,
            read_models,
            cases: Book::default(),
            meetings: Book::default(),
            strategy: Book::default(),
            commands,
            clock,
            sealer,
            catalogue,
            id: me.user.id.0,
            standing: Standing::service("telegram".parse()?),
            training: Book::default(),
            linking: Mutex::default(),
            kept: Notify::new(),
            data_requests: config.data_requests,
            requests: Book::default(),
            asking_again: Mutex::default(),
            sending_digests: std::array::from_fn(|_| Mutex::default()),
            username: me.username().to_owned(),
            webhook: config.webhook,
        };
        connected.tell_commands().await.map_err(|error| unreached(&error))?;
        Ok(connected)
    }

    /// The bot's user name, without `@`.
    pub fn username(&self) -> &str {
        &self.username
    }

    fn menu(&self, commands: &[ChatCommand], language: Language) -> Vec<BotCommand> {
        let speech = self.speech(language);
        let described = |command: &ChatCommand| speech.label(command.description_key(), &[]);
        commands.iter().map(|command| BotCommand::new(command.name(), described(command))).collect()
    }

    /// Has the messenger offer a person's commands in the person's language, when they have changed.
    pub(crate) async fn offer_commands(&self, chat: ChatId, person: &PersonView) -> Result<(), BotError> {
        let commands = ChatCommand::offered_to(person);
        let names: Vec<&str> = commands.iter().map(ChatCommand::name).collect();
        let menu = format!("{} {}", person.language, names.join(" "));
        if self.database.menu(chat).await?.as_ref() == Some(&menu) {
            return Ok(());
        }
        let scope = BotCommandScope::Chat { chat_id: Recipient::Id(teloxide::types::ChatId(chat.0)) };
        match self.post.bot.set_my_commands(self.menu(&commands, person.language)).scope(scope).await {
            Ok(_) => self.database.note_menu(chat, menu).await,
            // A convenience: the next message tries again.
            Err(error) => {
                tracing::debug!(%error, "the messenger does not take a chat's commands");
                Ok(())
            }
        }
    }

    /// The commands for strangers in each language, and in Albanian for everybody else.
    async fn tell_commands(&self) -> Result<(), RequestError> {
        for language in Language::ALL {
            let known = self.menu(&ChatCommand::TO_STRANGERS, language);
            if language == Language::default() {
                self.post.bot.set_my_commands(known.clone()).await?;
            }
            self.post.bot.set_my_commands(known).language_code(language.code()).await?;
        }
        Ok(())
    }

    /// A text in each of these languages, one below the other.
    pub(crate) fn say_in(&self, languages: &[Language], key: &str) -> String {
        let said: Vec<String> = languages.iter().map(|language| self.speech(*language).say(key, &[])).collect();
        said.join("\n\n")
    }

    pub(crate) fn speech(&self, language: Language) -> Speech<'_> {
        Speech { catalogue: &self.catalogue, language, today: self.clock.moment().today }
    }
}

fn unreached(error: &RequestError) -> ConnectError {
    if let RequestError::Api(ApiError::InvalidToken) = error {
        return ConnectError::TokenRefused;
    }
    ConnectError::Unreachable { reason: error.to_string() }
}

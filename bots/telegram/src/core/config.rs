//! What the bot is given, and why it may not start.

use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use events::email_address::EmailAddress;
use events::ids::{ChatId, PersonId};
use events::sealed::Sealed;
use links::LinkKey;
use notifications::{Calendar, Ladder};

/// The bot's token. Not printable, so that it does not end up in a log.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// The token as the messenger gave it.
    pub fn new(token: String) -> Self {
        Self(token)
    }

    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// How the bot reaches the messenger and where it keeps its conversations.
#[derive(Debug, Clone)]
pub struct TelegramConfig {
    /// The Bot API's address; `None`: the real one.
    pub api_url: Option<String>,
    /// The bot's token.
    pub token: Token,
    /// The bot's own SQLite file: open questions, buttons, how far updates are handled.
    pub database: PathBuf,
    /// When people are told something, and where forms are opened.
    pub settings: ChatSettings,
    /// Where the messenger posts updates; `None`: it is asked for them.
    pub webhook: Option<Webhook>,
}

/// When people are told something, where forms are opened, and what else people may choose.
#[derive(Debug, Clone)]
pub struct ChatSettings {
    /// Which days are working days.
    pub calendar: Calendar,
    /// At what time of day people are told, and how long before a date.
    pub ladder: Ladder,
    /// How a form is opened on a page; without it the chat offers no link.
    pub links: Option<FormLinks>,
    /// Whether the hub sends e-mail, so that people may choose to be told by it.
    pub email: bool,
    /// How many messages of strangers are answered a minute, and at once, of all of them together.
    pub messages_of_strangers: NonZeroU32,
    /// The pause between two answers in chats that have many, where more than a few do.
    pub answers_apart: Duration,
}

/// So many messages of strangers are answered a minute, unless said otherwise.
const MESSAGES_OF_STRANGERS: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);

/// Twenty a second of the thirty that the messenger takes.
const ANSWERS_APART: Duration = Duration::from_millis(50);

impl Default for ChatSettings {
    fn default() -> Self {
        let (calendar, ladder) = (Calendar::default(), Ladder::default());
        Self {
            calendar,
            ladder,
            links: None,
            email: false,
            messages_of_strangers: MESSAGES_OF_STRANGERS,
            answers_apart: ANSWERS_APART,
        }
    }
}

/// The links that open a form on a page.
#[derive(Debug, Clone)]
pub struct FormLinks {
    /// Signs the links.
    pub key: LinkKey,
    /// The page's address, without a slash at its end.
    pub public_url: String,
}

/// Where the messenger posts updates. [`Webhook::new`] makes one.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub(crate) listen: SocketAddr,
    pub(crate) url: url::Url,
    secret: Token,
}

/// Why a webhook is none.
#[derive(Debug, thiserror::Error)]
pub enum NotAWebhook {
    /// The address is not one.
    #[error("“{0}” is no address for a webhook: write one like https://hub.example.org/telegram")]
    Address(String),
    /// The secret is too weak, or has characters that a header cannot carry.
    #[error(
        "the webhook's secret must have 32 to 256 of the characters A-Z, a-z, 0-9, _ and -: make one with `openssl rand -hex 32`"
    )]
    Secret,
}

/// A chat or an address could not be sealed for its person.
#[derive(Debug, thiserror::Error)]
#[error("what a person gave of themselves could not be sealed: {0}")]
pub struct SealFailed(pub String);

/// Seals what is a person's own: a chat for whoever links it, an e-mail address for whoever gives it.
#[async_trait]
pub trait Sealer: Send + Sync {
    /// The chat, readable with the person's key only.
    async fn seal_chat(&self, person: &PersonId, chat: ChatId) -> Result<Sealed<ChatId>, SealFailed>;

    /// The address, readable with the person's key only.
    async fn seal_address(&self, person: &PersonId, address: &EmailAddress)
    -> Result<Sealed<EmailAddress>, SealFailed>;
}

/// Why the bot cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The address is not one.
    #[error("“{address}” is no address for the Bot API: {reason}")]
    Address {
        /// The address as configured.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The messenger does not know the token.
    #[error("the messenger refuses the bot's token: check the token file")]
    TokenRefused,
    /// The messenger cannot be reached; trying again may help.
    #[error("the messenger cannot be reached: {reason}")]
    Unreachable {
        /// What failed, as the messenger or the system said.
        reason: String,
    },
    /// The HTTP client cannot be built.
    #[error("no HTTP client: {0}")]
    Client(String),
    /// The bot's own file cannot be used.
    #[error(transparent)]
    Database(#[from] BotError),
    /// The bot's own name is none.
    #[error(transparent)]
    Name(#[from] events::ids::NotAnId),
    /// The texts do not load.
    #[error(transparent)]
    Texts(#[from] language::catalogue::CatalogueError),
}

/// Why the bot stops.
#[derive(Debug, thiserror::Error)]
pub enum BotError {
    /// Its own file cannot be used.
    #[error("the bot's file {path}: {reason}")]
    Database {
        /// The file as it was named.
        path: PathBuf,
        /// What failed, as the system said.
        reason: String,
    },
    /// The webhook's address cannot be listened at.
    #[error("the webhook at {listen}: {reason}")]
    Webhook {
        /// The address that was to be listened on.
        listen: SocketAddr,
        /// What failed, as the system said.
        reason: String,
    },
    /// Whoever handled updates broke off.
    #[error("an update could not be handled: {reason}")]
    Handling {
        /// What happened, as the runtime said.
        reason: String,
    },
    /// The messenger does not know the token any more.
    #[error("the messenger refuses the bot's token: it was revoked; put the new one into the token file")]
    TokenRefused,
}

/// How long the webhook's secret is, in characters; the messenger takes no longer one.
const SECRET_LENGTH: std::ops::RangeInclusive<usize> = 32..=256;

impl Webhook {
    /// A webhook at this address, which is to be the one that the messenger reaches through `url`.
    pub fn new(listen: SocketAddr, url: &str, secret: String) -> Result<Self, NotAWebhook> {
        let url = url.parse().map_err(|_| NotAWebhook::Address(url.to_owned()))?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if !SECRET_LENGTH.contains(&secret.len()) || !secret.bytes().all(plain) {
            return Err(NotAWebhook::Secret);
        }
        Ok(Self { listen, url, secret: Token::new(secret) })
    }

    pub(crate) fn secret_text(&self) -> &str {
        self.secret.secret()
    }
}

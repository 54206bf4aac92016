//! What the bot is given, and why it may not start.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use async_trait::async_trait;
use events::ids::{ChatId, PersonId};
use events::sealed::Sealed;

use crate::requests::RequestSettings;

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
    /// How data requests are told of and answered.
    pub data_requests: RequestSettings,
    /// Where the messenger posts updates; `None`: it is asked for them.
    pub webhook: Option<Webhook>,
}

/// Where the messenger posts updates. [`Webhook::new`] makes one.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub(crate) listen: SocketAddr,
    pub(crate) url: url::Url,
    pub(crate) secret: Token,
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

/// A chat could not be sealed for its person.
#[derive(Debug, thiserror::Error)]
#[error("the chat could not be sealed: {0}")]
pub struct SealFailed(pub String);

/// Seals a chat for the person who links it.
#[async_trait]
pub trait Sealer: Send + Sync {
    /// The chat, readable with the person's key only.
    async fn seal_chat(&self, person: &PersonId, chat: ChatId) -> Result<Sealed<ChatId>, SealFailed>;
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
        /// What failed.
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
    Texts(#[from] dialogue::catalogue::CatalogueError),
}

/// Why the bot stops.
#[derive(Debug, thiserror::Error)]
pub enum BotError {
    /// Its own file cannot be used.
    #[error("the bot's file {path}: {reason}")]
    Database {
        /// The file.
        path: PathBuf,
        /// What failed.
        reason: String,
    },
    /// The webhook's address cannot be listened at.
    #[error("the webhook at {listen}: {reason}")]
    Webhook {
        /// The address.
        listen: SocketAddr,
        /// What failed.
        reason: String,
    },
    /// The messenger does not know the token any more.
    #[error("the messenger refuses the bot's token: it was revoked; put the new one into the token file")]
    TokenRefused,
}

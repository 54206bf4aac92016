//! The configuration: a TOML file, and `FOCALPOINT_…` environment variables before it (`__` between levels, as in
//! `FOCALPOINT_TELEGRAM__TOKEN_FILE`). Secrets are named by file only.
//!
//! Here is what one process is told, and what both kinds of deployment share.
//!
//! - [`deployment`]: what a service on its own is told.
//! - [`data_directory`]: which file holds what; [`data_presence`]: whether all of it is there.
//! - [`web`]: what the pages alone are told.
//! - [`sessions`]: how people are known on the pages.
//! - [`backups`]: where backups go; [`checkpoints`]: where checkpoints do.
//! - [`webhooks`]: where webhooks' messages may go.
//! - [`person_key_secret`], `form_links`: secrets that are drawn at the first start; `random`: how.

pub mod backups;
pub mod checkpoints;
pub mod data_directory;
pub mod data_presence;
pub mod deployment;
pub(crate) mod form_links;
pub mod permissions;
pub mod person_key_secret;
pub(crate) mod random;
pub mod sessions;
pub mod web;
pub mod webhooks;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use self::backups::BackupSettings;
use self::checkpoints::CheckpointSettings;
use self::permissions::{OpenToOthers, check_secret};
use self::web::WebSettings;
use self::webhooks::OutgoingSettings;
use crate::configuration::sessions::SessionSettings;
use email::configuration::EmailSettings;
use events::ids::TenantId;
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use notifications::ladder::Ladder;
use serde::Deserialize;
use telegram::{ChatSettings, NotAWebhook, TelegramConfig, Token, Webhook};

/// Environment variables of the command line, which are no settings: `FOCALPOINT_CONFIG` and so on.
pub(crate) const NOT_SETTINGS: &[&str] = &["config", "log", "log_format", "otlp_endpoint"];

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is missing.
    #[error("there is no configuration at {0}: write one (see the README) or name it with --config")]
    Missing(PathBuf),
    /// A setting is missing, misspelt or of the wrong kind.
    #[error("the configuration {file}: {source}")]
    Unusable {
        /// Where the file is.
        file: PathBuf,
        /// What is wrong, with the setting's name.
        source: Box<figment::Error>,
    },
    /// The webhook cannot be one.
    #[error("the setting telegram.webhook: {0}")]
    Webhook(#[from] NotAWebhook),
    /// A secret's file cannot be read.
    #[error("the secret file {file}: {source}")]
    Secret {
        /// Where the file is.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Others on this machine can read a secret.
    #[error(transparent)]
    OpenToOthers(#[from] OpenToOthers),
}

/// How focalpoint is set up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Whose coordination it is.
    pub tenant: TenantId,
    /// The data directory.
    pub data: PathBuf,
    /// The address of the secretariat's page.
    pub listen: SocketAddr,
    /// The page's address as people type it.
    pub public_url: String,
    /// The bot on Telegram, or on its local server.
    pub telegram: TelegramSettings,
    /// E-mail; without it, nobody is told anything by e-mail.
    #[serde(default)]
    pub email: Option<EmailSettings>,
    /// How people are known on the pages.
    #[serde(default)]
    pub sessions: SessionSettings,
    /// When people are reminded.
    #[serde(default)]
    pub reminders: Ladder,
    /// Public holidays that cannot be computed.
    #[serde(default)]
    pub holidays: HolidaySettings,
    /// The web pages.
    #[serde(default)]
    pub web: WebSettings,
    /// Where webhooks' messages may go.
    #[serde(default)]
    pub webhooks: OutgoingSettings,
    /// Backups; without them, none is made by itself.
    #[serde(default)]
    pub backup: Option<BackupSettings>,
    /// Checkpoints; without them, none is made by itself.
    #[serde(default)]
    pub checkpoints: Option<CheckpointSettings>,
}

/// The bot on Telegram, or on its local server.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TelegramSettings {
    /// The Bot API's address; the real one unless said otherwise.
    #[serde(default)]
    pub api_url: Option<String>,
    /// The file that holds the bot's token.
    pub token_file: PathBuf,
    /// Where the messenger posts updates; without it, it is asked for them.
    #[serde(default)]
    pub webhook: Option<WebhookSettings>,
    /// How many messages of strangers are answered a minute, of all of them together; 30 unless said otherwise.
    #[serde(default)]
    pub messages_of_strangers: Option<NonZeroU32>,
}

/// Where the messenger posts updates.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// Where the bot listens. TLS is the reverse proxy's in front of it.
    pub listen: SocketAddr,
    /// The address that the messenger posts to; it leads to `listen`.
    pub url: String,
    /// The file that holds the secret which the messenger shows with every update.
    pub secret_file: PathBuf,
}

impl TelegramSettings {
    /// What the bot is told, its token and the webhook's secret read.
    pub(crate) fn config(&self, database: PathBuf, settings: ChatSettings) -> Result<TelegramConfig, SettingsError> {
        let messages_of_strangers = self.messages_of_strangers.unwrap_or(settings.messages_of_strangers);
        let settings = ChatSettings { messages_of_strangers, ..settings };
        Ok(TelegramConfig {
            api_url: self.api_url.clone(),
            webhook: self.webhook()?,
            token: Token::new(read_secret(&self.token_file)?),
            database,
            settings,
        })
    }

    /// The webhook, with its secret read.
    fn webhook(&self) -> Result<Option<Webhook>, SettingsError> {
        let Some(WebhookSettings { listen, url, secret_file }) = &self.webhook else { return Ok(None) };
        Ok(Some(Webhook::new(*listen, url, read_secret(secret_file)?)?))
    }
}

/// Public holidays beyond those that can be computed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidaySettings {
    /// The first days of Eid al-Fitr and Eid al-Adha as announced, for the years in which they were.
    #[serde(default)]
    pub eids: Vec<chrono::NaiveDate>,
    /// Days off that the government declared, perhaps at short notice.
    #[serde(default)]
    pub declared: Vec<chrono::NaiveDate>,
}

impl HolidaySettings {
    /// The working days of Kosovo with these.
    pub fn calendar(&self) -> Result<notifications::Calendar, notifications::calendar::NotAnEid> {
        notifications::Calendar::with_announced(self.eids.iter().copied(), self.declared.iter().copied())
    }
}

impl Settings {
    /// Reads the configuration.
    pub fn read(file: &Path) -> Result<Self, SettingsError> {
        if !file.exists() {
            return Err(SettingsError::Missing(file.to_owned()));
        }
        Figment::new()
            .merge(Toml::file_exact(file))
            .merge(Env::prefixed("FOCALPOINT_").ignore(NOT_SETTINGS).split("__"))
            .extract()
            .map_err(|source| SettingsError::Unusable { file: file.to_owned(), source: Box::new(source) })
    }
}

/// Reads a secret from its file, the line break at its end left out.
pub fn read_secret(file: &Path) -> Result<String, SettingsError> {
    check_secret(file)?;
    std::fs::read_to_string(file)
        .map(|text| text.trim().to_owned())
        .map_err(|source| SettingsError::Secret { file: file.to_owned(), source })
}

//! What a service on its own is told: `FOCALPOINT_…` environment variables (`__` between levels, as in
//! `FOCALPOINT_NATS__SERVERS`), before a TOML file if there is one. Secrets are named by file only.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use email::configuration::EmailSettings;
use events::ids::TenantId;
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use notifications::ladder::Ladder;
use serde::Deserialize;
use transport::{NatsSettings, StreamSettings};

use crate::configuration::sessions::SessionSettings;
use crate::configuration::web::WebSettings;
use crate::configuration::webhooks::OutgoingSettings;
use crate::configuration::{HolidaySettings, NOT_SETTINGS, SettingsError, TelegramSettings};

/// How a service is set up. Every service of a deployment is given the same, and takes what it needs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeploymentSettings {
    /// Whose coordination it is.
    pub tenant: TenantId,
    /// The directory of this very process; what is in it can be made anew, except the keys of the key service.
    pub data: PathBuf,
    /// Where health is answered, and by the gateway the pages.
    pub listen: SocketAddr,
    /// The NATS servers.
    pub nats: NatsSettings,
    /// How JetStream keeps its streams. The key is `road`.
    #[serde(default, rename = "road")]
    pub streams: StreamSettings,
    /// The event store.
    pub event_store: EventStore,
    /// How many partitions the read models have.
    #[serde(default = "one")]
    pub partitions: u16,
    /// Which of them this process is, from 0. For the read models' service only.
    #[serde(default)]
    pub partition: u16,
    /// The page's address as people type it. For the gateway, and for the links that the chat gives.
    #[serde(default)]
    pub public_url: Option<String>,
    /// The bot's user name without `@`, for the links of invitations. For the gateway only.
    #[serde(default)]
    pub bot_username: Option<String>,
    /// The file with the secret of the person keys. For the gateway only; without it, pages do not ask for identifying
    /// data.
    #[serde(default)]
    pub person_key_secret_file: Option<PathBuf>,
    /// The file with the secret that signs the links to forms. For the gateway, the chat service, e-mail and the webhooks'
    /// service, the same for all; without it no form is opened on a page.
    #[serde(default)]
    pub form_links_key_file: Option<PathBuf>,
    /// How people are known on the pages. For the gateway only.
    #[serde(default)]
    pub sessions: SessionSettings,
    /// The messenger. For the chat service only.
    #[serde(default)]
    pub telegram: Option<TelegramSettings>,
    /// E-mail. For the e-mail service only.
    #[serde(default)]
    pub email: Option<EmailSettings>,
    /// Whether people are told things by e-mail as well: whether the e-mail service runs. For the reminders, the
    /// chat service and the gateway.
    #[serde(default)]
    pub by_email: bool,
    /// When people are reminded.
    #[serde(default)]
    pub reminders: Ladder,
    /// Public holidays that cannot be computed.
    #[serde(default)]
    pub holidays: HolidaySettings,
    /// The web pages. For the gateway only.
    #[serde(default)]
    pub web: WebSettings,
    /// Where webhooks' messages may go. For the webhooks' service and the gateway.
    #[serde(default)]
    pub webhooks: OutgoingSettings,
    /// To rehearse a deployment at another time: a file that says by how many seconds this deployment's time is ahead, or
    /// behind when the number is negative. It is read again and again, so that time can be moved.
    #[serde(default)]
    pub rehearsal_clock: Option<PathBuf>,
}

/// The event store.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventStore {
    /// Its connection string, with every node: `esdb://node-1:2113,node-2:2113,node-3:2113?tls=true&tlsCaFile=…`.
    pub connection: String,
    /// A file with `user:password` in its first line.
    #[serde(default)]
    pub credentials_file: Option<PathBuf>,
}

const fn one() -> u16 {
    1
}

impl DeploymentSettings {
    /// Reads the environment, and the file where one is named.
    pub fn read(file: Option<&Path>) -> Result<Self, SettingsError> {
        let mut sources = Figment::new();
        if let Some(file) = file {
            if !file.exists() {
                return Err(SettingsError::Missing(file.to_owned()));
            }
            sources = sources.merge(Toml::file_exact(file));
        }
        let unusable = |source| SettingsError::Unusable {
            file: file.map_or_else(|| PathBuf::from("in the environment"), Path::to_owned),
            source: Box::new(source),
        };
        sources.merge(Env::prefixed("FOCALPOINT_").ignore(NOT_SETTINGS).split("__")).extract().map_err(unusable)
    }
}

//! What the gateway is told at its start.

use std::time::Duration;

use chrono::TimeDelta;
use events::ids::TenantId;
use links::LinkKey;
use notifications::{Calendar, Ladder};

use crate::person_key::PersonKeySecret;

/// Settings of the gateway.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    /// The address under which people reach it, without a slash at the end: `https://hub.example.org`. With https, the
    /// session cookie is sent over https only.
    pub public_url: String,
    /// Whose coordination it shows.
    pub tenant: TenantId,
    /// The bot's user name without `@`, for invitation links, when it is known at the start. While it is not known, the
    /// page shows the bare token.
    pub bot_username: Option<String>,
    /// How long an invitation to link a chat can be taken.
    pub invitation_valid: TimeDelta,
    /// How old the data may be before pages say so and the gateway says that it is not ready.
    pub stale_after: Duration,
    /// The secret of the person keys; without one, pages do not ask for identifying data.
    pub person_key_secret: Option<PersonKeySecret>,
    /// Signs the links by which a person opens a form, or takes one step with one task, without signing in; without it no
    /// such link opens anything.
    pub form_links: Option<LinkKey>,
    /// Which days are working days: what waits to be told is shown by it.
    pub calendar: Calendar,
    /// When people are reminded: what waits to be told is shown by it.
    pub ladder: Ladder,
    /// Whether people are told things by e-mail as well.
    pub by_email: bool,
}

impl GatewayConfig {
    /// Settings with an invitation valid for seven days and data that may be a minute old.
    pub fn new(public_url: impl Into<String>, tenant: TenantId) -> Self {
        Self {
            public_url: public_url.into().trim_end_matches('/').to_owned(),
            tenant,
            bot_username: None,
            invitation_valid: TimeDelta::days(7),
            stale_after: Duration::from_secs(60),
            person_key_secret: None,
            form_links: None,
            calendar: Calendar::default(),
            ladder: Ladder::default(),
            by_email: false,
        }
    }

    pub(crate) fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Why the gateway cannot start.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The address is not one.
    #[error("“{0}” is no address for the gateway: give http://… or https://… as public_url")]
    PublicUrl(String),
    /// A template does not compile.
    #[error("a page's template is broken: {0}")]
    Template(#[from] minijinja::Error),
    /// The texts do not load.
    #[error("the texts of the pages do not load: {0}")]
    Texts(String),
    /// The address could not be listened on, or listening broke off.
    #[error("the gateway cannot serve: {0}")]
    Serve(#[from] std::io::Error),
}

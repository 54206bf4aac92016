//! What the gateway is told at its start.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use coordination::{Clock, SystemClock};
use events::ids::{NotAnId, TenantId};
use links::LinkKey;
use notifications::{Calendar, Ladder};

use crate::elapsed_clock::{ElapsedClock, MachineElapsed};
use crate::open_id::{OpenIdProvider, UnusableProvider};
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
    /// such link opens anything. The challenges of passkeys are made with it too: without it, a passkey has to answer at the
    /// gateway that asked. And the secrets of webhooks are worked out from it: without it nobody makes one.
    pub form_links: Option<LinkKey>,
    /// Which days are working days: what waits to be told is shown by it.
    pub calendar: Calendar,
    /// When people are reminded: what waits to be told is shown by it.
    pub ladder: Ladder,
    /// Whether people are told things by e-mail as well.
    pub by_email: bool,
    /// Where webhooks may go.
    pub webhook_reach: WebhookReach,
    /// How long sessions and links last.
    pub sessions: SessionLimits,
    /// Whether whoever sees cases must show a second factor.
    pub second_factor_for_cases: bool,
    /// Whether requests come through a proxy of ours, which says whose they are.
    pub behind_proxy: bool,
    /// Where people can sign in beside the link; it wants the key that signs links.
    pub providers: Vec<OpenIdProvider>,
    /// How much is taken at once, and how long anything may take.
    pub bounds: Bounds,
}

/// Where webhooks may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookReach {
    /// To public addresses, over https.
    Public,
    /// To this machine and to private networks as well, where receivers are in the house.
    PrivateToo,
}

impl WebhookReach {
    /// The one that allows private addresses, or not.
    pub fn with_private(allowed: bool) -> Self {
        if allowed { Self::PrivateToo } else { Self::Public }
    }
}

/// How much is taken at once, and how long anything may take. How often somebody may ask stands in one table in the code;
/// it is counted for each person, and for an address by how many people sit behind it.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// How many connections are open at the same moment at most; further ones wait.
    pub connections: usize,
    /// How many of them come from one address at most; further ones are closed. Behind a proxy of ours it does not count:
    /// all come from the proxy.
    pub connections_of_an_address: usize,
    /// How many people sit behind one address at most, as an office does.
    pub people_behind_an_address: NonZeroU32,
    /// How long the head of a request may take to come, from when the connection is open or the answer before is given.
    pub header_time: Duration,
    /// How long the body of a form may take to come, and how long an answer may take.
    pub answer_time: Duration,
    /// How long what is under way may take when the gateway is told to stop.
    pub stop_time: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 1_024,
            connections_of_an_address: 320,
            people_behind_an_address: NonZeroU32::MIN.saturating_add(39),
            header_time: Duration::from_secs(20),
            answer_time: Duration::from_secs(30),
            stop_time: Duration::from_secs(8),
        }
    }
}

/// How long sessions and links last.
#[derive(Debug, Clone, Copy)]
pub struct SessionLimits {
    /// How long a session lasts after it was last used.
    pub idle: Duration,
    /// How long a session lasts at most.
    pub longest: Duration,
    /// How long a link that signs in can be used.
    pub link_valid: Duration,
    /// How long a second factor counts for what matters most: roles, tokens, exports of everything.
    pub confirmed_for: Duration,
    /// How long what was typed into a form and not sent is kept after it was typed last.
    pub drafts_kept: Duration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        const HOUR: u64 = 60 * 60;
        Self {
            idle: Duration::from_secs(12 * HOUR),
            longest: Duration::from_secs(7 * 24 * HOUR),
            link_valid: Duration::from_secs(HOUR),
            confirmed_for: Duration::from_secs(HOUR / 6),
            drafts_kept: Duration::from_secs(30 * 24 * HOUR),
        }
    }
}

/// The clocks that the gateway looks at.
#[derive(Clone)]
pub struct GatewayClocks {
    /// The hub's, by which the coordination goes. A demo moves it by days.
    pub coordination: Arc<dyn Clock>,
    /// The world's, by which links and sessions end.
    pub world: Arc<dyn Clock>,
    /// The one that only goes on, by which it is counted how often somebody asks.
    pub elapsed: Arc<dyn ElapsedClock>,
}

impl GatewayClocks {
    /// A hub's clock beside that of the machine.
    pub fn of_hub(coordination: Arc<dyn Clock>) -> Self {
        Self { coordination, world: Arc::new(SystemClock), elapsed: Arc::new(MachineElapsed::default()) }
    }
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
            webhook_reach: WebhookReach::Public,
            sessions: SessionLimits::default(),
            second_factor_for_cases: false,
            behind_proxy: false,
            providers: vec![],
            bounds: Bounds::default(),
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
    /// A provider of OpenID Connect cannot be used.
    #[error(transparent)]
    Provider(#[from] UnusableProvider),
    /// A name of ours is no id.
    #[error(transparent)]
    Id(#[from] NotAnId),
    /// A key cannot be one.
    #[error(transparent)]
    Key(#[from] links::TooShort),
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

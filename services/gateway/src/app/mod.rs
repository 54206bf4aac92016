//! What every handler is given: ports, settings, sessions, templates and figures.
//!
//! It only holds them. What is done with them stands where it belongs, as further `impl App`: pages are rendered in
//! [`http::page`](crate::http::page), commands are carried out in [`http::commands`](crate::http::commands). It may depend on
//! what it holds and knows no route, no handler and no feature.

pub(crate) mod kept_drafts;
pub(crate) mod metrics;
pub(crate) mod open_sessions;
pub(crate) mod rate_limit;
pub(crate) mod reader;
pub(crate) mod secrets;
pub(crate) mod shown_pages;

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use coordination::{Clock, CommandPort};
use drafts::{DraftKey, Drafts};
use events::audit::Door;
use events::authority::Principal;
use events::ids::ServiceName;
use links::LinkKey;
use readmodels::ReadPort;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::metrics::Metrics;
use crate::app::rate_limit::RateLimits;
use crate::app::secrets::draw_secret;
use crate::app::shown_pages::ShownPages;
use crate::config::{GatewayClocks, GatewayConfig, GatewayError};
use crate::open_id::Providers;
use crate::ports::dead_letters::DeadLetterQueue;
use crate::ports::demo_control::DemoControl;
use crate::ports::name_sealer::NameSealer;
use crate::ports::operator_warnings::OperatorWarnings;
use crate::ports::safekeeping::Safekeeping;
use crate::ports::webhook_deliveries::WebhookDeliveries;
use crate::queries::Queries;
use crate::rendering::templates::Templates;
use coordination::AuditRecorder;
use coordination::once_an_hour::OnceAnHour;

/// The name under which the gateway gives commands of its own.
const OWN_NAME: &str = "gateway";

struct State {
    config: GatewayConfig,
    queries: Queries,
    audit: Arc<AuditRecorder>,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    demo: Option<Arc<dyn DemoControl>>,
    world_clock: Arc<dyn Clock>,
    own_name: ServiceName,
    first_start: String,
    first_start_turn: Mutex<()>,
    challenge_key: LinkKey,
    templates: Templates,
    metrics: Metrics,
    closing: CancellationToken,
    under_way: TaskTracker,
    bot_username: RwLock<Option<String>>,
    dead_letters: OnceLock<Arc<dyn DeadLetterQueue>>,
    sealer: OnceLock<Arc<dyn NameSealer>>,
    warnings: OnceLock<Arc<dyn OperatorWarnings>>,
    rate_limits: RateLimits,
    uses: OnceAnHour,
    shown_pages: ShownPages,
    webhook_deliveries: OnceLock<Arc<dyn WebhookDeliveries>>,
    safekeeping: OnceLock<Arc<dyn Safekeeping>>,
    providers: Providers,
    drafts: OnceLock<Arc<dyn Drafts>>,
    draft_key: Option<DraftKey>,
}

/// The state of the gateway. A clone is the same state.
#[derive(Clone)]
pub(crate) struct App(Arc<State>);

impl App {
    pub(crate) fn new(
        config: GatewayConfig,
        read_models: Arc<dyn ReadPort>,
        commands: Arc<dyn CommandPort>,
        clocks: GatewayClocks,
        demo: Option<Arc<dyn DemoControl>>,
        templates: Templates,
    ) -> Result<Self, GatewayError> {
        if !(config.public_url.starts_with("http://") || config.is_https()) {
            return Err(GatewayError::PublicUrl(config.public_url));
        }
        let providers = Providers::new(&config.providers, &config.public_url, config.form_links.as_ref())?;
        // Without a key that all gateways have, each knows its own challenges only.
        let challenge_key = match &config.form_links {
            Some(key) => key.clone(),
            None => LinkKey::new(draw_secret())?,
        };
        let own_name: ServiceName = OWN_NAME.parse()?;
        let audit = AuditRecorder::new(commands.clone(), clocks.world.clone(), own_name.clone(), Door::Page);
        let audit = Arc::new(audit);
        Ok(Self(Arc::new(State {
            bot_username: RwLock::new(config.bot_username.clone()),
            dead_letters: OnceLock::new(),
            sealer: OnceLock::new(),
            warnings: OnceLock::new(),
            rate_limits: RateLimits::new(clocks.elapsed, config.bounds.people_behind_an_address),
            uses: OnceAnHour::default(),
            shown_pages: ShownPages::default(),
            drafts: OnceLock::new(),
            draft_key: config.form_links.as_ref().map(|key| DraftKey::of_secret(&key.draft_secret())),
            webhook_deliveries: OnceLock::new(),
            safekeeping: OnceLock::new(),
            providers,
            config,
            queries: Queries::new(read_models, audit.clone()),
            audit,
            commands,
            clock: clocks.coordination,
            demo,
            world_clock: clocks.world,
            own_name,
            first_start: draw_secret(),
            first_start_turn: Mutex::default(),
            challenge_key,
            templates,
            metrics: Metrics::default(),
            closing: CancellationToken::new(),
            under_way: TaskTracker::new(),
        })))
    }

    /// The gateway itself, where nobody is signed in yet.
    pub(crate) fn own_principal(&self) -> Principal {
        Principal::service(self.0.own_name.clone())
    }

    /// What time it is in the world.
    pub(crate) fn world_clock(&self) -> &dyn Clock {
        self.0.world_clock.as_ref()
    }

    /// The secret of the link that makes the first administrator; it lives as long as this process.
    pub(crate) fn first_start_secret(&self) -> &str {
        &self.0.first_start
    }

    /// Held by whoever is becoming the first administrator: of two at the same moment one is.
    pub(crate) fn first_start_turn(&self) -> &Mutex<()> {
        &self.0.first_start_turn
    }

    /// Makes what devices have to sign, and knows it again.
    pub(crate) fn challenge_key(&self) -> &LinkKey {
        &self.0.challenge_key
    }

    pub(crate) fn set_bot_username(&self, username: String) {
        *self.0.bot_username.write().unwrap_or_else(PoisonError::into_inner) = Some(username);
    }

    pub(crate) fn bot_username(&self) -> Option<String> {
        self.0.bot_username.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_warnings(&self, warnings: Arc<dyn OperatorWarnings>) {
        // Whoever told first is right.
        let _told_before = self.0.warnings.set(warnings);
    }

    /// What operators are to look after.
    pub(crate) fn warnings(&self) -> Vec<String> {
        self.0.warnings.get().map(|all| all.warnings()).unwrap_or_default()
    }

    pub(crate) fn set_dead_letters(&self, queue: Arc<dyn DeadLetterQueue>) {
        // Whoever told first is right: there is one such queue.
        let _ = self.0.dead_letters.set(queue);
    }

    pub(crate) fn dead_letters(&self) -> Option<&dyn DeadLetterQueue> {
        self.0.dead_letters.get().map(AsRef::as_ref)
    }

    pub(crate) fn set_drafts(&self, drafts: Arc<dyn Drafts>) {
        // Whoever told first is right: there is one such place.
        let _ = self.0.drafts.set(drafts);
    }

    pub(crate) fn draft_store(&self) -> Option<&dyn Drafts> {
        self.0.drafts.get().map(AsRef::as_ref)
    }

    /// The key that seals drafts, where the hub has the secret that it is made from.
    pub(crate) fn draft_key(&self) -> Option<&DraftKey> {
        self.0.draft_key.as_ref()
    }

    pub(crate) fn set_sealer(&self, sealer: Arc<dyn NameSealer>) {
        // Whoever told first is right: there is one such port.
        let _ = self.0.sealer.set(sealer);
    }

    pub(crate) fn sealer(&self) -> Option<&dyn NameSealer> {
        self.0.sealer.get().map(AsRef::as_ref)
    }

    pub(crate) fn set_webhook_deliveries(&self, deliveries: Arc<dyn WebhookDeliveries>) {
        // Whoever told first is right: there is one such port.
        let _ = self.0.webhook_deliveries.set(deliveries);
    }

    pub(crate) fn set_safekeeping(&self, safekeeping: Arc<dyn Safekeeping>) {
        // Whoever told first is right: there is one such port.
        let _ = self.0.safekeeping.set(safekeeping);
    }

    pub(crate) fn safekeeping(&self) -> Option<&dyn Safekeeping> {
        self.0.safekeeping.get().map(AsRef::as_ref)
    }

    pub(crate) fn webhook_deliveries(&self) -> Option<&dyn WebhookDeliveries> {
        self.0.webhook_deliveries.get().map(AsRef::as_ref)
    }

    /// How often everybody has asked.
    pub(crate) fn rate_limits(&self) -> &RateLimits {
        &self.0.rate_limits
    }

    /// Which uses of sessions and tokens were recorded.
    pub(crate) fn uses(&self) -> &OnceAnHour {
        &self.0.uses
    }

    /// The providers of OpenID Connect at which people sign in.
    pub(crate) fn providers(&self) -> &Providers {
        &self.0.providers
    }

    /// Which pages were shown in which session.
    pub(crate) fn shown_pages(&self) -> &ShownPages {
        &self.0.shown_pages
    }

    /// What is carried out though nobody waits for it.
    pub(crate) fn under_way(&self) -> &TaskTracker {
        &self.0.under_way
    }

    /// Waits until everything that nobody else waits for is done, and is in the audit trail.
    pub(crate) async fn settle(&self) {
        self.under_way().close();
        self.under_way().wait().await;
        self.under_way().reopen();
        self.audit().settle().await;
    }

    /// Writes the audit trail.
    pub(crate) fn audit(&self) -> &AuditRecorder {
        &self.0.audit
    }

    pub(crate) fn config(&self) -> &GatewayConfig {
        &self.0.config
    }

    pub(crate) fn queries(&self) -> &Queries {
        &self.0.queries
    }

    pub(crate) fn commands(&self) -> &dyn CommandPort {
        self.0.commands.as_ref()
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.0.clock.as_ref()
    }

    pub(crate) fn demo(&self) -> Option<&dyn DemoControl> {
        self.0.demo.as_deref()
    }

    pub(crate) fn templates(&self) -> &Templates {
        &self.0.templates
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Is cancelled when the gateway stops, so that live news ends.
    pub(crate) fn closing(&self) -> &CancellationToken {
        &self.0.closing
    }
}

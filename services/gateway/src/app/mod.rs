//! What every handler is given: ports, settings, sessions, templates and figures.
//!
//! It only holds them. What is done with them stands where it belongs, as further `impl App`: pages are rendered in
//! [`http::page`](crate::http::page), commands are carried out in [`http::commands`](crate::http::commands). It may depend on
//! what it holds and knows no route, no handler and no feature.

pub(crate) mod metrics;
pub(crate) mod rate_limit;
pub(crate) mod sessions;

use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Instant;

use coordination::{Clock, CommandPort};
use readmodels::{ComputedIndicators, ReadPort};
use tokio_util::sync::CancellationToken;

use crate::app::metrics::Metrics;
use crate::app::rate_limit::AddressRateLimit;
use crate::app::sessions::Sessions;
use crate::config::{GatewayConfig, GatewayError};
use crate::ports::dead_letters::DeadLetterQueue;
use crate::ports::demo_control::DemoControl;
use crate::ports::name_sealer::NameSealer;
use crate::queries::Queries;
use crate::rendering::templates::Templates;

struct State {
    config: GatewayConfig,
    queries: Queries,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    demo: Option<Arc<dyn DemoControl>>,
    sessions: Sessions,
    templates: Templates,
    metrics: Metrics,
    closing: CancellationToken,
    bot_username: RwLock<Option<String>>,
    dead_letters: OnceLock<Arc<dyn DeadLetterQueue>>,
    sealer: OnceLock<Arc<dyn NameSealer>>,
    certificate_checks: AddressRateLimit,
}

/// The state of the gateway. A clone is the same state.
#[derive(Clone)]
pub(crate) struct App(Arc<State>);

impl App {
    pub(crate) fn new(
        config: GatewayConfig,
        read_models: Arc<dyn ReadPort>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        indicators: Arc<ComputedIndicators>,
        demo: Option<Arc<dyn DemoControl>>,
        templates: Templates,
    ) -> Result<Self, GatewayError> {
        if !(config.public_url.starts_with("http://") || config.is_https()) {
            return Err(GatewayError::PublicUrl(config.public_url));
        }
        Ok(Self(Arc::new(State {
            bot_username: RwLock::new(config.bot_username.clone()),
            dead_letters: OnceLock::new(),
            sealer: OnceLock::new(),
            certificate_checks: AddressRateLimit::default(),
            config,
            queries: Queries::new(read_models, indicators),
            commands,
            clock,
            demo,
            sessions: Sessions::default(),
            templates,
            metrics: Metrics::default(),
            closing: CancellationToken::new(),
        })))
    }

    /// A new link that signs one person in once.
    pub(crate) fn sign_in_link(&self) -> String {
        format!("{}/sign-in?token={}", self.0.config.public_url, self.0.sessions.issue_link(Instant::now()))
    }

    pub(crate) fn set_bot_username(&self, username: String) {
        *self.0.bot_username.write().unwrap_or_else(PoisonError::into_inner) = Some(username);
    }

    pub(crate) fn bot_username(&self) -> Option<String> {
        self.0.bot_username.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_dead_letters(&self, queue: Arc<dyn DeadLetterQueue>) {
        // Whoever told first is right: there is one such queue.
        let _ = self.0.dead_letters.set(queue);
    }

    pub(crate) fn dead_letters(&self) -> Option<&dyn DeadLetterQueue> {
        self.0.dead_letters.get().map(AsRef::as_ref)
    }

    pub(crate) fn set_sealer(&self, sealer: Arc<dyn NameSealer>) {
        // Whoever told first is right: there is one such port.
        let _ = self.0.sealer.set(sealer);
    }

    pub(crate) fn sealer(&self) -> Option<&dyn NameSealer> {
        self.0.sealer.get().map(AsRef::as_ref)
    }

    /// How often each address has asked about certificates.
    pub(crate) fn certificate_checks(&self) -> &AddressRateLimit {
        &self.0.certificate_checks
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

    pub(crate) fn sessions(&self) -> &Sessions {
        &self.0.sessions
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

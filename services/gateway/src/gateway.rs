//! The gateway itself: what it holds, and its routes.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Instant;

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Json, Router};
use coordination::{Clock, CommandPort};
use feed::EventFeed;
use projections::ReadPort;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use crate::config::{GatewayConfig, GatewayError};
use crate::dead_letters::DeadLetterDesk;
use crate::demo::{self, DemoControl};
use crate::failure::{Failure, explain};
use crate::meeting_book::MeetingBook;
use crate::metrics::{self, Metrics};
use crate::pages::verify::{self, Askers};
use crate::reading::Reading;
use crate::render::Pages;
use crate::sealing::NameSealer;
use crate::sessions::Sessions;
use crate::{api, assets, guard, headers, health, live, pages, sign_in, staleness};

/// The largest body taken, in bytes: a form with every field full stays well below.
pub(crate) const LARGEST_BODY: usize = 256 * 1024;

struct Inner {
    config: GatewayConfig,
    reading: Reading,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    demo: Option<Arc<dyn DemoControl>>,
    sessions: Sessions,
    pages: Pages,
    metrics: Metrics,
    closing: CancellationToken,
    bot_username: RwLock<Option<String>>,
    dead_letters: OnceLock<Arc<dyn DeadLetterDesk>>,
    sealer: OnceLock<Arc<dyn NameSealer>>,
    askers: Askers,
}

/// The HTTP gateway of one tenant. A clone is the same gateway.
#[derive(Clone)]
pub struct Gateway(Arc<Inner>);

impl Gateway {
    /// A gateway on its ports. `demo` brings the clock bar along. To be called within a Tokio runtime, because it reads
    /// the feed in the background.
    pub fn new(
        config: GatewayConfig,
        read_models: Arc<dyn ReadPort>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        feed: Arc<dyn EventFeed>,
        demo: Option<Arc<dyn DemoControl>>,
    ) -> Result<Self, GatewayError> {
        if !(config.public_url.starts_with("http://") || config.is_https()) {
            return Err(GatewayError::PublicUrl(config.public_url));
        }
        let runtime = Handle::try_current().map_err(|_| GatewayError::NoRuntime)?;
        let closing = CancellationToken::new();
        let book = MeetingBook::keep(feed, closing.clone(), &runtime);
        Ok(Self(Arc::new(Inner {
            bot_username: RwLock::new(config.bot_username.clone()),
            dead_letters: OnceLock::new(),
            sealer: OnceLock::new(),
            askers: Askers::default(),
            config,
            reading: Reading::new(read_models, book),
            commands,
            clock,
            demo,
            sessions: Sessions::default(),
            pages: Pages::load()?,
            metrics: Metrics::default(),
            closing,
        })))
    }

    /// A new link that signs one person in once, within 24 hours. Whoever has it is the secretariat: hand it over as one
    /// hands over a key.
    pub fn sign_in_link(&self) -> String {
        format!("{}/sign-in?token={}", self.0.config.public_url, self.0.sessions.issue_link(Instant::now()))
    }

    /// Tells the bot's user name (without `@`) once the messenger has said it, so that invitations become links.
    pub fn set_bot_username(&self, username: impl Into<String>) {
        let known = Some(username.into());
        *self.0.bot_username.write().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// Tells, once, where dead letters are seen to. Until then the page has none to show.
    pub fn set_dead_letters(&self, desk: Arc<dyn DeadLetterDesk>) {
        // Whoever told first is right: there is one such desk.
        let _ = self.0.dead_letters.set(desk);
    }

    /// Tells, once, who seals names. Until then nobody new can be named on the pages.
    pub fn set_sealer(&self, sealer: Arc<dyn NameSealer>) {
        // Whoever told first is right: there is one such port.
        let _ = self.0.sealer.set(sealer);
    }

    pub(crate) fn sealer(&self) -> Option<&dyn NameSealer> {
        self.0.sealer.get().map(AsRef::as_ref)
    }

    pub(crate) fn askers(&self) -> &Askers {
        &self.0.askers
    }

    pub(crate) fn dead_letters(&self) -> Option<&dyn DeadLetterDesk> {
        self.0.dead_letters.get().map(AsRef::as_ref)
    }

    pub(crate) fn bot_username(&self) -> Option<String> {
        self.0.bot_username.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// All routes.
    pub fn router(&self) -> Router {
        let (api_routes, document) = api::routes().split_for_parts();
        let open = Router::new()
            .merge(pages::linked())
            .route("/sign-in", get(sign_in::enter))
            .route("/language", post(sign_in::choose_language))
            .route("/verify", get(verify::form))
            .route("/verify/{code}", get(verify::answer))
            .route("/static/{name}", get(assets::serve))
            .route("/favicon.ico", get(async || Redirect::permanent("/static/mark.svg")))
            .route("/health", get(health::live))
            .route("/ready", get(health::ready))
            .route("/metrics", get(metrics::show))
            .route(api::DOCUMENT_PATH, get(async move || Json(document)));
        let closed = Router::new()
            .merge(pages::routes())
            .merge(api_routes)
            .route("/live", get(live::news))
            .route("/sign-out", post(sign_in::leave))
            .route("/demo/clock", post(demo::move_clock))
            .fallback(async || Failure::NotFound)
            .layer(from_fn_with_state(self.clone(), guard::require_session));
        Router::new()
            .merge(open)
            .merge(closed)
            .layer(DefaultBodyLimit::max(LARGEST_BODY))
            .layer(from_fn_with_state(self.clone(), guard::same_site))
            .layer(from_fn(guard::in_time))
            .layer(from_fn_with_state(self.clone(), staleness::say_as_of))
            .layer(from_fn_with_state(self.clone(), explain))
            .layer(from_fn_with_state(self.clone(), metrics::count))
            .layer(from_fn(headers::secure))
            .with_state(self.clone())
    }

    pub(crate) fn config(&self) -> &GatewayConfig {
        &self.0.config
    }

    pub(crate) fn reading(&self) -> &Reading {
        &self.0.reading
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

    pub(crate) fn pages(&self) -> &Pages {
        &self.0.pages
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(crate) fn closing(&self) -> &CancellationToken {
        &self.0.closing
    }
}

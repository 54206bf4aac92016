//! The gateway as whoever puts the parts together sees it.

use std::sync::Arc;

use axum::Router;
use coordination::{Clock, CommandPort};
use prometheus_client::collector::Collector;
use readmodels::{ComputedIndicators, ReadPort};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::config::{GatewayConfig, GatewayError};
use crate::ports::dead_letters::DeadLetterQueue;
use crate::ports::demo_control::DemoControl;
use crate::ports::name_sealer::NameSealer;
use crate::rendering::templates::Templates;
use crate::router;

/// The HTTP gateway of one tenant. A clone is the same gateway.
#[derive(Clone)]
pub struct Gateway(App);

impl Gateway {
    /// A gateway on its ports. `indicators` is kept up to date by whoever made it. `demo` brings the clock bar along.
    pub fn new(
        config: GatewayConfig,
        read_models: Arc<dyn ReadPort>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        indicators: Arc<ComputedIndicators>,
        demo: Option<Arc<dyn DemoControl>>,
    ) -> Result<Self, GatewayError> {
        let templates = Templates::load(&router::templates())?;
        App::new(config, read_models, commands, clock, indicators, demo, templates).map(Self)
    }

    /// A new link that signs one person in once, within 24 hours. Whoever has it is the secretariat: hand it over as one
    /// hands over a key.
    pub fn sign_in_link(&self) -> String {
        self.0.sign_in_link()
    }

    /// Tells the bot's user name (without `@`) once the messenger has said it, so that invitations become links.
    pub fn set_bot_username(&self, username: impl Into<String>) {
        self.0.set_bot_username(username.into());
    }

    /// Tells, once, where dead letters are kept and tried again. Until then the page has none to show.
    pub fn set_dead_letters(&self, queue: Arc<dyn DeadLetterQueue>) {
        self.0.set_dead_letters(queue);
    }

    /// Tells, once, who seals names. Until then nobody new can be named on the pages.
    pub fn set_sealer(&self, sealer: Arc<dyn NameSealer>) {
        self.0.set_sealer(sealer);
    }

    /// Adds figures that others have to what `/metrics` gives out.
    pub fn add_figures(&self, figures: impl Collector) {
        self.0.metrics().add(Box::new(figures));
    }

    /// Pages, API and probes as one service.
    pub fn router(&self) -> Router {
        router::router(&self.0)
    }

    pub(crate) fn closing(&self) -> &CancellationToken {
        self.0.closing()
    }
}

//! The gateway as whoever puts the parts together sees it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use coordination::CommandPort;
use drafts::Drafts;
use events::ids::PersonId;
use prometheus_client::collector::Collector;
use readmodels::ReadPort;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::config::{Bounds, GatewayClocks, GatewayConfig, GatewayError};
use crate::ports::dead_letters::DeadLetterQueue;
use crate::ports::demo_control::DemoControl;
use crate::ports::name_sealer::NameSealer;
use crate::ports::operator_warnings::OperatorWarnings;
use crate::ports::safekeeping::Safekeeping;
use crate::ports::webhook_deliveries::WebhookDeliveries;
use crate::rendering::templates::Templates;
use crate::router;

/// How long it is waited until it is known whether there is an administrator, and how often it is looked.
const LONGEST_UNKNOWN: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// No link can be made.
#[derive(Debug, Clone, thiserror::Error)]
#[error("no sign-in link can be made: {0}")]
pub struct NoLink(String);

/// The HTTP gateway of one tenant. A clone is the same gateway.
#[derive(Clone)]
pub struct Gateway(App);

impl Gateway {
    /// A gateway on its ports. `demo` brings the clock bar along.
    pub fn new(
        config: GatewayConfig,
        read_models: Arc<dyn ReadPort>,
        commands: Arc<dyn CommandPort>,
        clocks: GatewayClocks,
        demo: Option<Arc<dyn DemoControl>>,
    ) -> Result<Self, GatewayError> {
        let templates = Templates::load(&router::templates())?;
        App::new(config, read_models, commands, clocks, demo, templates).map(Self)
    }

    /// Where people come in: while there is no administrator a link that makes the first one, once; then the page on which
    /// whoever has an account signs in. Whoever has the link of the first start can become anybody: hand it over as one hands
    /// over a key.
    pub async fn entrance(&self) -> String {
        let known = async {
            loop {
                match self.0.is_first_start().await {
                    Ok(first) => return first,
                    Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
                }
            }
        };
        let first_start = tokio::time::timeout(LONGEST_UNKNOWN, known).await.unwrap_or_else(|_| {
            // The link opens nothing before it is known, and nothing after it where there is one.
            tracing::warn!("it is not known yet whether there is an administrator");
            true
        });
        let url = &self.0.config().public_url;
        if first_start {
            format!("{url}/first-start?token={}", self.0.first_start_secret())
        } else {
            format!("{url}/sign-in")
        }
    }

    /// A new link that signs this person in, once; whoever has it is them.
    pub async fn link_for(&self, person: &PersonId) -> Result<String, NoLink> {
        let issued = self.0.issue_link(&self.0.own_principal(), person).await;
        issued.map_err(|failure| NoLink(failure.to_string()))
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

    /// Tells, once, who says what operators are to look after.
    pub fn set_warnings(&self, warnings: Arc<dyn OperatorWarnings>) {
        self.0.set_warnings(warnings);
    }

    /// Tells, once, where drafts are kept. Until then none are.
    pub fn set_drafts(&self, drafts: Arc<dyn Drafts>) {
        self.0.set_drafts(drafts);
    }

    /// Ends the sessions of whoever has left the post for which they signed in, and throws away the drafts that have ended. While what is
    /// shown may lack what was recorded, as after a restore, nobody knows who has left, and nothing is done.
    pub async fn sweep(&self) {
        if self.0.must_hold_everything().is_err() {
            return;
        }
        if let Err(error) = self.0.end_left_sessions().await {
            tracing::warn!(%error, "sessions of people who have left are not recorded as ended");
        }
        if let Err(error) = self.0.sweep_drafts().await {
            tracing::warn!(%error, "drafts that have ended are still kept");
        }
    }

    /// Waits until everything that nobody who asks waits for is done: the audit trail, and that sessions and tokens were used.
    pub async fn settle(&self) {
        self.0.settle().await;
    }

    /// Tells, once, where it is kept what became of webhooks' messages. Until then the pages show none.
    pub fn set_webhook_deliveries(&self, deliveries: Arc<dyn WebhookDeliveries>) {
        self.0.set_webhook_deliveries(deliveries);
    }

    /// Tells, once, where it is known how the log and its copies stand. Until then nothing is said of it.
    pub fn set_safekeeping(&self, safekeeping: Arc<dyn Safekeeping>) {
        self.0.set_safekeeping(safekeeping);
    }

    /// Adds figures that others have to what `/metrics` gives out.
    pub fn add_figures(&self, figures: impl Collector) {
        self.0.metrics().add(Box::new(figures));
    }

    /// Pages, API and probes as one service.
    pub fn router(&self) -> Router {
        router::router(&self.0)
    }

    /// What only operators see, for a listener that nobody else reaches: health with its parts, figures, the API's document.
    pub fn operations_router(&self) -> Router {
        router::operations_router(&self.0)
    }

    pub(crate) fn bounds(&self) -> Bounds {
        self.0.config().bounds
    }

    pub(crate) fn is_behind_proxy(&self) -> bool {
        self.0.config().behind_proxy
    }

    pub(crate) fn closing(&self) -> &CancellationToken {
        self.0.closing()
    }
}

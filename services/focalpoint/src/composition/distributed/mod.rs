//! A service on its own: the same services as in one process, each in a process with NATS and EventStoreDB between them.
//!
//! - `adapters`: what every service stands on: the clock, NATS, the event store, the keys.
//! - [`service`]: which services there are.
//! - [`health`]: whether a service lives and is ready, over HTTP.
//! - the others: one run of each service, wired in `composition::services`, until told to stop.
//!
//! Which subjects a service may use is in `deploy/nats/`; that a service asks for no more than it needs is what the
//! end-to-end tests show, because they run it with just those rights.

pub(crate) mod adapters;
mod coordination;
mod email;
mod gateway;
pub mod health;
mod keys;
mod read_models;
mod rehearsal_clock;
mod relay;
mod reminders;
pub mod service;
mod telegram;
mod webhooks;

use std::path::Path;

use futures::future::LocalBoxFuture;
use futures::stream::{FuturesUnordered, StreamExt};
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::configuration::deployment::DeploymentSettings;
use adapters::DistributedAdapters;
use service::Service;

/// Runs one service until told to stop.
pub async fn run(service: Service, config: Option<&Path>, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = DeploymentSettings::read(config)?;
    let adapters = DistributedAdapters::connect(settings, service.name()).await?;
    match service {
        Service::Relay => relay::run(adapters, stop).await,
        Service::Coordination => coordination::run(adapters, stop).await,
        Service::Keys => keys::run(adapters, stop).await,
        Service::Projections => read_models::run(adapters, stop).await,
        Service::Reminders => reminders::run(adapters, stop).await,
        Service::Gateway => gateway::run(adapters, stop).await,
        Service::Telegram => telegram::run(adapters, stop).await,
        Service::Email => email::run(adapters, stop).await,
        Service::Webhooks => webhooks::run(adapters, stop).await,
    }
}

/// Runs the parts of a service side by side. When one ends, the others are told to stop, and the first failure is what
/// became of the service.
async fn together(stop: &CancellationToken, parts: Vec<LocalBoxFuture<'_, Result<(), Fatal>>>) -> Result<(), Fatal> {
    let mut running: FuturesUnordered<_> = parts.into_iter().collect();
    let mut outcome = Ok(());
    while let Some(ended) = running.next().await {
        stop.cancel();
        outcome = outcome.and(ended);
    }
    outcome
}

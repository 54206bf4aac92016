//! Services on their own: the same parts as in one process, each in a process with NATS and EventStoreDB between them.
//!
//! - [`settings`]: what a service is told, by environment or file.
//! - [`ground`]: what every service stands on: the clock, NATS, the event store, the keys.
//! - [`health`]: whether a service lives and is ready, over HTTP.
//! - the others: one service each, put together from its parts and run until told to stop.
//!
//! No rule is here. Which subjects a service may use is in `deploy/nats/`; that a service asks for no more than it needs
//! is what the end-to-end tests show, because they run it with just those rights.

mod chat;
mod clock;
mod coordination;
mod gateway;
mod ground;
mod health;
mod keys;
pub mod letters;
pub mod load;
mod projections;
mod relay;
mod reminders;
pub mod settings;

use std::path::Path;

use tokio_util::sync::CancellationToken;

use crate::cli::Service;
use crate::hub::Fatal;
use ground::Ground;
pub use health::ask;
use settings::ServeSettings;

/// Runs one service until told to stop.
pub async fn run(service: Service, config: Option<&Path>, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = ServeSettings::read(config)?;
    let ground = Ground::of(settings, service.name()).await?;
    match service {
        Service::Relay => relay::run(ground, stop).await,
        Service::Coordination => coordination::run(ground, stop).await,
        Service::Keys => keys::run(ground, stop).await,
        Service::Projections => projections::run(ground, stop).await,
        Service::Reminders => reminders::run(ground, stop).await,
        Service::Gateway => gateway::run(ground, stop).await,
        Service::Telegram => chat::run(ground, stop).await,
    }
}

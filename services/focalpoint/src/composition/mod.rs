//! The composition root: the one place where services meet what stands behind their ports.
//!
//! - `services`: each service, wired once, to `Ports`.
//! - [`embedded`]: the adapters of one process, `SQLite` in a data directory and the feed from it, with every service
//!   started on them.
//! - [`distributed`]: the adapters of a service in a process of its own, NATS and EventStoreDB, and one run of each.
//! - [`log_keeper`]: backups and proofs of the log while one process runs.
//! - `log_marks`: which log the files belong to that follow from none.
//! - [`telling`]: how the telling of people stands.
//! - [`personal_data_guard`]: what several services are given from here, because it joins two crates that do not know each
//!   other.
//! - `notification_metrics`: how telling people stands, as figures.
//! - `webhook_deliveries`: what became of webhooks' messages, for the pages.
//!
//! No rule is here, and nothing that is particular to a command of the command line. Which deployment has which adapters
//! is decided here and nowhere else.

mod awaited;
mod chat_metrics;
mod dead_letters;
mod disk_space;
pub mod distributed;
pub mod embedded;
pub mod log_keeper;
mod log_marks;
mod notification_metrics;
pub mod personal_data_guard;
mod services;
pub mod telling;
mod webhook_deliveries;

pub(crate) use services::gateway::listener_of;

use std::sync::Arc;

use coordination::{Clock, CommandPort};
use events::ids::ServiceName;
use feed::EventFeed;
use notifications::SendingLease;
use readmodels::ReadPort;

use crate::sealing::Sealing;

/// What a service is wired to, whichever adapters stand behind it. Made by [`embedded::Hub::ports`] and by the adapters of
/// a distributed service.
#[derive(Clone)]
struct Ports {
    /// The service; it acts under this name.
    name: ServiceName,
    /// Takes its commands.
    commands: Arc<dyn CommandPort>,
    /// Gives it recorded events.
    feed: Arc<dyn EventFeed>,
    /// Answers its questions.
    read_models: Arc<dyn ReadPort>,
    /// Tells it the time.
    clock: Arc<dyn Clock>,
    /// Seals personal fields for it.
    sealing: Sealing,
    /// Its right to tell people things.
    lease: Arc<dyn SendingLease>,
}

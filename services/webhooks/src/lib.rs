//! Webhooks out: events of the hub, signed and sent to the addresses that people named.
//!
//! - [`sender`]: reads the feed, queues what each webhook is to be sent, sends what is due and records what came of it.
//! - [`deliveries`]: the queue in a file, with the place in the log up to which it was filled; what was sent and what is dead.
//! - [`audience`]: whether a webhook's maker may see what a message is about, asked of the one authority at each try.
//! - [`retry`]: when a message is tried again. [`network`]: which addresses may be reached.
//! - [`post`]: one message over HTTP. [`signature`]: how it is signed, by Standard Webhooks.
//! - [`remote`]: what became of deliveries, asked over NATS.
//!
//! It knows no page and no chat. A message is sent at least once, always under the same id; only one process sends at a time.

pub mod audience;
pub mod deliveries;
pub mod network;
pub mod post;
pub mod remote;
pub mod retry;
pub mod sender;
pub mod signature;

pub use deliveries::{Deliveries, Delivery, DeliveryFileError, DeliveryState};
pub use network::NetworkPolicy;
pub use post::{FailureReason, Outcome, Poster};
pub use retry::{Jitter, RandomJitter};
pub use sender::{Sender, SenderPorts};

//! The feed: recorded events, decoded, in order, at least once, from a checkpoint on.
//!
//! - [`port`]: what a feed does, wherever its events come from. Readers code against this.
//! - [`from_store`]: the embedded feed, straight from the event store.
//! - [`jetstream`]: the feed over NATS JetStream, for services on machines of their own.
//! - [`relay`]: brings every event from the store onto JetStream, in the shape of [`message`].
//! - [`document`]: what whoever subscribes has to know, as a document.
//! - [`checkpoint`]: a reader's place, kept in a file; [`mark_file`]: the same, with what tells the log from every other;
//!   [`kept_place`]: what was kept.
//! - [`process`]: a reader that reacts to each event, with [`dead_letters`] for those to which it cannot, and
//!   [`redriving`] to have them tried again over NATS.
//!
//! Depends on `events`, `store` and `nats`. Knows nothing of who reads and what becomes of it; checkpoints are the readers'
//! own. Every feed passes the contract suite in `tests/contract/`.

pub mod checkpoint;
pub mod dead_letters;
pub mod document;
mod durable_file;
pub mod from_store;
pub mod jetstream;
pub mod kept_place;
pub mod mark_file;
pub mod message;
pub mod port;
pub mod process;
pub mod redriving;
pub mod relay;

pub use checkpoint::{CheckpointError, CheckpointFile};
pub use from_store::StoreFeed;
pub use jetstream::{ConsumerTiming, JetStreamFeed};
pub use kept_place::KeptPlace;
pub use mark_file::MarkFile;
pub use port::{EventFeed, FeedError, Subscription};
pub use relay::{Relay, RelayError};

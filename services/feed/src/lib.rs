//! The feed: recorded events, decoded, in order, at least once, from a checkpoint on.
//!
//! - [`port`]: what a feed does, wherever its events come from. Readers code against this.
//! - [`from_store`]: the embedded feed, straight from the event store.
//!
//! Depends on `events` and `store`. Knows nothing of who reads and what becomes of it; checkpoints are the readers' own.
//! Every feed passes the contract suite in `tests/contract/`.

pub mod from_store;
pub mod port;

pub use from_store::StoreFeed;
pub use port::{EventFeed, FeedError, Subscription};

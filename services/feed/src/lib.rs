//! The feed: recorded events, decoded, in order, at least once, from a checkpoint on.
//!
//! Depends on `events` and `store`. Knows nothing of who reads and what becomes of it.

pub mod port;

pub use port::{EventFeed, FeedError, Subscription};

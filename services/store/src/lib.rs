//! The event store: the port that every engine fulfils, and the engines.
//!
//! May depend on `events` for the envelope and the ids; knows nothing of what an event means. Nobody but this crate
//! touches the log's tables.

pub mod port;

pub use port::{AppendError, Appended, Direction, EventStore, ExpectedVersion, ReadError};

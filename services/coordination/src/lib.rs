//! Coordination: takes commands, loads the stream, lets the domain decide, appends, and carries out what follows.
//!
//! Depends on `events`, `store` and `feed`. Knows no page, no chat and no read model.

pub mod clock;
pub mod port;

pub use clock::{Clock, SystemClock, moment_at};
pub use port::{Accepted, CommandError, CommandPort, CommandRequest};

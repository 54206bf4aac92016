//! Coordination: takes commands, loads the stream, lets the domain decide, appends, and carries out what follows.
//!
//! Depends on `events`, `store`, `feed` and `keys` (to erase one), and [`remote`] on `nats`. Knows no page, no chat and no read model: what is asked of it arrives as a
//! [`CommandRequest`], whoever asks.
//!
//! Invariants: an accepted command is durable before it is confirmed; the same command id twice is one command with one
//! answer; on a conflict the decision is taken again on the new state, a bounded number of times.

pub mod audit_recorder;
pub mod audited_commands;
pub mod clock;
mod command_failure;
pub mod erasing;
pub mod follow_up;
pub mod off_runtime;
pub mod once_an_hour;
pub mod port;
pub mod remote;
pub mod series;
pub mod service;

pub use audit_recorder::{AuditRecorder, Origin, on_behalf, untold};
pub use audited_commands::{AuditedCommands, refused_object};
pub use clock::{Clock, SystemClock, moment_at};
pub use off_runtime::off_runtime;
pub use port::{Accepted, CommandError, CommandPort, CommandRequest, TextGuard, TextVerdict};
pub use service::Coordination;

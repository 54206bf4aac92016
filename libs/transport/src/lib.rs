//! NATS as every service uses it: how to connect, and what is said under which subject.
//!
//! - [`asking`] and [`answering`]: one question, one answer, each a JSON text.
//! - [`connection`]: where the servers are, who we are to them, and a connection that outlives their failures.
//! - [`lease`]: of several processes of one kind exactly one at work.
//! - [`streams`]: JetStream streams, created when missing and looked at when not.
//! - [`subjects`]: every subject in one place, so that the permissions in the deployment can be read beside them.
//!
//! Depends on `events` for ids. Knows no event's meaning, no store and no read model. NATS is the way between
//! services, never the truth: whatever is lost on it is found again in the event store.

pub mod answering;
pub mod asking;
pub mod connection;
pub mod lease;
pub mod streams;
pub mod subjects;

pub use answering::{QuestionContext, Responder, answer};
pub use asking::{AskError, Cause, Declined, ask, ask_because};
pub use connection::{ConnectError, NatsSettings, connect};
pub use lease::{Fence, FenceError, Fences, Lease, LeaseError, LeaseTerms, Leases};
pub use streams::{StreamError, StreamSettings, jetstream};

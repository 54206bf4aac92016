//! The read models spread over several instances.
//!
//! - [`question`]: what is asked, and what is answered; personal fields travel sealed.
//! - [`answering`]: one instance answers for its partition.
//! - [`asking`]: reaches the partitions, over NATS or in this very process.
//! - [`reports`]: each instance says how far it is; whoever asks keeps account.
//! - [`merging`]: asks the right partition, or all and puts their answers together.
//!
//! Depends on `nats` for the way there. Knows no page and no chat. An answer says which position it is as of; where two
//! partitions both have an item, because it has just gone from one to the other, the later answer holds.

pub mod answering;
mod asking;
mod merging;
mod question;
mod reports;

pub use answering::{ServeError, answer_redrives, serve_questions};
pub use merging::RemoteReadModels;

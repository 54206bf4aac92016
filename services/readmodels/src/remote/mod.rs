//! The read models spread over several instances.
//!
//! - [`wire`]: questions and answers as they travel; personal fields travel sealed.
//! - [`answering`]: one instance answers for its partition.
//! - [`reaching`]: the way to the partitions, over NATS or in this very process.
//! - [`progress`]: each instance says how far it is; whoever asks keeps what each said last.
//! - [`remote_read_models`]: asks the right partition, or all and puts their answers together.
//!
//! Depends on `transport` for the way there. Knows no query by name, no page and no chat. An answer says which position it
//! is as of; where two partitions both have an item, because it has just gone from one to the other, the later answer
//! holds.

mod answering;
mod progress;
mod reaching;
mod remote_read_models;
mod wire;

pub use answering::{ServeError, answer_redrives, serve_questions};
pub use remote_read_models::RemoteReadModels;

//! The engine of the read models: one SQLite file with tables and checkpoints, the pump that fills it from a feed, what
//! is put aside because it cannot be taken in, which part of the log an instance keeps, and how old what it says is.
//!
//! Depends on `events` and `feed`. Knows the [`projection::Projection`] trait and no projection, and no query.

mod checkpoints;
mod dump;
pub mod freshness;
pub(crate) mod inspection;
pub mod parking;
pub mod partition;
pub(crate) mod projection;
mod pump;
pub(crate) mod read_models;
mod rebuilding;
mod settling;
mod texts_taken_out;

//! The aggregates that have one event so far.

mod milestone;
mod module;
mod objective;

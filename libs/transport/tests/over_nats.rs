//! The tests of what goes over NATS, with real servers, linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod asking;
mod connecting;
mod lease;
mod traces;

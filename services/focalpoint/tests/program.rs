//! The tests of the binary and of how it is put together, linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod clock;
mod guarding_messages;
mod importing;
mod leased;
mod old_data_directory;
mod reading_replies;

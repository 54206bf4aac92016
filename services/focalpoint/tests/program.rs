//! The tests of the binary and of how it is put together, linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod backups;
mod checkpoints;
mod clock;
mod cutting_off;
mod data_that_belong_together;
mod demo_directory;
mod drill;
mod guarding_messages;
mod importing;
mod leased;
mod old_data_directory;
mod reading_replies;
mod verifying;

//! The tests of the read models, in one binary so that they are linked once: each module is one projection or one promise of
//! the engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod books;
mod cases;
mod damaged_or_full;
mod delivery_ledger;
mod directory;
mod indicators;
mod organisation;
mod over_nats;
mod parking;
mod partitions;
mod requests;
mod search;
mod settling;
mod small_counts;
mod strategy;
mod support;
mod taking_in;
mod taking_out;
mod tasks_and_timeline;
mod things;
mod training_book;
mod work_items;

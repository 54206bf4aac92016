//! The embedded event store under the contract suite, and what only it promises.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod any_appends;
mod backup;
mod closing;
#[path = "../contract/mod.rs"]
mod contract;
mod cutting;
mod fit;
mod flipped_bits;
mod full_disk;
mod hash_chain;
mod killed;
mod log_reader;
mod old_schema;
mod one_file;
mod person_keys;
mod presence;
mod sole_use;
mod sqlite_contract;
mod taking_out;
mod this_test_again;

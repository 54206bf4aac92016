//! focalpoint's `EventStoreDbStore` on this server: the contract that every event store fulfils, and what may go wrong
//! with a server.
//!
//! With `FOCALPOINT_TEST_EVENTSTORE` (a connection string), the contract runs on that server instead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod changes_of_the_leader;
#[path = "../../../../libs/store/tests/contract/mod.rs"]
mod contract;
mod ended_quietly;
mod event_store_db_contract;
mod hash_chain;
mod identity;
mod restarts;
mod server;
mod servers_in_trouble;
mod shared_servers;

//! focalpoint's `EventStoreDbStore` on this server: the contract that every event store fulfils, and what may go wrong
//! with a server.
//!
//! With `FOCALPOINT_TEST_EVENTSTORE` (a connection string), the contract runs on that server instead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../../../../services/store/tests/contract/mod.rs"]
mod contract;
mod event_store_db_contract;

//! The engine on a server, as far as it needs none. What needs one is tested with the server under `tests/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod settings;

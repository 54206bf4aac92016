//! Webhooks as they are: a real log, real read models, the sender, and receivers on free ports that behave as receivers do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod belonging;
mod crashing;
mod failing;
mod sending;
mod support;
mod verifying;
mod waiting;

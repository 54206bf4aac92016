//! The domain's tests, in one binary so that a change is tested in seconds.
//!
//! `given_when_then` has a table for each aggregate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod given_when_then;
mod values;

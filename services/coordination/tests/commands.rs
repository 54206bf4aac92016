//! The tests of the command service, in one binary so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod auditing;
mod carrying_out;
mod erasing;
mod following_up;
mod guarding;
mod overtaking;
mod remote;
mod series;

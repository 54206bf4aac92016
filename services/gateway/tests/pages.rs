//! The gateway's tests, in one binary so that they are linked once: each module is one part of the pages and of the API.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod answers_by_link;
mod cases;
mod data_requests;
mod dead_letters;
mod disputes;
mod doubts;
mod figures;
mod links;
mod people;
mod snapshots;
mod staleness;
mod strategy;
mod support;
mod telling;
mod training;
mod unsubscribing;
mod words;

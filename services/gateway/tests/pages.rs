//! The gateway's tests, in one binary so that they are linked once: each module is one part of the pages and of the API.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod answers_by_link;
mod api;
mod bounds;
mod by_itself;
mod cases;
mod conflicts;
mod data_requests;
mod dead_letters;
mod disputes;
mod doubts;
mod drafts_of_forms;
mod figures;
mod forms_in_a_browser;
mod links;
mod live;
mod live_parts;
mod matrix;
mod open_id;
mod open_sessions;
mod parity;
mod passkey_device;
mod people;
mod second_factor;
mod signing_in;
mod snapshots;
mod staleness;
mod strategy;
mod support;
mod telling;
mod tokens;
mod training;
mod unsubscribing;
mod ways_in;
mod webhooks;
mod words;

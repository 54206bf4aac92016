//! The domain's tests, in one binary so that a change is tested in seconds.
//!
//! `given_when_then` has a table for each aggregate; `properties` says what holds for any sequence; `authority` is the
//! whole table of who may; `stored_versions` reads a sample of every event type in every version; `identifiers`,
//! `parsing`, `email_address`, `sealing`, `case_data_standard`, `person_key`, `figure` and `form` are about the values, `suppression`,
//! `linked_tables` and `indicator` about what is made of them, `concern` about which institution an event is told, `webhook`
//! about what may leave by one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod authority;
mod case_data_standard;
mod concern;
mod email_address;
mod figure;
mod form;
mod given_when_then;
mod identifiers;
mod indicator;
mod linked_tables;
mod parsing;
mod person_key;
mod properties;
mod sealing;
mod stored_versions;
mod suppression;
mod values;
mod webhook;

//! The tests of texts, dates and reading, linked once. Outside authors' replies are a binary of their own (`outside_replies`):
//! the documentation names its command.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod assignments;
mod catalogue;
mod cyrillic;
mod dates;
mod glossary;
mod public_cases;
mod reading;
mod recorded;
mod snoozes;

//! E-mail with real servers: what is sent is read by other people's libraries, what others' programs write is read here.
//! `tests/install` brings them; `./test` runs it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

mod answers;
mod answers_of_calendars;
mod calendars;
mod channel_delivery;
mod channel_meetings;
mod channel_morning;
mod channel_subjects;
mod ending;
mod looks;
mod messages;
mod recording;
mod samples;
mod sending;
mod support;

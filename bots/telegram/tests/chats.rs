//! The bot's tests, in one binary so that they are linked once: each module is one kind of talk, against the simulated messenger
//! and the real parts behind the bot.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod assigning;
mod auditing;
mod boards;
mod carrying_over;
mod chats_as_they_are;
mod data_requests;
mod digests;
mod digests_of_many;
mod disputes;
mod email_addresses;
mod groups;
mod groups_as_they_are;
mod guard;
mod hard_facts;
mod indicators;
mod kept_up_to_date;
mod matrix;
mod meetings;
mod nobody_stalls_anybody;
mod not_saved_yet;
mod overviews;
mod referrals;
mod reminders;
mod settings;
mod snapshots;
mod snoozing;
mod support;
mod talk;
mod training;

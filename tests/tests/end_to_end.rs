//! The end-to-end tests, in one binary so that they are linked once: each module is one job that people do, or one way in which
//! the world goes wrong, with the binary as it is shipped.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod backups;
mod bad_input;
mod both_channels;
mod browser;
mod cases;
mod chairs;
mod chaos;
mod chat_page;
mod distributed;
mod doubts;
mod erasing;
mod faults;
mod faults_apart;
mod faults_of_topics;
mod mail;
mod mail_apart;
mod mail_killed;
mod main_job;
mod meetings_in_chat;
mod reminders_over_days;
mod requests;
mod second_factor;
mod sign_in_at_a_provider;
mod signing_in;
mod start_script;
mod strategy;
mod talk;
mod traces;
mod training;
mod ways_in;
mod webhooks;
mod words;

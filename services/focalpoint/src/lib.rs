//! The one binary: it puts the parts together, and is the only crate that knows all of them.
//!
//! What lives here: the command line, the configuration, the data directory, the import of files, the demo. No rule of
//! coordination is here; what a command does is two or three calls to the parts. Nothing depends on this crate but its
//! `main`.

pub mod bench;
pub mod cli;
pub mod clocks;
pub mod data_dir;
pub mod demo;
mod form_links;
pub mod guard;
pub mod guard_lines;
pub mod hub;
pub mod import;
pub mod leased;
mod lines;
pub mod person_key_secret;
pub mod progress;
pub mod read_reply;
pub mod sealing;
pub mod serve;
pub mod settings;
pub mod up;
pub mod upkeep;

//! The one binary: it puts the parts together, and is the only crate that knows all of them.
//!
//! - [`command_line`]: the arguments, and the commands that are a few calls.
//! - [`configuration`]: settings, secrets, the data directory.
//! - [`composition`]: the one place where services are wired to their adapters, embedded or distributed.
//! - [`checkpoints`]: what outsiders keep of the log, to see that its history is not written anew.
//! - [`sealing`]: sealing personal fields, for the services that ask for it and for the import.
//! - [`import`]: an institution's own files become events.
//! - [`demo`]: everything in one process, with a messenger and a clock of its own.
//! - [`bench`]: measuring the real parts.
//! - [`safekeeping`]: backups, going back to one, and proving that nothing was changed.
//! - [`progress`]: how far long work is, on a terminal.
//!
//! No rule of coordination is here. Nothing depends on this crate but its `main`.

pub mod bench;
pub mod checkpoints;
pub mod command_line;
pub mod composition;
pub mod configuration;
pub mod demo;
pub mod import;
pub mod progress;
pub mod safekeeping;
pub mod sealing;

/// Something that ends focalpoint: said once, on its way out.
pub type Fatal = Box<dyn std::error::Error + Send + Sync>;

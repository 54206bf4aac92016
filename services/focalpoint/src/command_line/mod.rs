//! The command line: its arguments, and the commands that are no more than a few calls to the other modules.
//!
//! - [`arguments`]: what can be typed, and what `--help` says of it.
//! - [`up`]: running for real on one machine.
//! - [`forgetting`]: asking for a person to be forgotten; [`cutting_off`]: taking every way in from somebody.
//! - [`maintenance`]: import, replay; [`safekeeping`]: verify, backup, restore.
//! - [`checkpoint`]: signing how the log is.
//! - [`load`], [`dead_letters`]: looking after a distributed deployment.
//! - [`read_reply`], [`judge_messages`]: trying out what the bot would understand and what the guard would say.
//! - `lines`: texts from arguments or standard input.
//!
//! `demo`, `bench` and `serve` are modules of their own, beside this one.

pub mod arguments;
pub mod checkpoint;
pub mod cutting_off;
pub mod dead_letters;
pub mod forgetting;
pub mod judge_messages;
mod lines;
pub mod load;
pub mod maintenance;
pub mod read_reply;
pub mod safekeeping;
pub mod up;

//! A mail server for the demo and for tests: it takes every message over SMTP, shows each address its inbox in a browser, and
//! hands on what somebody writes back.
//!
//! - [`inboxes`]: the messages, a file each.
//! - [`smtp`]: how they come in.
//! - [`pages`]: how they are read and answered.
//! - `reply`: an answer as mail programs write it.
//!
//! It may not know any domain: what a message says is opaque to it. Nothing leaves this machine.

pub mod inboxes;
pub mod pages;
mod reply;
pub mod smtp;

pub use inboxes::{Inboxes, InboxesError};
pub use pages::{AnswerBearer, AnswerNotTaken, router};
pub use smtp::serve_smtp;

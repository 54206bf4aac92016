//! E-mail as a second channel: what a person is told becomes a message, and what comes back is read.
//!
//! - [`channel`]: a message of the notifications is worded from the read models, and sent.
//! - [`draft`]: what a message says, as values; the words come in ready.
//! - [`composing`]: a draft becomes a message for every mail program: plain text, HTML, headers, a calendar part.
//! - [`sending`]: a message goes out by SMTP, and what the server said becomes one of few outcomes.
//! - [`receiving`]: what lies in the mailbox is read over IMAP and sorted: an answer, a calendar's answer, a bounce, or
//!   nothing of ours.
//! - [`answers`]: what was read becomes events, in the name of whoever wrote it, and is answered by one short message.
//! - [`correspondence`]: the one file: which thread is whose, what was made of an answer, how far the mailbox has been read, and
//!   what was sent.
//! - [`configuration`], [`address`]: what it is told, and addresses compared as addresses.
//!
//! It may depend on the domain's values, the texts, the links, the read models, and the ports of commands and of the channel. It
//! decides nothing: whom to tell, when and how often is asked of whoever owes the message; what an answer means is asked of
//! the reader of short replies. It knows no page and no store of events.

pub mod address;
pub mod answers;
pub mod channel;
pub mod composing;
pub mod configuration;
pub mod correspondence;
pub mod draft;
pub mod receiving;
pub mod sending;
mod sent_mail;
mod tls;

//! Drafts: what somebody has typed into a form and not sent yet, so that it is there on another machine, after a crash, after a
//! session has ended, and behind several gateways.
//!
//! - [`port`]: the [`Drafts`] port. Whoever keeps drafts cannot read them, nor see which form they are of.
//! - [`draft`]: what a draft is, and how it is sealed for its person.
//! - [`sqlite`]: in a file, for one process.
//! - [`jetstream`]: in a bucket on NATS, for gateways on their own.
//!
//! A draft is no event: what is kept here can be thrown away, and is. Depends on the domain's ids and on NATS; knows no form, no
//! HTTP, no clock, and not what may be kept: whoever keeps a draft has asked the guard.

pub mod draft;
pub mod jetstream;
pub mod port;
pub mod sqlite;

pub use draft::{Draft, DraftKey};
pub use jetstream::JetStreamDrafts;
pub use port::{Drafts, DraftsError, KeptDraft, LARGEST_DRAFT, MOST_DRAFTS, Slot};
pub use sqlite::SqliteDrafts;

//! The hash chain over the log: each event's hash covers its content, its place and the hash before it.
//!
//! Whoever alters, removes, inserts or swaps events breaks every hash from there on. Cutting off the end, or writing
//! the whole chain anew, breaks nothing inside the file; it shows against a [`Head`] that was noted down elsewhere.

use std::fmt;
use std::str::FromStr;

use events::ids::Position;
use events::log_mark::EventHash;
use sha2::{Digest, Sha256};

use crate::port::ReadError;

/// The last event's place and hash: enough to prove later that nothing up to it has changed. As text
/// `<position>:<hash>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last event's position.
    pub position: Position,
    /// The hash of the last event, which holds those of all before it.
    pub hash: EventHash,
}

impl Head {
    /// The head of a log without events.
    pub const EMPTY: Self = Self { position: Position::START, hash: EventHash::GENESIS };
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.position, self.hash)
    }
}

/// A text is not a head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not a head of the log: give <position>:<hash> as it was printed")]
pub struct NotAHead {
    /// The text as it was given.
    pub text: String,
}

impl FromStr for Head {
    type Err = NotAHead;
    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let parse = || {
            let (position, hash) = text.split_once(':')?;
            Some(Self { position: Position(position.parse().ok()?), hash: hash.parse().ok()? })
        };
        parse().ok_or_else(|| NotAHead { text: text.to_owned() })
    }
}

/// An event as the chain sees it: the very bytes that are stored.
pub(crate) struct Link<'a> {
    pub(crate) position: i64,
    pub(crate) stream: &'a [u8],
    pub(crate) revision: i64,
    pub(crate) id: &'a [u8],
    pub(crate) metadata: &'a [u8],
    pub(crate) event_type: &'a [u8],
    pub(crate) schema_version: i64,
    pub(crate) data: &'a [u8],
}

impl Link<'_> {
    /// The event's hash when it follows an event of this hash.
    pub(crate) fn hash_after(&self, previous: EventHash) -> EventHash {
        let mut hasher = Sha256::new_with_prefix(previous.as_bytes());
        // Each field's length goes before it, so that no byte can move from one field to its neighbour unseen.
        let mut cover = |field: &[u8]| {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field);
        };
        cover(&self.position.to_be_bytes());
        cover(self.stream);
        cover(&self.revision.to_be_bytes());
        cover(self.id);
        cover(self.metadata);
        cover(self.event_type);
        cover(&self.schema_version.to_be_bytes());
        cover(self.data);
        EventHash::from(<[u8; 32]>::from(hasher.finalize()))
    }
}

/// What a walk over the whole log found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogVerification {
    /// How many events there are.
    pub events: u64,
    /// Where the log ends. Note it down to prove later that the end was not cut off.
    pub head: Head,
}

/// In what way the log is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The event's hash does not fit its content and the event before it.
    #[error("the event was altered, or put there from outside")]
    Altered,
    /// There is no event at this position, but there is one after it.
    #[error("the event is missing")]
    Missing,
    /// The log ends before the position at which it was known to be.
    #[error("the log was cut off: it ends at position {end}")]
    CutOff {
        /// Where it ends.
        end: Position,
    },
    /// The chain fits itself but not the head that was noted down.
    #[error("the log was written anew: its hash here is {found}")]
    Rewritten {
        /// The hash it has.
        found: EventHash,
    },
}

/// Why a log could not be verified.
#[derive(Debug, Clone, thiserror::Error)]
pub enum VerifyError {
    /// The log is not as it was written.
    #[error("the event log fails at position {position}: {what}; restore the last backup that verifies")]
    Broken {
        /// The first position that fails.
        position: Position,
        /// In what way.
        what: Fault,
    },
    /// The log cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
}

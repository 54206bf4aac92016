//! The hash chain over the log: each event's hash covers its content, its place and the hash before it.
//!
//! Of an event's data the chain covers a commitment, the hash of a random salt and the data: so texts can be taken out of an event
//! later without any hash changing, and nobody can find out what they were by trying.
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

/// An event's data as the chain covers it.
#[derive(Clone, Copy)]
pub(crate) enum Content<'a> {
    /// The data itself: in logs of earlier versions, and of what is left where texts were taken out.
    Open(&'a [u8]),
    /// The commitment to it.
    Committed(&'a [u8; 32]),
}

/// The commitment to an event's data.
pub(crate) fn commitment(salt: &[u8], data: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new_with_prefix((salt.len() as u64).to_be_bytes());
    hasher.update(salt);
    hasher.update(data);
    hasher.finalize().into()
}

/// An event as the chain sees it: the very bytes that are stored.
#[derive(Clone, Copy)]
pub(crate) struct Link<'a> {
    pub(crate) position: i64,
    pub(crate) stream: &'a [u8],
    pub(crate) revision: i64,
    pub(crate) id: &'a [u8],
    pub(crate) metadata: &'a [u8],
    pub(crate) event_type: &'a [u8],
    pub(crate) schema_version: i64,
    pub(crate) content: Content<'a>,
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
        match self.content {
            Content::Open(data) => cover(data),
            // One field more, so that no data can pass for a commitment.
            Content::Committed(commitment) => {
                cover(b"committed");
                cover(commitment);
            }
        }
        EventHash::from(<[u8; 32]>::from(hasher.finalize()))
    }
}

/// What a walk over the whole log found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogVerification {
    /// How many events there are.
    pub events: u64,
    /// Of how many of them texts were taken out, as another event says.
    pub taken_out: u64,
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
    /// What is left of the event, out of which texts were taken, is not what the event that says so names.
    #[error("texts were taken out of the event, and what is left is not what the event at {by} says")]
    NotWhatWasLeft {
        /// Which event should say so.
        by: Position,
    },
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

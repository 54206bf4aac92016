//! The port: where sealed drafts are kept, each person's apart from everybody else's.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use events::ids::PersonId;

/// How many drafts a person can have at a time.
pub const MOST_DRAFTS: usize = 20;

/// The largest sealed draft, in bytes. All of a person's together stay below what NATS takes as one message.
pub const LARGEST_DRAFT: usize = 32 * 1024;

/// Where a draft is kept among its person's: a keyed hash of the form's address, so that the address can be read nowhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(String);

impl Slot {
    /// The slot of this hash.
    pub fn of_hash(hash: &[u8]) -> Self {
        Self(hex::encode(hash))
    }

    /// The slot that was written as this text.
    pub fn of_text(text: String) -> Self {
        Self(text)
    }

    /// The slot as text: hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Where among its person's.
    pub slot: Slot,
    /// When it was kept last, UTC, to the second.
    pub kept_at: DateTime<Utc>,
    /// What is in it, sealed.
    pub sealed: Vec<u8>,
}

/// Why a draft is not kept, or drafts cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftsError {
    /// The person has as many as there can be.
    #[error("there are {MOST_DRAFTS} drafts already: send one or throw one away")]
    TooMany,
    /// It is larger than a draft may be.
    #[error("the draft is larger than {LARGEST_DRAFT} bytes: send it, or shorten it")]
    TooLarge,
    /// Where drafts are kept cannot be reached, or cannot be read.
    #[error("drafts cannot be kept now: {reason}; try again")]
    Unavailable {
        /// What the adapter said.
        reason: String,
    },
}

impl DraftsError {
    pub(crate) fn unavailable(error: &dyn std::fmt::Display) -> Self {
        Self::Unavailable { reason: error.to_string() }
    }
}

/// Where sealed drafts are kept, for one person each; whoever keeps them can read none.
#[async_trait]
pub trait Drafts: Send + Sync {
    /// A person's drafts, by slot.
    async fn of(&self, person: &PersonId) -> Result<Vec<KeptDraft>, DraftsError>;

    /// Keeps a draft in place of what was in its slot. When it returns, the draft survives a restart.
    async fn keep(&self, person: &PersonId, draft: KeptDraft) -> Result<(), DraftsError>;

    /// Throws a draft away. It is no fault when there is none.
    async fn discard(&self, person: &PersonId, slot: &Slot) -> Result<(), DraftsError>;

    /// Throws away what of a person's drafts was kept last before an instant.
    async fn discard_before(&self, person: &PersonId, instant: DateTime<Utc>) -> Result<(), DraftsError>;

    /// Whoever has drafts.
    async fn persons(&self) -> Result<Vec<PersonId>, DraftsError>;
}

/// Whether a draft can be kept beside these.
pub(crate) fn has_room(kept: &[Slot], draft: &KeptDraft) -> Result<(), DraftsError> {
    if draft.sealed.len() > LARGEST_DRAFT {
        return Err(DraftsError::TooLarge);
    }
    if kept.len() >= MOST_DRAFTS && !kept.contains(&draft.slot) {
        return Err(DraftsError::TooMany);
    }
    Ok(())
}

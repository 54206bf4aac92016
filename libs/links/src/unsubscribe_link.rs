//! The link by which one person ends the messages by e-mail, without signing in.
//!
//! It stands in every message, also in one that is opened years later, so it does not expire. It gives nothing away and does
//! nothing but this one thing, which the person can take back in the settings.

use chrono::{DateTime, Utc};
use events::ids::PersonId;

use crate::signed_link::SignedLink;

/// Whose messages a link ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsubscribeLink {
    /// The person who gets them.
    pub person: PersonId,
}

impl SignedLink for UnsubscribeLink {
    const PURPOSE: &'static [u8] = b"focalpoint/unsubscribe-link/1\0";

    fn words(&self) -> String {
        self.person.to_string()
    }

    fn of_words(words: &str) -> Option<Self> {
        Some(Self { person: words.parse().ok()? })
    }

    fn person(&self) -> &PersonId {
        &self.person
    }

    fn until(&self) -> Option<DateTime<Utc>> {
        None
    }
}

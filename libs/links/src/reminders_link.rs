//! The link by which one person sees what is going to be said, and chooses how, without signing in: who has no chat with the bot
//! can do neither there. It is short-lived, and the next message has a new one.

use chrono::{DateTime, TimeDelta, Utc};
use events::ids::PersonId;

use crate::signed_link::{SignedLink, VALID, joined, moment, parts};

/// Whose messages to come a link shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemindersLink {
    /// The person who opens it.
    pub person: PersonId,
    /// Until when, UTC; whole seconds.
    pub until: DateTime<Utc>,
}

impl RemindersLink {
    /// How long a link serves.
    pub const VALID: TimeDelta = VALID;
}

impl SignedLink for RemindersLink {
    const PURPOSE: &'static [u8] = b"focalpoint/reminders-link/1\0";

    fn words(&self) -> String {
        joined(&[&self.person, &self.until.timestamp()])
    }

    fn of_words(words: &str) -> Option<Self> {
        let [person, until] = parts(words)?;
        Some(Self { person: person.parse().ok()?, until: moment(until)? })
    }

    fn person(&self) -> &PersonId {
        &self.person
    }

    fn until(&self) -> Option<DateTime<Utc>> {
        Some(self.until)
    }
}

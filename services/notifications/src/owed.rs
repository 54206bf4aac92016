//! What somebody should have been told by now.

use chrono::{DateTime, Utc};
use events::notification::Notice;

use crate::content::Content;

/// How soon something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// With the person's morning message: one a working day.
    Morning,
    /// While the person is at work: on a working day, outside quiet hours.
    AtWork,
    /// On a day off as well, outside quiet hours: it has a time limit.
    Pressing,
    /// At any time and at once: it brings an earlier message up to date and rings no bell.
    Silent,
}

impl Urgency {
    /// When that is, in words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Morning => "in the morning message",
            Self::AtWork => "at work",
            Self::Pressing => "outside quiet hours, on days off as well",
            Self::Silent => "at once, silently",
        }
    }
}

/// A notice that is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Its identity: what it is about, on which occasion, to which post.
    pub notice: Notice,
    /// What it says.
    pub content: Content,
    /// How soon it is said.
    pub urgency: Urgency,
    /// Since when it is owed, UTC. What has just come about waits a little for others to join it.
    pub since: DateTime<Utc>,
}

//! What a message says, before it is a message: words that are ready, in the reader's language.
//!
//! Titles and reasons in it are people's own words; whatever they hold, they become text and nothing else.

use std::fmt;

use chrono::{DateTime, Utc};
use documents::calendar_file::CalendarEntry;
use events::ids::PersonId;
use events::language::Language;
use url::Url;
use uuid::Uuid;

use crate::address::MailAddress;

/// The message that the engine owes; the same each time it is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MessageId(pub Uuid);

/// What belongs together in a mail program: a person's work, one meeting. A short name of our own, for instance
/// `meeting/2017-07-03`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThreadKey(pub String);

impl fmt::Display for ThreadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// To whom a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Who it is, by id.
    pub person: PersonId,
    /// The person's own address.
    pub address: MailAddress,
    /// The name, where it is known.
    pub name: Option<String>,
}

/// A link under a line: what it does, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What stands on it.
    pub label: String,
    /// Where it leads.
    pub url: Url,
}

/// A line of a message, with what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// What can be done about it.
    pub links: Vec<Link>,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// What stands above them.
    pub heading: Option<String>,
    /// What it says, a line for each thing.
    pub lines: Vec<Line>,
}

/// A message to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailDraft {
    /// The engine's id of it.
    pub id: MessageId,
    /// Who gets it, and how to address them.
    pub to: Recipient,
    /// In which language.
    pub language: Language,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub sections: Vec<Section>,
    /// What it belongs to.
    pub thread: ThreadKey,
    /// A meeting for the calendar, which answers by itself.
    pub invitation: Option<CalendarEntry>,
    /// The page on which the person sees what is to come, and chooses how.
    pub reminders: Url,
    /// The page on which the person ends these messages with one press (RFC 8058).
    pub unsubscribe: Url,
    /// When it is written, UTC.
    pub written_at: DateTime<Utc>,
}

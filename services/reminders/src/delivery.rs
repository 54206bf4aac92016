//! The delivery port: one message with everything a person is to hear that day.
//!
//! The process decides what is said to whom and when; whoever implements [`Delivery`] says it, in the person's
//! language and with the messenger's means. Delivery is at least once: when it is not known whether a digest arrived,
//! or it could not be recorded that it did, the same digest comes again under the same [`DigestKey`].

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use events::ids::{ChatId, InstitutionId, PersonId};
use events::language::{Language, LocalText};
use events::reminder::{Recipient, Rung};
use projections::views::TaskView;
use serde::{Deserialize, Serialize};

/// What makes a digest the same digest: whose it is, and of which morning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DigestKey {
    /// For whom.
    pub person: PersonId,
    /// The date in Kosovo.
    pub date: NaiveDate,
}

impl fmt::Display for DigestKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.person, self.date)
    }
}

/// To whom a digest goes, and how that person is addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The person.
    pub person: PersonId,
    /// Where the person is in post.
    pub institution: InstitutionId,
    /// The chat.
    pub chat: ChatId,
    /// The language.
    pub language: Language,
}

/// An item of the person's own institution in a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestItem {
    /// The item.
    pub task: TaskView,
    /// The reminder that brings it up today; `None`: it is there to complete the picture.
    pub rung: Option<Rung>,
}

/// The person's own institution's items, each in one section, the earliest due date first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sections {
    /// The institution hears of these for the first time.
    pub new: Vec<DigestItem>,
    /// Due within the days of the ladder's first rung.
    pub due_soon: Vec<DigestItem>,
    /// Due today.
    pub today: Vec<DigestItem>,
    /// Due before today.
    pub overdue: Vec<DigestItem>,
}

impl Sections {
    /// Every item, section by section.
    pub fn items(&self) -> impl Iterator<Item = &DigestItem> {
        self.new.iter().chain(&self.due_soon).chain(&self.today).chain(&self.overdue)
    }
}

/// Another institution's late item, brought to its subgroup's chair or to the secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// The item.
    pub task: TaskView,
    /// Whose it is.
    pub owner: InstitutionId,
    /// The owner's names.
    pub owner_names: LocalText,
    /// How late it is today, in working days of Kosovo.
    pub working_days_late: u32,
    /// In which quality the person is told.
    pub to: Recipient,
}

/// Everything one person is told on one day, as one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// To whom.
    pub person: Addressee,
    /// The date in Kosovo.
    pub date: NaiveDate,
    /// The same on a retry.
    pub key: DigestKey,
    /// The items of the person's own institution.
    pub sections: Sections,
    /// Late items of others.
    pub escalations: Vec<Escalation>,
}

/// The messenger has taken the digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered;

/// Why a digest was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// The person does not want to hear from the bot. Tried again the next working day, or when a chat is linked anew.
    #[error("the person has blocked the bot: ask them to open it again")]
    Blocked,
    /// The messenger does not take this message. Tried again the next working day, or when a chat is linked anew.
    #[error("the messenger refused the message: {reason}")]
    Refused {
        /// What it said.
        reason: String,
    },
    /// The messenger cannot take it now.
    #[error("the messenger cannot take the message now: {reason}; it will be tried again")]
    Retry {
        /// The earliest time to try again, real time from now, when the messenger said so.
        after: Option<Duration>,
        /// What it said.
        reason: String,
    },
}

/// Delivers digests.
#[async_trait]
pub trait Delivery: Send + Sync {
    /// Delivers a digest. Several digests may be under delivery at the same time, never two with the same key.
    async fn deliver(&self, digest: &Digest) -> Result<Delivered, DeliveryError>;
}

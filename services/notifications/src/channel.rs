//! The port to a channel: one message with everything a person is told at one time.
//!
//! The engine decides what is said to whom and when; a channel words it and sends it, and decides nothing. Delivery is at
//! least once: when it is not known whether a message arrived, or it could not be recorded that it did, the same message
//! comes again under the same [`MessageId`], and a channel that knows that it arrived does not send it again.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use events::ids::{InstitutionId, MessageId, NotificationKey, PersonId, SubgroupId};
use events::language::Language;
use events::notification::{ChannelKind, NotDelivered};
use serde::{Deserialize, Serialize};

use crate::content::Content;

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The notice that it is; `None`: it completes the picture.
    pub notice: Option<NotificationKey>,
    /// What it says.
    pub content: Content,
}

/// To whom a message goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Addressee {
    /// A person in post, wherever the channel reaches them.
    Person {
        /// Who is told.
        person: PersonId,
        /// The institution where the person is in post.
        institution: InstitutionId,
        /// The language the person is addressed in.
        language: Language,
    },
    /// Everybody in the groups that are a subgroup's chat. Which those are, if any, and what they speak, a channel knows.
    Group {
        /// The subgroup whose groups they are.
        subgroup: SubgroupId,
    },
}

impl Addressee {
    /// The person, where it is one.
    pub const fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Person { person, .. } => Some(person),
            Self::Group { .. } => None,
        }
    }
}

/// A message to one person or group. It travels without an address: a channel knows that from read models of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The same on a retry.
    pub id: MessageId,
    /// Who is told.
    pub to: Addressee,
    /// The day it is planned for, date in Kosovo.
    pub on: NaiveDate,
    /// Whether it is the person's morning message of that day.
    pub morning: bool,
    /// Whether some of it was handed over before and nobody knows whether it arrived. A channel that knows nothing of that
    /// itself, because another one has it noted, says that it may have come twice.
    #[serde(default)]
    pub tried_before: bool,
    /// What it says, in order.
    pub parts: Vec<Part>,
}

impl Message {
    /// To whom and for which day, as logs name it: `p-ms/2017-07-04`.
    pub fn label(&self) -> String {
        match &self.to {
            Addressee::Person { person, .. } => format!("{person}/{}", self.on),
            Addressee::Group { subgroup } => format!("group/{subgroup}/{}", self.on),
        }
    }
}

/// What a channel did with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivered {
    /// It arrived; where it is not known whether an earlier try arrived as well, it may have come twice.
    Sent {
        /// Whether it came once for certain.
        once: bool,
    },
    /// There was nothing left to say: what it was about has moved on meanwhile, or no group is the subgroup's chat.
    Overtaken,
}

/// Why a message was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// The addressee cannot be reached by this channel. Tried again the next working day, by whoever is next meanwhile.
    #[error("the person cannot be reached: {0:?}")]
    Unreachable(NotDelivered),
    /// The channel cannot take it now; it has not arrived.
    #[error("the channel cannot take the message now: {reason}; it will be tried again")]
    Retry {
        /// The earliest time to try again, real time from now, when the channel said so.
        after: Option<Duration>,
        /// What it said.
        reason: String,
    },
    /// This addressee cannot be told now; others can. It has not arrived.
    #[error("the person cannot be told now: {reason}; it will be tried again in {} s", after.as_secs())]
    NotYet {
        /// The earliest time to try again, real time from now.
        after: Duration,
        /// What keeps it from arriving.
        reason: String,
    },
    /// Nothing can be said there for now, and nothing was tried. Looked at again with the next news, without holding anybody
    /// up.
    #[error("nothing can be said there for now: {reason}")]
    Closed {
        /// What keeps it from being said.
        reason: String,
    },
    /// It may have arrived, and nobody knows. Tried again under the same id.
    #[error("whether the message arrived is not known: {reason}; it comes again, and may have come twice")]
    Uncertain {
        /// What was seen of it.
        reason: String,
    },
}

/// The channels by which people are told things.
#[derive(Clone)]
pub struct DeliveryChannels {
    /// The chat with the bot.
    pub telegram: Arc<dyn Channel>,
    /// E-mail, where it is set up.
    pub email: Option<Arc<dyn Channel>>,
}

impl DeliveryChannels {
    /// The chat alone.
    pub fn chat_only(telegram: Arc<dyn Channel>) -> Self {
        Self { telegram, email: None }
    }

    /// A channel; nothing where it is not set up.
    pub fn get(&self, kind: ChannelKind) -> Option<&Arc<dyn Channel>> {
        match kind {
            ChannelKind::Telegram => Some(&self.telegram),
            ChannelKind::Email => self.email.as_ref(),
        }
    }
}

/// Delivers messages by one way: chat or e-mail.
#[async_trait]
pub trait Channel: Send + Sync {
    /// Delivers a message. Several may be under delivery at the same time, never two to the same addressee.
    async fn deliver(&self, message: &Message) -> Result<Delivered, DeliveryError>;
}

//! A notice: what one post is told of one thing on one occasion; the ledger of who was told what, when and how.
//!
//! Its identity is that triple ([`Notice::key`]), so it is planned once, whatever restarts, and whoever would say it asks
//! the ledger whether it was said. A delivery that is uncertain is made again; an answer counts once; what has moved on
//! before it was said is overtaken. Whoever wants to be told by two channels is told once by each; what comes back from an
//! address that takes no messages was not said by that channel. Reminders of action items were the first of these and have a ledger of their own
//! ([`crate::reminder`]) that stays readable.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{
    CaseId, EventId, InstitutionId, LONGEST_ID, MessageId, NotificationKey, PersonId, StreamId, SubgroupId,
};
use crate::refusal::refusals;

/// The longest occasion, in bytes: it names what it is about by an id and more.
pub const LONGEST_OCCASION: usize = 2 * LONGEST_ID;

/// Why a text is no occasion.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no occasion: use 1 to {longest} of a-z, 0-9, '-', '_' and '.'", longest = LONGEST_OCCASION)]
pub struct NotAnOccasion(pub String);

/// Which occasion within what a notice is about: `before-7.2017-07-20`, `returned-2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = "^[a-z0-9._-]+$", "maxLength" = LONGEST_OCCASION))]
pub struct Occasion(String);

impl Occasion {
    /// The occasion as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Occasion {
    type Error = NotAnOccasion;
    fn try_from(text: String) -> Result<Self, NotAnOccasion> {
        let fits = (1..=LONGEST_OCCASION).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'));
        if fits { Ok(Self(text)) } else { Err(NotAnOccasion(text)) }
    }
}

impl FromStr for Occasion {
    type Err = NotAnOccasion;
    fn from_str(text: &str) -> Result<Self, NotAnOccasion> {
        Self::try_from(text.to_owned())
    }
}

impl From<Occasion> for String {
    fn from(occasion: Occasion) -> Self {
        occasion.0
    }
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// To which post a notice goes. Who that is in person is looked up when it is sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Audience {
    /// The focal point of an institution, or the deputy.
    FocalPoint(InstitutionId),
    /// The chair of a subgroup.
    Chair(SubgroupId),
    /// Everybody who does the Secretariat's work.
    Secretariat,
    /// The National Coordinator.
    Coordinator,
    /// Whoever coordinates a case.
    CaseCoordinator(CaseId),
    /// A member of staff in person, whatever the post.
    Person(PersonId),
    /// The group that is a subgroup's chat: everybody there reads it.
    Group(SubgroupId),
}

impl Audience {
    /// Its name in texts' keys; the same as it is stored.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::FocalPoint(_) => "focal-point",
            Self::Chair(_) => "chair",
            Self::Secretariat => "secretariat",
            Self::Coordinator => "coordinator",
            Self::CaseCoordinator(_) => "case-coordinator",
            Self::Person(_) => "person",
            Self::Group(_) => "group",
        }
    }

    /// Which institution, subgroup, case or person; nothing where there is only one.
    fn id(&self) -> &str {
        match self {
            Self::FocalPoint(institution) => institution.as_str(),
            Self::Chair(subgroup) | Self::Group(subgroup) => subgroup.as_str(),
            Self::Secretariat | Self::Coordinator => "",
            Self::CaseCoordinator(case) => case.as_str(),
            Self::Person(person) => person.as_str(),
        }
    }
}

/// What a notice is about, on which occasion it is said, and to which post: its identity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Notice {
    /// What it is about: `action-item/beds`.
    pub about: StreamId,
    /// On which occasion within that.
    pub occasion: Occasion,
    /// Who is to hear it.
    pub to: Audience,
}

impl Notice {
    /// The identity as one short id: two notices never share one. It never changes: streams are found by it.
    pub fn key(&self) -> NotificationKey {
        // None of the parts has a line break, so that no two notices are the same text.
        let named = format!("{}\n{}\n{}\n{}", self.about, self.occasion, self.to.code(), self.to.id());
        let mut first = [0; 16];
        for (to, from) in first.iter_mut().zip(Sha256::digest(named.as_bytes())) {
            *to = from;
        }
        NotificationKey::of_digest(first)
    }
}

/// By what a notice is brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// A chat with the bot.
    Telegram,
    /// A message to an e-mail address.
    Email,
}

impl ChannelKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Telegram, Self::Email];

    /// Its name in texts' keys; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Email => "email",
        }
    }
}

/// Why a notice did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotDelivered {
    /// Nobody holds the post.
    NobodyInPost,
    /// Nobody in post has a chat or an address.
    NoChannel,
    /// The person has blocked the bot.
    BlockedByPerson,
    /// The messenger or the mail server refused the message.
    RefusedByChannel,
    /// The address does not take messages.
    AddressBounced,
}

impl NotDelivered {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NobodyInPost, Self::NoChannel, Self::BlockedByPerson, Self::RefusedByChannel, Self::AddressBounced];

    /// Its name in texts' keys; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NobodyInPost => "nobody-in-post",
            Self::NoChannel => "no-channel",
            Self::BlockedByPerson => "blocked-by-person",
            Self::RefusedByChannel => "refused-by-channel",
            Self::AddressBounced => "address-bounced",
        }
    }
}

/// How far a notice is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Notification {
    /// There is no such notice yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// Planned, not delivered; the last failure, if any.
    Planned(Option<NotDelivered>),
    /// Delivered to a person by these channels, or posted in a group.
    Sent(BTreeSet<ChannelKind>),
    /// An answer to it has come.
    Answered,
    /// Not said, because what it is about has moved on.
    Overtaken,
}

/// What can be asked of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum NotificationCommand {
    /// Note that it is owed, before it is sent.
    Plan {
        /// What it is about, the occasion, and the post that is told.
        notice: Notice,
    },
    /// Record that it was delivered.
    RecordSent {
        /// To whom in person.
        person: PersonId,
        /// The channel that brings it, or failed to.
        channel: ChannelKind,
        /// The message that brought it, perhaps with others.
        message: MessageId,
        /// Whether the messenger or the mail server said that it took it. Otherwise it may have arrived or not.
        certain: bool,
    },
    /// Record that it was posted in a group.
    RecordPosted {
        /// The channel that brings it, or failed to.
        channel: ChannelKind,
        /// The message that brought it, perhaps with others.
        message: MessageId,
        /// Whether the messenger said that it took it. Otherwise it may have arrived or not.
        certain: bool,
    },
    /// Record that it could not be delivered.
    RecordFailed {
        /// To whom in person, where somebody was found.
        person: Option<PersonId>,
        /// By what, where there was something.
        channel: Option<ChannelKind>,
        /// What kept it from arriving.
        failure: NotDelivered,
    },
    /// Record that it was answered.
    RecordAnswered {
        /// The event that the answer became.
        answer: EventId,
    },
    /// Record that what it is about has moved on before it was said.
    RecordOvertaken,
    /// Take over that it was said, from what the bot had noted by itself before there was a ledger.
    CarryOver {
        /// What it is about, the occasion, and the post that was told.
        notice: Notice,
        /// To whom in person.
        person: PersonId,
        /// The channel that brings it, or failed to.
        channel: ChannelKind,
    },
}

/// What can have happened to a notice.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum NotificationEvent {
    /// It was planned.
    Planned {
        /// What it is about, the occasion, and the post that is told.
        notice: Notice,
    },
    /// It was delivered.
    Sent {
        /// To whom in person.
        person: PersonId,
        /// The channel that brings it, or failed to.
        channel: ChannelKind,
        /// The message that brought it, perhaps with others.
        message: MessageId,
        /// Whether the messenger or the mail server said that it took it. Otherwise it may have arrived or not.
        certain: bool,
    },
    /// It was posted in a group.
    Posted {
        /// The channel that brings it, or failed to.
        channel: ChannelKind,
        /// The message that brought it, perhaps with others.
        message: MessageId,
        /// Whether the messenger said that it took it. Otherwise it may have arrived or not.
        certain: bool,
    },
    /// It could not be delivered.
    Failed {
        /// To whom in person, where somebody was found.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        /// By what, where there was something.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<ChannelKind>,
        /// What kept it from arriving.
        failure: NotDelivered,
    },
    /// It was answered.
    Answered {
        /// The event that the answer became.
        answer: EventId,
    },
    /// What it is about has moved on before it was said.
    Overtaken {},
    /// It was said before there was a ledger, as the bot had noted by itself.
    CarriedOver {
        /// What it is about, the occasion, and the post that was told.
        notice: Notice,
        /// To whom in person.
        person: PersonId,
        /// The channel that brings it, or failed to.
        channel: ChannelKind,
    },
}

refusals! {
    /// Why a notice may say no.
    NotificationRefusal {
        NotPlanned = "notification-not-planned", "there is no such notice: plan it first";
        NotSent = "notification-not-sent", "the notice was not sent, so it cannot be answered";
        PlannedOtherwise = "notification-planned-otherwise", "this is another notice's stream";
    }
}

impl Aggregate for Notification {
    const KIND: &'static str = "notification";
    type Id = NotificationKey;
    type State = Self;
    type Command = NotificationCommand;
    type Event = NotificationEvent;
    type Refusal = NotificationRefusal;

    fn addressed(id: &NotificationKey, command: &NotificationCommand) -> Result<(), NotificationRefusal> {
        use NotificationCommand as C;
        match command {
            C::Plan { notice } | C::CarryOver { notice, .. } if notice.key() != *id => {
                Err(NotificationRefusal::PlannedOtherwise)
            }
            C::Plan { .. }
            | C::CarryOver { .. }
            | C::RecordSent { .. }
            | C::RecordPosted { .. }
            | C::RecordFailed { .. }
            | C::RecordAnswered { .. }
            | C::RecordOvertaken => Ok(()),
        }
    }

    fn decide(
        state: &Self,
        command: NotificationCommand,
        _: &Moment,
    ) -> Result<Vec<NotificationEvent>, NotificationRefusal> {
        use NotificationCommand as C;
        use NotificationEvent as E;
        use NotificationRefusal as R;

        match (state, command) {
            (Self::Unknown, C::Plan { notice }) => Ok(vec![E::Planned { notice }]),
            // What is planned already was said all the same before there was a ledger.
            (Self::Unknown | Self::Planned(_), C::CarryOver { notice, person, channel }) => {
                Ok(vec![E::CarriedOver { notice, person, channel }])
            }
            (
                Self::Unknown,
                C::RecordSent { .. }
                | C::RecordPosted { .. }
                | C::RecordFailed { .. }
                | C::RecordAnswered { .. }
                | C::RecordOvertaken,
            ) => Err(R::NotPlanned),
            (Self::Planned(_) | Self::Sent(_) | Self::Answered | Self::Overtaken, C::Plan { .. })
            | (Self::Sent(_) | Self::Answered | Self::Overtaken, C::CarryOver { .. }) => Ok(vec![]),
            (Self::Planned(_), C::RecordSent { person, channel, message, certain }) => {
                Ok(vec![E::Sent { person, channel, message, certain }])
            }
            (Self::Planned(_), C::RecordPosted { channel, message, certain }) => {
                Ok(vec![E::Posted { channel, message, certain }])
            }
            (Self::Planned(_), C::RecordFailed { person, channel, failure }) => {
                Ok(vec![E::Failed { person, channel, failure }])
            }
            (Self::Planned(_), C::RecordOvertaken) => Ok(vec![E::Overtaken {}]),
            (Self::Planned(_) | Self::Overtaken, C::RecordAnswered { .. }) => Err(R::NotSent),
            (Self::Sent(by), C::RecordSent { person, channel, message, certain }) => {
                let told_by_it = by.contains(&channel);
                Ok(if told_by_it { vec![] } else { vec![E::Sent { person, channel, message, certain }] })
            }
            (Self::Sent(by), C::RecordFailed { person, channel, failure }) => {
                // A bounce comes after the message has left; any other failure of a channel that told it is none.
                let counts = match channel {
                    Some(channel) => failure == NotDelivered::AddressBounced || !by.contains(&channel),
                    None => false,
                };
                Ok(if counts { vec![E::Failed { person, channel, failure }] } else { vec![] })
            }
            (Self::Sent(_), C::RecordAnswered { answer }) => Ok(vec![E::Answered { answer }]),
            (Self::Answered, C::RecordAnswered { .. }) => Ok(vec![]),
            (Self::Sent(_), C::RecordPosted { .. } | C::RecordOvertaken)
            | (
                Self::Answered | Self::Overtaken,
                C::RecordSent { .. } | C::RecordPosted { .. } | C::RecordFailed { .. } | C::RecordOvertaken,
            ) => Ok(vec![]),
        }
    }

    fn evolve(state: Self, event: &NotificationEvent, _: &Occurrence) -> Self {
        use NotificationEvent as E;

        match (state, event) {
            (Self::Unknown, E::Planned { .. }) => Self::Planned(None),
            (Self::Unknown | Self::Planned(_), E::CarriedOver { channel, .. })
            | (Self::Planned(_), E::Sent { channel, .. } | E::Posted { channel, .. }) => {
                Self::Sent(BTreeSet::from([*channel]))
            }
            (Self::Sent(mut by), E::Sent { channel, .. }) => {
                by.insert(*channel);
                Self::Sent(by)
            }
            (Self::Planned(_), E::Failed { failure, .. }) => Self::Planned(Some(*failure)),
            (Self::Sent(mut by), E::Failed { channel: Some(channel), failure, .. }) => {
                by.remove(channel);
                if by.is_empty() { Self::Planned(Some(*failure)) } else { Self::Sent(by) }
            }
            (Self::Planned(_), E::Overtaken {}) => Self::Overtaken,
            (Self::Sent(_), E::Answered { .. }) => Self::Answered,
            (
                state,
                E::Planned { .. }
                | E::Sent { .. }
                | E::Posted { .. }
                | E::Failed { .. }
                | E::Answered { .. }
                | E::Overtaken {}
                | E::CarriedOver { .. },
            ) => state,
        }
    }
}

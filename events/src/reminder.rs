//! A reminder: one rung of the ladder for one action item and one due date.
//!
//! Its identity is that triple, so it is planned once, whatever restarts. A delivery that is uncertain is made again;
//! an answer counts once. When the due date moves, the old date's reminders simply stop mattering.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{
    ActionItemId, EventId, InstitutionId, LONGEST_ID, LONGEST_SLUG, NotAnId, PersonId, ReminderKey, SubgroupId,
};
use crate::refusal::refusals;

/// A step of the ladder of reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "rung", content = "days", rename_all = "kebab-case")]
pub enum Rung {
    /// The focal point learns of a new action item.
    Assigned,
    /// So many days before the due date.
    Before(u16),
    /// On the due date.
    OnTheDay,
    /// The chair learns that it is so many working days late.
    Chair(u16),
    /// The secretariat learns that it is so many working days late.
    Secretariat(u16),
}

impl fmt::Display for Rung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assigned => f.write_str("assigned"),
            Self::Before(days) => write!(f, "before-{days}"),
            Self::OnTheDay => f.write_str("on-the-day"),
            Self::Chair(days) => write!(f, "chair-{days}"),
            Self::Secretariat(days) => write!(f, "secretariat-{days}"),
        }
    }
}

impl Rung {
    /// Whether the rung goes above the owner's head.
    pub const fn escalates(self) -> bool {
        match self {
            Self::Assigned | Self::Before(_) | Self::OnTheDay => false,
            Self::Chair(_) | Self::Secretariat(_) => true,
        }
    }
}

/// A reminder's identity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReminderId {
    /// What it reminds of.
    pub action_item: ActionItemId,
    /// The rung of the ladder.
    pub rung: Rung,
    /// For which due date.
    pub due: NaiveDate,
}

/// The longest that a key adds to its action item's id.
const LONGEST_SUFFIX: &str = ".secretariat-65535.-262143-12-31";

// An action item must never be unable to have a reminder: one that fails would hold all others up.
const _: () = assert!(LONGEST_ID + LONGEST_SUFFIX.len() <= LONGEST_SLUG);

impl ReminderId {
    /// The identity as one readable id. Two identities never share one: neither rung nor date has a dot.
    pub fn key(&self) -> Result<ReminderKey, NotAnId> {
        // A date writes itself with a plus sign from the year 10000 on, which no id can have.
        let (year, month, day) = (self.due.year(), self.due.month(), self.due.day());
        ReminderKey::from_str(&format!("{}.{}.{year:04}-{month:02}-{day:02}", self.action_item, self.rung))
    }
}

/// To whom a reminder goes. Who that is in person is looked up when it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Recipient {
    /// The focal point of an institution, or the deputy.
    FocalPoint(InstitutionId),
    /// The chair of a subgroup.
    Chair(SubgroupId),
    /// Everybody who does the Secretariat's work.
    Secretariat,
}

/// Why a reminder did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryFailure {
    /// Nobody holds the post.
    NobodyInPost,
    /// Nobody in post has linked a chat.
    NoChatLinked,
    /// The person has blocked the bot.
    BlockedByPerson,
    /// The messenger refused the message.
    RefusedByMessenger,
}

/// How far a reminder is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reminder {
    /// There is no such reminder: nothing of it was recorded.
    #[default]
    Unknown,
    /// Planned, not delivered; the last failure, if any.
    Planned(Option<DeliveryFailure>),
    /// Delivered to a person.
    Sent,
    /// An answer to it has come.
    Answered,
}

/// What can be asked of a reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ReminderCommand {
    /// Note that it is owed, before it is sent.
    Plan {
        /// The action item, the rung of the ladder and the due date.
        reminder: ReminderId,
        /// The post that is reminded.
        recipient: Recipient,
    },
    /// Record that it was delivered.
    RecordSent {
        /// To whom in person.
        person: PersonId,
    },
    /// Record that it was delivered above the owner's head.
    RecordEscalated {
        /// The post that is reminded.
        recipient: Recipient,
        /// To whom in person.
        person: PersonId,
    },
    /// Record that it could not be delivered.
    RecordFailed {
        /// What kept it from arriving.
        failure: DeliveryFailure,
    },
    /// Record that the owner answered.
    RecordAnswered {
        /// The event that the answer became.
        answer: EventId,
    },
}

/// What can have happened to a reminder.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ReminderEvent {
    /// It was planned.
    Planned {
        /// The action item, the rung of the ladder and the due date.
        reminder: ReminderId,
        /// The post that is reminded.
        recipient: Recipient,
    },
    /// It was delivered.
    Sent {
        /// To whom in person.
        person: PersonId,
    },
    /// It could not be delivered.
    Failed {
        /// What kept it from arriving.
        failure: DeliveryFailure,
    },
    /// The owner answered.
    Answered {
        /// The event that the answer became.
        answer: EventId,
    },
    /// It was delivered above the owner's head.
    Escalated {
        /// The post that is reminded.
        recipient: Recipient,
        /// To whom in person.
        person: PersonId,
    },
}

refusals! {
    /// Why a reminder may say no.
    ReminderRefusal {
        NotPlanned = "reminder-not-planned", "there is no such reminder: plan it first";
        NotSent = "reminder-not-sent", "the reminder was not sent yet, so it cannot be answered";
        PlannedOtherwise = "reminder-planned-otherwise", "this is another reminder's stream";
    }
}

impl Aggregate for Reminder {
    const KIND: &'static str = "reminder";
    type Id = ReminderKey;
    type State = Self;
    type Command = ReminderCommand;
    type Event = ReminderEvent;
    type Refusal = ReminderRefusal;

    fn addressed(id: &ReminderKey, command: &ReminderCommand) -> Result<(), ReminderRefusal> {
        use ReminderCommand as C;
        match command {
            C::Plan { reminder, .. } if reminder.key().as_ref() != Ok(id) => Err(ReminderRefusal::PlannedOtherwise),
            C::Plan { .. }
            | C::RecordSent { .. }
            | C::RecordEscalated { .. }
            | C::RecordFailed { .. }
            | C::RecordAnswered { .. } => Ok(()),
        }
    }

    fn decide(state: &Self, command: ReminderCommand, _: &Moment) -> Result<Vec<ReminderEvent>, ReminderRefusal> {
        use ReminderCommand as C;
        use ReminderEvent as E;
        use ReminderRefusal as R;

        match (state, command) {
            (Self::Unknown, C::Plan { reminder, recipient }) => Ok(vec![E::Planned { reminder, recipient }]),
            (Self::Unknown, _) => Err(R::NotPlanned),
            (_, C::Plan { .. }) => Ok(vec![]),
            (Self::Planned(_), C::RecordSent { person }) => Ok(vec![E::Sent { person }]),
            (Self::Planned(_), C::RecordEscalated { recipient, person }) => {
                Ok(vec![E::Escalated { recipient, person }])
            }
            (Self::Planned(_), C::RecordFailed { failure }) => Ok(vec![E::Failed { failure }]),
            (Self::Planned(_), C::RecordAnswered { .. }) => Err(R::NotSent),
            (Self::Sent, C::RecordAnswered { answer }) => Ok(vec![E::Answered { answer }]),
            (Self::Sent, C::RecordSent { .. } | C::RecordEscalated { .. } | C::RecordFailed { .. }) => Ok(vec![]),
            (
                Self::Answered,
                C::RecordSent { .. } | C::RecordEscalated { .. } | C::RecordFailed { .. } | C::RecordAnswered { .. },
            ) => Ok(vec![]),
        }
    }

    fn evolve(state: Self, event: &ReminderEvent, _: &Occurrence) -> Self {
        match (state, event) {
            (Self::Unknown, ReminderEvent::Planned { .. }) => Self::Planned(None),
            (Self::Planned(_), ReminderEvent::Failed { failure }) => Self::Planned(Some(*failure)),
            (Self::Answered, _) | (_, ReminderEvent::Answered { .. }) => Self::Answered,
            (_, ReminderEvent::Sent { .. } | ReminderEvent::Escalated { .. }) => Self::Sent,
            (state, ReminderEvent::Planned { .. } | ReminderEvent::Failed { .. }) => state,
        }
    }
}

//! Getting something out again that should not be kept: who a person is, or texts that should never have come in.
//!
//! Two people do it: one asks and says why, another one confirms. What follows then cannot be taken back, so a third step says
//! that it was done, and of texts what is left of each event, so that whoever verifies the log can tell what was taken out from
//! what was altered. The log itself keeps who asked, who confirmed and why; never what was taken out.
//!
//! The right to be forgotten is that of the GDPR, article 17, and of Law no. 06/L-082 on the protection of personal data.

use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{ErasureId, EventId, NotAnId, PersonId, Position};
use crate::log_mark::EventHash;
use crate::refusal::refusals;
use crate::text::Text;

/// What is to be got out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ErasureSubject {
    /// Who a member of staff is: name, numbers, chat and address.
    Person {
        /// Whose name and numbers are to go.
        person: PersonId,
    },
    /// Every text that an event carries, wherever else it stands in the same words.
    Texts {
        /// The event's place in the log.
        position: Position,
        /// The event's id.
        event: EventId,
    },
}

impl ErasureSubject {
    /// The id of the erasure of this; each thing is erased once.
    pub fn erasure(&self) -> Result<ErasureId, NotAnId> {
        match self {
            Self::Person { person } => format!("person.{person}").parse(),
            Self::Texts { event, .. } => format!("texts.{event}").parse(),
        }
    }

    /// Whom an erasure is of, as its id says at every step; none: it is of texts.
    pub fn person_of(erasure: &ErasureId) -> Option<PersonId> {
        erasure.as_str().strip_prefix("person.")?.parse().ok()
    }
}

/// An event whose texts were taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TakenOut {
    /// The event's place in the log.
    pub position: Position,
    /// The event's id.
    pub event: EventId,
    /// The hash of what is left of it, after the hash of the event before it.
    pub left: EventHash,
}

/// An erasure that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedErasure {
    /// What is to be got out.
    pub subject: ErasureSubject,
    /// Who asked; none: the operator of the hub.
    pub asked_by: Option<PersonId>,
}

/// An erasure's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Erasure {
    /// Nobody asked for it.
    #[default]
    Unknown,
    /// Somebody asked, and somebody else is to confirm.
    Asked(AskedErasure),
    /// Nobody wants it any more.
    Withdrawn,
    /// Two people want it, and it is being done.
    Confirmed(AskedErasure),
    /// It is done.
    Done,
}

/// What can be asked of an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ErasureCommand {
    /// Ask for it.
    Ask {
        /// What is to be got out.
        subject: ErasureSubject,
        /// Why, without saying what it is.
        reason: Text,
    },
    /// Want it no more.
    Withdraw,
    /// Want it as well: it is done at once.
    Confirm,
    /// Say that it is done.
    RecordCarriedOut {
        /// Of which events texts were taken out, and what is left of each.
        from: Vec<TakenOut>,
    },
}

/// What can have happened to an erasure.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ErasureEvent {
    /// Somebody asked for it.
    Asked {
        /// What is to be got out.
        subject: ErasureSubject,
        /// Why, in the words of whoever asked.
        reason: Text,
    },
    /// Whoever asked, or somebody else who might, wants it no more.
    Withdrawn {},
    /// Somebody else wants it as well.
    Confirmed {
        /// What is to be got out.
        subject: ErasureSubject,
    },
    /// It is gone. Of a person the key: nothing that was sealed for them can be read any more, in whatever copy of the log. Of an
    /// event the texts, from the log itself.
    CarriedOut {
        /// What was got out.
        subject: ErasureSubject,
        /// Of which events texts were taken out, and what is left of each.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        from: Vec<TakenOut>,
    },
}

refusals! {
    /// Why an erasure may say no.
    ErasureRefusal {
        SubjectElsewhere = "erasure-subject-elsewhere", "this erasure is of something else";
        NotAsked = "erasure-not-asked", "nobody has asked for this to be erased: ask for it first";
        AlreadyAsked = "erasure-already-asked", "somebody has asked for this already: another person confirms it";
        AlreadyConfirmed = "erasure-already-confirmed", "two people have confirmed this: it cannot be taken back";
        AlreadyDone = "erasure-already-done", "this was erased already";
        NotConfirmed = "erasure-not-confirmed", "a second person has to confirm before anything is erased";
    }
}

impl Erasure {
    /// Who asked, while another person is to confirm.
    pub fn asked_by(&self) -> Option<&PersonId> {
        match self {
            Self::Asked(asked) | Self::Confirmed(asked) => asked.asked_by.as_ref(),
            Self::Unknown | Self::Withdrawn | Self::Done => None,
        }
    }
}

impl Aggregate for Erasure {
    const KIND: &'static str = "erasure";
    type Id = ErasureId;
    type State = Self;
    type Command = ErasureCommand;
    type Event = ErasureEvent;
    type Refusal = ErasureRefusal;

    fn addressed(id: &ErasureId, command: &ErasureCommand) -> Result<(), ErasureRefusal> {
        match command {
            ErasureCommand::Ask { subject, .. } if subject.erasure().as_ref() != Ok(id) => {
                Err(ErasureRefusal::SubjectElsewhere)
            }
            ErasureCommand::Ask { .. }
            | ErasureCommand::Withdraw
            | ErasureCommand::Confirm
            | ErasureCommand::RecordCarriedOut { .. } => Ok(()),
        }
    }

    fn decide(state: &Self, command: ErasureCommand, _: &Moment) -> Result<Vec<ErasureEvent>, ErasureRefusal> {
        use {ErasureCommand as C, ErasureEvent as E, ErasureRefusal as R};
        match (state, command) {
            (Self::Unknown | Self::Withdrawn, C::Ask { subject, reason }) => Ok(vec![E::Asked { subject, reason }]),
            (Self::Asked(_), C::Ask { .. }) => Err(R::AlreadyAsked),
            (Self::Confirmed(_), C::Ask { .. } | C::Withdraw | C::Confirm) => Err(R::AlreadyConfirmed),
            (Self::Done, C::Ask { .. } | C::Withdraw | C::Confirm) => Err(R::AlreadyDone),
            (Self::Unknown, _) => Err(R::NotAsked),
            (Self::Withdrawn, C::Withdraw) => Ok(vec![]),
            (Self::Withdrawn, _) => Err(R::NotAsked),
            (Self::Asked(_), C::Withdraw) => Ok(vec![E::Withdrawn {}]),
            (Self::Asked(asked), C::Confirm) => Ok(vec![E::Confirmed { subject: asked.subject.clone() }]),
            (Self::Asked(_), C::RecordCarriedOut { .. }) => Err(R::NotConfirmed),
            (Self::Confirmed(asked), C::RecordCarriedOut { from }) => {
                Ok(vec![E::CarriedOut { subject: asked.subject.clone(), from }])
            }
            // Whoever does it may have done so before it could be noted down, and does it again.
            (Self::Done, C::RecordCarriedOut { .. }) => Ok(vec![]),
        }
    }

    fn evolve(state: Self, event: &ErasureEvent, occurrence: &Occurrence) -> Self {
        match event {
            ErasureEvent::Asked { subject, .. } => {
                Self::Asked(AskedErasure { subject: subject.clone(), asked_by: occurrence.by.person().cloned() })
            }
            ErasureEvent::Withdrawn {} => Self::Withdrawn,
            ErasureEvent::Confirmed { subject } => {
                Self::Confirmed(AskedErasure { subject: subject.clone(), asked_by: state.asked_by().cloned() })
            }
            ErasureEvent::CarriedOut { .. } => Self::Done,
        }
    }
}

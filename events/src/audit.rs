//! The audit trail: who looked at what, what was refused to whom, and what failed at the doors.
//!
//! What somebody *did* stands in the stream of what they did it to, and every session in the [account](crate::account) of whoever
//! opened it; here stands the rest, so that the log says all of it. A trail is that of one person, or of nobody known, on one day.
//! It takes whatever it is told, in any order: a trail decides nothing.

use serde::{Deserialize, Serialize};

use crate::account::Network;
use crate::aggregate::{Aggregate, Moment, Occurrence};
pub use crate::door::Door;
use crate::ids::{AuditTrailId, PersonId};
use crate::refusal::refusals;

/// What was looked at, refused or tried.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
pub enum AuditedAct {
    /// A case was looked at.
    CaseRead,
    /// The cases that somebody may see were listed; the object is how many.
    CasesListed,
    /// Figures of cases were looked at; the object is what was counted.
    FiguresRead,
    /// Something was taken along as a file.
    Exported,
    /// What could not be processed was had tried again; the object is the part of the hub.
    Redriven,
    /// Something was refused because it is not theirs; the object is the thing and what was asked of it.
    Refused,
    /// Somebody tried to sign in and could not; the object is why.
    SignInFailed,
}

impl AuditedAct {
    /// Every act that the trail keeps.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CaseRead => "case-read",
            Self::CasesListed => "cases-listed",
            Self::FiguresRead => "figures-read",
            Self::Exported => "exported",
            Self::Redriven => "redriven",
            Self::Refused => "refused",
            Self::SignInFailed => "sign-in-failed",
        }
    }
}

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AuditEntry {
    /// What was done.
    pub act: AuditedAct,
    /// To what, in a few words without personal data: a case's reference, a route, a code.
    pub object: AuditedObject,
    /// Through what they came.
    pub door: Door,
    /// From where, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// Whom it concerns beside whoever did it: the person to whom a link or an invitation was sent that somebody else opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<PersonId>,
}

/// The longest object of an entry, in bytes.
pub const LONGEST_OBJECT: usize = 200;

/// What an entry is about: printable ASCII without line breaks, never what somebody typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("maxLength" = LONGEST_OBJECT))]
pub struct AuditedObject(String);

/// The text is too long or has characters that no object has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an object of the audit trail is at most {LONGEST_OBJECT} printable characters of ASCII")]
pub struct NotAnObject;

impl AuditedObject {
    /// The object as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AuditedObject {
    type Error = NotAnObject;
    fn try_from(text: String) -> Result<Self, NotAnObject> {
        let fits = text.len() <= LONGEST_OBJECT && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
        if fits { Ok(Self(text)) } else { Err(NotAnObject) }
    }
}

impl std::str::FromStr for AuditedObject {
    type Err = NotAnObject;
    fn from_str(text: &str) -> Result<Self, NotAnObject> {
        Self::try_from(text.to_owned())
    }
}

impl From<AuditedObject> for String {
    fn from(object: AuditedObject) -> Self {
        object.0
    }
}

/// A trail's state: nothing is decided by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuditTrail;

/// What can be asked of a trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum AuditTrailCommand {
    /// Keep what somebody did.
    Record {
        /// Who it was; none: nobody that is known.
        who: Option<PersonId>,
        /// What they did, and to what.
        entry: AuditEntry,
    },
}

/// What can have happened to a trail.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum AuditTrailEvent {
    /// Somebody did something that is kept.
    Recorded(AuditEntry),
}

refusals! {
    /// Why a trail may say no.
    AuditTrailRefusal {
        OfSomebodyElse = "audit-trail-of-somebody-else", "the trail is that of another person";
    }
}

impl AuditTrailId {
    /// The trail of a person, or of nobody known, on a day.
    pub fn of(who: Option<&PersonId>, day: chrono::NaiveDate) -> Self {
        let who = who.map_or("", PersonId::as_str);
        Self::joined(&format!("{day}.{who}"))
    }
}

impl Aggregate for AuditTrail {
    const KIND: &'static str = "audit";
    type Id = AuditTrailId;
    type State = Self;
    type Command = AuditTrailCommand;
    type Event = AuditTrailEvent;
    type Refusal = AuditTrailRefusal;

    fn addressed(id: &AuditTrailId, command: &AuditTrailCommand) -> Result<(), AuditTrailRefusal> {
        let AuditTrailCommand::Record { who, .. } = command;
        let of = id.as_str().get("2000-01-01.".len()..).unwrap_or_default();
        if of == who.as_ref().map_or("", PersonId::as_str) { Ok(()) } else { Err(AuditTrailRefusal::OfSomebodyElse) }
    }

    fn decide(_: &Self, command: AuditTrailCommand, _: &Moment) -> Result<Vec<AuditTrailEvent>, AuditTrailRefusal> {
        let AuditTrailCommand::Record { entry, .. } = command;
        Ok(vec![AuditTrailEvent::Recorded(entry)])
    }

    fn evolve(state: Self, event: &AuditTrailEvent, _: &Occurrence) -> Self {
        match event {
            AuditTrailEvent::Recorded(_) => state,
        }
    }
}

//! The things that a timeline draws: what was to be done, held, answered or reached, each with the steps of its life.
//!
//! Pure: a thing and a standpoint in, how it stood out ([`standing`]); how it stood on two days in, what changed out ([`changes`]). May
//! depend on the domain only. Knows no table, no query, no page, and not what a drawing looks like.

pub mod changes;
mod span;
pub mod standing;

use chrono::{DateTime, NaiveDate, Utc};
use events::ids::{CorrelationId, InstitutionId, MeetingId, ObjectiveId, Position, StreamId, SubgroupId};
use events::language::LocalText;
use events::milestone::Precision;
use serde::{Deserialize, Serialize};

pub(crate) use span::OPEN_END;
pub use span::{LaneChange, ThingSpan};

/// What sort of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThingKind {
    /// A milestone of the coordination as a whole.
    Milestone,
    /// A meeting with its decisions.
    Meeting,
    /// An action item, from its assignment on.
    ActionItem,
    /// A data request, with what became of it at each recipient.
    DataRequest,
    /// A referral of a case, by the case's reference only.
    Referral,
    /// What one institution reported of an indicator for one period.
    IndicatorValue,
    /// An activity of the action plan.
    Activity,
    /// A module of the training programme.
    Module,
    /// A session of a module.
    Session,
}

impl ThingKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Milestone,
        Self::Meeting,
        Self::ActionItem,
        Self::DataRequest,
        Self::Referral,
        Self::IndicatorValue,
        Self::Activity,
        Self::Module,
        Self::Session,
    ];

    /// Its name in texts, styles and addresses; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Milestone => "milestone",
            Self::Meeting => "meeting",
            Self::ActionItem => "action-item",
            Self::DataRequest => "data-request",
            Self::Referral => "referral",
            Self::IndicatorValue => "indicator-value",
            Self::Activity => "activity",
            Self::Module => "module",
            Self::Session => "session",
        }
    }

    /// Whether somebody owes it by a day, so that it can be late.
    pub const fn is_owed(self) -> bool {
        match self {
            Self::ActionItem | Self::DataRequest | Self::Referral => true,
            Self::Milestone | Self::Meeting | Self::IndicatorValue | Self::Activity | Self::Module | Self::Session => {
                false
            }
        }
    }
}

/// How far a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThingStage {
    /// To come, or to be done.
    Open,
    /// Whoever is to do it cannot go on.
    Blocked,
    /// Whoever was to do it says that it is not theirs.
    Disclaimed,
    /// What was done went back to whoever did it.
    Returned,
    /// Reported as done, answered, held, given or taken on.
    Done,
    /// The same, and confirmed: verified, accepted, its minutes approved.
    Verified,
    /// Whoever was asked said no.
    Declined,
    /// It ended with what it was about, without having been done.
    Closed,
    /// It was called off.
    Cancelled,
}

impl ThingStage {
    /// Its name in texts, styles and the API; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Blocked => "blocked",
            Self::Disclaimed => "disclaimed",
            Self::Returned => "returned",
            Self::Done => "done",
            Self::Verified => "verified",
            Self::Declined => "declined",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether it is done, confirmed or not.
    pub const fn is_done(self) -> bool {
        match self {
            Self::Done | Self::Verified => true,
            Self::Open
            | Self::Blocked
            | Self::Disclaimed
            | Self::Returned
            | Self::Declined
            | Self::Closed
            | Self::Cancelled => false,
        }
    }

    /// Whether it ended without having been done.
    pub const fn has_ended_undone(self) -> bool {
        match self {
            Self::Declined | Self::Closed | Self::Cancelled => true,
            Self::Open | Self::Blocked | Self::Disclaimed | Self::Returned | Self::Done | Self::Verified => false,
        }
    }

    /// Whether it is still to be done.
    pub const fn is_open(self) -> bool {
        !self.is_done() && !self.has_ended_undone()
    }
}

/// What happened to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// It was assigned, scheduled, issued, made, planned or recorded.
    Begun,
    /// It was taken on.
    Accepted,
    /// It was said how far it is.
    Progressed,
    /// It got stuck.
    Blocked,
    /// It goes on.
    Unblocked,
    /// It was said not to be the owner's.
    Disclaimed,
    /// More time was asked for.
    TimeAsked,
    /// More time was given.
    TimeGiven,
    /// No more time was given.
    TimeRefused,
    /// It was reported as done, answered, held, given.
    Reported,
    /// What was reported before was corrected.
    Corrected,
    /// The last report was taken back.
    Withdrawn,
    /// It was confirmed.
    Verified,
    /// It was found not done after all.
    Reopened,
    /// It went back to whoever is to do it.
    Returned,
    /// It went to another institution.
    Reassigned,
    /// It was moved to another day.
    Moved,
    /// A decision was taken in it.
    Decided,
    /// Minutes were written.
    Minuted,
    /// It was not answered in time, and those above were told.
    Escalated,
    /// Whoever was asked said no.
    Declined,
    /// What it was about ended.
    Closed,
    /// It was called off.
    Cancelled,
}

impl StepKind {
    /// Its name in texts and the API; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Accepted => "accepted",
            Self::Progressed => "progressed",
            Self::Blocked => "blocked",
            Self::Unblocked => "unblocked",
            Self::Disclaimed => "disclaimed",
            Self::TimeAsked => "time-asked",
            Self::TimeGiven => "time-given",
            Self::TimeRefused => "time-refused",
            Self::Reported => "reported",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
            Self::Verified => "verified",
            Self::Reopened => "reopened",
            Self::Returned => "returned",
            Self::Reassigned => "reassigned",
            Self::Moved => "moved",
            Self::Decided => "decided",
            Self::Minuted => "minuted",
            Self::Escalated => "escalated",
            Self::Declined => "declined",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A step of a thing's life, with how the thing is after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The event's place in the log.
    pub position: Position,
    /// What sort of step it is: it was begun, reported, moved, and so on.
    pub what: StepKind,
    /// The day on which it counts, a date in Kosovo: the day of a meeting, the day on which an item was reported.
    pub on: NaiveDate,
    /// When it was recorded, UTC: who looks as of an earlier moment knows nothing of it.
    pub recorded_at: DateTime<Utc>,
    /// What it shares with whatever came of the same cause outside.
    pub correlation: CorrelationId,
    /// Of what several are asked: whose part of it this is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<InstitutionId>,
    /// How far the thing is after it, or the part of it that this is about.
    pub stage: ThingStage,
    /// The first day of the thing, as it is planned after this.
    pub from: NaiveDate,
    /// The last day, as it is planned after this: of what is owed, the due date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Whose it is after this; none: as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institutions: Option<Vec<InstitutionId>>,
}

/// A thing with its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// The position of the event with which it began: what it is known by.
    pub position: Position,
    /// The stream that it is, or is a part of.
    pub stream: StreamId,
    /// What sort it is.
    pub kind: ThingKind,
    /// What it is called; a referral by its case's reference and nothing else.
    pub title: LocalText,
    /// What it is a part of, where that has a title of its own: the objective of an activity or an indicator.
    pub part_of: Option<LocalText>,
    /// On whose board it is, or who was convened.
    pub subgroup: Option<SubgroupId>,
    /// Which objective it serves.
    pub objective: Option<ObjectiveId>,
    /// The meeting that raised it, or that it is.
    pub meeting: Option<MeetingId>,
    /// How exactly its days are known.
    pub precision: Precision,
    /// What happened to it, in the order of the log; there is at least the first.
    pub steps: Vec<Step>,
}

//! A milestone: something in the mechanism's history or in a project's plan that the timeline shows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::MilestoneId;
use crate::language::LocalText;
use crate::refusal::refusals;

/// What sort of milestone it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MilestoneKind {
    /// The mechanism's own history.
    History,
    /// A project's beginning or end.
    Project,
    /// A step of a project.
    Step,
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

/// When a milestone was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MilestoneDate {
    /// The first day it may have been.
    pub from: NaiveDate,
    /// The last day of a span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// How exactly the date is known.
    pub precision: Precision,
}

/// A milestone's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Milestone {
    /// There is no such milestone yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// It is recorded, and nothing more can happen to it.
    Recorded,
}

/// What can be asked of a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum MilestoneCommand {
    /// Record what happened, and on which day.
    Record {
        /// What happened, in at least one language.
        title: LocalText,
        /// What sort it is.
        kind: MilestoneKind,
        /// The day, month or year in which it was reached.
        at: MilestoneDate,
    },
}

/// What can have happened to a milestone.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum MilestoneEvent {
    /// It was recorded.
    Recorded {
        /// What happened, in at least one language.
        title: LocalText,
        /// What sort it is.
        kind: MilestoneKind,
        /// The day, month or year in which it was reached.
        at: MilestoneDate,
    },
}

refusals! {
    /// Why a milestone may say no.
    MilestoneRefusal {
        AlreadyRecorded = "milestone-already-recorded", "a milestone with this id is recorded already";
        EndsBeforeItBegins = "milestone-ends-before-it-begins", "the milestone ends before it begins: check the dates";
    }
}

impl Aggregate for Milestone {
    const KIND: &'static str = "milestone";
    type Id = MilestoneId;
    type State = Self;
    type Command = MilestoneCommand;
    type Event = MilestoneEvent;
    type Refusal = MilestoneRefusal;

    fn decide(state: &Self, command: MilestoneCommand, _: &Moment) -> Result<Vec<MilestoneEvent>, MilestoneRefusal> {
        match (state, command) {
            (Self::Recorded, MilestoneCommand::Record { .. }) => Err(MilestoneRefusal::AlreadyRecorded),
            (Self::Unknown, MilestoneCommand::Record { title, kind, at }) => {
                if at.until.is_some_and(|until| until < at.from) {
                    return Err(MilestoneRefusal::EndsBeforeItBegins);
                }
                Ok(vec![MilestoneEvent::Recorded { title, kind, at }])
            }
        }
    }

    fn evolve(_: Self, event: &MilestoneEvent, _: &Occurrence) -> Self {
        match event {
            MilestoneEvent::Recorded { .. } => Self::Recorded,
        }
    }
}

//! The strategy's objectives.
//!
//! The assessment's recommendations come in as objectives, as they were written: not measurable yet.

use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{InstitutionId, ObjectiveId};
use crate::language::LocalText;
use crate::non_empty::NonEmpty;
use crate::refusal::refusals;

/// An objective's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Objective {
    /// Not set.
    #[default]
    Unknown,
    /// Set.
    Set,
}

/// What can be asked of an objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ObjectiveCommand {
    /// Set it.
    Set {
        /// What is to be reached.
        statement: LocalText,
        /// Who answers for it.
        owners: NonEmpty<InstitutionId>,
        /// Which of the assessment's key issues it answers.
        key_issue: u8,
    },
}

/// What can have happened to an objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, schemars::JsonSchema)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ObjectiveEvent {
    /// It was set.
    ObjectiveSet {
        /// What is to be reached.
        statement: LocalText,
        /// Who answers for it.
        owners: NonEmpty<InstitutionId>,
        /// Which of the assessment's key issues it answers.
        key_issue: u8,
    },
}

refusals! {
    /// Why an objective may say no.
    ObjectiveRefusal {
        AlreadySet = "strategy-objective-already-set", "an objective with this id is set already";
    }
}

impl Aggregate for Objective {
    const KIND: &'static str = "strategy";
    type Id = ObjectiveId;
    type State = Self;
    type Command = ObjectiveCommand;
    type Event = ObjectiveEvent;
    type Refusal = ObjectiveRefusal;

    fn decide(state: &Self, command: ObjectiveCommand, _: &Moment) -> Result<Vec<ObjectiveEvent>, ObjectiveRefusal> {
        match (state, command) {
            (Self::Set, ObjectiveCommand::Set { .. }) => Err(ObjectiveRefusal::AlreadySet),
            (Self::Unknown, ObjectiveCommand::Set { statement, owners, key_issue }) => {
                Ok(vec![ObjectiveEvent::ObjectiveSet { statement, owners, key_issue }])
            }
        }
    }

    fn evolve(_: Self, event: &ObjectiveEvent, _: &Occurrence) -> Self {
        match event {
            ObjectiveEvent::ObjectiveSet { .. } => Self::Set,
        }
    }
}

//! The training programme: modules planned for the secretariat, the Authority's members and the trainers.

use serde::{Deserialize, Serialize};

use chrono::NaiveDate;

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::ModuleId;
use crate::language::LocalText;
use crate::refusal::refusals;
use crate::text::Text;

/// For whom a module is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The secretariat.
    Secretariat,
    /// The pool of trainers.
    Trainers,
    /// The members of the National Authority.
    AuthorityMembers,
}

/// A module as planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ModulePlan {
    /// What it teaches.
    pub title: LocalText,
    /// For whom.
    pub audience: Audience,
    /// In what form.
    pub form: Text,
    /// The first day of the first month planned.
    pub from: NaiveDate,
    /// The last day of the last month planned.
    pub until: NaiveDate,
    /// How many training days at least, when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_min: Option<u16>,
    /// How many training days at most, when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_max: Option<u16>,
}

/// A module's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Module {
    /// Not planned.
    #[default]
    Unknown,
    /// Planned.
    Planned,
}

/// What can be asked of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ModuleCommand {
    /// Plan it.
    Plan(ModulePlan),
}

/// What can have happened to a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, schemars::JsonSchema)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ModuleEvent {
    /// It was planned.
    ModulePlanned(ModulePlan),
}

refusals! {
    /// Why a module may say no.
    ModuleRefusal {
        AlreadyPlanned = "training-already-planned", "a module with this id is planned already";
        EndsBeforeItBegins = "training-ends-before-it-begins", "the module ends before it begins: check the months";
        DaysReversed = "training-days-reversed", "the module has more days at least than at most";
    }
}

impl Aggregate for Module {
    const KIND: &'static str = "training";
    type Id = ModuleId;
    type State = Self;
    type Command = ModuleCommand;
    type Event = ModuleEvent;
    type Refusal = ModuleRefusal;

    fn decide(state: &Self, command: ModuleCommand, _: &Moment) -> Result<Vec<ModuleEvent>, ModuleRefusal> {
        match (state, command) {
            (Self::Planned, ModuleCommand::Plan(_)) => Err(ModuleRefusal::AlreadyPlanned),
            (Self::Unknown, ModuleCommand::Plan(plan)) => {
                if plan.until < plan.from {
                    return Err(ModuleRefusal::EndsBeforeItBegins);
                }
                if let (Some(min), Some(max)) = (plan.days_min, plan.days_max)
                    && min > max
                {
                    return Err(ModuleRefusal::DaysReversed);
                }
                Ok(vec![ModuleEvent::ModulePlanned(plan)])
            }
        }
    }

    fn evolve(_: Self, event: &ModuleEvent, _: &Occurrence) -> Self {
        match event {
            ModuleEvent::ModulePlanned(_) => Self::Planned,
        }
    }
}

//! What an institution answers to a form.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::disaggregation::Breakdown;
use crate::figure::Figure;
use crate::ids::{ChoiceKey, FieldKey};
use crate::text::Text;

/// An answer to one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case")]
pub enum Answer {
    /// An answer to a field of numbers.
    Number(Figure),
    /// The option taken of those that the field has.
    Choice(ChoiceKey),
    /// A day as the calendar has it, without a time.
    Date(NaiveDate),
    /// A count broken down.
    Breakdown(Breakdown),
    /// No answer, with the reason why there is none.
    Skipped(Text),
}

impl Answer {
    /// What it comes to as one figure: a number itself, a breakdown's whole.
    pub fn figure(&self) -> Option<Figure> {
        match self {
            Self::Number(figure) => Some(*figure),
            Self::Breakdown(breakdown) => breakdown.total().and_then(|total| Figure::try_from(total).ok()),
            Self::Choice(_) | Self::Date(_) | Self::Skipped(_) => None,
        }
    }
}

/// The answers to a form, field by field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<FieldKey, Answer>);

impl Answers {
    /// Those that come to a figure; the next period's answers are held against them.
    pub fn figures(&self) -> BTreeMap<FieldKey, Figure> {
        self.0.iter().filter_map(|(key, answer)| Some((key.clone(), answer.figure()?))).collect()
    }

    /// The reasons given for what was skipped.
    pub fn reasons(&self) -> impl Iterator<Item = &Text> {
        self.0.values().filter_map(|answer| match answer {
            Answer::Skipped(reason) => Some(reason),
            Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Breakdown(_) => None,
        })
    }

    /// The fields that these answers answer otherwise than those before.
    pub fn changed_since(&self, before: &Self) -> BTreeSet<FieldKey> {
        let keys = self.0.keys().chain(before.0.keys());
        keys.filter(|key| self.0.get(*key) != before.0.get(*key)).cloned().collect()
    }
}

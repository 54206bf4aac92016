//! An indicator: by what an objective is measured, and whether it can be.
//!
//! The assessment found a strategy that could not be measured: objectives without a unit, a baseline, a target or a date.
//! So nothing is refused for being incomplete, but what is missing is always known ([`Indicator::missing`]), and an
//! indicator that lacks any of it is not measurable.

mod computed;
pub mod light;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use computed::ComputedIndicator;

use crate::disaggregation::{Breakdown, Dimension};
use crate::figure::{Figure, Unit};
use crate::ids::InstitutionId;
use crate::language::LocalText;
use crate::non_empty::NonEmpty;
use crate::period::Period;

/// How many quarters an institution is asked for at most: what is older is not made up for in chat.
const MOST_OWED: usize = 4;

/// How many quarters back an indicator without a baseline is looked at.
const WITHOUT_BASELINE: u32 = 4;

/// Where an indicator's values come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", content = "from", rename_all = "kebab-case")]
pub enum Source {
    /// These institutions report them. What several report for one period adds up.
    Reported(NonEmpty<InstitutionId>),
    /// The hub works them out from its log.
    Computed(ComputedIndicator),
}

/// How an indicator's values are broken down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", content = "by", rename_all = "kebab-case")]
pub enum Disaggregation {
    /// There is nothing to break down: the values are of no persons.
    NotApplicable,
    /// By these dimensions.
    By(NonEmpty<Dimension>),
}

/// What an indicator says of itself, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct IndicatorDefinition {
    /// What it shows.
    pub title: LocalText,
    /// In which unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// By when the target is to be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Where its values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// How they are broken down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disaggregation: Option<Disaggregation>,
}

/// What an indicator can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gap {
    /// Nobody said what it counts.
    Unit,
    /// Nobody said where it began.
    Baseline,
    /// Nobody said where it is to get.
    Target,
    /// Nobody said by when.
    Due,
    /// Nobody said where its values come from.
    Source,
    /// Nobody said how they are broken down.
    Disaggregation,
}

impl Gap {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Unit, Self::Baseline, Self::Target, Self::Due, Self::Source, Self::Disaggregation];

    /// The name that texts hang on.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Baseline => "baseline",
            Self::Target => "target",
            Self::Due => "due",
            Self::Source => "source",
            Self::Disaggregation => "disaggregation",
        }
    }
}

/// Where an indicator began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Baseline {
    /// What it was when the plan was made, in the indicator's unit.
    pub value: Figure,
    /// On which day it was that.
    pub on: NaiveDate,
}

/// A value as an institution reported it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReportedValue {
    /// What is reported, in the indicator's unit.
    pub value: Figure,
    /// Its parts, where the indicator is broken down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Breakdown>,
}

/// What was reported for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodValue {
    /// The sum of what was reported.
    pub value: Figure,
    /// Who has not reported yet: while anybody is here, the value is a part only.
    pub missing: BTreeSet<InstitutionId>,
}

/// What shows whether an objective is reached, and whether it can be measured at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// What it says of itself.
    pub definition: IndicatorDefinition,
    /// Where it began.
    pub baseline: Option<Baseline>,
    /// Where it is to get.
    pub target: Option<Figure>,
    /// What was reported, by period and institution.
    pub values: BTreeMap<Period, BTreeMap<InstitutionId, ReportedValue>>,
}

impl IndicatorDefinition {
    /// The unit: the one that was said, or that of what is computed.
    pub fn unit(&self) -> Option<Unit> {
        match (&self.unit, &self.source) {
            (Some(unit), _) => Some(unit.clone()),
            (None, Some(Source::Computed(computed))) => Some(computed.unit()),
            (None, Some(Source::Reported(_)) | None) => None,
        }
    }

    /// The institutions that report it.
    pub fn reporters(&self) -> impl Iterator<Item = &InstitutionId> {
        let reporters = match &self.source {
            Some(Source::Reported(institutions)) => Some(institutions.iter()),
            Some(Source::Computed(_)) | None => None,
        };
        reporters.into_iter().flatten()
    }
}

impl Indicator {
    /// An indicator of which nothing is known but its definition.
    pub const fn defined(definition: IndicatorDefinition) -> Self {
        Self { definition, baseline: None, target: None, values: BTreeMap::new() }
    }

    /// What it lacks to be measurable; nothing: it is.
    pub fn missing(&self) -> BTreeSet<Gap> {
        let has = |gap| match gap {
            Gap::Unit => self.definition.unit().is_some(),
            Gap::Baseline => self.baseline.is_some(),
            Gap::Target => self.target.is_some(),
            Gap::Due => self.definition.due.is_some(),
            Gap::Source => self.definition.source.is_some(),
            Gap::Disaggregation => self.definition.disaggregation.is_some(),
        };
        Gap::ALL.into_iter().filter(|gap| !has(*gap)).collect()
    }

    /// The calendar quarters whose values are on the way from the baseline to the target, in order: those that end after
    /// the baseline's day and begin by the due date, as far as they have begun today.
    pub fn quarters(&self, today: NaiveDate) -> Vec<Period> {
        let first = self.baseline.map_or_else(
            || today.checked_sub_months(Months::new(3 * WITHOUT_BASELINE)).unwrap_or(today),
            |baseline| baseline.on.succ_opt().unwrap_or(baseline.on),
        );
        let last = self.definition.due.map_or(today, |due| due.min(today));
        Period::new(first, last).map_or_else(|_| vec![], |days| days.quarters().collect())
    }

    /// The quarters for which an institution owes a value: over, not reported, of an indicator that is measurable. Of
    /// many, the last ones.
    pub fn owed_by(&self, institution: &InstitutionId, today: NaiveDate) -> Vec<Period> {
        if !self.missing().is_empty() || !self.definition.reporters().any(|reporter| reporter == institution) {
            return vec![];
        }
        let reported =
            |quarter: &Period| self.values.get(quarter).is_some_and(|values| values.contains_key(institution));
        let owed = self.quarters(today).into_iter().filter(|quarter| quarter.until() < today && !reported(quarter));
        let owed: Vec<Period> = owed.collect();
        owed[owed.len().saturating_sub(MOST_OWED)..].to_vec()
    }

    /// What was reported for a period; none: nothing.
    pub fn value_of(&self, period: Period) -> Option<PeriodValue> {
        let reported = self.values.get(&period)?;
        let sum = reported.values().map(|reported| reported.value.number()).sum();
        let missing = self.definition.reporters().filter(|institution| !reported.contains_key(*institution));
        Some(PeriodValue { value: Figure::new(sum).ok()?, missing: missing.cloned().collect() })
    }
}

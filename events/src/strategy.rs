//! The strategy's objectives, with the activities that are to reach them and the indicators that measure them.
//!
//! The assessment's recommendations come in as objectives, as they were written: not measurable yet. An objective
//! becomes measurable when an indicator is defined and each of its gaps is closed; [`SetObjective::measurability`] says
//! how far it is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::disaggregation::{Breakdown, Dimension};
use crate::figure::{Figure, Unit};
use crate::ids::{ActivityId, IndicatorId, InstitutionId, ObjectiveId};
use crate::indicator::{Baseline, Disaggregation, Gap, Indicator, IndicatorDefinition, ReportedValue, Source};
use crate::language::LocalText;
use crate::non_empty::NonEmpty;
use crate::period::Period;
use crate::refusal::refusals;
use crate::text::Text;

/// An activity of the action plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Activity {
    /// What is done.
    pub title: LocalText,
    /// Who does it.
    pub owners: NonEmpty<InstitutionId>,
    /// From when to when.
    pub days: Period,
}

/// An objective that was set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SetObjective {
    /// What is done for it.
    pub activities: BTreeMap<ActivityId, Activity>,
    /// By what it is measured.
    pub indicators: BTreeMap<IndicatorId, Indicator>,
}

/// Whether an objective can be measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measurability {
    /// It has indicators, and none lacks anything.
    Measurable,
    /// It has no indicator.
    NoIndicator,
    /// These indicators lack something.
    Lacking(BTreeMap<IndicatorId, BTreeSet<Gap>>),
}

/// An objective's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Objective {
    /// There is no such objective yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// Set at least.
    Set(SetObjective),
}

/// What can be asked of an objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ObjectiveCommand {
    /// Say what is to be reached, who answers for it, and which key issue it answers.
    Set {
        /// What is to be reached.
        statement: LocalText,
        /// Who answers for it.
        owners: NonEmpty<InstitutionId>,
        /// Which of the assessment's key issues it answers.
        key_issue: u8,
    },
    /// Plan an activity for it.
    PlanActivity {
        /// The activity's id within the objective.
        activity: ActivityId,
        /// What is planned.
        plan: Activity,
    },
    /// Define an indicator, or say more of one.
    DefineIndicator {
        /// The indicator's id within the objective.
        indicator: IndicatorId,
        /// What it says of itself.
        definition: IndicatorDefinition,
    },
    /// Set where an indicator began.
    SetBaseline {
        /// The indicator, one of this objective.
        indicator: IndicatorId,
        /// Where the indicator stood before the strategy.
        baseline: Baseline,
    },
    /// Set where an indicator is to get.
    SetTarget {
        /// The indicator, one of this objective.
        indicator: IndicatorId,
        /// The value to be reached.
        value: Figure,
    },
    /// Report a value.
    ReportValue {
        /// Of which indicator.
        indicator: IndicatorId,
        /// The institution that reports the value.
        institution: InstitutionId,
        /// About which days.
        period: Period,
        /// The value, its period and where it comes from.
        reported: ReportedValue,
    },
    /// Correct a value reported before.
    CorrectValue {
        /// Of which indicator.
        indicator: IndicatorId,
        /// Who reported it.
        institution: InstitutionId,
        /// About which days.
        period: Period,
        /// The value as it should have been.
        reported: ReportedValue,
        /// Why it is another.
        reason: Text,
    },
}

/// What can have happened to an objective.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
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
    /// An activity was planned.
    ActivityPlanned {
        /// The activity's id within the objective.
        activity: ActivityId,
        /// What was planned.
        plan: Activity,
    },
    /// An indicator was defined, in place of what was said of it before; its baseline, target and values stay.
    IndicatorDefined {
        /// The indicator's id within the objective.
        indicator: IndicatorId,
        /// What it says of itself.
        definition: IndicatorDefinition,
    },
    /// It was said where an indicator began, in place of what was said before.
    BaselineSet {
        /// The indicator, one of this objective.
        indicator: IndicatorId,
        /// Where the indicator stood before the strategy.
        baseline: Baseline,
    },
    /// It was said where an indicator is to get, in place of what was said before.
    TargetSet {
        /// The indicator, one of this objective.
        indicator: IndicatorId,
        /// The value to be reached.
        value: Figure,
    },
    /// An institution reported a value.
    ValueReported {
        /// Of which indicator.
        indicator: IndicatorId,
        /// The institution that reports.
        institution: InstitutionId,
        /// About which days.
        period: Period,
        /// The value, its period and where it comes from.
        reported: ReportedValue,
    },
    /// A value reported before was corrected.
    ValueCorrected {
        /// Of which indicator.
        indicator: IndicatorId,
        /// Who had reported it.
        institution: InstitutionId,
        /// About which days.
        period: Period,
        /// The value as it should have been.
        reported: ReportedValue,
        /// Why it is another.
        reason: Text,
    },
}

refusals! {
    /// Why an objective may say no.
    ObjectiveRefusal {
        NotSet = "strategy-objective-not-set", "there is no such objective: set it first";
        AlreadySet = "strategy-objective-already-set", "an objective with this id is set already";
        ActivityIdTaken = "strategy-activity-id-taken", "the objective has another activity of this id already";
        IndicatorUnknown = "strategy-indicator-unknown", "the objective has no such indicator: define it first";
        UnitOfComputed = "strategy-unit-of-computed", "what the hub computes has a unit of its own: leave the unit out";
        OneInstitutionOnly = "strategy-one-institution-only", "percentages and days do not add up: name one institution that reports them";
        HasValues = "strategy-has-values", "values are there in the indicator's present unit: define another indicator";
        BaselineToCome = "strategy-baseline-to-come", "the baseline's day is in the future: a baseline is what was";
        IsComputed = "strategy-is-computed", "the hub computes this indicator: nobody reports it";
        NoUnit = "strategy-no-unit", "nobody has said what the indicator counts: define its unit first";
        NotASource = "strategy-not-a-source", "this institution does not report the indicator";
        PeriodNotOver = "strategy-period-not-over", "the period is not over yet: report it when it is";
        PartsDoNotFit = "strategy-parts-do-not-fit", "the value's parts are not those that the indicator is broken down by, or do not add up to it";
        AlreadyReported = "strategy-already-reported", "the institution has reported this period already: correct the value instead";
        NotReported = "strategy-not-reported", "the institution has not reported this period yet";
    }
}

impl SetObjective {
    /// Whether it can be measured, and what is missing.
    pub fn measurability(&self) -> Measurability {
        if self.indicators.is_empty() {
            return Measurability::NoIndicator;
        }
        let gaps = self.indicators.iter().map(|(id, indicator)| (id.clone(), indicator.missing()));
        let lacking: BTreeMap<_, _> = gaps.filter(|(_, missing)| !missing.is_empty()).collect();
        if lacking.is_empty() { Measurability::Measurable } else { Measurability::Lacking(lacking) }
    }

    /// Folds one event into an objective that was set. Read models use it as well.
    pub fn apply(&mut self, event: &ObjectiveEvent) {
        use ObjectiveEvent as E;

        match event {
            E::ObjectiveSet { .. } => {}
            E::ActivityPlanned { activity, plan } => {
                self.activities.insert(activity.clone(), plan.clone());
            }
            E::IndicatorDefined { indicator, definition } => match self.indicators.get_mut(indicator) {
                Some(known) => known.definition = definition.clone(),
                None => {
                    self.indicators.insert(indicator.clone(), Indicator::defined(definition.clone()));
                }
            },
            E::BaselineSet { indicator, baseline } => {
                if let Some(indicator) = self.indicators.get_mut(indicator) {
                    indicator.baseline = Some(*baseline);
                }
            }
            E::TargetSet { indicator, value } => {
                if let Some(indicator) = self.indicators.get_mut(indicator) {
                    indicator.target = Some(*value);
                }
            }
            E::ValueReported { indicator, institution, period, reported }
            | E::ValueCorrected { indicator, institution, period, reported, .. } => {
                if let Some(indicator) = self.indicators.get_mut(indicator) {
                    indicator.values.entry(*period).or_default().insert(institution.clone(), reported.clone());
                }
            }
        }
    }

    fn indicator(&self, indicator: &IndicatorId) -> Result<&Indicator, ObjectiveRefusal> {
        self.indicators.get(indicator).ok_or(ObjectiveRefusal::IndicatorUnknown)
    }

    fn can_define(&self, id: &IndicatorId, definition: &IndicatorDefinition) -> Result<(), ObjectiveRefusal> {
        use ObjectiveRefusal as R;

        match (&definition.source, definition.unit()) {
            (Some(Source::Computed(computed)), Some(unit)) if unit != computed.unit() => return Err(R::UnitOfComputed),
            (Some(Source::Reported(by)), Some(Unit::Percent | Unit::Days)) if by.len() > 1 => {
                return Err(R::OneInstitutionOnly);
            }
            (Some(Source::Computed(_) | Source::Reported(_)) | None, _) => {}
        }
        match self.indicators.get(id) {
            Some(known) if !known.values.is_empty() && known.definition.unit() != definition.unit() => {
                Err(R::HasValues)
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl Indicator {
    fn can_report(
        &self,
        institution: &InstitutionId,
        period: Period,
        reported: &ReportedValue,
        today: NaiveDate,
    ) -> Result<(), ObjectiveRefusal> {
        use ObjectiveRefusal as R;

        if matches!(self.definition.source, Some(Source::Computed(_))) {
            return Err(R::IsComputed);
        }
        if !self.definition.reporters().any(|reporter| reporter == institution) {
            return Err(R::NotASource);
        }
        if self.definition.unit().is_none() {
            return Err(R::NoUnit);
        }
        if period.until() > today {
            return Err(R::PeriodNotOver);
        }
        let fit = match (&self.definition.disaggregation, &reported.parts) {
            (Some(Disaggregation::By(by)), Some(parts)) => {
                parts_fit(reported.value, parts, &by.iter().copied().collect())
            }
            (Some(Disaggregation::By(_)), None) => false,
            (Some(Disaggregation::NotApplicable) | None, parts) => parts.is_none(),
        };
        if fit { Ok(()) } else { Err(R::PartsDoNotFit) }
    }

    fn reported(&self, institution: &InstitutionId, period: Period) -> Option<&ReportedValue> {
        self.values.get(&period).and_then(|reported| reported.get(institution))
    }
}

fn parts_fit(value: Figure, parts: &Breakdown, by: &BTreeSet<Dimension>) -> bool {
    let total = parts.total().and_then(|total| Figure::try_from(total).ok());
    total == Some(value) && parts.faults(by).is_empty()
}

impl Aggregate for Objective {
    const KIND: &'static str = "strategy";
    type Id = ObjectiveId;
    type State = Self;
    type Command = ObjectiveCommand;
    type Event = ObjectiveEvent;
    type Refusal = ObjectiveRefusal;

    fn decide(
        state: &Self,
        command: ObjectiveCommand,
        moment: &Moment,
    ) -> Result<Vec<ObjectiveEvent>, ObjectiveRefusal> {
        use ObjectiveCommand as C;
        use ObjectiveEvent as E;
        use ObjectiveRefusal as R;

        let objective = match state {
            Self::Set(objective) => objective,
            Self::Unknown => {
                let C::Set { statement, owners, key_issue } = command else {
                    return Err(R::NotSet);
                };
                return Ok(vec![E::ObjectiveSet { statement, owners, key_issue }]);
            }
        };
        match command {
            C::Set { .. } => Err(R::AlreadySet),
            C::PlanActivity { activity, plan } => match objective.activities.get(&activity) {
                Some(known) if known == &plan => Ok(vec![]),
                Some(_) => Err(R::ActivityIdTaken),
                None => Ok(vec![E::ActivityPlanned { activity, plan }]),
            },
            C::DefineIndicator { indicator, definition } => {
                objective.can_define(&indicator, &definition)?;
                let known = objective.indicators.get(&indicator).map(|known| &known.definition);
                let same = known == Some(&definition);
                Ok(if same { vec![] } else { vec![E::IndicatorDefined { indicator, definition }] })
            }
            C::SetBaseline { indicator, baseline } => {
                let known = objective.indicator(&indicator)?;
                if baseline.on > moment.today {
                    return Err(R::BaselineToCome);
                }
                let same = known.baseline == Some(baseline);
                Ok(if same { vec![] } else { vec![E::BaselineSet { indicator, baseline }] })
            }
            C::SetTarget { indicator, value } => {
                let same = objective.indicator(&indicator)?.target == Some(value);
                Ok(if same { vec![] } else { vec![E::TargetSet { indicator, value }] })
            }
            C::ReportValue { indicator, institution, period, reported } => {
                let known = objective.indicator(&indicator)?;
                known.can_report(&institution, period, &reported, moment.today)?;
                match known.reported(&institution, period) {
                    Some(before) if before == &reported => Ok(vec![]),
                    Some(_) => Err(R::AlreadyReported),
                    None => Ok(vec![E::ValueReported { indicator, institution, period, reported }]),
                }
            }
            C::CorrectValue { indicator, institution, period, reported, reason } => {
                let known = objective.indicator(&indicator)?;
                known.can_report(&institution, period, &reported, moment.today)?;
                let before = known.reported(&institution, period).ok_or(R::NotReported)?;
                let same = before == &reported;
                let corrected = E::ValueCorrected { indicator, institution, period, reported, reason };
                Ok(if same { vec![] } else { vec![corrected] })
            }
        }
    }

    fn evolve(state: Self, event: &ObjectiveEvent, _: &Occurrence) -> Self {
        match (state, event) {
            (_, ObjectiveEvent::ObjectiveSet { .. }) => Self::Set(SetObjective::default()),
            (Self::Unknown, _) => Self::Unknown,
            (Self::Set(mut objective), _) => {
                objective.apply(event);
                Self::Set(objective)
            }
        }
    }
}

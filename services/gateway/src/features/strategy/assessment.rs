//! An indicator as it stands on a day: its value for each period, who has not reported, and the light.
//!
//! One assessment serves the dashboard, the objective's page, the API and the file, so that they cannot disagree. It
//! is made of what comes in: what is computed from the log as a function, and the figures of cases as they may be shown,
//! because whoever has the dashboard's file may have those tables as well.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use events::figure::Figure;
use events::ids::InstitutionId;
use events::indicator::light::{Course, course};
use events::indicator::{ComputedIndicator, Disaggregation, Indicator, Source};
use events::period::Period;
use events::suppression::SMALLEST_SHOWN;
use readmodels::cases::{CaseMeasure, FiguresOfCases};
use readmodels::indicators::{IndicatorValue, IndicatorsOfDay};
use rust_decimal::Decimal;

/// A value as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PublicValue {
    /// The value as it is.
    Value(Figure),
    /// A count of a few people, or one that would tell them, which is not shown.
    Hidden,
}

/// One period of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AssessedPeriod {
    pub(crate) period: Period,
    /// The period is not over: the value may change.
    pub(crate) running: bool,
    /// None: nothing was reported, or there is nothing to take a share of.
    pub(crate) value: Option<PublicValue>,
    /// Who has not reported; while anybody is here, the value is a part only.
    pub(crate) missing: BTreeSet<InstitutionId>,
    /// How many events it was computed from; none: it was reported, or it is hidden and they would tell it.
    pub(crate) events: Option<usize>,
}

/// The light and what it was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TargetProgress {
    pub(crate) period: Period,
    pub(crate) value: Figure,
    pub(crate) course: Course,
}

/// The whole assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IndicatorAssessment {
    pub(crate) points: Vec<AssessedPeriod>,
    /// Of the last period for which everybody has reported; none: there is none, or the indicator is not measurable.
    pub(crate) target_progress: Option<TargetProgress>,
}

/// What an assessment is made from.
#[derive(Clone, Copy)]
pub(crate) struct AssessmentSources<'a> {
    /// What the log gives.
    pub(crate) compute: &'a dyn Fn(ComputedIndicator, Period) -> IndicatorValue,
    /// The tables of cases, as they may be shown.
    pub(crate) figures: &'a FiguresOfCases,
}

/// What of cases an indicator counts.
const fn counted(computed: ComputedIndicator) -> Option<CaseMeasure> {
    match computed {
        ComputedIndicator::Incidents => Some(CaseMeasure::Incidents),
        ComputedIndicator::Persons => Some(CaseMeasure::Persons),
        ComputedIndicator::RetraffickedPersons => Some(CaseMeasure::RetraffickedPersons),
        ComputedIndicator::ActionItemsDoneInTime
        | ComputedIndicator::ReferralAcceptanceDays
        | ComputedIndicator::MeetingAttendance
        | ComputedIndicator::DataRequestsAnsweredInTime
        | ComputedIndicator::TrainingSessionsDelivered => None,
    }
}

/// What a count of cases is a part of: it is the narrower of two that is hidden when few are between them.
const fn wider(counted: CaseMeasure) -> &'static [ComputedIndicator] {
    match counted {
        CaseMeasure::Incidents => &[],
        CaseMeasure::Persons => &[ComputedIndicator::Incidents],
        CaseMeasure::RetraffickedPersons => &[ComputedIndicator::Persons, ComputedIndicator::Incidents],
    }
}

fn is_few(number: Decimal) -> bool {
    number > Decimal::ZERO && number < Decimal::from(SMALLEST_SHOWN)
}

/// A reported value: what is broken down by who people are counts people.
fn public_value(indicator: &Indicator, value: Figure) -> PublicValue {
    let people = match &indicator.definition.disaggregation {
        Some(Disaggregation::By(_)) => true,
        Some(Disaggregation::NotApplicable) | None => false,
    };
    if people && is_few(value.number()) { PublicValue::Hidden } else { PublicValue::Value(value) }
}

/// Whether a computed value tells of few people: by itself, beside a wider count of the same quarter, or beside the tables
/// of cases.
fn tells_of_few(sources: AssessmentSources<'_>, counted: CaseMeasure, period: Period, value: Figure) -> bool {
    let between = |wide: &ComputedIndicator| {
        (sources.compute)(*wide, period).value.is_some_and(|wide| is_few(wide.number() - value.number()))
    };
    is_few(value.number()) || wider(counted).iter().any(between) || !sources.figures.tells(counted, period)
}

fn computed_point(
    sources: AssessmentSources<'_>,
    indicator: ComputedIndicator,
    period: Period,
    today: NaiveDate,
) -> AssessedPeriod {
    let IndicatorValue { value, events } = (sources.compute)(indicator, period);
    let value = value.map(|value| match counted(indicator) {
        Some(counted) if tells_of_few(sources, counted, period, value) => PublicValue::Hidden,
        Some(_) | None => PublicValue::Value(value),
    });
    let events = (value != Some(PublicValue::Hidden)).then_some(events);
    AssessedPeriod { period, running: period.until() >= today, value, missing: BTreeSet::new(), events }
}

impl IndicatorAssessment {
    /// The assessment on a day.
    pub(crate) fn of(indicator: &Indicator, today: NaiveDate, sources: AssessmentSources<'_>) -> Self {
        let mut points: Vec<AssessedPeriod> = match &indicator.definition.source {
            Some(Source::Computed(computed)) => {
                let quarters = indicator.quarters(today).into_iter();
                quarters.map(|period| computed_point(sources, *computed, period, today)).collect()
            }
            Some(Source::Reported(_)) | None => reported(indicator, today),
        };
        points.sort_by_key(|point| (point.period.until(), point.period.from()));
        let target_progress = progress_to_target(indicator, today, &points);
        Self { points, target_progress }
    }
}

fn reported(indicator: &Indicator, today: NaiveDate) -> Vec<AssessedPeriod> {
    let asked = indicator.quarters(today).into_iter().filter(|quarter| quarter.until() < today);
    let periods: BTreeSet<Period> = asked.chain(indicator.values.keys().copied()).collect();
    let reporters: BTreeSet<InstitutionId> = indicator.definition.reporters().cloned().collect();
    let point = |period: Period| {
        let known = indicator.value_of(period);
        let value = known.as_ref().map(|known| public_value(indicator, known.value));
        let missing = known.map_or_else(|| reporters.clone(), |known| known.missing);
        AssessedPeriod { period, running: false, value, missing, events: None }
    };
    periods.into_iter().map(point).collect()
}

fn progress_to_target(indicator: &Indicator, today: NaiveDate, points: &[AssessedPeriod]) -> Option<TargetProgress> {
    let (baseline, target, due) = (indicator.baseline?, indicator.target?, indicator.definition.due?);
    let whole = points.iter().filter(|point| point.missing.is_empty() && point.value.is_some());
    // A period that runs has a say only while none is over.
    let last = whole.clone().rev().find(|point| !point.running).or_else(|| whole.clone().next_back())?;
    let Some(PublicValue::Value(value)) = last.value else { return None };
    let course = course(&baseline, target, due, value, last.period.until().min(today));
    Some(TargetProgress { period: last.period, value, course })
}

/// The assessment from what the read models have now.
pub(super) fn assess(
    indicator: &Indicator,
    today: NaiveDate,
    indicators: &IndicatorsOfDay,
    figures: &FiguresOfCases,
) -> IndicatorAssessment {
    let compute = |computed, period| indicators.compute(computed, period);
    IndicatorAssessment::of(indicator, today, AssessmentSources { compute: &compute, figures })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use events::figure::Unit;
    use events::indicator::light::Light;
    use events::indicator::{Baseline, IndicatorDefinition, ReportedValue};
    use events::language::{Language, LocalText};
    use events::non_empty::NonEmpty;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn quarter(text: &str) -> Period {
        Period::quarter_of(day(text))
    }

    fn id(text: &str) -> InstitutionId {
        text.parse().unwrap()
    }

    fn indicator(source: Source) -> Indicator {
        let definition = IndicatorDefinition {
            title: LocalText::only(Language::En, "Forms".parse().unwrap()),
            unit: None,
            due: Some(day("2017-12-31")),
            source: Some(source),
            disaggregation: Some(Disaggregation::NotApplicable),
        };
        let baseline = Some(Baseline { value: 0_u32.into(), on: day("2016-12-31") });
        Indicator { baseline, target: Some(100_u32.into()), ..Indicator::defined(definition) }
    }

    /// Where there is no case.
    fn picture(
        indicator: &Indicator,
        today: NaiveDate,
        compute: &dyn Fn(ComputedIndicator, Period) -> IndicatorValue,
    ) -> IndicatorAssessment {
        IndicatorAssessment::of(indicator, today, AssessmentSources { compute, figures: &FiguresOfCases::default() })
    }

    fn nothing(_: ComputedIndicator, _: Period) -> IndicatorValue {
        IndicatorValue { value: None, events: 0 }
    }

    fn report(indicator: &mut Indicator, who: &str, when: &str, value: u32) {
        let reported = ReportedValue { value: value.into(), parts: None };
        indicator.values.entry(quarter(when)).or_default().insert(id(who), reported);
    }

    #[test]
    fn the_light_is_of_the_last_period_for_which_everybody_has_reported() {
        let reporters = NonEmpty::try_from(vec![id("ms"), id("qps")]).unwrap();
        let mut forms = indicator(Source::Reported(reporters));
        forms.definition.unit = Some(Unit::Items);
        report(&mut forms, "ms", "2017-01-01", 10);
        report(&mut forms, "qps", "2017-01-01", 20);
        report(&mut forms, "ms", "2017-04-01", 90);
        let seen = picture(&forms, day("2017-07-10"), &nothing);
        let missing: Vec<_> = seen.points.iter().map(|point| point.missing.len()).collect();
        assert_eq!(missing, [0, 1], "the running quarter is not asked for");
        let target_progress = seen.target_progress.unwrap();
        assert_eq!((target_progress.value, target_progress.course.rule.light()), (30_u32.into(), Light::Green));
        let later = picture(&forms, day("2017-10-10"), &nothing);
        assert_eq!(later.points.last().unwrap().missing.len(), 2);
        assert_eq!(later.target_progress, seen.target_progress, "what nobody reported changes no light");
    }

    #[test]
    fn a_quarter_that_runs_has_a_say_only_while_none_is_over() {
        let attendance = indicator(Source::Computed(ComputedIndicator::MeetingAttendance));
        let only = |known: &'static str| {
            move |_: ComputedIndicator, period: Period| IndicatorValue {
                value: known.split(' ').any(|day| period == quarter(day)).then(|| 50_u32.into()),
                events: 0,
            }
        };
        let today = day("2017-08-01");
        let of = |known| {
            picture(&attendance, today, &only(known)).target_progress.map(|target_progress| target_progress.period)
        };
        assert_eq!(of("2017-07-01"), Some(quarter("2017-07-01")));
        assert_eq!(of("2017-01-01 2017-07-01"), Some(quarter("2017-01-01")));
        assert_eq!(of("2020-01-01"), None);
    }

    #[test]
    fn a_few_people_are_not_shown_and_give_no_light() {
        let persons = indicator(Source::Computed(ComputedIndicator::Persons));
        let of = |count: u32| {
            let counted =
                move |_: ComputedIndicator, _: Period| IndicatorValue { value: Some(count.into()), events: 0 };
            let seen = picture(&persons, day("2017-08-01"), &counted);
            (seen.points[0].value.unwrap(), seen.target_progress.is_some())
        };
        assert_eq!(of(4), (PublicValue::Hidden, false));
        assert_eq!(of(5), (PublicValue::Value(5_u32.into()), true));
        assert_eq!(of(0), (PublicValue::Value(0_u32.into()), true));
    }

    /// The public case: eight incidents, and one person of two cases. What is hidden stands in no other column either.
    #[test]
    fn the_few_between_persons_and_incidents_are_not_told_by_their_difference() {
        let counts = |incidents: u32, persons: u32, retrafficked: u32| {
            let compute = move |computed: ComputedIndicator, _: Period| {
                let count = match counted(computed).unwrap() {
                    CaseMeasure::Incidents => incidents,
                    CaseMeasure::Persons => persons,
                    CaseMeasure::RetraffickedPersons => retrafficked,
                };
                IndicatorValue { value: Some(count.into()), events: 1 }
            };
            let all =
                [ComputedIndicator::Incidents, ComputedIndicator::Persons, ComputedIndicator::RetraffickedPersons];
            all.map(|computed| {
                let seen = picture(&indicator(Source::Computed(computed)), day("2017-08-01"), &compute);
                let point = &seen.points[0];
                assert_eq!(point.events.is_none(), point.value == Some(PublicValue::Hidden));
                point.value.unwrap()
            })
        };
        let value = |count: u32| PublicValue::Value(count.into());
        assert_eq!(counts(8, 8, 0), [value(8), value(8), value(0)], "nobody has confirmed it");
        assert_eq!(counts(8, 7, 1), [value(8), PublicValue::Hidden, PublicValue::Hidden]);
        assert_eq!(counts(20, 12, 6), [value(20), value(12), value(6)]);
        assert_eq!(counts(20, 12, 9), [value(20), value(12), PublicValue::Hidden], "three who did not come twice");
    }
}

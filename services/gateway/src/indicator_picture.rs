//! What an indicator looks like on a day: its value for each period, who has not reported, and the light.
//!
//! One picture serves the dashboard, the objective's page, the API and the file, so that they cannot disagree. Pure: what
//! is computed from the log comes in as a function.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use events::figure::Figure;
use events::ids::InstitutionId;
use events::indicator::computed::Computed;
use events::indicator::light::{Course, course};
use events::indicator::{ComputedIndicator, Disaggregation, Indicator, Source};
use events::period::Period;
use events::suppression::SMALLEST_SHOWN;

/// A value as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// This.
    Value(Figure),
    /// A count of a few people, which is not shown.
    Hidden,
}

/// One period of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) period: Period,
    /// The period is not over: the value may change.
    pub(crate) running: bool,
    /// None: nothing was reported, or there is nothing to take a share of.
    pub(crate) value: Option<Shown>,
    /// Who has not reported; while anybody is here, the value is a part only.
    pub(crate) missing: BTreeSet<InstitutionId>,
    /// How many events it was computed from; none: it was reported.
    pub(crate) events: Option<usize>,
}

/// The light and what it was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) period: Period,
    pub(crate) value: Figure,
    pub(crate) course: Course,
}

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) points: Vec<Point>,
    /// Of the last period for which everybody has reported; none: there is none, or the indicator is not measurable.
    pub(crate) standing: Option<Standing>,
}

/// A value that counts people of whom a few could be known.
fn counts_people(indicator: &Indicator) -> bool {
    match (&indicator.definition.source, &indicator.definition.disaggregation) {
        (Some(Source::Computed(computed)), _) => computed.counts_victims(),
        (Some(Source::Reported(_)) | None, Some(Disaggregation::By(_))) => true,
        (Some(Source::Reported(_)) | None, Some(Disaggregation::NotApplicable) | None) => false,
    }
}

fn shown(value: Figure, people: bool) -> Shown {
    let few = value > Figure::ZERO && Figure::try_from(SMALLEST_SHOWN).is_ok_and(|smallest| value < smallest);
    if people && few { Shown::Hidden } else { Shown::Value(value) }
}

impl Picture {
    /// The picture on a day.
    pub(crate) fn of(
        indicator: &Indicator,
        today: NaiveDate,
        compute: &dyn Fn(ComputedIndicator, Period) -> Computed,
    ) -> Self {
        let people = counts_people(indicator);
        let mut points: Vec<Point> = match &indicator.definition.source {
            Some(Source::Computed(computed)) => {
                let point = |period: Period| {
                    let Computed { value, from } = compute(*computed, period);
                    let value = value.map(|value| shown(value, people));
                    let running = period.until() >= today;
                    Point { period, running, value, missing: BTreeSet::new(), events: Some(from.len()) }
                };
                indicator.quarters(today).into_iter().map(point).collect()
            }
            Some(Source::Reported(_)) | None => reported(indicator, today, people),
        };
        points.sort_by_key(|point| (point.period.until(), point.period.from()));
        let standing = standing(indicator, today, &points);
        Self { points, standing }
    }
}

fn reported(indicator: &Indicator, today: NaiveDate, people: bool) -> Vec<Point> {
    let asked = indicator.quarters(today).into_iter().filter(|quarter| quarter.until() < today);
    let periods: BTreeSet<Period> = asked.chain(indicator.values.keys().copied()).collect();
    let reporters: BTreeSet<InstitutionId> = indicator.definition.reporters().cloned().collect();
    let point = |period: Period| {
        let known = indicator.value_of(period);
        let value = known.as_ref().map(|known| shown(known.value, people));
        let missing = known.map_or_else(|| reporters.clone(), |known| known.missing);
        Point { period, running: false, value, missing, events: None }
    };
    periods.into_iter().map(point).collect()
}

fn standing(indicator: &Indicator, today: NaiveDate, points: &[Point]) -> Option<Standing> {
    let (baseline, target, due) = (indicator.baseline?, indicator.target?, indicator.definition.due?);
    let whole = points.iter().filter(|point| point.missing.is_empty() && point.value.is_some());
    // A period that runs has a say only while none is over.
    let last = whole.clone().rev().find(|point| !point.running).or_else(|| whole.clone().next_back())?;
    let Some(Shown::Value(value)) = last.value else { return None };
    let course = course(&baseline, target, due, value, last.period.until().min(today));
    Some(Standing { period: last.period, value, course })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
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

    fn nothing(_: ComputedIndicator, _: Period) -> Computed {
        Computed { value: None, from: BTreeSet::new() }
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
        let picture = Picture::of(&forms, day("2017-07-10"), &nothing);
        let missing: Vec<_> = picture.points.iter().map(|point| point.missing.len()).collect();
        assert_eq!(missing, [0, 1], "the running quarter is not asked for");
        let standing = picture.standing.unwrap();
        assert_eq!((standing.value, standing.course.rule.light()), (30_u32.into(), Light::Green));
        let later = Picture::of(&forms, day("2017-10-10"), &nothing);
        assert_eq!(later.points.last().unwrap().missing.len(), 2);
        assert_eq!(later.standing, picture.standing, "what nobody reported changes no light");
    }

    #[test]
    fn a_quarter_that_runs_has_a_say_only_while_none_is_over() {
        let attendance = indicator(Source::Computed(ComputedIndicator::MeetingAttendance));
        let only = |known: &'static str| {
            move |_: ComputedIndicator, period: Period| Computed {
                value: known.split(' ').any(|day| period == quarter(day)).then(|| 50_u32.into()),
                from: BTreeSet::new(),
            }
        };
        let today = day("2017-08-01");
        let of = |known| Picture::of(&attendance, today, &only(known)).standing.map(|standing| standing.period);
        assert_eq!(of("2017-07-01"), Some(quarter("2017-07-01")));
        assert_eq!(of("2017-01-01 2017-07-01"), Some(quarter("2017-01-01")));
        assert_eq!(of("2020-01-01"), None);
    }

    #[test]
    fn a_few_people_are_not_shown_and_give_no_light() {
        let persons = indicator(Source::Computed(ComputedIndicator::Persons));
        let of = |count: u32| {
            let counted =
                move |_: ComputedIndicator, _: Period| Computed { value: Some(count.into()), from: [].into() };
            let picture = Picture::of(&persons, day("2017-08-01"), &counted);
            (picture.points[0].value.unwrap(), picture.standing.is_some())
        };
        assert_eq!(of(4), (Shown::Hidden, false));
        assert_eq!(of(5), (Shown::Value(5_u32.into()), true));
        assert_eq!(of(0), (Shown::Value(0_u32.into()), true));
    }
}

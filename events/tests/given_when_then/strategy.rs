use std::collections::{BTreeMap, BTreeSet};

use events::case_data_standard::Sex;
use events::disaggregation::{Breakdown, BreakdownLine, Categories, Category, Dimension};
use events::event::fold;
use events::figure::Unit;
use events::indicator::{
    Baseline, ComputedIndicator, Disaggregation, Gap, IndicatorDefinition, PeriodValue, ReportedValue, Source,
};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::strategy::{
    Activity, Measurability, Objective, ObjectiveCommand as C, ObjectiveEvent as E, ObjectiveRefusal as R, SetObjective,
};

use super::{Line, TODAY, given, holds};
use crate::values::{a_quarter, date, figure, id, in_albanian, noon, occurrence, text};

fn set() -> C {
    C::Set { statement: in_albanian("Të dhëna"), owners: NonEmpty::one(id("ms")), key_issue: 3 }
}

fn was_set() -> E {
    E::ObjectiveSet { statement: in_albanian("Të dhëna"), owners: NonEmpty::one(id("ms")), key_issue: 3 }
}

fn activity(title: &str) -> Activity {
    Activity { title: in_albanian(title), owners: NonEmpty::one(id("ms")), days: a_quarter() }
}

fn plan(title: &str) -> C {
    C::PlanActivity { activity: id("a1"), plan: activity(title) }
}

fn planned(title: &str) -> E {
    E::ActivityPlanned { activity: id("a1"), plan: activity(title) }
}

/// Nothing is known of it but its title.
fn bare() -> IndicatorDefinition {
    let title = in_albanian("Viktima të identifikuara");
    IndicatorDefinition { title, unit: None, due: None, source: None, disaggregation: None }
}

fn reported_by(institutions: &[&str]) -> Source {
    let institutions: Vec<_> = institutions.iter().map(|institution| id(institution)).collect();
    Source::Reported(institutions.try_into().unwrap())
}

/// Persons by sex, reported by two institutions up to day 90.
fn whole() -> IndicatorDefinition {
    IndicatorDefinition {
        unit: Some(Unit::Persons),
        due: Some(date(90)),
        source: Some(reported_by(&["ms", "policia"])),
        disaggregation: Some(Disaggregation::By(NonEmpty::one(Dimension::Sex))),
        ..bare()
    }
}

fn define(definition: IndicatorDefinition) -> C {
    C::DefineIndicator { indicator: id("i1"), definition }
}

fn defined(definition: IndicatorDefinition) -> E {
    E::IndicatorDefined { indicator: id("i1"), definition }
}

fn baseline(value: &str, day: i64) -> Baseline {
    Baseline { value: figure(value), on: date(day) }
}

fn begin(value: &str, day: i64) -> C {
    C::SetBaseline { indicator: id("i1"), baseline: baseline(value, day) }
}

fn began(value: &str, day: i64) -> E {
    E::BaselineSet { indicator: id("i1"), baseline: baseline(value, day) }
}

fn aim(value: &str) -> C {
    C::SetTarget { indicator: id("i1"), value: figure(value) }
}

fn aimed(value: &str) -> E {
    E::TargetSet { indicator: id("i1"), value: figure(value) }
}

fn last_week() -> Period {
    Period::new(date(TODAY - 6), date(TODAY)).unwrap()
}

/// So many women and nobody else.
fn women(count: u64) -> ReportedValue {
    let line = |of: Categories, count| BreakdownLine { of, count };
    let lines = vec![line([Category::Sex(Sex::Female)].into(), count), line(Categories::new(), count)];
    ReportedValue { value: count.try_into().unwrap(), parts: Some(Breakdown { lines }) }
}

fn whole_only(value: &str) -> ReportedValue {
    ReportedValue { value: figure(value), parts: None }
}

fn report_by(institution: &str, reported: ReportedValue) -> C {
    C::ReportValue { indicator: id("i1"), institution: id(institution), period: last_week(), reported }
}

fn report(reported: ReportedValue) -> C {
    report_by("ms", reported)
}

fn reported_of(institution: &str, reported: ReportedValue) -> E {
    E::ValueReported { indicator: id("i1"), institution: id(institution), period: last_week(), reported }
}

fn reported(reported: ReportedValue) -> E {
    reported_of("ms", reported)
}

fn correct(reported: ReportedValue) -> C {
    let reason = text("one counted twice");
    C::CorrectValue { indicator: id("i1"), institution: id("ms"), period: last_week(), reported, reason }
}

fn corrected(reported: ReportedValue) -> E {
    let reason = text("one counted twice");
    E::ValueCorrected { indicator: id("i1"), institution: id("ms"), period: last_week(), reported, reason }
}

/// The objective, then these.
fn then(events: impl IntoIterator<Item = E>) -> Vec<E> {
    std::iter::once(was_set()).chain(events).collect()
}

fn planning() -> Vec<Line<Objective>> {
    let computed = |unit| IndicatorDefinition {
        unit,
        source: Some(Source::Computed(ComputedIndicator::MeetingAttendance)),
        ..bare()
    };
    let percent = |source| IndicatorDefinition { unit: Some(Unit::Percent), source: Some(source), ..bare() };
    vec![
        given("it is set", []).when(set()).then(was_set()),
        given("it is set once", then([])).when(set()).refused(R::AlreadySet),
        given("what is not set has no plan", []).when(plan("Trajnim")).refused(R::NotSet),
        given("an activity is planned", then([])).when(plan("Trajnim")).then(planned("Trajnim")),
        given("it is planned already", then([planned("Trajnim")])).when(plan("Trajnim")).nothing(),
        given("another needs an id of its own", then([planned("Trajnim")]))
            .when(plan("Doracak"))
            .refused(R::ActivityIdTaken),
        given("an indicator is defined, however little is known", then([])).when(define(bare())).then(defined(bare())),
        given("more is said of it", then([defined(bare())])).when(define(whole())).then(defined(whole())),
        given("this was said already", then([defined(whole())])).when(define(whole())).nothing(),
        given("what is computed has its own unit", then([])).when(define(computed(None))).then(defined(computed(None))),
        given("which may be said", then([]))
            .when(define(computed(Some(Unit::Percent))))
            .then(defined(computed(Some(Unit::Percent)))),
        given("but is no other", then([])).when(define(computed(Some(Unit::Days)))).refused(R::UnitOfComputed),
        given("shares do not add up", then([]))
            .when(define(percent(reported_by(&["ms", "policia"]))))
            .refused(R::OneInstitutionOnly),
        given("one institution may report a share", then([]))
            .when(define(percent(reported_by(&["ms"]))))
            .then(defined(percent(reported_by(&["ms"])))),
        given("the unit stays when there are values", then([defined(whole()), reported(women(3))]))
            .when(define(IndicatorDefinition { unit: Some(Unit::Cases), ..whole() }))
            .refused(R::HasValues),
        given("a baseline is what was", then([defined(bare())])).when(begin("12", TODAY)).then(began("12", TODAY)),
        given("not what will be", then([defined(bare())])).when(begin("12", TODAY + 1)).refused(R::BaselineToCome),
        given("it was said already", then([defined(bare()), began("12", 1)])).when(begin("12", 1)).nothing(),
        given("it is said anew", then([defined(bare()), began("12", 1)])).when(begin("13", 1)).then(began("13", 1)),
        given("of an indicator that there is", then([])).when(begin("12", 1)).refused(R::IndicatorUnknown),
        given("a target is set", then([defined(bare())])).when(aim("40")).then(aimed("40")),
        given("it is set already", then([defined(bare()), aimed("40")])).when(aim("40.0")).nothing(),
        given("for an indicator that there is", then([])).when(aim("40")).refused(R::IndicatorUnknown),
    ]
}

fn reporting() -> Vec<Line<Objective>> {
    let with = |definition| then([defined(definition)]);
    let to_come = C::ReportValue {
        indicator: id("i1"),
        institution: id("ms"),
        period: Period::new(date(TODAY), date(TODAY + 1)).unwrap(),
        reported: women(3),
    };
    let undivided = IndicatorDefinition { disaggregation: Some(Disaggregation::NotApplicable), ..whole() };
    let computed = Source::Computed(ComputedIndicator::Persons);
    vec![
        given("a value is reported with its parts", with(whole())).when(report(women(3))).then(reported(women(3))),
        given("it is reported already", then([defined(whole()), reported(women(3))])).when(report(women(3))).nothing(),
        given("another one is a correction", then([defined(whole()), reported(women(3))]))
            .when(report(women(4)))
            .refused(R::AlreadyReported),
        given("each institution reports its own", then([defined(whole()), reported(women(3))]))
            .when(report_by("policia", women(4)))
            .then(reported_of("policia", women(4))),
        given("nobody else reports", with(whole())).when(report_by("kp", women(3))).refused(R::NotASource),
        given("nor does anybody while no source is named", with(IndicatorDefinition { source: None, ..whole() }))
            .when(report(women(3)))
            .refused(R::NotASource),
        given("a number of nothing is none", with(IndicatorDefinition { unit: None, ..whole() }))
            .when(report(women(3)))
            .refused(R::NoUnit),
        given("what is computed is not reported", with(IndicatorDefinition { source: Some(computed), ..whole() }))
            .when(report(women(3)))
            .refused(R::IsComputed),
        given("a period ends before it is reported", with(whole())).when(to_come).refused(R::PeriodNotOver),
        given("the parts are not left out", with(whole())).when(report(whole_only("3"))).refused(R::PartsDoNotFit),
        given("and add up to the value", with(whole()))
            .when(report(ReportedValue { value: figure("4"), ..women(3) }))
            .refused(R::PartsDoNotFit),
        given("where there are none none are given", with(undivided.clone()))
            .when(report(women(3)))
            .refused(R::PartsDoNotFit),
        given("the whole suffices there", with(undivided))
            .when(report(whole_only("3")))
            .then(reported(whole_only("3"))),
        given("of an indicator that there is", then([])).when(report(women(3))).refused(R::IndicatorUnknown),
        given("a value is corrected", then([defined(whole()), reported(women(3))]))
            .when(correct(women(2)))
            .then(corrected(women(2))),
        given("not to what it was", then([defined(whole()), reported(women(3))])).when(correct(women(3))).nothing(),
        given("not before it was reported", with(whole())).when(correct(women(2))).refused(R::NotReported),
        given("a correction fits as well", then([defined(whole()), reported(women(3))]))
            .when(correct(whole_only("2")))
            .refused(R::PartsDoNotFit),
    ]
}

#[test]
fn an_objective_decides() {
    holds::<Objective>(&id("o1"), R::ALL, planning().into_iter().chain(reporting()).collect());
}

fn objective(history: &[E]) -> SetObjective {
    match fold::<Objective>(history.iter().enumerate().map(|(n, event)| (event, occurrence(n, noon(TODAY))))) {
        Objective::Set(objective) => objective,
        Objective::Unknown => panic!("no objective was set"),
    }
}

/// How a recommendation, imported as it was written, becomes measurable step by step.
#[test]
fn an_objective_says_what_it_lacks_to_be_measurable() {
    let of = |events: &[E]| objective(&then(events.iter().cloned())).measurability();
    let lacking = |gaps: &[Gap]| {
        Measurability::Lacking(BTreeMap::from([(id("i1"), gaps.iter().copied().collect::<BTreeSet<_>>())]))
    };
    assert_eq!(of(&[]), Measurability::NoIndicator);
    assert_eq!(of(&[planned("Trajnim")]), Measurability::NoIndicator, "an activity measures nothing");
    assert_eq!(of(&[defined(bare())]), lacking(&Gap::ALL));
    assert_eq!(of(&[defined(whole())]), lacking(&[Gap::Baseline, Gap::Target]));
    assert_eq!(of(&[defined(whole()), began("12", 1)]), lacking(&[Gap::Target]));
    assert_eq!(of(&[defined(whole()), began("12", 1), aimed("40")]), Measurability::Measurable);
    let vague = IndicatorDefinition { due: None, disaggregation: None, ..whole() };
    assert_eq!(of(&[defined(vague), began("12", 1), aimed("40")]), lacking(&[Gap::Due, Gap::Disaggregation]));
    let computed =
        IndicatorDefinition { unit: None, source: Some(Source::Computed(ComputedIndicator::Persons)), ..whole() };
    assert_eq!(of(&[defined(computed), began("12", 1), aimed("40")]), Measurability::Measurable, "its unit is known");
    let two = [
        defined(whole()),
        began("12", 1),
        aimed("40"),
        E::IndicatorDefined { indicator: id("i2"), definition: bare() },
    ];
    let Measurability::Lacking(lacking) = of(&two) else { panic!("the second indicator lacks everything") };
    assert_eq!(lacking.keys().collect::<Vec<_>>(), [&id("i2")]);
}

#[test]
fn what_several_report_for_a_period_adds_up_and_whoever_is_missing_is_known() {
    let of = |events: &[E]| {
        let objective = objective(&then(std::iter::once(defined(whole())).chain(events.iter().cloned())));
        objective.indicators[&id("i1")].value_of(last_week())
    };
    let value = |value, missing: &[&str]| {
        Some(PeriodValue { value: figure(value), missing: missing.iter().map(|institution| id(institution)).collect() })
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[reported(women(3))]), value("3", &["policia"]));
    assert_eq!(of(&[reported(women(3)), reported_of("policia", women(4))]), value("7", &[]));
    assert_eq!(of(&[reported(women(3)), corrected(women(2))]), value("2", &["policia"]));
}

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::case_data_standard::Sex;
use events::disaggregation::{Breakdown, BreakdownLine, Categories, Category, Dimension};
use events::ids::{ActivityId, IndicatorId, ObjectiveId};
use events::indicator::{Baseline, ComputedIndicator, Disaggregation, IndicatorDefinition, ReportedValue, Source};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::strategy::{Activity, Objective, ObjectiveCommand as C, ObjectiveEvent as E};
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_date, any_id, any_institution, any_institutions, any_local_text, any_text};
use super::data_request::{any_figure, any_period, any_unit};
use crate::given_when_then::TODAY;
use crate::values::{date, id};

properties_of!(Objective);

fn any_activity() -> impl Strategy<Value = (ActivityId, Activity)> {
    let plan = (any_local_text(), any_institutions(), any_period()).prop_map(|(title, owners, days)| Activity {
        title,
        owners,
        days,
    });
    (any_id(&["a1", "a2"]), plan)
}

fn any_indicator() -> impl Strategy<Value = IndicatorId> {
    any_id(&["i1", "i1", "i1", "i2"])
}

fn any_definition() -> impl Strategy<Value = IndicatorDefinition> {
    let source = prop_oneof![
        4 => any_institutions().prop_map(Source::Reported),
        1 => select(&ComputedIndicator::ALL[..]).prop_map(Source::Computed),
    ];
    let dimensions = prop_oneof![
        2 => Just(Disaggregation::By(NonEmpty::one(Dimension::Sex))),
        1 => Just(Disaggregation::NotApplicable),
    ];
    (
        any_local_text(),
        option::weighted(0.8, any_unit()),
        option::of(any_date()),
        option::weighted(0.8, source),
        option::of(dimensions),
    )
        .prop_map(|(title, unit, due, source, disaggregation)| IndicatorDefinition {
            title,
            unit,
            due,
            source,
            disaggregation,
        })
}

fn any_baseline() -> impl Strategy<Value = Baseline> {
    (any_figure(), any_date()).prop_map(|(value, on)| Baseline { value, on })
}

/// Mostly over when it is reported.
fn any_past_period() -> impl Strategy<Value = Period> {
    let week = |from: NaiveDate| Period::new(from, from).unwrap();
    prop_oneof![4 => (TODAY - 2..TODAY + 1).prop_map(move |day| week(date(day))), 1 => any_period()]
}

fn any_value() -> impl Strategy<Value = ReportedValue> {
    let women = |count: u64, total: u64| {
        let line = |of: Categories, count| BreakdownLine { of, count };
        Breakdown { lines: vec![line([Category::Sex(Sex::Female)].into(), count), line(Categories::new(), total)] }
    };
    prop_oneof![
        3 => (0..9u32).prop_map(move |count| ReportedValue {
            value: count.into(),
            parts: Some(women(count.into(), count.into())),
        }),
        1 => (0..9u32, 0..9u64, 0..9u64).prop_map(move |(value, count, total)| ReportedValue {
            value: value.into(),
            parts: Some(women(count, total)),
        }),
        2 => any_figure().prop_map(|value| ReportedValue { value, parts: None }),
    ]
}

impl StoryAggregate for Objective {
    const COMMAND: fn(ObjectiveId, C) -> Command = Command::Objective;
    const EVENT: fn(ObjectiveId, E) -> Event = Event::Objective;

    fn id() -> ObjectiveId {
        id("o1")
    }

    fn commands() -> BoxedStrategy<C> {
        let report = (any_indicator(), any_institution(), any_past_period(), any_value());
        let correct = (any_indicator(), any_institution(), any_past_period(), any_value(), any_text());
        prop_oneof![
            4 => (any_local_text(), any_institutions(), any::<u8>())
                .prop_map(|(statement, owners, key_issue)| C::Set { statement, owners, key_issue }),
            1 => any_activity().prop_map(|(activity, plan)| C::PlanActivity { activity, plan }),
            5 => (any_indicator(), any_definition())
                .prop_map(|(indicator, definition)| C::DefineIndicator { indicator, definition }),
            1 => (any_indicator(), any_baseline())
                .prop_map(|(indicator, baseline)| C::SetBaseline { indicator, baseline }),
            1 => (any_indicator(), any_figure()).prop_map(|(indicator, value)| C::SetTarget { indicator, value }),
            8 => report.prop_map(|(indicator, institution, period, reported)| C::ReportValue {
                indicator, institution, period, reported
            }),
            6 => correct.prop_map(|(indicator, institution, period, reported, reason)| C::CorrectValue {
                indicator, institution, period, reported, reason
            }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        let reported = (any_indicator(), any_institution(), any_past_period(), any_value());
        let corrected = (any_indicator(), any_institution(), any_past_period(), any_value(), any_text());
        prop_oneof![
            (any_local_text(), any_institutions(), any::<u8>())
                .prop_map(|(statement, owners, key_issue)| E::ObjectiveSet { statement, owners, key_issue }),
            any_activity().prop_map(|(activity, plan)| E::ActivityPlanned { activity, plan }),
            (any_indicator(), any_definition())
                .prop_map(|(indicator, definition)| E::IndicatorDefined { indicator, definition }),
            (any_indicator(), any_baseline()).prop_map(|(indicator, baseline)| E::BaselineSet { indicator, baseline }),
            (any_indicator(), any_figure()).prop_map(|(indicator, value)| E::TargetSet { indicator, value }),
            reported.prop_map(|(indicator, institution, period, reported)| E::ValueReported {
                indicator,
                institution,
                period,
                reported
            }),
            corrected.prop_map(|(indicator, institution, period, reported, reason)| E::ValueCorrected {
                indicator,
                institution,
                period,
                reported,
                reason
            }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let Self::Set(objective) = state else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        let mut definitions: BTreeMap<&IndicatorId, &IndicatorDefinition> = BTreeMap::new();
        let (mut reported, mut activities) = (BTreeSet::new(), BTreeSet::new());
        for (n, event) in history.iter().enumerate() {
            prop_assert_eq!(n == 0, matches!(event, E::ObjectiveSet { .. }), "it is set first, and once");
            match event {
                E::ObjectiveSet { .. } => {}
                E::ActivityPlanned { activity, .. } => {
                    prop_assert!(activities.insert(activity), "{} was planned twice", activity);
                }
                E::IndicatorDefined { indicator, definition } => {
                    definitions.insert(indicator, definition);
                }
                E::BaselineSet { indicator, .. } | E::TargetSet { indicator, .. } => {
                    prop_assert!(definitions.contains_key(indicator), "{} is not defined", indicator);
                }
                E::ValueReported { indicator, institution, period, reported: value }
                | E::ValueCorrected { indicator, institution, period, reported: value, .. } => {
                    let definition = definitions[indicator];
                    prop_assert!(definition.reporters().any(|reporter| reporter == institution), "who is that?");
                    prop_assert!(definition.unit().is_some(), "a number of nothing");
                    let divided = matches!(definition.disaggregation, Some(Disaggregation::By(_)));
                    prop_assert_eq!(value.parts.is_some(), divided);
                    let fresh = reported.insert((indicator, institution, period));
                    prop_assert_eq!(fresh, matches!(event, E::ValueReported { .. }), "reported once, then corrected");
                }
            }
        }
        let known: BTreeMap<_, _> =
            objective.indicators.iter().map(|(id, indicator)| (id, &indicator.definition)).collect();
        prop_assert_eq!(known, definitions);
        let values = objective.indicators.values().flat_map(|indicator| indicator.values.values()).map(BTreeMap::len);
        prop_assert_eq!(values.sum::<usize>(), reported.len());
        Ok(())
    }
}

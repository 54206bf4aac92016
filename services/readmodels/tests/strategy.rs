//! The strategy's book: its objectives are those that the domain decides on, and every version of a value is kept.

use crate::support::{Log, date, title};
use events::aggregate::{Aggregate, Occurrence};
use events::figure::Unit;
use events::ids::ObjectiveId;
use events::indicator::{Baseline, Disaggregation, IndicatorDefinition, ReportedValue, Source};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::strategy::{Objective, ObjectiveCommand as C, ObjectiveEvent};
use events::{Command, Event, RecordedEvent};
use proptest::prelude::*;
use readmodels::Folded;
use readmodels::strategy::StrategyBook;

fn any_command() -> impl Strategy<Value = C> {
    let indicator = || (0_u8..2).prop_map(|n| format!("i{n}").parse().unwrap());
    let value = || (0_u32..9).prop_map(|value| ReportedValue { value: value.into(), parts: None });
    let who = || prop::sample::select(vec!["ms", "qps"]).prop_map(|id| id.parse().unwrap());
    let period = || (1_u32..3).prop_map(|n| Period::new(date(n), date(n + 1)).unwrap());
    let definition = |due: u32| IndicatorDefinition {
        title: title("Indicator"),
        unit: Some(Unit::Items),
        due: Some(date(due)),
        source: Some(Source::Reported(
            NonEmpty::try_from(vec!["ms".parse().unwrap(), "qps".parse().unwrap()]).unwrap(),
        )),
        disaggregation: Some(Disaggregation::NotApplicable),
    };
    prop_oneof![
        2 => Just(C::Set { statement: title("Objective"), owners: NonEmpty::one("ms".parse().unwrap()), key_issue: 1 }),
        3 => (indicator(), 20_u32..23).prop_map(move |(indicator, due)| C::DefineIndicator { indicator, definition: definition(due) }),
        1 => (indicator(), 0_u32..9).prop_map(|(indicator, value)| C::SetBaseline { indicator, baseline: Baseline { value: value.into(), on: date(1) } }),
        1 => (indicator(), 0_u32..9).prop_map(|(indicator, value)| C::SetTarget { indicator, value: value.into() }),
        5 => (indicator(), who(), period(), value()).prop_map(|(indicator, institution, period, reported)| C::ReportValue { indicator, institution, period, reported }),
        4 => (indicator(), who(), period(), value()).prop_map(|(indicator, institution, period, reported)| C::CorrectValue { indicator, institution, period, reported, reason: "a slip".parse().unwrap() }),
    ]
}

fn decided(history: &[RecordedEvent], id: &ObjectiveId) -> Objective {
    let own = history.iter().filter_map(|recorded| {
        let Event::Objective(objective, event) = &recorded.event else { return None };
        (objective == id).then_some((recorded, event))
    });
    own.fold(Objective::default(), |state, (recorded, event)| {
        let (at, by) = (recorded.metadata.occurred_at, recorded.metadata.actor.clone());
        Objective::evolve(state, event, &Occurrence { id: recorded.id, at, by })
    })
}

proptest! {
    #[test]
    fn the_book_agrees_with_the_domain_and_forgets_no_version(
        commands in prop::collection::vec((0_u8..2, any_command()), 1..60),
    ) {
        let log = Log::default();
        let mut history = Vec::new();
        let mut book = StrategyBook::default();
        for (n, command) in commands {
            let id: ObjectiveId = format!("o{n}").parse().unwrap();
            let Ok(new) = log.command(10, Command::Objective(id, command)) else { continue };
            for event in new {
                book.fold(&event);
                history.push(event);
            }
        }
        let mut at_once = StrategyBook::default();
        for event in &history {
            at_once.fold(event);
        }
        prop_assert_eq!(&book, &at_once);
        let mut versions = 0;
        for dossier in book.objectives() {
            let Objective::Set(state) = decided(&history, &dossier.id) else { panic!("it is set") };
            prop_assert_eq!(&dossier.state, &state);
            for ((indicator, period, institution), reports) in &dossier.reports {
                let shown = &state.indicators[indicator].values[period][institution];
                prop_assert_eq!(&reports.last().unwrap().reported, shown, "the last version is the value");
                prop_assert!(reports[0].reason.is_none() && reports[1..].iter().all(|report| report.reason.is_some()));
                versions += reports.len();
            }
        }
        let is_value = |recorded: &&RecordedEvent| matches!(
            &recorded.event,
            Event::Objective(_, ObjectiveEvent::ValueReported { .. } | ObjectiveEvent::ValueCorrected { .. })
        );
        prop_assert_eq!(versions, history.iter().filter(is_value).count());
    }
}

#[test]
fn an_institution_finds_the_indicators_that_it_reports() {
    let log = Log::default();
    let mut book = StrategyBook::default();
    let define = |reporter: &str| C::DefineIndicator {
        indicator: format!("of-{reporter}").parse().unwrap(),
        definition: IndicatorDefinition {
            title: title("Indicator"),
            unit: None,
            due: None,
            source: Some(Source::Reported(NonEmpty::one(reporter.parse().unwrap()))),
            disaggregation: None,
        },
    };
    let set = C::Set { statement: title("Objective"), owners: NonEmpty::one("ms".parse().unwrap()), key_issue: 1 };
    for command in [set, define("ms"), define("qps")] {
        for event in log.command(10, Command::Objective("o".parse().unwrap(), command)).unwrap() {
            book.fold(&event);
        }
    }
    let own: Vec<_> = book.reported_by(&"ms".parse().unwrap()).map(|(_, id, _)| id.to_string()).collect();
    assert_eq!(own, ["of-ms"]);
}

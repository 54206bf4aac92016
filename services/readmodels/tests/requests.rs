//! The book of data requests: the same state as the domain's, the last period's figures, and what may be shown to others.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Log, TestReadModels, date, title};
use events::aggregate::Occurrence;
use events::case_data_standard::Sex;
use events::data_request::{DataRequest, DataRequestCommand as C, FieldComment};
use events::disaggregation::{Breakdown, BreakdownLine, Categories, Category, Dimension};
use events::figure::{Figure, Unit};
use events::form::{Answer, Answers, Field, FieldKind, Form};
use events::ids::{DataRequestId, FieldKey, InstitutionId, Revision};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::{Aggregate, Command, Event};
use proptest::prelude::*;
use readmodels::Folded;
use readmodels::requests::{CollectedCell, CollectedField, Requests, SubmissionStep};

fn key(text: &str) -> FieldKey {
    text.parse().unwrap()
}

fn institution(text: &str) -> InstitutionId {
    text.parse().unwrap()
}

fn form() -> Form {
    let by = NonEmpty::one(Dimension::Sex);
    let women =
        Field { key: key("victims"), label: title("Victims"), kind: FieldKind::Breakdown { unit: Unit::Persons, by } };
    let number = FieldKind::Number { unit: Unit::Days, places: 1, least: None, most: None };
    let stay = Field { key: key("stay"), label: title("Stay"), kind: number };
    NonEmpty::try_from(vec![women, stay]).unwrap().try_into().unwrap()
}

fn answers(women: u64, men: u64) -> Answers {
    let line = |of: &[Sex], count| BreakdownLine { of: of.iter().copied().map(Category::Sex).collect(), count };
    let lines = vec![line(&[], women + men), line(&[Sex::Female], women), line(&[Sex::Male], men)];
    let victims = Answer::Breakdown(Breakdown { lines });
    Answers(BTreeMap::from([(key("victims"), victims), (key("stay"), Answer::Number(Figure::from(12)))]))
}

fn issue(from: u32, until: u32, recipients: &[&str]) -> C {
    C::Issue {
        title: title("Victims"),
        form: form(),
        period: Period::new(date(from), date(until)).unwrap(),
        recipients: NonEmpty::try_from(recipients.iter().map(|id| institution(id)).collect::<Vec<_>>()).unwrap(),
        due: date(40),
    }
}

fn submit(who: &str, women: u64, men: u64) -> C {
    C::Submit {
        institution: institution(who),
        answers: answers(women, men),
        last: BTreeMap::new(),
        confirmed: BTreeSet::new(),
    }
}

fn folded(log: &Log, ids: &[&str]) -> Requests {
    let mut requests = Requests::default();
    for id in ids {
        let id: DataRequestId = id.parse().unwrap();
        for event in log.history(&Command::DataRequest(id, C::Close).stream().unwrap(), Revision(u64::MAX)) {
            requests.fold(&event);
        }
    }
    requests
}

fn any_command() -> impl Strategy<Value = C> {
    let who = || prop::sample::select(vec!["ms", "policia", "kp"]);
    let comment = FieldComment { field: key("stay"), comment: "why?".parse().unwrap() };
    let last = BTreeMap::new;
    prop_oneof![
        4 => (who(), 0..9u64, 0..9u64).prop_map(|(who, women, men)| submit(who, women, men)),
        2 => who().prop_map(move |who| C::Return { institution: institution(who), comments: NonEmpty::one(comment.clone()) }),
        3 => (who(), 0..9u64).prop_map(move |(who, men)| C::Correct {
            institution: institution(who), answers: answers(3, men), last: last(), confirmed: BTreeSet::new(), note: None
        }),
        2 => who().prop_map(|who| C::Accept { institution: institution(who) }),
        1 => who().prop_map(|who| C::Nudge { institution: institution(who) }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_book_and_the_decision_see_the_same(commands in prop::collection::vec(any_command(), 0..30)) {
        let harness = TestReadModels::new();
        harness.log.do_all(1, [Command::DataRequest("h1".parse().unwrap(), issue(1, 9, &["ms", "policia"]))]);
        for command in commands {
            let _ = harness.log.command(2, Command::DataRequest("h1".parse().unwrap(), command));
        }
        let requests = folded(&harness.log, &["h1"]);
        let dossier = requests.get(&"h1".parse().unwrap()).unwrap();
        let stream = Command::DataRequest("h1".parse().unwrap(), C::Close).stream().unwrap();
        let history = harness.log.history(&stream, Revision(u64::MAX));
        let state = history.iter().fold(DataRequest::default(), |state, event| {
            let Event::DataRequest(_, told) = &event.event else { panic!("of another stream") };
            let (at, by) = (event.metadata.occurred_at, event.metadata.actor.clone());
            DataRequest::evolve(state, told, &Occurrence { id: event.id, at, by })
        });
        prop_assert_eq!(DataRequest::Issued(Box::new(dossier.request.clone())), state);
        prop_assert_eq!(dossier.history.len(), history.len() - 1, "each event but the first is a step");
        for who in ["ms", "policia"] {
            let who = institution(who);
            let versions = dossier.history_of(&who).filter(|happened| {
                matches!(happened.step, SubmissionStep::Submitted { .. } | SubmissionStep::Corrected { .. })
            });
            prop_assert_eq!(versions.count(), dossier.submission(&who).unwrap().versions.len());
        }
    }

    /// Whatever is counted: no count of 1 to 4 persons is shown, of no institution, part or total, and what is shown is true.
    #[test]
    fn no_small_count_is_collected(counts in prop::collection::vec((0..12u64, 0..12u64), 1..4)) {
        let harness = TestReadModels::new();
        let names = ["ms", "policia", "kp"];
        harness.log.do_all(1, [Command::DataRequest("h1".parse().unwrap(), issue(1, 9, &names))]);
        for ((women, men), who) in counts.iter().zip(names) {
            harness.log.do_all(2, [Command::DataRequest("h1".parse().unwrap(), submit(who, *women, *men))]);
        }
        let requests = folded(&harness.log, &["h1"]);
        let collected = CollectedField::of(&requests.series(&form()), &key("victims")).unwrap();
        let period = &collected.periods[0];
        let shown = |cell: &CollectedCell| match cell {
            CollectedCell::Figure { figure, .. } => Some(figure.to_string().parse::<u64>().unwrap()),
            CollectedCell::Other(_) | CollectedCell::Hidden | CollectedCell::Skipped | CollectedCell::Missing
            | CollectedCell::NotAsked => None,
        };
        for (n, who) in names.iter().enumerate() {
            let cell = &period.cells[&institution(who)];
            match counts.get(n) {
                None => prop_assert_eq!(cell, &CollectedCell::Missing),
                Some((women, men)) => {
                    if let Some(count) = shown(cell) {
                        prop_assert_eq!(count, women + men);
                        prop_assert!(count == 0 || count >= 5);
                    }
                    for (part, of, _) in &period.parts {
                        let female = part == &Categories::from([Category::Sex(Sex::Female)]);
                        if let Some(count) = shown(&of[&institution(who)]) {
                            prop_assert_eq!(count, if female { *women } else { *men });
                            prop_assert!(count == 0 || count >= 5);
                        }
                    }
                }
            }
        }
        if let Some(total) = shown(&period.total) {
            prop_assert_eq!(total, counts.iter().map(|(women, men)| women + men).sum::<u64>());
        }
    }
}

#[test]
fn the_last_figures_are_those_of_the_latest_period_before_that_has_some() {
    let harness = TestReadModels::new();
    let of = |id: &str, command| Command::DataRequest(id.parse().unwrap(), command);
    harness.log.do_all(
        1,
        [of("h1", issue(1, 9, &["ms"])), of("h2", issue(10, 19, &["ms"])), of("h3", issue(20, 29, &["ms", "kp"]))],
    );
    harness.log.do_all(2, [of("h1", submit("ms", 7, 0)), of("h3", submit("ms", 9, 9))]);
    let requests = folded(&harness.log, &["h1", "h2", "h3"]);
    let last = |id: &str, who: &str| requests.last_figures(&id.parse().unwrap(), &institution(who));
    assert_eq!(last("h3", "ms").get(&key("victims")), Some(&Figure::from(7)), "the second period was not answered");
    assert!(last("h1", "ms").is_empty() && last("h3", "kp").is_empty());
    assert_eq!(requests.asking(&institution("kp")).len(), 1);
    assert_eq!(requests.series(&form()).len(), 3);
}

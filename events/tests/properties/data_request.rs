use std::collections::{BTreeMap, BTreeSet};

use events::case_data_standard::Sex;
use events::data_request::{
    DataRequest, DataRequestCommand as C, DataRequestEvent as E, FieldComment, SubmissionStage as S,
};
use events::disaggregation::{Breakdown, BreakdownLine, Categories, Category};
use events::figure::{Figure, Unit};
use events::form::plausibility::far_from_last;
use events::form::{Answer, Answers, Field, FieldKind, Form};
use events::ids::{DataRequestId, FieldKey, InstitutionId};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_date, any_id, any_institution, any_institutions, any_local_text, any_text};
use crate::values::{a_form, a_quarter, date, figure, id};

properties_of!(DataRequest);

pub(crate) fn any_figure() -> impl Strategy<Value = Figure> {
    let far_out = select(&["-1", "0.000001", "1000000000000", "-1000000000000"][..]).prop_map(figure);
    prop_oneof![5 => (0..40u32).prop_map(Figure::from), 1 => (0..999u32).prop_map(|n| figure(&format!("{n}.5"))), 1 => far_out]
}

pub(crate) fn any_unit() -> impl Strategy<Value = Unit> {
    prop_oneof![3 => select(&[Unit::Persons, Unit::Percent, Unit::Days][..]), 1 => any_local_text().prop_map(Unit::Other)]
}

pub(crate) fn any_period() -> impl Strategy<Value = Period> {
    let reversed = |(one, other)| Period::new(one, other).or_else(|_| Period::new(other, one)).unwrap();
    prop_oneof![2 => Just(a_quarter()), 1 => (any_date(), any_date()).prop_map(reversed)]
}

/// The usual form with the labels of whoever wrote them, and a unit of their own.
fn any_form() -> impl Strategy<Value = Form> {
    (any_local_text(), any_unit()).prop_map(|(label, unit)| {
        let usual = a_form();
        let relabelled = usual.fields().map(|field| {
            let kind = match &field.kind {
                FieldKind::Number { places, least, most, .. } => {
                    FieldKind::Number { unit: unit.clone(), places: *places, least: *least, most: *most }
                }
                FieldKind::Choice { options } => {
                    let options: Vec<_> = options
                        .iter()
                        .cloned()
                        .map(|mut option| {
                            option.label = label.clone();
                            option
                        })
                        .collect();
                    FieldKind::Choice { options: options.try_into().unwrap() }
                }
                other @ (FieldKind::Date {} | FieldKind::Breakdown { .. }) => other.clone(),
            };
            Field { key: field.key.clone(), label: label.clone(), kind }
        });
        NonEmpty::try_from(relabelled.collect::<Vec<_>>()).unwrap().try_into().unwrap()
    })
}

/// Mostly answers that fit; now and then some that do not.
pub(crate) fn any_answers() -> impl Strategy<Value = Answers> {
    let victims = prop_oneof![
        6 => (0..40u32).prop_map(|number| Answer::Number(number.into())),
        1 => any_figure().prop_map(Answer::Number),
        1 => any_text().prop_map(Answer::Skipped),
    ];
    let share = prop_oneof![4 => Just(Answer::Number(figure("12.5"))), 1 => any_text().prop_map(Answer::Skipped)];
    let shelter = prop_oneof![6 => Just("yes"), 6 => Just("no"), 1 => Just("perhaps")];
    let women = (0..9u64, prop_oneof![9 => Just(0u64), 1 => Just(1)]);
    (victims, share, shelter, any_date(), women).prop_map(|(victims, share, shelter, audited, (women, too_many))| {
        let line = |of: Categories, count| BreakdownLine { of, count };
        let part = Categories::from([
            Category::Sex(Sex::Female),
            Category::AgeGroup(events::case_data_standard::AgeGroup::Adult),
        ]);
        let by_age = Breakdown { lines: vec![line(part, women), line(Categories::new(), women + too_many)] };
        Answers(BTreeMap::from([
            (id("victims"), victims),
            (id("share"), share),
            (id("shelter"), Answer::Choice(id(shelter))),
            (id("audited"), Answer::Date(audited)),
            (id("by-age"), Answer::Breakdown(by_age)),
        ]))
    })
}

fn any_field() -> impl Strategy<Value = FieldKey> {
    prop_oneof![9 => any_id(&["victims", "share", "by-age"]), 1 => any_id(&["colour"])]
}

fn any_last() -> impl Strategy<Value = BTreeMap<FieldKey, Figure>> {
    prop_oneof![1 => Just(BTreeMap::new()), 1 => prop::collection::btree_map(any_field(), any_figure(), 0..3)]
}

fn any_fields() -> impl Strategy<Value = BTreeSet<FieldKey>> {
    prop::collection::btree_set(any_field(), 0..4)
}

fn any_comments() -> impl Strategy<Value = NonEmpty<FieldComment>> {
    let comment = (any_field(), any_text()).prop_map(|(field, comment)| FieldComment { field, comment });
    prop::collection::vec(comment, 1..3).prop_map(|comments| comments.try_into().unwrap())
}

impl StoryAggregate for DataRequest {
    const COMMAND: fn(DataRequestId, C) -> Command = Command::DataRequest;
    const EVENT: fn(DataRequestId, E) -> Event = Event::DataRequest;

    fn id() -> DataRequestId {
        id("viktimat-2026-q1")
    }

    fn commands() -> BoxedStrategy<C> {
        let issue = (any_local_text(), any_form(), any_period(), any_institutions(), any_date());
        let submit = (any_institution(), any_answers(), any_last(), any_fields());
        let correct = (any_institution(), any_answers(), any_last(), any_fields(), option::of(any_text()));
        prop_oneof![
            2 => issue.prop_map(|(title, form, period, recipients, due)| C::Issue {
                title, form, period, recipients, due
            }),
            5 => submit.prop_map(|(institution, answers, last, confirmed)| C::Submit {
                institution, answers, last, confirmed
            }),
            3 => (any_institution(), any_comments())
                .prop_map(|(institution, comments)| C::Return { institution, comments }),
            3 => correct.prop_map(|(institution, answers, last, confirmed, note)| C::Correct {
                institution, answers, last, confirmed, note
            }),
            3 => any_institution().prop_map(|institution| C::Accept { institution }),
            1 => any_institution().prop_map(|institution| C::Nudge { institution }),
            1 => Just(C::Close),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        let issued = (any_local_text(), any_form(), any_period(), any_institutions(), any_date());
        let corrected = (any_institution(), any_answers(), any_fields(), option::of(any_text()));
        prop_oneof![
            issued.prop_map(|(title, form, period, recipients, due)| E::Issued {
                title,
                form,
                period,
                recipients,
                due
            }),
            (any_institution(), any_answers(), any_fields())
                .prop_map(|(institution, answers, confirmed)| E::Submitted { institution, answers, confirmed }),
            (any_institution(), any_comments())
                .prop_map(|(institution, comments)| E::Returned { institution, comments }),
            corrected.prop_map(|(institution, answers, confirmed, note)| E::Corrected {
                institution,
                answers,
                confirmed,
                note
            }),
            any_institution().prop_map(|institution| E::Accepted { institution }),
            any_institution().prop_map(|institution| E::Nudged { institution }),
            Just(E::Closed {}),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let Self::Issued(request) = state else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        let mut stages: BTreeMap<&InstitutionId, (S, usize)> = BTreeMap::new();
        let mut closed = false;
        for (n, event) in history.iter().enumerate() {
            prop_assert_eq!(n == 0, matches!(event, E::Issued { .. }), "it is issued first, and once");
            prop_assert!(!closed, "{:?} after it was closed", event);
            match event {
                E::Issued { recipients, .. } => stages = recipients.iter().map(|who| (who, (S::Awaited, 0))).collect(),
                E::Submitted { institution, answers, .. } => {
                    prop_assert_eq!(stages.insert(institution, (S::Submitted, 1)), Some((S::Awaited, 0)));
                    prop_assert_eq!(request.form.faults(answers), vec![], "what does not fit was stored");
                }
                E::Corrected { institution, answers, .. } => {
                    let (before, versions) = stages[institution];
                    prop_assert!(before != S::Awaited, "nothing to correct");
                    stages.insert(institution, (S::Submitted, versions + 1));
                    prop_assert_eq!(request.form.faults(answers), vec![], "what does not fit was stored");
                }
                E::Returned { institution, .. } | E::Accepted { institution } => {
                    let (before, versions) = stages[institution];
                    prop_assert_eq!(before, S::Submitted, "nothing to review");
                    let accepted = matches!(event, E::Accepted { .. });
                    stages.insert(institution, (if accepted { S::Accepted } else { S::Returned }, versions));
                }
                E::Nudged { institution } => {
                    prop_assert!(matches!(stages[institution].0, S::Awaited | S::Returned), "nothing to ask for");
                }
                E::Closed {} => closed = true,
            }
        }
        let known = request.submissions.iter();
        let known: BTreeMap<_, _> =
            known.map(|(who, submission)| (who, (submission.stage, submission.versions.len()))).collect();
        prop_assert_eq!(known, stages);
        prop_assert_eq!(request.closed, closed);
        Ok(())
    }
}

/// What one is told to confirm is all that one has to.
#[test]
fn answers_that_fit_are_taken_when_all_that_is_far_is_confirmed() {
    use events::Aggregate;
    use events::data_request::DataRequestRefusal as R;

    let issued = E::Issued {
        title: crate::values::in_albanian("Viktimat"),
        form: a_form(),
        period: a_quarter(),
        recipients: NonEmpty::one(id("ms")),
        due: date(20),
    };
    let at = crate::values::occurrence(0, crate::values::noon(10));
    let state = DataRequest::evolve(DataRequest::default(), &issued, &at);
    super::for_any(&(any_answers(), any_last()), |(answers, last)| {
        let submit = |confirmed| {
            let command = C::Submit { institution: id("ms"), answers: answers.clone(), last: last.clone(), confirmed };
            DataRequest::decide(&state, command, &crate::values::moment(at.at))
        };
        let far: BTreeSet<FieldKey> = far_from_last(&a_form(), &answers, &last).into_keys().collect();
        if !a_form().faults(&answers).is_empty() {
            prop_assert_eq!(submit(far), Err(R::DoesNotFit));
            return Ok(());
        }
        prop_assert!(submit(far.clone()).is_ok());
        for field in &far {
            let others = far.iter().filter(|other| *other != field).cloned().collect();
            prop_assert_eq!(submit(others), Err(R::NotConfirmed), "{} was not confirmed", field);
        }
        Ok(())
    });
}

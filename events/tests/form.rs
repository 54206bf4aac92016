//! A form takes what fits it, and says of everything else what is wrong, field by field and line by line.

use std::collections::{BTreeMap, BTreeSet};

use events::case_data_standard::{AgeGroup, ExploitationForm, Sex, VictimProfile};
use events::disaggregation::{Breakdown, BreakdownFault, BreakdownLine, Categories, Category, Dimension};
use events::figure::{LARGEST_FIGURE, Unit};
use events::form::plausibility::far_from_last;
use events::form::{Answer, AnswerFault, Answers, ChoiceOption, Field, FieldKind, Form, FormError, MOST_FIELDS};
use events::non_empty::NonEmpty;
use proptest::prelude::*;
use proptest::sample::select;

use crate::values::{a_child, a_form, date, figure, id, in_albanian, text};

fn line(of: &[Category], count: u64) -> BreakdownLine {
    BreakdownLine { of: of.iter().copied().collect(), count }
}

const FEMALE: Category = Category::Sex(Sex::Female);
const MALE: Category = Category::Sex(Sex::Male);
const CHILD: Category = Category::AgeGroup(AgeGroup::From9To17);
const ADULT: Category = Category::AgeGroup(AgeGroup::From21To23);

/// By sex and age group: 3 girls, 2 women, 1 boy.
fn by_age() -> Vec<BreakdownLine> {
    vec![
        line(&[FEMALE, CHILD], 3),
        line(&[FEMALE, ADULT], 2),
        line(&[MALE, CHILD], 1),
        line(&[FEMALE], 5),
        line(&[CHILD], 4),
        line(&[], 6),
    ]
}

/// Answers that fit [`a_form`].
fn answers() -> Answers {
    Answers(BTreeMap::from([
        (id("victims"), Answer::Number(figure("6"))),
        (id("share"), Answer::Number(figure("12.5"))),
        (id("shelter"), Answer::Choice(id("yes"))),
        (id("audited"), Answer::Date(date(3))),
        (id("by-age"), Answer::Breakdown(Breakdown { lines: by_age() })),
    ]))
}

fn with(field: &str, answer: Answer) -> Answers {
    let mut changed = answers();
    changed.0.insert(id(field), answer);
    changed
}

/// The faults of some answers: field, line, what is wrong.
fn faults(answers: &Answers) -> Vec<(String, Option<Categories>, AnswerFault)> {
    a_form().faults(answers).into_iter().map(|fault| (fault.field.to_string(), fault.line, fault.wrong)).collect()
}

#[test]
fn what_fits_has_no_fault() {
    assert_eq!(faults(&answers()), []);
    let skipped = |field| with(field, Answer::Skipped(text("not collected")));
    for field in ["victims", "share", "shelter", "audited", "by-age"] {
        assert_eq!(faults(&skipped(field)), [], "{field} may be skipped with a reason");
    }
}

#[test]
fn each_field_says_what_is_wrong_with_its_answer() {
    let number = |text| Answer::Number(figure(text));
    for (field, answer, wrong) in [
        ("victims", number("-1"), AnswerFault::TooSmall { least: figure("0") }),
        ("victims", number("1.5"), AnswerFault::NotWhole),
        ("victims", Answer::Date(date(1)), AnswerFault::OtherKind),
        ("share", number("100.1"), AnswerFault::TooLarge { most: figure("100") }),
        ("share", number("12.25"), AnswerFault::TooManyPlaces { places: 1 }),
        ("shelter", Answer::Choice(id("perhaps")), AnswerFault::NoSuchOption),
        ("shelter", number("1"), AnswerFault::OtherKind),
        ("audited", Answer::Choice(id("yes")), AnswerFault::OtherKind),
        ("by-age", number("6"), AnswerFault::OtherKind),
        ("colour", number("6"), AnswerFault::NotAsked),
    ] {
        assert_eq!(faults(&with(field, answer.clone())), [(field.to_owned(), None, wrong)], "{answer:?}");
    }
    let mut without = answers();
    without.0.remove(&id("share"));
    assert_eq!(faults(&without), [("share".to_owned(), None, AnswerFault::Missing)]);
}

#[test]
fn every_fault_is_named_at_once_in_the_order_of_the_fields() {
    let wrong = Answers(BTreeMap::from([
        (id("audited"), Answer::Number(figure("1"))),
        (id("shelter"), Answer::Choice(id("perhaps"))),
        (id("colour"), Answer::Date(date(1))),
    ]));
    let fields: Vec<String> = faults(&wrong).into_iter().map(|(field, ..)| field).collect();
    assert_eq!(fields, ["victims", "share", "shelter", "audited", "by-age", "colour"]);
}

#[test]
fn a_breakdown_must_add_up() {
    use BreakdownFault as B;
    let changed = |change: fn(&mut Vec<BreakdownLine>)| {
        let mut lines = by_age();
        change(&mut lines);
        let found = faults(&with("by-age", Answer::Breakdown(Breakdown { lines })));
        found.into_iter().map(|(_, line, wrong)| (line.unwrap(), wrong)).collect::<Vec<_>>()
    };
    let wrong = |of: &[Category], fault| (of.iter().copied().collect::<Categories>(), AnswerFault::Breakdown(fault));
    assert_eq!(changed(|lines| lines[5].count = 7), [wrong(&[], B::TotalDiffers { stated: 7, sum: 6 })]);
    assert_eq!(changed(|lines| lines[3].count = 4), [wrong(&[FEMALE], B::TotalDiffers { stated: 4, sum: 5 })]);
    assert_eq!(
        changed(|lines| lines[0].count = 4),
        [
            wrong(&[FEMALE], B::TotalDiffers { stated: 5, sum: 6 }),
            wrong(&[CHILD], B::TotalDiffers { stated: 4, sum: 5 }),
            wrong(&[], B::TotalDiffers { stated: 6, sum: 7 }),
        ]
    );
    assert_eq!(changed(|lines| lines.truncate(5)), [wrong(&[], B::NoTotal)]);
    assert_eq!(changed(|lines| lines.push(line(&[MALE, CHILD], 1))), [wrong(&[MALE, CHILD], B::LineTwice)]);
    let foreign = Category::ExploitationForm(ExploitationForm::Servitude);
    assert_eq!(
        changed(|lines| lines[1].of = Categories::from([FEMALE, MALE])),
        [wrong(&[FEMALE, MALE], B::ForeignCategory)]
    );
    let added =
        faults(&with("by-age", Answer::Breakdown(Breakdown { lines: [by_age(), vec![line(&[foreign], 0)]].concat() })));
    assert_eq!(added, [("by-age".to_owned(), Some([foreign].into()), AnswerFault::Breakdown(B::ForeignCategory))]);
    assert_eq!(changed(|lines| lines[5].count = 10u64.pow(18)), [wrong(&[], B::TooLarge)]);
    assert_eq!(changed(|lines| *lines = vec![line(&[], 0)]), [], "nobody at all adds up");
}

#[test]
fn each_fault_has_a_code_of_its_own_and_says_what_to_do() {
    let codes: BTreeSet<&str> = AnswerFault::EACH.iter().map(|wrong| wrong.code()).collect();
    assert_eq!(codes.len(), AnswerFault::EACH.len());
    let fault = a_form().faults(&with("share", Answer::Number(figure("100.5")))).remove(0);
    assert_eq!(fault.to_string(), "share: the number must be at most 100");
}

#[test]
fn a_definition_must_make_sense() {
    let field = |key: &str, kind| Field { key: id(key), label: in_albanian(key), kind };
    let form = |fields: Vec<Field>| NonEmpty::try_from(fields).unwrap().try_into().map(|_: Form| ());
    let number = |places, least, most| FieldKind::Number { unit: Unit::Persons, places, least, most };
    let option = |key| ChoiceOption { key: id(key), label: in_albanian("po") };
    let choice = vec![option("yes"), option("yes")].try_into().unwrap();
    let by = vec![Dimension::Sex, Dimension::Sex].try_into().unwrap();
    let any = || number(0, None, None);
    assert_eq!(form(vec![field("a", any()), field("b", any())]), Ok(()));
    assert_eq!(form(vec![field("a", any()), field("a", any())]), Err(FormError::FieldTwice(id("a"))));
    assert_eq!(form(vec![field("a", FieldKind::Choice { options: choice })]), Err(FormError::OptionTwice(id("a"))));
    let broken_down = FieldKind::Breakdown { unit: Unit::Persons, by };
    assert_eq!(form(vec![field("a", broken_down)]), Err(FormError::DimensionTwice(id("a"))));
    assert_eq!(form(vec![field("a", number(7, None, None))]), Err(FormError::TooManyPlaces(id("a"))));
    assert_eq!(form(vec![field("a", number(0, None, Some(figure("-1"))))]), Err(FormError::BoundsReversed(id("a"))));
    assert_eq!(form(vec![field("a", number(0, Some(figure("-9")), Some(figure("-1"))))]), Ok(()));
    let many = (0..=MOST_FIELDS).map(|n| field(&format!("f{n}"), any())).collect();
    assert_eq!(form(many), Err(FormError::TooManyFields));
}

#[test]
fn an_answer_far_from_the_last_one_wants_to_be_confirmed() {
    let far = |field: &str, now: &str, last: &str| {
        let answers = Answers(BTreeMap::from([(id(field), Answer::Number(figure(now)))]));
        !far_from_last(&a_form(), &answers, &BTreeMap::from([(id(field), figure(last))])).is_empty()
    };
    for (field, now, last, expected) in [
        ("victims", "15", "10", false),
        ("victims", "16", "10", true),
        ("victims", "5", "10", false),
        ("victims", "4", "10", true),
        ("victims", "5", "1", false),
        ("victims", "6", "1", true),
        ("victims", "4", "0", false),
        ("victims", "5", "0", true),
        ("victims", "0", "0", false),
        ("victims", "0", "9", true),
        ("share", "1.5", "1", false),
        ("share", "1.6", "1", true),
        ("share", "0.1", "0", true),
    ] {
        assert_eq!(far(field, now, last), expected, "{field}: {now} after {last}");
    }
    let last = BTreeMap::from([(id("by-age"), figure("60")), (id("victims"), figure("6"))]);
    let asked: Vec<_> = far_from_last(&a_form(), &answers(), &last).into_keys().collect();
    assert_eq!(asked, [id("by-age")], "a breakdown is held against the last one's total");
    assert!(far_from_last(&a_form(), &answers(), &BTreeMap::new()).is_empty(), "the first period has no last one");
}

#[test]
fn what_changed_between_two_versions_is_known_by_field() {
    let mut later = with("share", Answer::Number(figure("13")));
    later.0.remove(&id("audited"));
    assert_eq!(later.changed_since(&answers()), BTreeSet::from([id("audited"), id("share")]));
    assert_eq!(answers().changed_since(&answers()), BTreeSet::new());
    let figures = answers().figures();
    assert_eq!(
        figures,
        BTreeMap::from([(id("victims"), figure("6")), (id("share"), figure("12.5")), (id("by-age"), figure("6"))])
    );
}

fn any_victim() -> impl Strategy<Value = VictimProfile> {
    let ages = select(&[AgeGroup::From0To8, AgeGroup::From9To17, AgeGroup::Adult][..]);
    let forms = select(&[ExploitationForm::ForcedBegging, ExploitationForm::SexualExploitation][..]);
    (ages, select(&Sex::ALL[..]), forms).prop_map(|(age_group, sex, form)| VictimProfile {
        age_group,
        sex,
        forms: NonEmpty::one(form),
        ..a_child()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_counted_adds_up(
        victims in prop::collection::vec(any_victim(), 0..12),
        by in prop::collection::btree_set(select(&Dimension::ALL[..]), 1..=4),
    ) {
        let breakdown = Breakdown::count(&victims, &by);
        prop_assert_eq!(breakdown.faults(&by), vec![]);
        prop_assert_eq!(breakdown.total(), Some(u64::try_from(victims.len()).unwrap()));
    }

    #[test]
    fn no_single_count_can_be_changed_unnoticed(
        victims in prop::collection::vec(any_victim(), 1..12),
        by in prop::collection::btree_set(select(&Dimension::ALL[..]), 1..=4),
        which in any::<prop::sample::Index>(),
        count in prop_oneof![0..14u64, Just(LARGEST_FIGURE), Just(u64::MAX)],
    ) {
        let mut breakdown = Breakdown::count(&victims, &by);
        let line = which.get(&breakdown.lines).clone();
        prop_assume!(line.count != count);
        breakdown.lines.iter_mut().filter(|known| known.of == line.of).for_each(|known| known.count = count);
        prop_assert!(!breakdown.faults(&by).is_empty());
    }

    #[test]
    fn asking_field_by_field_finds_what_asking_at_once_does(
        chosen in prop::collection::vec(0..4usize, 5),
    ) {
        let kinds = [
            Answer::Number(figure("7.5")),
            Answer::Choice(id("no")),
            Answer::Date(date(1)),
            Answer::Breakdown(Breakdown::default()),
        ];
        let form = a_form();
        let answers = Answers(form.fields().map(|field| field.key.clone()).zip(chosen.iter().map(|n| kinds[*n].clone())).collect());
        let by_field: Vec<_> = form.fields().flat_map(|field| field.faults(&answers.0[&field.key])).collect();
        prop_assert_eq!(form.faults(&answers), by_field);
    }
}

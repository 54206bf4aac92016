//! The book of cases: state as the domain folds it, gaps, persons, and figures that hide small counts.

use std::collections::BTreeMap;

use crate::support::{Log, noon};
use events::case::{Case, CaseCommand as C, CaseManager, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::CaseId;
use events::non_empty::NonEmpty;
use events::person_key::VictimKey;
use events::suppression::ReleasedCount;
use events::{Aggregate, Command, Event, Occurrence, RecordedEvent};
use proptest::prelude::*;
use readmodels::Folded;
use readmodels::cases::{Breakdown, CaseBook, CaseMeasure, Category};

fn profile(age_group: AgeGroup, nationality: &str) -> VictimProfile {
    let forms = NonEmpty::one(ExploitationForm::ForcedBegging);
    VictimProfile { age_group, sex: Sex::Female, nationality: nationality.parse().unwrap(), forms }
}

fn key(n: u8) -> VictimKey {
    VictimKey::from_bytes([n; 32])
}

fn open(person: Option<u8>, managed: bool, nationality: &str) -> C {
    let mut competent = BTreeMap::new();
    if managed {
        competent.insert(CaseManagerRole::VictimAdvocacyOffice, "zmnv".parse().unwrap());
    }
    let identified_by = "policia".parse().unwrap();
    C::Open { identified_by, profile: profile(AgeGroup::Adult, nationality), person: person.map(key), competent }
}

/// A case that is opened.
pub(crate) fn open_case(case: &str) -> Command {
    Command::Case(id(case), open(None, false, "XK"))
}

fn id(case: &str) -> CaseId {
    case.parse().unwrap()
}

/// A book and the log that it is folded from.
#[derive(Default)]
struct TestCaseBook {
    log: Log,
    book: CaseBook,
    folded: Vec<RecordedEvent>,
}

impl TestCaseBook {
    fn give(&mut self, day: u32, case: &str, command: C) {
        let recorded = self.log.command(day, Command::Case(id(case), command)).unwrap();
        for event in &recorded {
            self.book.fold(event);
        }
        self.folded.extend(recorded);
    }
}

fn manager() -> C {
    let institution = "zmnv".parse().unwrap();
    C::AssignCaseManager(CaseManager { institution, role: CaseManagerRole::VictimAdvocacyOffice })
}

#[test]
fn a_case_that_nobody_answers_for_has_a_gap_until_somebody_does() {
    let mut harness = TestCaseBook::default();
    harness.give(1, "2017-001", open(None, true, "XK"));
    assert!(harness.book.case(&id("2017-001")).unwrap().gaps.is_empty(), "opened and assigned in one");

    harness.give(2, "2017-002", open(None, false, "XK"));
    let record = harness.book.case(&id("2017-002")).unwrap();
    assert_eq!(record.unassigned_since(), Some(noon(2)));
    assert_eq!(record.gaps[0].action_item(&record.id).unwrap().as_str(), "case-2017-002-identification-unassigned");
    harness.give(4, "2017-002", manager());
    let record = harness.book.case(&id("2017-002")).unwrap();
    assert_eq!((record.unassigned_since(), record.gaps[0].until), (None, Some(noon(4))));

    // In assistance nobody has accepted a referral yet; the next gap has a task of its own.
    harness.give(5, "2017-002", C::ReachStage { stage: CaseStage::Assistance });
    let record = harness.book.case(&id("2017-002")).unwrap();
    assert_eq!(record.unassigned_since(), Some(noon(5)));
    assert_eq!(record.gaps[1].action_item(&record.id).unwrap().as_str(), "case-2017-002-assistance-unassigned");
    assert_eq!(record.stage_since, noon(5));
    harness.give(6, "2017-002", C::Close { reason: "moved".parse().unwrap() });
    harness.give(7, "2017-002", C::Reopen { reason: "back".parse().unwrap(), stage: CaseStage::Assistance });
    let record = harness.book.case(&id("2017-002")).unwrap();
    assert_eq!(record.gaps[2].action_item(&record.id).unwrap().as_str(), "case-2017-002-assistance-unassigned-2");
}

#[test]
fn a_second_case_of_the_same_key_is_offered_until_it_is_confirmed() {
    let mut harness = TestCaseBook::default();
    harness.give(1, "2017-001", open(Some(7), true, "XK"));
    harness.give(2, "2017-002", open(Some(7), true, "XK"));
    harness.give(3, "2017-003", open(Some(8), true, "XK"));
    harness.give(3, "2017-004", open(None, true, "XK"));
    let offered = |harness: &TestCaseBook, case: &str| -> Vec<String> {
        let record = harness.book.case(&id(case)).unwrap();
        harness.book.may_be_the_same_person(record).iter().map(|other| other.id.to_string()).collect()
    };
    assert_eq!(offered(&harness, "2017-002"), ["2017-001"]);
    for other in ["2017-001", "2017-003", "2017-004"] {
        assert!(offered(&harness, other).is_empty(), "{other}: only the later case is asked about");
    }
    harness.give(4, "2017-002", C::ConfirmRetrafficking { earlier: id("2017-001"), person: key(7) });
    assert!(offered(&harness, "2017-002").is_empty());
    let first = id("2017-001");
    let later: Vec<_> = harness.book.later_cases(&first).map(|record| record.id.to_string()).collect();
    assert_eq!(later, ["2017-002"]);
    assert_eq!(harness.book.next_reference(2017, 0), "2017-005");
    assert_eq!(harness.book.next_reference(2018, 1), "2018-002");
}

#[test]
fn figures_count_incidents_persons_and_retrafficked_persons_and_hide_small_ones() {
    let mut harness = TestCaseBook::default();
    assert!(harness.book.table(CaseMeasure::Incidents, Breakdown::Sex).is_none(), "no case, no table");
    for n in 0..7_u8 {
        harness.give(1, &format!("2017-{n:03}"), open(Some(n), true, "XK"));
    }
    harness.give(2, "2017-007", open(Some(0), true, "XK"));
    harness.give(2, "2017-008", open(None, true, "AL"));
    harness.give(3, "2017-007", C::ConfirmRetrafficking { earlier: id("2017-000"), person: key(0) });
    let total = |harness: &TestCaseBook, counted| {
        let table = harness.book.table(counted, Breakdown::Form).unwrap();
        assert_eq!((table.years.as_slice(), table.categories.len()), (&[2017][..], ExploitationForm::ALL.len()));
        table.released.total()
    };
    assert_eq!(total(&harness, CaseMeasure::Incidents), ReleasedCount::Count(9));
    assert_eq!(
        total(&harness, CaseMeasure::Persons),
        ReleasedCount::Hidden,
        "8 beside 9 would tell of the one who came up twice"
    );
    assert_eq!(
        total(&harness, CaseMeasure::RetraffickedPersons),
        ReleasedCount::Hidden,
        "one is somebody whom somebody knows"
    );

    let table = harness.book.table(CaseMeasure::Incidents, Breakdown::Nationality).unwrap();
    let kosovo = Category::Nationality("XK".parse().unwrap());
    let unknown = [Nationality::Stateless, Nationality::Unknown].map(Category::Nationality);
    assert_eq!(table.categories, [kosovo, Category::OtherNationalities, unknown[0], unknown[1]]);
    let counts = table.released.rows().next().unwrap();
    assert_eq!(counts[1], ReleasedCount::Hidden, "the one from elsewhere");
    assert!(
        counts.iter().filter(|count| **count == ReleasedCount::Hidden).count() >= 2,
        "nor can it be worked out: {counts:?}"
    );

    for n in 1..5_u8 {
        let (case, earlier) = (format!("2017-{:03}", 20 + n), id(&format!("2017-{n:03}")));
        harness.give(4, &case, open(Some(n), true, "XK"));
        harness.give(5, &case, C::ConfirmRetrafficking { earlier, person: key(n) });
    }
    assert_eq!(total(&harness, CaseMeasure::Incidents), ReleasedCount::Count(13));
    assert_eq!(total(&harness, CaseMeasure::Persons), ReleasedCount::Count(8), "five came up twice");
    assert_eq!(
        total(&harness, CaseMeasure::RetraffickedPersons),
        ReleasedCount::Hidden,
        "5 of 8 would tell of the three others"
    );
}

fn any_command() -> impl Strategy<Value = C> {
    let stage = prop::sample::select(CaseStage::ALL.to_vec());
    let age = prop::sample::select(vec![AgeGroup::Adult, AgeGroup::From9To17, AgeGroup::From48]);
    let referral = (0_u8..3).prop_map(|n| format!("r{n}").parse().unwrap());
    prop_oneof![
        any::<bool>().prop_map(|managed| open(Some(1), managed, "XK")),
        age.prop_map(|age| C::ReviseProfile { profile: profile(age, "XK") }),
        Just(manager()),
        (referral.clone(), stage.clone()).prop_map(|(referral, stage)| C::MakeReferral {
            referral,
            receiver: "isf".parse().unwrap(),
            stage,
            answer_by: noon(90),
            request: None,
        }),
        referral.clone().prop_map(|referral| C::AcceptReferral { referral }),
        referral.prop_map(|referral| C::DeclineReferral { referral, reason: "full".parse().unwrap() }),
        stage.clone().prop_map(|stage| C::ReachStage { stage }),
        Just(C::Close { reason: "done".parse().unwrap() }),
        stage.prop_map(|stage| C::Reopen { reason: "back".parse().unwrap(), stage }),
    ]
}

proptest! {
    #[test]
    fn the_book_says_what_the_domain_says(commands in prop::collection::vec((1_u32..60, any_command()), 1..60)) {
        let (log, mut book) = (Log::default(), CaseBook::default());
        let mut state = Case::Unknown;
        let mut days: Vec<u32> = commands.iter().map(|(day, _)| *day).collect();
        days.sort_unstable();
        for (day, (_, command)) in days.into_iter().zip(commands) {
            let Ok(recorded) = log.command(day, Command::Case(id("2017-001"), command)) else { continue };
            for event in recorded {
                book.fold(&event);
                if let Event::Case(_, happened) = &event.event {
                    let by = event.metadata.actor.clone();
                    state = Case::evolve(state, happened, &Occurrence { id: event.id, at: event.metadata.occurred_at, by });
                }
            }
            let Case::Opened(case) = &state else { continue };
            let record = book.case(&id("2017-001")).unwrap();
            prop_assert_eq!(&record.case, case.as_ref());
            prop_assert_eq!(record.unassigned_since().is_some(), case.is_unassigned());
            let open = record.gaps.iter().filter(|gap| gap.until.is_none()).count();
            prop_assert!(open <= 1, "{:?}", record.gaps);
            let tasks: std::collections::BTreeSet<_> =
                record.gaps.iter().filter_map(|gap| gap.action_item(&record.id)).collect();
            prop_assert_eq!(tasks.len(), record.gaps.len(), "each gap has a task of its own");
        }
    }
}

//! The public cases about small counts: what stands beside a hidden count, and what several tables of the same people say
//! together.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Log, TestReadModels, date, title};
use events::case::CaseCommand;
use events::case_data_standard::{AgeGroup, ExploitationForm, Sex, VictimProfile};
use events::data_request::DataRequestCommand;
use events::figure::{Figure, Unit};
use events::form::{Answer, Answers, Field, FieldKind, Form};
use events::ids::{DataRequestId, FieldKey, InstitutionId, Revision};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::person_key::VictimKey;
use events::suppression::{ReleasedCount, ReleasedTable};
use events::{Command, Event};
use proptest::prelude::*;
use readmodels::Folded;
use readmodels::cases::{Breakdown, CaseBook, CaseMeasure};
use readmodels::requests::{CollectedCell, CollectedField, Requests};

/// A book of cases and the log that it is folded from.
#[derive(Default)]
struct Cases {
    log: Log,
    book: CaseBook,
    opened: u8,
}

impl Cases {
    fn give(&mut self, day: u32, case: &str, command: CaseCommand) {
        for event in self.log.command(day, Command::Case(case.parse().unwrap(), command)).unwrap() {
            self.book.fold(&event);
        }
    }

    /// A case of somebody, and its reference.
    fn open(&mut self, day: u32, sex: Sex, person: u8) -> String {
        let forms = NonEmpty::one(ExploitationForm::ForcedBegging);
        let profile = VictimProfile { age_group: AgeGroup::Adult, sex, nationality: "XK".parse().unwrap(), forms };
        let (identified_by, person) = ("policia".parse().unwrap(), Some(VictimKey::from_bytes([person; 32])));
        let reference = format!("2017-{:03}", self.opened);
        self.opened += 1;
        self.give(day, &reference, CaseCommand::Open { identified_by, profile, person, competent: BTreeMap::new() });
        reference
    }

    /// A case of a person of whom there was one before, and somebody's word for it.
    fn again(&mut self, day: u32, sex: Sex, person: u8, earlier: &str) -> String {
        let reference = self.open(day, sex, person);
        let (earlier, person) = (earlier.parse().unwrap(), VictimKey::from_bytes([person; 32]));
        self.give(day, &reference, CaseCommand::ConfirmRetrafficking { earlier, person });
        reference
    }

    fn released(&self, counted: CaseMeasure, by: Breakdown) -> ReleasedTable {
        self.book.table(counted, by).unwrap().released
    }

    /// A hidden count that somebody who has every table on the page is left one number for, when bounds are narrowed line
    /// by line, table by table and from one count to the next.
    fn given_away(&self) -> Option<String> {
        // The narrowest first: the re-trafficked are among the persons, and these among the incidents.
        let counts = [CaseMeasure::RetraffickedPersons, CaseMeasure::Persons, CaseMeasure::Incidents];
        let released = Breakdown::ALL.map(|by| counts.map(|counted| grid(&self.released(counted, by))));
        let mut bounds = released.clone().map(|tables| tables.map(|table| bounds_of(&table)));
        for _ in 0..40 {
            for tables in &mut bounds {
                for n in 1..3 {
                    let (narrow, wide) = tables.split_at_mut(n);
                    for (narrow, wide) in narrow[n - 1].iter_mut().flatten().zip(wide[0].iter_mut().flatten()) {
                        (wide.0, narrow.1) = (wide.0.max(narrow.0), narrow.1.min(wide.1));
                    }
                }
                tables.iter_mut().for_each(narrow);
            }
            for n in 0..3 {
                for row in 0..bounds[0][n].len() {
                    let totals = || bounds.iter().map(|tables| *tables[n][row].last().unwrap());
                    let total = (totals().map(|b| b.0).max().unwrap(), totals().map(|b| b.1).min().unwrap());
                    for tables in &mut bounds {
                        *tables[n][row].last_mut().unwrap() = total;
                    }
                }
            }
        }
        for ((tables, bounds), by) in released.iter().zip(&bounds).zip(Breakdown::ALL) {
            for ((table, bounds), counted) in tables.iter().zip(bounds).zip(counts) {
                let cells = table.iter().flatten().zip(bounds.iter().flatten());
                for (n, (_, (least, most))) in
                    cells.enumerate().filter(|(_, (cell, _))| **cell == ReleasedCount::Hidden)
                {
                    if least == most {
                        return Some(format!("{} by {}, cell {n}: {least}", counted.name(), by.name()));
                    }
                }
            }
        }
        None
    }
}

type Bounds = Vec<Vec<(i64, i64)>>;

fn grid(table: &ReleasedTable) -> Vec<Vec<ReleasedCount>> {
    let rows = table.rows().zip(table.row_totals()).map(|(counts, total)| [counts, &[total]].concat());
    rows.chain([[table.column_totals(), &[table.total()]].concat()]).collect()
}

fn bounds_of(table: &[Vec<ReleasedCount>]) -> Bounds {
    let bound = |cell: &ReleasedCount| match cell {
        ReleasedCount::Count(count) => (i64::try_from(*count).unwrap(), i64::try_from(*count).unwrap()),
        ReleasedCount::Hidden => (0, 1_000_000),
    };
    table.iter().map(|row| row.iter().map(bound).collect()).collect()
}

/// By every line of a table, whose last cell is its total.
fn narrow(table: &mut Bounds) {
    let (rows, columns) = (table.len(), table[0].len());
    let of_rows = (0..rows).map(|row| (0..columns).map(|column| (row, column)).collect::<Vec<_>>());
    let of_columns = (0..columns).map(|column| (0..rows).map(|row| (row, column)).collect::<Vec<_>>());
    for line in of_rows.chain(of_columns) {
        let Some(((row, column), parts)) = line.split_last() else { continue };
        let least: i64 = parts.iter().map(|(row, column)| table[*row][*column].0).sum();
        let most: i64 = parts.iter().map(|(row, column)| table[*row][*column].1).sum();
        let whole = table[*row][*column];
        table[*row][*column] = (whole.0.max(least), whole.1.min(most));
        for (row, column) in parts {
            let part = table[*row][*column];
            table[*row][*column] = (part.0.max(whole.0 - (most - part.1)), part.1.min(whole.1 - (least - part.0)));
        }
    }
}

/// 2017 has 30 women and 4 men among its persons, with 35 and 6 incidents; 2018 has 7 women and no man.
#[test]
fn no_table_of_figures_tells_what_another_one_hides() {
    let mut cases = Cases::default();
    for (sex, persons, again) in [(Sex::Female, 0..30, 5), (Sex::Male, 30..34, 2)] {
        for person in persons.clone() {
            let earlier = cases.open(1, sex, person);
            if person < persons.start + again {
                cases.again(2, sex, person, &earlier);
            }
        }
    }
    for person in 50..57 {
        cases.open(300, Sex::Female, person);
    }
    assert_eq!(cases.released(CaseMeasure::Persons, Breakdown::Sex).rows().next().unwrap()[1], ReleasedCount::Hidden);
    assert_eq!(cases.given_away(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_cases_are_no_hidden_count_is_worked_out_from_all_tables(
        people in prop::collection::vec((0..3_u32, any::<bool>(), 0..4_u8), 1..40)
    ) {
        let mut cases = Cases::default();
        let mut people: Vec<_> = people.into_iter().zip(0_u8..).collect();
        people.sort_unstable();
        for ((year, man, again), person) in people {
            let sex = if man { Sex::Male } else { Sex::Female };
            let earlier = cases.open(1 + year * 365, sex, person);
            if again == 0 {
                cases.again(1 + year * 365, sex, person, &earlier);
            }
        }
        prop_assert_eq!(cases.given_away(), None);
    }
}

#[test]
fn cases_of_one_key_are_persons_of_their_own_until_somebody_confirms_it() {
    let mut cases = Cases::default();
    for person in 0..6 {
        cases.open(1, Sex::Female, person);
    }
    cases.open(1, Sex::Female, 9);
    cases.open(1, Sex::Female, 9);
    let total = |cases: &Cases, counted| cases.released(counted, Breakdown::Sex).total();
    assert_eq!(total(&cases, CaseMeasure::Incidents), ReleasedCount::Count(8));
    assert_eq!(total(&cases, CaseMeasure::Persons), ReleasedCount::Count(8));
    let (earlier, person) = ("2017-006".parse().unwrap(), VictimKey::from_bytes([9; 32]));
    cases.give(2, "2017-007", CaseCommand::ConfirmRetrafficking { earlier, person });
    assert_eq!(total(&cases, CaseMeasure::Incidents), ReleasedCount::Count(8));
    assert_eq!(total(&cases, CaseMeasure::Persons), ReleasedCount::Hidden, "7 beside 8 would tell the one");
}

fn key(text: &str) -> FieldKey {
    text.parse().unwrap()
}

fn number(name: &str, unit: Unit, places: u8) -> Field {
    Field { key: key(name), label: title(name), kind: FieldKind::Number { unit, places, least: None, most: None } }
}

/// The form of victims, as far as it has numbers.
fn form() -> Form {
    let fields = vec![
        number("victims", Unit::Persons, 0),
        number("incidents", Unit::Incidents, 0),
        number("days", Unit::Days, 1),
        number("share", Unit::Percent, 1),
        number("compensation", Unit::Euros, 2),
        number("sessions", Unit::Sessions, 0),
    ];
    NonEmpty::try_from(fields).unwrap().try_into().unwrap()
}

/// What each centre answers: victims, incidents, days, share, compensation, sessions.
fn collect(answered: &[(&str, [&str; 6])]) -> Requests {
    let harness = TestReadModels::new();
    let of = |command| Command::DataRequest("h1".parse().unwrap(), command);
    let recipients: Vec<InstitutionId> = answered.iter().map(|(who, _)| who.parse().unwrap()).collect();
    let issue = DataRequestCommand::Issue {
        title: title("Victims"),
        form: form(),
        period: Period::new(date(1), date(9)).unwrap(),
        recipients: NonEmpty::try_from(recipients).unwrap(),
        due: date(40),
    };
    harness.log.do_all(1, [of(issue)]);
    for (who, numbers) in answered {
        let answer = |number: &str| Answer::Number(number.parse().unwrap());
        let fields = form().fields().map(|field| field.key.clone()).collect::<Vec<_>>();
        harness.log.do_all(
            2,
            [of(DataRequestCommand::Submit {
                institution: who.parse().unwrap(),
                answers: Answers(fields.into_iter().zip(numbers.iter().map(|number| answer(number))).collect()),
                last: BTreeMap::new(),
                confirmed: BTreeSet::new(),
            })],
        );
    }
    let mut requests = Requests::default();
    let id: DataRequestId = "h1".parse().unwrap();
    for event in
        harness.log.history(&Command::DataRequest(id, DataRequestCommand::Close).stream().unwrap(), Revision(99))
    {
        assert!(matches!(event.event, Event::DataRequest(..)));
        requests.fold(&event);
    }
    requests
}

/// A line of a field: what is shown of each centre, and the sum; `*`: hidden.
fn line(requests: &Requests, field: &str) -> Vec<String> {
    let collected = CollectedField::of(&requests.series(&form()), &key(field)).unwrap();
    let period = &collected.periods[0];
    let written = |cell: &CollectedCell| match cell {
        CollectedCell::Figure { figure, .. } => figure.to_string(),
        CollectedCell::Hidden => "*".to_owned(),
        CollectedCell::Other(_) | CollectedCell::Skipped | CollectedCell::Missing | CollectedCell::NotAsked => {
            "-".to_owned()
        }
    };
    collected.institutions.iter().map(|id| written(&period.cells[id])).chain([written(&period.total)]).collect()
}

#[test]
fn whatever_tells_of_the_few_victims_of_a_centre_is_hidden_with_them() {
    let requests = collect(&[
        ("kp", ["3", "3", "212.5", "66.7", "1500.5", "9"]),
        ("ms", ["40", "52", "30", "25", "9000", "12"]),
        ("policia", ["60", "70", "20", "10", "100", "1"]),
    ]);
    assert_eq!(line(&requests, "victims"), ["*", "*", "60", "103"]);
    assert_eq!(line(&requests, "incidents"), ["*", "*", "70", "125"]);
    assert_eq!(line(&requests, "days"), ["*", "*", "20", "-"], "an average");
    assert_eq!(line(&requests, "share"), ["*", "*", "10", "-"], "a percentage");
    assert_eq!(line(&requests, "compensation"), ["*", "*", "100", "*"], "money, and the sum that would tell it");
    assert_eq!(line(&requests, "sessions"), ["9", "12", "1", "22"], "nobody is counted");
}

#[test]
fn few_incidents_are_few_people_and_so_are_those_between_victims_and_incidents() {
    let few = collect(&[
        ("kp", ["0", "2", "9", "0", "0", "0"]),
        ("ms", ["40", "52", "30", "25", "9000", "12"]),
        ("policia", ["60", "70", "20", "10", "100", "1"]),
    ]);
    assert_eq!(line(&few, "incidents")[0], "*");
    assert_eq!(line(&few, "days")[0], "*");
    let between = collect(&[
        ("kp", ["40", "42", "9", "0", "0", "0"]),
        ("ms", ["40", "52", "30", "25", "9000", "12"]),
        ("policia", ["60", "70", "20", "10", "100", "1"]),
    ]);
    assert_eq!(line(&between, "victims"), ["40", "40", "60", "140"]);
    assert_eq!(line(&between, "incidents")[0], "*", "two came twice");
    assert_eq!(
        line(&between, "incidents").iter().filter(|cell| *cell == "*").count(),
        2,
        "nor is it the rest of a sum"
    );
    let in_all = collect(&[("kp", ["40", "40", "9", "0", "0", "0"]), ("ms", ["40", "43", "9", "0", "0", "0"])]);
    assert_eq!(line(&in_all, "incidents"), ["40", "*", "*"], "nor does the sum tell it");
}

#[test]
fn a_centre_of_many_keeps_all_its_figures() {
    let requests = collect(&[("ms", ["40", "52", "30", "25", "9000", "12"])]);
    let shown =
        ["victims", "incidents", "days", "share", "compensation"].map(|field| line(&requests, field)[0].clone());
    assert_eq!(shown, ["40", "52", "30", "25", "9000"]);
    assert_eq!(Figure::from(40).to_string(), "40");
}

//! The figures of reports: incidents, persons and re-trafficked persons, by year and by one thing more.
//!
//! A case falls in the year in which it was opened, date in Kosovo. Two cases are of one person once somebody has confirmed
//! it, as the computed indicators count them; whoever comes up in two years counts once in each. A person, re-trafficked or
//! not, is shown as in the first of that year's cases.
//!
//! Whoever has one of the tables may have them all, so that they are hidden together. One more belongs to them that is on
//! no page of figures: the years by quarters, whose counts the dashboard shows.

use std::collections::BTreeMap;

use chrono::Datelike;
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::CaseId;
use events::period::Period;
use events::same_person::SamePerson;
use events::suppression::{LinkedTables, ReleasedCount, ReleasedTable};

use super::case_book::{CaseBook, CaseRecord};
use crate::local_time::date_in_kosovo;

/// From how many on, over all years, a nationality has a column of its own. Fewer are told apart by nobody.
const NAMED_FROM: u64 = events::suppression::SMALLEST_SHOWN;

/// What a table of cases counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseMeasure {
    /// Cases opened, each time that a person was found to be a victim.
    Incidents,
    /// The persons among them.
    Persons,
    /// The persons whose re-trafficking was confirmed.
    RetraffickedPersons,
}

/// By what, besides the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breakdown {
    /// A row for each sex.
    Sex,
    /// By age group.
    AgeGroup,
    /// A row for each citizenship.
    Nationality,
    /// By the main form of exploitation.
    Form,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Those of one sex.
    Sex(Sex),
    /// An age group.
    AgeGroup(AgeGroup),
    /// Those of one citizenship.
    Nationality(Nationality),
    /// Nationalities of few, together.
    OtherNationalities,
    /// A form of exploitation.
    Form(ExploitationForm),
}

/// A table of cases as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOfCases {
    /// The years, in order, without gaps.
    pub years: Vec<i32>,
    /// The columns, in order.
    pub categories: Vec<Category>,
    /// The counts, a row for each year.
    pub released: ReleasedTable,
}

/// Every table of cases as it may be shown beside all the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FiguresOfCases {
    years: Vec<i32>,
    tables: Vec<(Breakdown, Vec<Category>, [ReleasedTable; 3])>,
    /// The years by quarters; none where there is no case.
    quarters: Option<[ReleasedTable; 3]>,
}

/// How many there are of each of [`CaseMeasure`], the narrowest first: each is a part of the next.
type Counts = [u64; 3];

impl CaseMeasure {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Incidents, Self::Persons, Self::RetraffickedPersons];

    /// The name in addresses and texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::Persons => "persons",
            Self::RetraffickedPersons => "retrafficked",
        }
    }

    /// Its place among [`Counts`].
    const fn place(self) -> usize {
        match self {
            Self::RetraffickedPersons => 0,
            Self::Persons => 1,
            Self::Incidents => 2,
        }
    }
}

impl Breakdown {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sex, Self::AgeGroup, Self::Nationality, Self::Form];

    /// The name in addresses and texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::AgeGroup => "age",
            Self::Nationality => "nationality",
            Self::Form => "form",
        }
    }

    fn category(self, profile: &VictimProfile) -> Category {
        match self {
            Self::Sex => Category::Sex(profile.sex),
            Self::AgeGroup => Category::AgeGroup(profile.age_group),
            Self::Nationality => Category::Nationality(profile.nationality),
            Self::Form => Category::Form(*profile.forms.first()),
        }
    }

    /// The columns. Those of fixed lists are always there, so that none says by being there that somebody is in it; those
    /// of nationalities are the same whatever is counted, so that none tells of another table by being missing.
    fn categories(self, records: &[&CaseRecord]) -> Vec<Category> {
        match self {
            Self::Sex => Sex::ALL.map(Category::Sex).to_vec(),
            Self::AgeGroup => AgeGroup::ALL.map(Category::AgeGroup).to_vec(),
            Self::Form => ExploitationForm::ALL.map(Category::Form).to_vec(),
            Self::Nationality => {
                let mut sums: BTreeMap<Category, u64> = BTreeMap::new();
                for record in records {
                    *sums.entry(self.category(&record.case.profile)).or_default() += 1;
                }
                let stateless = Category::Nationality(Nationality::Stateless);
                let unknown = Category::Nationality(Nationality::Unknown);
                let many = sums.into_iter().filter(|(_, sum)| *sum >= NAMED_FROM).map(|(category, _)| category);
                let named = many.filter(|category| ![stateless, unknown].contains(category));
                named.chain([Category::OtherNationalities, stateless, unknown]).collect()
            }
        }
    }

    /// The column of a case.
    fn column(self, record: &CaseRecord, categories: &[Category]) -> usize {
        let category = self.category(&record.case.profile);
        let place = |wanted: Category| categories.iter().position(|known| *known == wanted);
        place(category).or_else(|| place(Category::OtherNationalities)).unwrap_or(0)
    }
}

/// What is known of the counts in a cell beside that each is a part of the next: an incident of a person who was counted
/// already makes a re-trafficked one, and in the first year there is no other way to be one.
fn ties(row: usize, [retrafficked, persons, incidents]: &Counts) -> bool {
    let again = incidents > persons;
    (!again || *retrafficked > 0) && (row > 0 || again || *retrafficked == 0)
}

fn opened(record: &CaseRecord) -> chrono::NaiveDate {
    date_in_kosovo(record.opened_at)
}

/// Which quarter of its year a case falls in, from 0.
fn quarter(record: &CaseRecord) -> usize {
    usize::try_from(opened(record).month0() / 3).unwrap_or(0)
}

/// The cases of a year that are of one person, in order.
type CasesByPerson<'a> = BTreeMap<(i32, &'a CaseId), Vec<&'a CaseRecord>>;

/// A row for each year.
fn table(
    people: &CasesByPerson<'_>,
    years: &[i32],
    columns: usize,
    column: impl Fn(&CaseRecord) -> usize,
) -> Vec<Vec<Counts>> {
    let mut rows = vec![vec![[0; 3]; columns]; years.len()];
    for ((year, _), records) in people {
        let row = years.iter().position(|known| known == year);
        let retrafficked = records.iter().any(|record| !record.case.earlier.is_empty());
        for (n, record) in records.iter().enumerate() {
            let cell = row.and_then(|row| rows.get_mut(row)?.get_mut(column(record)));
            if let Some([of_retrafficked, of_persons, of_incidents]) = cell {
                *of_retrafficked += u64::from(n == 0 && retrafficked);
                *of_persons += u64::from(n == 0);
                *of_incidents += 1;
            }
        }
    }
    rows
}

impl CaseBook {
    /// Every table of cases as it may be shown.
    pub fn figures(&self) -> FiguresOfCases {
        let same: SamePerson<'_> = self
            .all()
            .flat_map(|record| record.case.earlier.iter().map(move |earlier| (&record.id, earlier)))
            .collect();
        let mut records: Vec<&CaseRecord> = self.all().collect();
        records.sort_by_key(|record| (record.opened_at, &record.id));
        let (Some(first), Some(last)) = (records.first(), records.last()) else { return FiguresOfCases::default() };
        let years: Vec<i32> = (opened(first).year()..=opened(last).year()).collect();
        let mut people: CasesByPerson<'_> = BTreeMap::new();
        for record in &records {
            people.entry((opened(record).year(), same.first_of(&record.id))).or_default().push(record);
        }
        let columns = Breakdown::ALL.map(|by| (by, by.categories(&records)));
        let mut tables: Vec<Vec<Vec<Counts>>> = columns
            .iter()
            .map(|(by, categories)| table(&people, &years, categories.len(), |record| by.column(record, categories)))
            .collect();
        tables.push(table(&people, &years, 4, quarter));
        let (by_quarter, row) = (tables.len() - 1, years.len() - 1);
        let mut linked = LinkedTables::new(tables, ties);
        // Nobody has to be told that there is no case yet of the days to come.
        for column in quarter(last) + 1..4 {
            linked = linked.map(|tables| tables.with_known_nought(by_quarter, row, column));
        }
        let mut released = linked.map(|tables| tables.suppressed()).unwrap_or_default();
        let quarters = released.pop();
        let tables =
            columns.into_iter().zip(released).map(|((by, columns), released)| (by, columns, released)).collect();
        FiguresOfCases { years, tables, quarters }
    }

    /// Counts by year and by one thing more; `None`: there is no case.
    pub fn table(&self, counted: CaseMeasure, by: Breakdown) -> Option<TableOfCases> {
        self.figures().table(counted, by)
    }
}

impl FiguresOfCases {
    /// One of the tables; `None`: there is no case.
    pub fn table(&self, counted: CaseMeasure, by: Breakdown) -> Option<TableOfCases> {
        let (_, categories, released) = self.tables.iter().find(|(known, ..)| *known == by)?;
        let released = released.get(counted.place())?.clone();
        Some(TableOfCases { years: self.years.clone(), categories: categories.clone(), released })
    }

    /// Whether the count of a quarter may be shown beside the tables; of days that are no quarter it may not.
    pub fn tells(&self, counted: CaseMeasure, quarter: Period) -> bool {
        let Some((year, quarter)) = quarter.as_quarter() else { return false };
        let table = self.quarters.as_ref().and_then(|tables| tables.get(counted.place()));
        let row = self.years.iter().position(|known| *known == year);
        // Before the first case and after the last there is nobody.
        let Some((table, row)) = table.zip(row) else { return true };
        let column = usize::try_from(quarter).unwrap_or(0).saturating_sub(1);
        let count = table.rows().nth(row).and_then(|counts| counts.get(column));
        matches!(count, Some(ReleasedCount::Count(_)))
    }
}

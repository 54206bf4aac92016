//! The figures of reports: incidents, persons and re-trafficked persons, by year and by one thing more.
//!
//! A case falls in the year in which it was opened, date in Kosovo. Persons are told apart by their person key, and a case
//! of nobody known is a person of its own, as the computed indicators count them; whoever comes up in two years counts
//! once in each. A person is shown as in the first of that year's cases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::suppression::{CountTable, ReleasedTable};

use super::{CaseBook, CaseRecord};
use crate::local_time::date_in_kosovo;

/// From how many on, over all years, a nationality has a column of its own. Fewer are told apart by nobody.
const NAMED_FROM: u64 = events::suppression::SMALLEST_SHOWN;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// Cases opened.
    Incidents,
    /// The persons among them.
    Persons,
    /// The persons whose re-trafficking was confirmed.
    RetraffickedPersons,
}

/// By what, besides the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breakdown {
    /// By sex.
    Sex,
    /// By age group.
    AgeGroup,
    /// By nationality.
    Nationality,
    /// By the main form of exploitation.
    Form,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// A sex.
    Sex(Sex),
    /// An age group.
    AgeGroup(AgeGroup),
    /// A nationality.
    Nationality(Nationality),
    /// Nationalities of few, together.
    OtherNationalities,
    /// A form of exploitation.
    Form(ExploitationForm),
}

/// Counts of cases; what may be shown of them is [`TableOfCases::released`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOfCases {
    /// The years, in order, without gaps.
    pub years: Vec<i32>,
    /// The columns.
    pub categories: Vec<Category>,
    counts: Vec<Vec<u64>>,
}

impl Counted {
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

    /// The columns. Those of fixed lists are always there, so that none says by being there that somebody is in it.
    fn categories(self, counted: &[(i32, Category)]) -> Vec<Category> {
        match self {
            Self::Sex => Sex::ALL.map(Category::Sex).to_vec(),
            Self::AgeGroup => AgeGroup::ALL.map(Category::AgeGroup).to_vec(),
            Self::Form => ExploitationForm::ALL.map(Category::Form).to_vec(),
            Self::Nationality => {
                let mut sums: BTreeMap<Category, u64> = BTreeMap::new();
                for (_, category) in counted {
                    *sums.entry(*category).or_default() += 1;
                }
                let stateless = Category::Nationality(Nationality::Stateless);
                let unknown = Category::Nationality(Nationality::Unknown);
                let many = sums.into_iter().filter(|(_, sum)| *sum >= NAMED_FROM).map(|(category, _)| category);
                let named = many.filter(|category| ![stateless, unknown].contains(category));
                named.chain([Category::OtherNationalities, stateless, unknown]).collect()
            }
        }
    }
}

impl CaseBook {
    /// Counts by year and by one thing more; `None`: there is no case.
    pub fn table(&self, counted: Counted, by: Breakdown) -> Option<TableOfCases> {
        let opened = |record: &CaseRecord| date_in_kosovo(record.opened_at).year();
        let mut records: Vec<&CaseRecord> = self.all().collect();
        records.sort_by_key(|record| (record.opened_at, &record.id));
        let years: Vec<i32> = (opened(records.first()?)..=opened(records.last()?)).collect();
        let mut seen = BTreeSet::new();
        records.retain(|record| match counted {
            Counted::Incidents => true,
            Counted::Persons => {
                record.case.person.as_ref().is_none_or(|person| seen.insert((opened(record), person.clone())))
            }
            Counted::RetraffickedPersons => {
                let confirmed = !record.case.earlier.is_empty();
                confirmed
                    && record.case.person.as_ref().is_some_and(|person| seen.insert((opened(record), person.clone())))
            }
        });
        let counted: Vec<(i32, Category)> =
            records.iter().map(|record| (opened(record), by.category(&record.case.profile))).collect();
        let categories = by.categories(&counted);
        let mut counts = vec![vec![0; categories.len()]; years.len()];
        let other = categories.iter().position(|category| *category == Category::OtherNationalities);
        for (year, category) in counted {
            let row = years.iter().position(|known| *known == year);
            let column = categories.iter().position(|known| *known == category).or(other);
            if let Some(cell) = row.zip(column).and_then(|(row, column)| counts.get_mut(row)?.get_mut(column)) {
                *cell += 1;
            }
        }
        Some(TableOfCases { years, categories, counts })
    }
}

impl TableOfCases {
    /// The table as it may be shown, small counts hidden; `None`: it has no row or no column.
    pub fn released(&self) -> Option<ReleasedTable> {
        CountTable::new(self.counts.clone()).ok().map(|table| table.suppressed())
    }
}

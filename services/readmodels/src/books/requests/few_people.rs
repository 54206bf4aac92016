//! Of whom there are few: what stands beside a hidden count of people, and tells of the same people.
//!
//! Three victims are hidden. That the same centre had three incidents, that they waited 212.5 days on an average, that
//! 66.7 per cent were children, or what one of them was awarded, is about the same three. So where the count of an
//! institution's people is not shown, its other figures of the same request are not shown either, but for those that count
//! things; and incidents are not shown either that differ from its persons by 1 to 4, because these came up twice.
//!
//! Two questions about persons are not held against each other: that one is a part of the other cannot be seen.

use std::collections::BTreeSet;

use events::data_request::Submission;
use events::disaggregation::Categories;
use events::figure::{Figure, Unit};
use events::form::{Answer, Field, FieldKind};
use events::ids::{FieldKey, InstitutionId};
use events::suppression::{CountTable, ReleasedCount, ReleasedTable, SMALLEST_SHOWN};

use super::dossier::RequestDossier;

/// What the figures of a field are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureSubject {
    /// They count persons.
    Persons,
    /// They count incidents, each of one person.
    Incidents,
    /// They are about the people or may be: averages, shares, money, cases, and whatever has a unit in somebody's words.
    WhatTellsOfPeople,
    /// They are about things to do, or are no figures.
    Things,
}

/// What the figures of a field are about.
pub(super) const fn subject_of(field: &Field) -> FigureSubject {
    match &field.kind {
        FieldKind::Number { unit, .. } | FieldKind::Breakdown { unit, .. } => match unit {
            Unit::Persons => FigureSubject::Persons,
            Unit::Incidents => FigureSubject::Incidents,
            Unit::Cases | Unit::Percent | Unit::Days | Unit::Euros | Unit::Other(_) => FigureSubject::WhatTellsOfPeople,
            Unit::Items | Unit::Sessions => FigureSubject::Things,
        },
        FieldKind::Choice { .. } | FieldKind::Date {} => FigureSubject::Things,
    }
}

fn answer<'a>(dossier: &'a RequestDossier, id: &InstitutionId, key: &FieldKey) -> Option<&'a Answer> {
    dossier.submission(id).and_then(Submission::answers)?.0.get(key)
}

/// The institutions that gave a figure, in order.
pub(super) fn answered<'a>(dossier: &'a RequestDossier, key: &FieldKey) -> Vec<&'a InstitutionId> {
    let gave = |id: &&InstitutionId| answer(dossier, id, key).and_then(Answer::figure).is_some();
    dossier.request.submissions.keys().filter(gave).collect()
}

/// The whole counts of a field: a row for each part, or one, and a column for each institution that answered.
pub(super) struct Counts<'a> {
    answered: Vec<&'a InstitutionId>,
    /// The parts that somebody counted, in order; none: one row of wholes.
    pub(super) parts: Vec<Categories>,
    pub(super) rows: Vec<Vec<u64>>,
}

impl<'a> Counts<'a> {
    pub(super) fn of(dossier: &'a RequestDossier, field: &Field) -> Self {
        let answered = answered(dossier, &field.key);
        let answers: Vec<&Answer> = answered.iter().filter_map(|id| answer(dossier, id, &field.key)).collect();
        let parts = kinds_of_part(&answers);
        let rows = if parts.is_empty() {
            vec![answers.iter().map(|answer| answer.figure().and_then(whole_count).unwrap_or(0)).collect()]
        } else {
            parts.iter().map(|part| answers.iter().map(|answer| count(answer, part)).collect()).collect()
        };
        Self { answered, parts, rows }
    }

    fn total_of(&self, id: &InstitutionId) -> Option<u64> {
        let column = self.answered.iter().position(|known| *known == id)?;
        Some(self.rows.iter().filter_map(|row| row.get(column)).fold(0, |sum, count| sum.saturating_add(*count)))
    }

    fn total(&self) -> u64 {
        self.rows.iter().flatten().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

fn whole_count(figure: Figure) -> Option<u64> {
    figure.to_string().parse().ok()
}

fn count(answer: &Answer, part: &Categories) -> u64 {
    match answer {
        Answer::Breakdown(breakdown) => {
            breakdown.lines.iter().find(|line| line.of == *part).map_or(0, |line| line.count)
        }
        Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Skipped(_) => 0,
    }
}

/// The parts that somebody counted, in order.
fn kinds_of_part(answers: &[&Answer]) -> Vec<Categories> {
    let mut kinds: BTreeSet<Categories> = BTreeSet::new();
    for answer in answers {
        let Answer::Breakdown(breakdown) = answer else { continue };
        let longest = breakdown.lines.iter().map(|line| line.of.len()).max().unwrap_or(0);
        let counted =
            breakdown.lines.iter().filter(|line| line.count > 0 && !line.of.is_empty() && line.of.len() == longest);
        kinds.extend(counted.map(|line| line.of.clone()));
    }
    kinds.into_iter().collect()
}

fn few_between(one: u64, other: u64) -> bool {
    (1..SMALLEST_SHOWN).contains(&one.abs_diff(other))
}

/// What has to be hidden in a request because few people are counted.
pub(super) struct FewPeople<'a> {
    /// The counts of persons.
    persons: Vec<Counts<'a>>,
    /// The institutions of which a count of persons is hidden.
    of_persons: BTreeSet<&'a InstitutionId>,
    /// The institutions of which a count of persons or incidents is hidden.
    pub(super) institutions: BTreeSet<&'a InstitutionId>,
}

impl<'a> FewPeople<'a> {
    pub(super) fn of(dossier: &'a RequestDossier) -> Self {
        let form = &dossier.request.form;
        let of = |wanted: FigureSubject| form.fields().filter(move |field| subject_of(field) == wanted);
        let persons = of(FigureSubject::Persons).map(|field| Counts::of(dossier, field)).collect();
        let mut few = Self { persons, of_persons: BTreeSet::new(), institutions: BTreeSet::new() };
        for field in of(FigureSubject::Persons) {
            few.of_persons.extend(few.hidden_of(&Counts::of(dossier, field), field));
        }
        few.institutions.clone_from(&few.of_persons);
        for field in of(FigureSubject::Incidents) {
            few.institutions.extend(few.hidden_of(&Counts::of(dossier, field), field));
        }
        few
    }

    fn hidden_of<'b>(&self, counts: &Counts<'b>, field: &Field) -> Vec<&'b InstitutionId> {
        let Some(table) = self.released(counts, field) else { return Vec::new() };
        let totals = counts.answered.iter().zip(table.column_totals());
        totals.filter(|(_, total)| **total == ReleasedCount::Hidden).map(|(id, _)| *id).collect()
    }

    /// The table of a field that counts persons or incidents, as it may be shown; none: nobody answered.
    pub(super) fn released(&self, counts: &Counts<'_>, field: &Field) -> Option<ReleasedTable> {
        let table = CountTable::new(counts.rows.clone()).ok()?;
        let (rows, columns) = (counts.rows.len(), counts.answered.len());
        let mut hidden: BTreeSet<(usize, usize)> = BTreeSet::new();
        if subject_of(field) == FigureSubject::Incidents {
            let told = |id: &InstitutionId| {
                let totals = self.persons.iter().filter_map(|persons| persons.total_of(id));
                let incidents = counts.total_of(id).unwrap_or(0);
                self.of_persons.contains(id) || totals.into_iter().any(|persons| few_between(persons, incidents))
            };
            hidden.extend((0..columns).filter(|column| told(counts.answered[*column])).map(|column| (rows, column)));
            // Sums can be held against each other where they are of the same institutions.
            let mut same = self.persons.iter().filter(|persons| persons.answered == counts.answered);
            if same.any(|persons| few_between(persons.total(), counts.total())) {
                hidden.insert((rows, columns));
            }
            if rows == 1 {
                // One row is its own line of totals.
                hidden.extend(hidden.clone().into_iter().map(|(_, column)| (0, column)));
            }
        }
        Some(table.suppressed_with(&hidden))
    }
}

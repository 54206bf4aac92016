//! What was collected: one field across institutions and periods, as it may be shown to others.
//!
//! Counts of persons are few people whom somebody knows, and an incident is of one person, so small ones of both are
//! hidden, and what would tell them. For each period there is one table, of the institutions that answered, by the parts
//! of the field where it has parts; every figure that is shown is read off that table, so that no two of them say more
//! together. Periods have no totals of their own, and who has not answered is in no table. Of an institution of whose
//! people a count is hidden, what else tells of them is hidden too ([`FewPeople`]); figures of things are shown as they
//! are.

use std::collections::BTreeMap;

use events::data_request::{Submission, SubmissionStage};
use events::disaggregation::Categories;
use events::figure::{Figure, Unit};
use events::form::{Answer, Field, FieldKind};
use events::ids::{DataRequestId, FieldKey, InstitutionId};
use events::language::LocalText;
use events::period::Period;
use events::suppression::{ReleasedCount, ReleasedTable};
use rust_decimal::Decimal;

use super::dossier::RequestDossier;
use super::few_people::{Counts, FewPeople, FigureSubject, answered, subject_of};

/// A figure as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CollectedCell {
    /// This figure; `accepted`: the secretariat has looked at it.
    Figure {
        /// The number, in the field's unit.
        figure: Figure,
        /// Whether it is accepted.
        accepted: bool,
    },
    /// An answer that is no figure: an option, a date.
    Other(Answer),
    /// Too few to be told, or a figure that would tell them.
    Hidden,
    /// The institution gave a reason why there is none.
    Skipped,
    /// Asked, and not answered.
    Missing,
    /// The form of that time did not ask it.
    NotAsked,
}

/// What was collected for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectedPeriod {
    /// The request that asked for this period.
    pub id: DataRequestId,
    /// What it is about.
    pub title: LocalText,
    /// The days that the answers are about.
    pub period: Period,
    /// What each institution answered.
    pub cells: BTreeMap<InstitutionId, CollectedCell>,
    /// What it comes to; nothing when it cannot be added up or must not be told.
    pub total: CollectedCell,
    /// By the field's parts: what each institution answered, and the part's total. Parts that are nought everywhere are
    /// left out.
    pub parts: Vec<(Categories, BTreeMap<InstitutionId, CollectedCell>, CollectedCell)>,
}

/// One field across institutions and periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectedField {
    /// The field, as the newest form asks it.
    pub field: Field,
    /// The institutions that were ever asked.
    pub institutions: Vec<InstitutionId>,
    /// The periods, the earliest first.
    pub periods: Vec<CollectedPeriod>,
}

/// Whether adding up makes sense.
fn adds_up(field: &Field) -> bool {
    match &field.kind {
        FieldKind::Number { unit, .. } => *unit != Unit::Percent && *unit != Unit::Days,
        FieldKind::Breakdown { .. } => true,
        FieldKind::Choice { .. } | FieldKind::Date {} => false,
    }
}

impl CollectedField {
    /// Of one field of a series of requests with the same form; nothing when none of them has it.
    pub fn of(series: &[&RequestDossier], key: &FieldKey) -> Option<Self> {
        let field = series.last()?.request.form.field(key)?.clone();
        let mut institutions: Vec<InstitutionId> = Vec::new();
        for id in series.iter().flat_map(|dossier| dossier.request.submissions.keys()) {
            if !institutions.contains(id) {
                institutions.push(id.clone());
            }
        }
        institutions.sort();
        let periods = series.iter().filter_map(|dossier| period(dossier, key, &institutions)).collect();
        Some(Self { field, institutions, periods })
    }
}

fn period(dossier: &RequestDossier, key: &FieldKey, institutions: &[InstitutionId]) -> Option<CollectedPeriod> {
    let field = dossier.request.form.field(key)?;
    let answer = |id: &InstitutionId| dossier.submission(id).and_then(Submission::answers)?.0.get(key);
    let accepted = |id: &InstitutionId| dossier.submission(id).is_some_and(|it| it.stage == SubmissionStage::Accepted);
    let plain = |id: &InstitutionId| match (dossier.submission(id), answer(id)) {
        (None, _) => CollectedCell::NotAsked,
        (Some(_), None) => CollectedCell::Missing,
        (Some(_), Some(Answer::Skipped(_))) => CollectedCell::Skipped,
        (Some(_), Some(answer)) => match answer.figure() {
            Some(figure) => CollectedCell::Figure { figure, accepted: accepted(id) },
            None => CollectedCell::Other(answer.clone()),
        },
    };
    let mut cells: BTreeMap<_, _> = institutions.iter().map(|id| (id.clone(), plain(id))).collect();
    let answered = answered(dossier, key);
    let figures = answered.iter().filter_map(|id| answer(id).and_then(Answer::figure));
    let sum = figures.fold(Decimal::ZERO, |sum, figure| sum + figure.number());
    let all = answered.iter().all(|id| accepted(id));
    let mut total = match Figure::new(sum) {
        Ok(figure) if adds_up(field) && !answered.is_empty() => CollectedCell::Figure { figure, accepted: all },
        Ok(_) | Err(_) => CollectedCell::Missing,
    };
    let shown = |released: ReleasedCount, accepted: bool| match released {
        ReleasedCount::Count(count) => {
            Figure::try_from(count).map_or(CollectedCell::Hidden, |figure| CollectedCell::Figure { figure, accepted })
        }
        ReleasedCount::Hidden => CollectedCell::Hidden,
    };
    let few = FewPeople::of(dossier);
    let counts = Counts::of(dossier, field);
    let mut parts: Vec<(Categories, BTreeMap<InstitutionId, CollectedCell>, CollectedCell)> = Vec::new();
    match subject_of(field) {
        FigureSubject::Persons | FigureSubject::Incidents => {
            let table = few.released(&counts, field);
            for (id, released) in answered.iter().zip(table.iter().flat_map(ReleasedTable::column_totals)) {
                cells.insert((*id).clone(), shown(*released, accepted(id)));
            }
            if let Some(table) = &table {
                total = shown(table.total(), all);
                for ((part, row), of_part) in counts.parts.iter().zip(table.rows()).zip(table.row_totals()) {
                    let of_each =
                        answered.iter().zip(row).map(|(id, released)| ((*id).clone(), shown(*released, accepted(id))));
                    parts.push((part.clone(), of_each.collect(), shown(of_part, all)));
                }
            }
        }
        of @ (FigureSubject::WhatTellsOfPeople | FigureSubject::Things) => {
            let hides = |id: &InstitutionId| of == FigureSubject::WhatTellsOfPeople && few.institutions.contains(id);
            // A sum tells the one part of it that is not shown, and the parts of a sum that is not shown tell the sum.
            let any = answered.iter().any(|id| hides(id));
            for id in answered.iter().filter(|id| hides(id)) {
                cells.insert((*id).clone(), CollectedCell::Hidden);
            }
            if any && matches!(total, CollectedCell::Figure { .. }) {
                total = CollectedCell::Hidden;
            }
            for (part, row) in counts.parts.iter().zip(&counts.rows) {
                let of_each = answered.iter().zip(row).map(|(id, count)| {
                    let released = if hides(id) { ReleasedCount::Hidden } else { ReleasedCount::Count(*count) };
                    ((*id).clone(), shown(released, accepted(id)))
                });
                let sum = row.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
                let sum = if any { ReleasedCount::Hidden } else { ReleasedCount::Count(sum) };
                parts.push((part.clone(), of_each.collect(), shown(sum, all)));
            }
        }
    }
    let (id, title, period) = (dossier.id.clone(), dossier.title.clone(), dossier.request.period);
    Some(CollectedPeriod { id, title, period, cells, total, parts })
}

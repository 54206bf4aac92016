//! What was collected: one field across institutions and periods, as it may be shown to others.
//!
//! Counts of persons are few people whom somebody knows, so small ones are hidden, and what would tell them. For each
//! period there is one table, of the institutions that answered, by the parts of the field where it has parts; every
//! figure that is shown is read off that table, so that no two of them say more together. Periods have no totals of their
//! own, and who has not answered is in no table. Figures of other things than persons are shown as they are.

use std::collections::BTreeMap;

use events::data_request::{Submission, SubmissionStage};
use events::disaggregation::Categories;
use events::figure::{Figure, Unit};
use events::form::{Answer, Field, FieldKind};
use events::ids::{DataRequestId, FieldKey, InstitutionId};
use events::language::LocalText;
use events::period::Period;
use events::suppression::{CountTable, Released};
use rust_decimal::Decimal;

use super::RequestDossier;

/// A figure as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CollectedCell {
    /// This figure; `accepted`: the secretariat has looked at it.
    Figure {
        /// How much.
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
    /// Not asked.
    NotAsked,
}

/// What was collected for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectedPeriod {
    /// The request.
    pub id: DataRequestId,
    /// What it is about.
    pub title: LocalText,
    /// Which days.
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
pub struct Collected {
    /// The field.
    pub field: Field,
    /// The institutions that were ever asked.
    pub institutions: Vec<InstitutionId>,
    /// The periods, the earliest first.
    pub periods: Vec<CollectedPeriod>,
}

/// Whether a field counts people.
fn counts_persons(field: &Field) -> bool {
    match &field.kind {
        FieldKind::Number { unit, .. } | FieldKind::Breakdown { unit, .. } => *unit == Unit::Persons,
        FieldKind::Choice { .. } | FieldKind::Date {} => false,
    }
}

/// Whether adding up makes sense.
fn adds_up(field: &Field) -> bool {
    match &field.kind {
        FieldKind::Number { unit, .. } => *unit != Unit::Percent && *unit != Unit::Days,
        FieldKind::Breakdown { .. } => true,
        FieldKind::Choice { .. } | FieldKind::Date {} => false,
    }
}

impl Collected {
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
    let answered: Vec<&InstitutionId> =
        institutions.iter().filter(|id| matches!(cells[*id], CollectedCell::Figure { .. })).collect();
    let figures = answered.iter().filter_map(|id| answer(id).and_then(Answer::figure));
    let sum = figures.fold(Decimal::ZERO, |sum, figure| sum + figure.number());
    let mut total = match Figure::new(sum) {
        Ok(figure) if adds_up(field) && !answered.is_empty() => {
            CollectedCell::Figure { figure, accepted: answered.iter().all(|id| accepted(id)) }
        }
        Ok(_) | Err(_) => CollectedCell::Missing,
    };
    let kinds = kinds_of_part(&answered, answer);
    let mut parts: Vec<(Categories, BTreeMap<InstitutionId, CollectedCell>, CollectedCell)> = Vec::new();
    let count = |id: &InstitutionId, part: &Categories| match answer(id) {
        Some(Answer::Breakdown(breakdown)) => {
            breakdown.lines.iter().find(|line| line.of == *part).map_or(0, |line| line.count)
        }
        Some(Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Skipped(_)) | None => 0,
    };
    let shown = |released: Released, accepted: bool| match released {
        Released::Count(count) => {
            Figure::try_from(count).map_or(CollectedCell::Hidden, |figure| CollectedCell::Figure { figure, accepted })
        }
        Released::Hidden => CollectedCell::Hidden,
    };
    // One table for everything that is shown of this period: a row for each part, a column for each institution.
    let rows: Vec<Vec<u64>> = if kinds.is_empty() {
        let whole = |id: &&InstitutionId| answer(id).and_then(Answer::figure).and_then(whole_count);
        vec![answered.iter().map(|id| whole(id).unwrap_or(0)).collect()]
    } else {
        kinds.iter().map(|part| answered.iter().map(|id| count(id, part)).collect()).collect()
    };
    let table = CountTable::new(rows.clone()).ok().filter(|_| counts_persons(field)).map(|table| table.suppressed());
    let all = answered.iter().all(|id| accepted(id));
    match table {
        Some(table) => {
            for (id, released) in answered.iter().zip(table.column_totals()) {
                cells.insert((*id).clone(), shown(*released, accepted(id)));
            }
            total = shown(table.total(), all);
            for ((part, row), of_part) in kinds.iter().zip(table.rows()).zip(table.row_totals()) {
                let of_each =
                    answered.iter().zip(row).map(|(id, released)| ((*id).clone(), shown(*released, accepted(id))));
                parts.push((part.clone(), of_each.collect(), shown(of_part, all)));
            }
        }
        None => {
            for (part, row) in kinds.iter().zip(&rows) {
                let of_each = answered
                    .iter()
                    .zip(row)
                    .map(|(id, count)| ((*id).clone(), shown(Released::Count(*count), accepted(id))));
                let sum = row.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
                parts.push((part.clone(), of_each.collect(), shown(Released::Count(sum), all)));
            }
        }
    }
    let (id, title, period) = (dossier.id.clone(), dossier.title.clone(), dossier.request.period);
    Some(CollectedPeriod { id, title, period, cells, total, parts })
}

fn whole_count(figure: Figure) -> Option<u64> {
    figure.to_string().parse().ok()
}

/// The parts that somebody counted, in order.
fn kinds_of_part<'a>(
    answered: &[&InstitutionId],
    answer: impl Fn(&InstitutionId) -> Option<&'a Answer>,
) -> Vec<Categories> {
    let mut kinds: Vec<Categories> = Vec::new();
    for id in answered {
        let Some(Answer::Breakdown(breakdown)) = answer(id) else { continue };
        let longest = breakdown.lines.iter().map(|line| line.of.len()).max().unwrap_or(0);
        for line in
            breakdown.lines.iter().filter(|line| line.count > 0 && !line.of.is_empty() && line.of.len() == longest)
        {
            if !kinds.contains(&line.of) {
                kinds.push(line.of.clone());
            }
        }
    }
    kinds.sort();
    kinds
}

//! A filled-in file read back: all of it fits, or each cell that does not is named and nothing is taken.

use std::collections::BTreeMap;

use events::disaggregation::{Breakdown, BreakdownLine, Categories};
use events::form::{Answer, AnswerFault, Answers, Field, FieldKind, Form};
use events::ids::{DataRequestId, FieldKey};
use events::text::{Text, TextError};

use crate::cell_fault::{CellFault, CellWrong};
use crate::parts::{dimensions, read_part, split_line_key};
use crate::reading::{read_answer, read_count};
use crate::sheet::{Cell, Sheet, UnreadableFile};
use crate::table::as_written;
use crate::template::{ANSWER, HEADINGS, KEY, MARK, REASON};
use crate::workbook::{Workbook, read_book};
use crate::xlsx_beside::Beside;

/// A file that was read: whose request it answers, and its cells.
#[derive(Debug, Clone)]
pub struct FilledForm {
    /// The request that the file names.
    pub request: DataRequestId,
    sheet: Sheet,
    head: usize,
    others: Vec<Sheet>,
    beside: Vec<Beside>,
}

/// Why a file is no filled-in form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] UnreadableFile),
    /// It is another file.
    #[error("this is not the form's file: take the form's own file, fill it in and send that")]
    NotTheForm,
}

impl FileFault {
    /// The code that texts hang on (`file-<code>`).
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(why) => why.code(),
            Self::NotTheForm => "not-the-form",
        }
    }
}

/// Reads a file as a filled-in form; which form is to be asked by its request.
pub fn read_filled(bytes: &[u8]) -> Result<FilledForm, FileFault> {
    let Workbook { sheets, beside } = read_book(bytes)?;
    let found = sheets.iter().enumerate().find_map(|(number, sheet)| {
        let marked = (0..sheet.rows.len().min(10)).find(|row| sheet.cell(*row, KEY).words() == MARK)?;
        let request = sheet.cell(marked, KEY + 1).words().parse().ok()?;
        // The heading is the first row with a key column's heading, in whatever language; else the row before the keys.
        let head = (marked + 1..sheet.rows.len()).find(|row| sheet.cell(*row, HEADINGS.len() - 1) != &Cell::Empty)?;
        Some((number, request, head))
    });
    let (number, request, head) = found.ok_or(FileFault::NotTheForm)?;
    let mut others = sheets;
    let sheet = others.swap_remove(number);
    Ok(FilledForm { request, sheet, head, others, beside })
}

/// Where the parts of an answer stand, and what they are.
#[derive(Default)]
struct FieldLines<'a> {
    whole: Option<(usize, &'a Cell)>,
    reason: Option<(usize, String)>,
    parts: Vec<(usize, Categories, &'a Cell)>,
}

impl FilledForm {
    pub(crate) fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Every sheet of the file, that of the form first.
    pub(crate) fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        std::iter::once(&self.sheet).chain(&self.others)
    }

    /// What is written beside its cells.
    pub(crate) fn beside(&self) -> &[Beside] {
        &self.beside
    }

    /// The answers to the form, or everything that is wrong with the file, in the order of its rows.
    pub fn answers(&self, form: &Form) -> Result<Answers, Vec<CellFault>> {
        let mut faults = self.merged();
        let lines = self.lines(form, &mut faults);
        let mut answers = Answers::default();
        let mut unread: Vec<FieldKey> = Vec::new();
        for field in form.fields() {
            let before = faults.len();
            if let Some(of_field) = lines.get(&field.key)
                && let Some(answer) = self.answer(field, of_field, &mut faults)
            {
                answers.0.insert(field.key.clone(), answer);
            }
            if faults.len() > before {
                unread.push(field.key.clone());
            }
        }
        for fault in form.faults(&answers) {
            // What could not be read is not missing as well.
            if unread.contains(&fault.field) {
                continue;
            }
            let of_field = lines.get(&fault.field);
            let row = match &fault.line {
                Some(line) if !line.is_empty() => {
                    of_field.and_then(|lines| lines.parts.iter().find(|(_, of, _)| of == line).map(|(row, ..)| *row))
                }
                Some(_) | None => None,
            };
            let row = row.or_else(|| of_field.and_then(|lines| lines.whole.map(|(row, _)| row)));
            let place = row.map(|row| self.sheet.place(row, ANSWER));
            faults.push(CellFault { place, field: Some(fault.field), wrong: CellWrong::Wrong(fault.wrong) });
        }
        faults.sort_by_key(|fault| fault.place.as_ref().map_or((usize::MAX, 0), |place| (place.row, place.column)));
        if faults.is_empty() { Ok(answers) } else { Err(faults) }
    }

    fn fault(&self, row: usize, column: usize, field: Option<&FieldKey>, wrong: CellWrong) -> CellFault {
        CellFault { place: Some(self.sheet.place(row, column)), field: field.cloned(), wrong }
    }

    fn merged(&self) -> Vec<CellFault> {
        let touches = |(first, last): (usize, usize), column: usize| (first..=last).contains(&column);
        let blocks = self.sheet.merged.iter().filter(|block| block.rows.1 > self.head);
        let blocks = blocks.filter(|block| [KEY, ANSWER, REASON].iter().any(|column| touches(block.columns, *column)));
        blocks.map(|block| self.fault(block.rows.0, block.columns.0, None, CellWrong::Merged)).collect()
    }

    fn lines(&self, form: &Form, faults: &mut Vec<CellFault>) -> BTreeMap<FieldKey, FieldLines<'_>> {
        let mut lines: BTreeMap<FieldKey, FieldLines<'_>> = BTreeMap::new();
        for row in self.head + 1..self.sheet.rows.len() {
            let (key, value) = (self.sheet.cell(row, KEY).words(), self.sheet.cell(row, ANSWER));
            let reason = as_written(self.sheet.cell(row, REASON).words());
            if key.is_empty() {
                if !value.is_empty() {
                    faults.push(self.fault(row, KEY, None, CellWrong::NoSuchKey));
                }
                continue;
            }
            let (name, part) = split_line_key(key);
            let Some(field) = form.fields().find(|field| field.key.as_str() == name) else {
                faults.push(self.fault(row, KEY, None, CellWrong::NoSuchKey));
                continue;
            };
            let by = dimensions(field);
            let of_field = lines.entry(field.key.clone()).or_default();
            if part.is_empty() {
                if of_field.whole.is_some() {
                    faults.push(self.fault(row, KEY, Some(&field.key), CellWrong::KeyTwice));
                }
                of_field.whole = Some((row, value));
            } else {
                match read_part(&by, part).filter(|_| !by.is_empty()) {
                    Some(of) => of_field.parts.push((row, of, value)),
                    None => faults.push(self.fault(row, KEY, Some(&field.key), CellWrong::NoSuchKey)),
                }
            }
            if !reason.is_empty() && of_field.reason.is_none() {
                of_field.reason = Some((row, reason.to_owned()));
            }
        }
        lines
    }

    fn answer(&self, field: &Field, lines: &FieldLines<'_>, faults: &mut Vec<CellFault>) -> Option<Answer> {
        let key = Some(&field.key);
        let answered = lines.whole.iter().map(|(row, cell)| (*row, *cell));
        let answered = answered.chain(lines.parts.iter().map(|(row, _, cell)| (*row, *cell)));
        let answered: Vec<_> = answered.filter(|(_, cell)| !cell.is_empty()).collect();
        if let Some((row, reason)) = &lines.reason {
            if !answered.is_empty() {
                faults.push(self.fault(*row, REASON, key, CellWrong::AnswerAndReason));
                return None;
            }
            let reason: Result<Text, TextError> = reason.parse();
            return reason
                .map(Answer::Skipped)
                .map_err(|error| faults.push(self.fault(*row, REASON, key, CellWrong::Reason(error))))
                .ok();
        }
        if answered.is_empty() {
            return None;
        }
        match &field.kind {
            FieldKind::Number { .. } | FieldKind::Choice { .. } | FieldKind::Date {} => {
                let (row, cell) = lines.whole?;
                let read = match cell {
                    Cell::Empty => return None,
                    Cell::Text(text) => read_answer(field, text).map_err(CellWrong::Unreadable),
                    Cell::Date(date) if matches!(field.kind, FieldKind::Date {}) => Ok(Answer::Date(*date)),
                    Cell::Date(_) => Err(CellWrong::Wrong(AnswerFault::OtherKind)),
                    Cell::Odd => Err(CellWrong::Odd),
                };
                read.map_err(|wrong| faults.push(self.fault(row, ANSWER, key, wrong))).ok()
            }
            FieldKind::Breakdown { .. } => {
                let whole = lines.whole.iter().map(|(row, cell)| (*row, Categories::new(), *cell));
                let parts = lines.parts.iter().map(|(row, of, cell)| (*row, of.clone(), *cell));
                let mut read = Vec::new();
                let before = faults.len();
                for (row, of, cell) in whole.chain(parts) {
                    let count = match cell {
                        Cell::Empty => continue,
                        Cell::Text(text) => read_count(text).map_err(CellWrong::Unreadable),
                        Cell::Date(_) => Err(CellWrong::Wrong(AnswerFault::OtherKind)),
                        Cell::Odd => Err(CellWrong::Odd),
                    };
                    match count {
                        // A part that is nought needs no line.
                        Ok(0) if !of.is_empty() => {}
                        Ok(count) => read.push(BreakdownLine { of, count }),
                        Err(wrong) => faults.push(self.fault(row, ANSWER, key, wrong)),
                    }
                }
                (faults.len() == before).then_some(Answer::Breakdown(Breakdown { lines: read }))
            }
        }
    }
}

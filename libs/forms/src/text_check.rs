//! What the guard has against a filled-in file: every text of it is looked at, not only those that would be kept.
//!
//! Cells, comments, text in shapes and the names of sheets, on every sheet. The form's own words are not looked at again:
//! they passed the guard when the request was issued. Neither are figures in the column for answers: a figure is read as
//! such and shows nobody; so is a day.

use std::collections::BTreeSet;

use events::data_request::IssuedRequest;
use events::ids::DataRequestId;
use events::language::{Language, LocalText};
use privacy::guard::{Verdict, guard};

use crate::cell_fault::{CellFault, CellWrong, TextLocation};
use crate::filled::FilledForm;
use crate::reading::read_date;
use crate::sheet::{Cell, Sheet};
use crate::table::{OutputCell, as_written, sheet_name};
use crate::template::{ANSWER, REASON, template};
use crate::words::FormWording;

/// The form's own words: what the template says in any language.
pub struct OwnWords(BTreeSet<String>);

impl OwnWords {
    /// Of a request's form.
    pub fn of(words: &FormWording<'_>, id: &DataRequestId, title: &LocalText, request: &IssuedRequest) -> Self {
        let mut own = BTreeSet::new();
        for language in Language::OFFERED {
            let table = template(&FormWording { language, ..*words }, id, title, request, None);
            own.insert(sheet_name(&table.name));
            for row in table.rows {
                for (column, cell) in row.into_iter().enumerate() {
                    if let OutputCell::Text(text) = cell
                        && ![ANSWER, REASON].contains(&column)
                    {
                        own.insert(as_written(text.trim()).to_owned());
                    }
                }
            }
        }
        Self(own)
    }

    fn has(&self, text: &str) -> bool {
        self.0.contains(text)
    }
}

fn is_figure(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii_digit() || ",. %-\u{a0}\u{202f}".contains(letter))
}

impl FilledForm {
    /// Every place of the file with a text that is not kept; none: all may be read.
    pub fn objections(&self, own: &OwnWords) -> Vec<CellFault> {
        // A sheet's name would be told with each of its cells, so it comes first and alone.
        let named = self.sheets().filter_map(|sheet| sheet.name.as_deref()).filter(|name| !own.has(name));
        let worst = |one: Verdict, other: Verdict| if other.is_worse_than(&one) { other } else { one };
        let verdict = named.map(guard).fold(Verdict::Pass, worst);
        if verdict != Verdict::Pass {
            let wrong = CellWrong::NotKept(TextLocation::SheetName, verdict);
            return vec![CellFault { place: None, field: None, wrong }];
        }
        let mut faults: Vec<CellFault> = self.sheets().flat_map(|sheet| of_sheet(sheet, own)).collect();
        for comment in self.comments() {
            let verdict = guard(comment.text.trim());
            if verdict != Verdict::Pass {
                // Which sheet a comment belongs to is not looked up; a form has one.
                let place = comment.at.map(|(row, column)| self.sheet().place(row, column));
                faults.push(CellFault {
                    place,
                    field: None,
                    wrong: CellWrong::NotKept(TextLocation::Comment, verdict),
                });
            }
        }
        faults
    }
}

fn of_sheet(sheet: &Sheet, own: &OwnWords) -> Vec<CellFault> {
    let mut faults = Vec::new();
    for (row, cells) in sheet.rows.iter().enumerate() {
        let before = faults.len();
        let mut strange: Vec<(usize, &str)> = Vec::new();
        for (column, cell) in cells.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let text = as_written(text);
            if own.has(text) || (column == ANSWER && (is_figure(text) || read_date(text).is_ok())) {
                continue;
            }
            strange.push((column, text));
            let verdict = guard(text);
            if verdict != Verdict::Pass {
                let wrong = CellWrong::NotKept(TextLocation::Cell, verdict);
                faults.push(CellFault { place: Some(sheet.place(row, column)), field: None, wrong });
            }
        }
        // What no cell shows by itself, a row may: a word in one and a name in the next.
        if faults.len() == before
            && strange.len() > 1
            && let Some((column, _)) = strange.first()
        {
            let together = strange.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
            if let verdict @ Verdict::Refuse(_) = guard(&together) {
                let wrong = CellWrong::NotKept(TextLocation::Cell, verdict);
                faults.push(CellFault { place: Some(sheet.place(row, *column)), field: None, wrong });
            }
        }
    }
    faults
}

//! What the guard has against a filled-in file: every text of it is looked at, not only those that would be kept.
//!
//! Cells of every sheet, comments, text in shapes, names, headers and what the file says of itself. The form's own words are not looked at again:
//! they passed the guard when the request was issued. Neither are figures in the column for answers: a figure is read as
//! such and shows nobody; so is a day.

use std::collections::{BTreeMap, BTreeSet};

use events::data_request::IssuedRequest;
use events::ids::DataRequestId;
use events::language::{Language, LocalText};
use privacy::guard::{Doubt, Verdict, guard};

use crate::cell_fault::{CellFault, CellWrong, TextLocation};
use crate::filled::FilledForm;
use crate::reading::read_date;
use crate::sheet::{Cell, Sheet};
use crate::table::{OutputCell, as_written, sheet_name};
use crate::template::{ANSWER, REASON, template};
use crate::words::FormWording;
use crate::xlsx_beside::BesideKind;

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

/// The worse of two verdicts.
fn worse(one: Verdict, other: Verdict) -> Verdict {
    if other.is_worse_than(&one) { other } else { one }
}

/// Judges a name: as it stands, and as the words that it is made of, since names are written with signs between. That it
/// resembles messages which gave somebody away is no doubt: a name is no message.
fn of_name(name: &str) -> Verdict {
    let words = name.replace(['_', '-', '.', '+', '(', ')'], " ");
    match worse(guard(name), guard(&words)) {
        Verdict::Ask(doubts) if doubts.iter().all(|doubt| *doubt == Doubt::Resemblance) => Verdict::Pass,
        verdict @ (Verdict::Pass | Verdict::Ask(_) | Verdict::Refuse(_)) => verdict,
    }
}

impl FilledForm {
    /// Every place of the file with a text that is not kept; none: all may be read. Everything is looked at, whatever was found
    /// before.
    pub fn objections(&self, own: &OwnWords) -> Vec<CellFault> {
        let mut faults = Vec::new();
        let names = self.sheets().filter_map(|sheet| sheet.name.as_deref()).filter(|name| !own.has(name));
        let verdict = names.map(of_name).fold(Verdict::Pass, worse);
        if verdict != Verdict::Pass {
            let wrong = CellWrong::NotKept(TextLocation::SheetName, verdict);
            faults.push(CellFault { place: None, field: None, wrong });
        }
        // A sheet's name would be told with each of its cells: none is, where one of them is not kept.
        let tells_sheets = faults.is_empty();
        faults.extend(of_sheet(self.sheet(), own));
        faults.extend(self.sheets().skip(1).flat_map(|sheet| {
            let mut faults = of_sheet(sheet, own);
            faults.extend(of_columns(sheet, own));
            faults
        }));
        for beside in self.beside() {
            let (verdict, location) = match beside.kind {
                BesideKind::Comment => (guard(beside.text.trim()), TextLocation::Comment),
                BesideKind::Words => (guard(beside.text.trim()), TextLocation::Beside),
                BesideKind::Name => (of_name(beside.text.trim()), TextLocation::Beside),
            };
            if verdict != Verdict::Pass && !own.has(beside.text.trim()) {
                // Which sheet a comment belongs to is not looked up; a form has one.
                let place = beside.at.map(|(row, column)| self.sheet().place(row, column));
                faults.push(CellFault { place, field: None, wrong: CellWrong::NotKept(location, verdict) });
            }
        }
        if !tells_sheets {
            faults.iter_mut().filter_map(|fault| fault.place.as_mut()).for_each(|place| place.sheet = None);
        }
        faults
    }
}

/// The texts of a row that are not the form's own, and their columns.
fn strange_texts<'a>(cells: &'a [Cell], own: &OwnWords) -> Vec<(usize, &'a str)> {
    let texts = cells.iter().enumerate().filter_map(|(column, cell)| match cell {
        Cell::Text(text) => Some((column, as_written(text))),
        Cell::Empty | Cell::Date(_) | Cell::Odd => None,
    });
    let is_strange = |(column, text): &(usize, &str)| {
        !own.has(text) && (*column != ANSWER || !(is_figure(text) || read_date(text).is_ok()))
    };
    texts.filter(is_strange).collect()
}

fn of_sheet(sheet: &Sheet, own: &OwnWords) -> Vec<CellFault> {
    let mut faults = Vec::new();
    for (row, cells) in sheet.rows.iter().enumerate() {
        let strange = strange_texts(cells, own);
        let mut worst = Verdict::Pass;
        for (column, text) in &strange {
            let verdict = guard(text);
            if verdict != Verdict::Pass {
                let wrong = CellWrong::NotKept(TextLocation::Cell, verdict.clone());
                faults.push(CellFault { place: Some(sheet.place(row, *column)), field: None, wrong });
                worst = worse(worst, verdict);
            }
        }
        // What no cell shows by itself, a row may: a word in one and a name in the next.
        if !matches!(worst, Verdict::Refuse(_))
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

/// What the columns of a list show: what is asked about by itself may be told by what stands above it, a heading such as “victim”
/// over names.
fn of_columns(sheet: &Sheet, own: &OwnWords) -> Vec<CellFault> {
    let mut headings: BTreeMap<usize, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, text) in strange_texts(cells, own) {
            let heading = *headings.entry(column).or_insert(text);
            if matches!(guard(text), Verdict::Ask(_))
                && let verdict @ Verdict::Refuse(_) = guard(&format!("{heading} {text}"))
            {
                let wrong = CellWrong::NotKept(TextLocation::Cell, verdict);
                faults.push(CellFault { place: Some(sheet.place(row, column)), field: None, wrong });
            }
        }
    }
    faults
}

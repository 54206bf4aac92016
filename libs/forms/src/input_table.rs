//! A table with headings as somebody saved it, CSV or XLSX: each row under its headings, with the line on which it stands.
//!
//! What an import reads. What the columns are called and what they mean is not known here.

use std::collections::BTreeSet;

use crate::sheet::{Cell, ReadingBudget, Sheet, UnreadableFile};
use crate::workbook::read_book;

/// A cell of a table, as people would write it.
fn as_written(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Empty => Some(String::new()),
        Cell::Text(text) => Some(crate::table::as_written(text).to_owned()),
        Cell::Number(number) => Some(number.written.clone()),
        Cell::Date(day) => Some(day.to_string()),
        Cell::Odd => None,
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputRow {
    /// The line on which it stands, from 1, as editors and table calculators count.
    pub line: usize,
    /// Its cells under their headings: trimmed, a day as `2017-12-31`; none where something stands that is no value, such as a
    /// formula that went wrong.
    pub cells: Vec<Option<String>>,
    /// How many fields a row of a CSV file has, where these are fewer than the headings: a separator or a quotation mark is amiss.
    pub too_few: Option<usize>,
}

/// The rows of a file under their headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputTable {
    /// What the columns are called, in the order of [`InputRow::cells`]; columns without a heading in which nothing stands are
    /// left out.
    pub headings: Vec<String>,
    /// The rows in which something stands.
    pub rows: Vec<InputRow>,
}

/// Why a file is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] UnreadableFile),
    /// Nothing stands in it.
    #[error("nothing stands in the file")]
    Empty,
    /// Which of several sheets is meant is not guessed.
    #[error("something stands on several sheets ({}): keep one of them in the file", .0.join(", "))]
    SeveralSheets(Vec<String>),
    /// Two columns have one heading.
    #[error("two columns are called “{0}”: keep one of them")]
    HeadingTwice(String),
    /// Something stands in a column that nobody named.
    #[error("line {line}: something stands in a column without a heading: name the column or empty it")]
    NoHeading {
        /// Where it stands, from 1.
        line: usize,
    },
    /// Cells were merged, so that it cannot be told to which rows their words belong.
    #[error("line {line}: cells are merged: take the merging back")]
    Merged {
        /// Where they begin, from 1.
        line: usize,
    },
}

/// Headings hold no separator; a cell with a list in it may hold more of them than its row.
const HEADING_LINES: usize = 1;

/// Reads a file as a table whose first line with something in it are its headings.
pub fn read_table(bytes: &[u8]) -> Result<InputTable, NoTable> {
    let sheets = read_book(bytes, ReadingBudget::of_an_import(), HEADING_LINES)?.sheets;
    let holds_something = |sheet: &&Sheet| sheet.rows.iter().flatten().any(|cell| !cell.is_empty());
    let filled: Vec<&Sheet> = sheets.iter().filter(holds_something).collect();
    match filled.as_slice() {
        [] => Err(NoTable::Empty),
        [sheet] => table(sheet),
        several => Err(NoTable::SeveralSheets(several.iter().filter_map(|sheet| sheet.name.clone()).collect())),
    }
}

fn table(sheet: &Sheet) -> Result<InputTable, NoTable> {
    if let Some(block) = sheet.merged.first() {
        return Err(NoTable::Merged { line: block.rows.0 + 1 });
    }
    let holds_something = |row: &[Cell]| row.iter().any(|cell| !cell.is_empty());
    let head = sheet.rows.iter().position(|row| holds_something(row)).ok_or(NoTable::Empty)?;
    let named: Vec<(usize, String)> = sheet.rows.get(head).map_or_else(Vec::new, |row| {
        row.iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(at, cell)| (at, cell.words().to_owned()))
            .collect()
    });
    let mut known = BTreeSet::new();
    if let Some((_, twice)) = named.iter().find(|(_, heading)| !known.insert(heading)) {
        return Err(NoTable::HeadingTwice(twice.clone()));
    }
    let mut rows = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate().skip(head + 1).filter(|(_, row)| holds_something(row)) {
        let line = at + 1;
        let unnamed =
            |(column, cell): (usize, &Cell)| !cell.is_empty() && !named.iter().any(|(named, _)| *named == column);
        if row.iter().enumerate().any(unnamed) {
            return Err(NoTable::NoHeading { line });
        }
        let last = named.last().map_or(0, |(column, _)| column + 1);
        let too_few = (sheet.name.is_none() && row.len() < last).then_some(row.len());
        let cells = named.iter().map(|(column, _)| as_written(sheet.cell(at, *column))).collect();
        rows.push(InputRow { line, cells, too_few });
    }
    Ok(InputTable { headings: named.into_iter().map(|(_, heading)| heading).collect(), rows })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;

    #[test]
    fn blank_rows_and_columns_are_passed_over_and_lines_stay_as_people_see_them() {
        let table = read_table(b"id;name;;\r\n;;;\r\na;Ana;;\r\n;;;\r\nb;Besa;;\r\n").unwrap();
        assert_eq!(table.headings, ["id", "name"]);
        let lines: Vec<_> = table.rows.iter().map(|row| (row.line, row.cells[1].clone().unwrap())).collect();
        assert_eq!(lines, [(3, "Ana".to_owned()), (5, "Besa".to_owned())]);
    }

    #[test]
    fn what_may_be_meant_otherwise_is_not_guessed() {
        assert_eq!(read_table(b"id,name,name\n"), Err(NoTable::HeadingTwice("name".to_owned())));
        assert_eq!(read_table(b"id,name\na,Ana,beside\n"), Err(NoTable::NoHeading { line: 2 }));
        assert_eq!(read_table(b"\n ; \n"), Err(NoTable::Empty));
        let book = |change: &dyn Fn(&mut Workbook)| {
            let mut book = Workbook::new();
            book.add_worksheet().set_name("One").unwrap().write_string(0, 0, "id").unwrap();
            book.add_worksheet().set_name("Two").unwrap();
            change(&mut book);
            book.save_to_buffer().unwrap()
        };
        assert!(read_table(&book(&|_| {})).is_ok(), "an empty sheet is none");
        let two = book(&|book| assert!(book.worksheet_from_index(1).unwrap().write_string(4, 4, "x").is_ok()));
        assert_eq!(read_table(&two), Err(NoTable::SeveralSheets(vec!["One".to_owned(), "Two".to_owned()])));
        let merged = book(&|book| {
            let sheet = book.worksheet_from_index(0).unwrap();
            assert!(sheet.merge_range(3, 0, 4, 0, "both", &rust_xlsxwriter::Format::new()).is_ok());
        });
        assert_eq!(read_table(&merged), Err(NoTable::Merged { line: 4 }));
    }
}

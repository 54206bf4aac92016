//! An XLSX file.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use chrono::NaiveDate;

use crate::sheet::{Cell, MOST_COLUMNS, MOST_SHEETS, MergedCells, NumberCell, ReadingBudget, Sheet, UnreadableFile};

/// What is said in a format is no format: `0" %"` shows the sign and counts nothing.
fn shows_per_cent(format: &str) -> bool {
    let mut quoted = false;
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => drop(letters.next()),
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

fn cell(value: &DataRef<'_>, in_percent: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        #[expect(clippy::cast_precision_loss, reason = "a table calculator counts with fifteen digits")]
        DataRef::Int(number) => Cell::Number(NumberCell::new(*number as f64, in_percent)),
        DataRef::Float(number) => Cell::Number(NumberCell::new(*number, in_percent)),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).map_or(Cell::Odd, Cell::Date)
        }
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse().ok());
            day.map_or(Cell::Odd, Cell::Date)
        }
        DataRef::DateTime(_) | DataRef::DurationIso(_) | DataRef::Bool(_) | DataRef::Error(_) => Cell::Odd,
    }
}

pub(crate) fn read(bytes: &[u8], budget: &mut ReadingBudget) -> Result<Vec<Sheet>, UnreadableFile> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| UnreadableFile::Damaged)?;
    let names = book.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(UnreadableFile::TooManySheets);
    }
    let mut sheets = Vec::new();
    for name in names {
        // A chart or a macro sheet has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let styles = cells.styles().iter();
        let in_percent: Vec<bool> = styles
            .map(|style| style.number_format.as_ref().is_some_and(|format| shows_per_cent(&format.format_code)))
            .collect();
        while let Some((found, style)) = cells.next_cell_with_style_id().map_err(|_| UnreadableFile::Damaged)? {
            let (row, column) = found.get_position();
            let (row, column) = (row as usize, column as usize);
            let value = cell(found.get_value(), in_percent.get(style).copied().unwrap_or(false));
            if value.is_empty() {
                continue;
            }
            budget.take(&value)?;
            if column >= MOST_COLUMNS {
                return Err(UnreadableFile::TooWide);
            }
            if row >= budget.rows() {
                return Err(UnreadableFile::TooLarge);
            }
            if rows.len() <= row {
                rows.resize(row + 1, vec![]);
            }
            if rows[row].len() <= column {
                rows[row].resize(column + 1, Cell::Empty);
            }
            rows[row][column] = value;
        }
        drop(cells);
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default().into_iter().map(|block| MergedCells {
            rows: (block.start.0 as usize, block.end.0 as usize),
            columns: (block.start.1 as usize, block.end.1 as usize),
        });
        sheets.push(Sheet { merged: merged.collect(), name: Some(name), rows });
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests {
    use super::shows_per_cent;

    #[test]
    fn per_cent_is_what_the_format_counts_in() {
        for format in ["0%", "0.00%", "#,##0.0\\ %", "[Red]-0%;0%"] {
            assert!(shows_per_cent(format), "{format}");
        }
        for format in ["General", "0.0", "0\" %\"", "0\\%", "#,##0 €"] {
            assert!(!shows_per_cent(format), "{format}");
        }
    }
}

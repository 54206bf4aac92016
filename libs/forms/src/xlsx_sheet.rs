//! An XLSX file.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use chrono::NaiveDate;

use crate::sheet::{Cell, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, MergedCells, ReadingBudget, Sheet, UnreadableFile};

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Text(number.to_string()),
        // A float is written out in full, not as 1e18.
        DataRef::Float(number) => Cell::Text(format!("{number}")),
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
        while let Some(found) = cells.next_cell().map_err(|_| UnreadableFile::Damaged)? {
            let (row, column) = found.get_position();
            let (row, column) = (row as usize, column as usize);
            let value = cell(found.get_value());
            if value.is_empty() {
                continue;
            }
            budget.take(&value)?;
            if column >= MOST_COLUMNS {
                return Err(UnreadableFile::TooWide);
            }
            if row >= MOST_ROWS {
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

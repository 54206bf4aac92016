//! A table on its way into a CSV or XLSX file.
//!
//! Both are for people: a day is written as they write it, in XLSX as a real date that a table calculator counts with.
//!
//! A text that a table calculator would take for a formula (`=`, `+`, `-`, `@` at its beginning) gets an apostrophe before
//! it, so that nothing which somebody wrote into a form is ever carried out on somebody else's machine.

use chrono::{Datelike, NaiveDate};
use csv::{Terminator, WriterBuilder};
use events::figure::Figure;
use events::language::Language;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatBorder, Workbook, XlsxError};

/// A cell on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputCell {
    /// Nothing stands in it.
    Empty,
    /// Words, never read as a formula.
    Text(String),
    /// A number, to be calculated with.
    Number(Figure),
    /// A day, to be calculated with.
    Date(NaiveDate),
}

impl OutputCell {
    /// A cell of words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A cell with a whole number.
    pub fn count(count: u64) -> Self {
        Figure::try_from(count).map_or_else(|_| Self::Text(count.to_string()), Self::Number)
    }
}

/// A table with a name for its sheet.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The sheet's name.
    pub name: String,
    /// The rows; those before `head` are what stands above the table.
    pub rows: Vec<Vec<OutputCell>>,
    /// Which row is the heading, from 0.
    pub head: usize,
    /// How wide each column is, in characters.
    pub widths: Vec<u16>,
    /// The columns that are to be filled in; each row below the heading has them framed.
    pub to_fill: Vec<usize>,
}

/// A file could not be written, which only a table beyond every limit can cause.
#[derive(Debug, thiserror::Error)]
#[error("the file could not be written: {0}")]
pub struct NotWritten(String);

impl From<XlsxError> for NotWritten {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// A day in a CSV file: as the language writes it, without the full stop at the end that would make a text of it.
pub fn date_in_csv(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Sq | Language::Sr | Language::SrCyrl => day.format("%d.%m.%Y").to_string(),
        Language::En => day.format("%-d %b %Y").to_string(),
    }
}

/// How a table calculator shows a day.
const fn day_format(language: Language) -> &'static str {
    match language {
        Language::Sq => "dd.mm.yyyy",
        Language::Sr | Language::SrCyrl => "dd.mm.yyyy.",
        Language::En => "d mmm yyyy",
    }
}

/// A text that no table calculator takes for a formula.
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// A text read back from a file that [`harmless`] wrote.
pub(crate) fn as_written(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        Some(_) | None => text,
    }
}

impl Table {
    /// As CSV: UTF-8 with a mark, semicolons, numbers and days as the language writes them.
    pub fn csv(&self, language: Language) -> Result<Vec<u8>, NotWritten> {
        let mut writer =
            WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
        let write = |cell: &OutputCell| match cell {
            OutputCell::Empty => String::new(),
            OutputCell::Text(text) => harmless(text),
            OutputCell::Number(figure) if language == Language::En => figure.to_string(),
            OutputCell::Number(figure) => figure.to_string().replace('.', ","),
            OutputCell::Date(day) => date_in_csv(*day, language),
        };
        for row in &self.rows {
            writer.write_record(row.iter().map(write)).map_err(|error| NotWritten(error.to_string()))?;
        }
        let written = writer.into_inner().map_err(|error| NotWritten(error.to_string()))?;
        Ok(["\u{feff}".as_bytes(), &written].concat())
    }

    /// As XLSX, days shown as the language writes them.
    pub fn xlsx(&self, language: Language) -> Result<Vec<u8>, NotWritten> {
        let mut book = Workbook::new();
        let (plain, head) = (Format::new().set_text_wrap(), Format::new().set_bold().set_background_color("E6EEF7"));
        let to_fill = Format::new().set_border(FormatBorder::Thin).set_background_color("FFFDF0");
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&self.name))?;
        for (column, width) in self.widths.iter().enumerate() {
            sheet.set_column_width(u16::try_from(column).unwrap_or(u16::MAX), *width)?;
        }
        for (row, cells) in self.rows.iter().enumerate() {
            let at = u32::try_from(row).unwrap_or(u32::MAX);
            for (column, cell) in cells.iter().enumerate() {
                let format = match row.cmp(&self.head) {
                    std::cmp::Ordering::Less => &plain,
                    std::cmp::Ordering::Equal => &head,
                    std::cmp::Ordering::Greater if self.to_fill.contains(&column) => &to_fill,
                    std::cmp::Ordering::Greater => &plain,
                };
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                match cell {
                    OutputCell::Empty => sheet.write_blank(at, column, format)?,
                    OutputCell::Text(text) => sheet.write_string_with_format(at, column, harmless(text), format)?,
                    OutputCell::Number(figure) => {
                        let number: f64 = figure.to_string().parse().unwrap_or_default();
                        sheet.write_number_with_format(at, column, number, format)?
                    }
                    OutputCell::Date(day) => {
                        let year = u16::try_from(day.year()).unwrap_or_default();
                        let (month, of_month) = (
                            u8::try_from(day.month()).unwrap_or_default(),
                            u8::try_from(day.day()).unwrap_or_default(),
                        );
                        let shown = format.clone().set_num_format(day_format(language));
                        match ExcelDateTime::from_ymd(year, month, of_month) {
                            Ok(date) => sheet.write_datetime_with_format(at, column, &date, &shown)?,
                            // Nothing before 1900 is a date there.
                            Err(_) => {
                                sheet.write_string_with_format(at, column, date_in_csv(*day, language), format)?
                            }
                        }
                    }
                };
            }
        }
        sheet.set_freeze_panes(u32::try_from(self.head + 1).unwrap_or(0), 0)?;
        Ok(book.save_to_buffer()?)
    }
}

/// A name that a sheet may have: at most 31 characters, and none of those that XLSX forbids.
pub(crate) fn sheet_name(name: &str) -> String {
    let name: String = name.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).take(31).collect();
    if name.trim().is_empty() { "focalpoint".to_owned() } else { name }
}

//! A CSV file as rows whose fields are read with their place at hand.

use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use super::fault::{Fault, Faults};

/// One row of one file.
#[derive(Debug, Clone)]
pub struct Row {
    file: String,
    line: u64,
    fields: Vec<(&'static str, String)>,
    translations: Vec<(&'static str, String)>,
}

impl Row {
    /// The field as written, trimmed; empty when there is nothing.
    pub fn raw(&self, column: &'static str) -> &str {
        self.written().find(|(name, _)| *name == column).map_or("", |(_, value)| value)
    }

    /// Every field, those in other languages last.
    fn written(&self) -> impl Iterator<Item = &(&'static str, String)> {
        self.fields.iter().chain(&self.translations)
    }

    /// The field read as a `T`; `None` after a fault was noted.
    pub fn required<T>(&self, column: &'static str, faults: &mut Faults) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.read(column, self.raw(column), faults)
    }

    /// The field read as a `T` unless it is empty; `None` after a fault was noted.
    pub fn optional<T>(&self, column: &'static str, faults: &mut Faults) -> Option<Option<T>>
    where
        T: FromStr,
        T::Err: Display,
    {
        if self.raw(column).is_empty() { Some(None) } else { self.required(column, faults).map(Some) }
    }

    /// The field read as a list, separated by semicolons.
    pub fn list(&self, column: &'static str) -> impl Iterator<Item = &str> {
        self.raw(column).split(';').map(str::trim).filter(|item| !item.is_empty())
    }

    /// Reads one value of a field.
    pub fn read<T>(&self, column: &'static str, value: &str, faults: &mut Faults) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        value.parse().map_err(|error: T::Err| self.fault(Some(column), error, faults)).ok()
    }

    /// Notes a fault of this row.
    pub fn fault(&self, column: Option<&'static str>, reason: impl Display, faults: &mut Faults) {
        faults.0.push(Fault { file: self.file.clone(), line: self.line, column, reason: reason.to_string() });
    }

    /// The column whose words a text is, or has in it.
    pub fn column_of(&self, text: &str) -> Option<&'static str> {
        let written = || self.written().filter(|(_, value)| !value.is_empty());
        let is = written().find(|(_, value)| value == text);
        // A title may be put together of several columns: the one that says most of it is named.
        let part = || written().filter(|(_, value)| text.contains(value)).max_by_key(|(_, value)| value.len());
        is.or_else(part).map(|(column, _)| *column)
    }

    /// The row as one text: what makes an import of the same row the same command. The same in other languages is left out,
    /// so that a file to which translations were added later can still be imported into a hub that has its rows.
    pub fn text(&self) -> String {
        self.fields.iter().fold(String::new(), |text, (column, value)| format!("{text}{column}={value:?};"))
    }
}

/// Counts the lines of a file as people see them. The reader's own count is one too small after each line that ends as Windows
/// ends lines, because it has not yet passed over the second half of the ending.
struct LineCounter<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The line on which what begins here stands; places are asked for in their order.
    fn line_of(&mut self, position: Option<&csv::Position>) -> u64 {
        let Some(from) = position.and_then(|position| usize::try_from(position.byte()).ok()) else { return 0 };
        let ending = self.bytes.iter().skip(from).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let begins = (from + ending).min(self.bytes.len());
        let passed = self.bytes.get(self.at..begins).unwrap_or_default();
        self.line += passed.split(|byte| *byte == b'\n').skip(1).count() as u64;
        self.at = self.at.max(begins);
        self.line
    }
}

/// Reads a file's rows. Faulty rows are noted and left out; a missing file has no rows. `translations` are columns that it may
/// have beside those that it needs.
pub fn read_rows(
    folder: &Path,
    file: &str,
    columns: &'static [&'static str],
    translations: &'static [&'static str],
    faults: &mut Faults,
) -> Vec<Row> {
    let bytes = match std::fs::read(folder.join(file)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return vec![],
        Err(error) => {
            faults.about_file(file, error);
            return vec![];
        }
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            faults.about_file(file, format!("the header does not read: {}", explain(&error)));
            return vec![];
        }
    };
    let mut places = Vec::new();
    for column in columns {
        match header.iter().position(|name| name == *column) {
            Some(place) => places.push((*column, place)),
            None => {
                faults.about_file(file, format!("the column “{column}” is missing; it needs: {}", columns.join(",")));
            }
        }
    }
    let place = |column: &&'static str| header.iter().position(|name| name == *column).map(|place| (*column, place));
    let translated: Vec<_> = translations.iter().filter_map(place).collect();
    for name in header.iter().filter(|name| !columns.contains(name) && !translations.contains(name)) {
        faults.about_file(file, format!("the column “{name}” is not known; it needs: {}", columns.join(",")));
    }
    if places.len() < columns.len() {
        return vec![];
    }
    let mut rows = Vec::new();
    let mut lines = LineCounter::of(bytes);
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = lines.line_of(record.position());
                let of = |places: &[(&'static str, usize)]| {
                    let field = |(column, place): &(&'static str, usize)| {
                        (*column, record.get(*place).unwrap_or("").to_owned())
                    };
                    places.iter().map(field).collect()
                };
                rows.push(Row { file: file.to_owned(), line, fields: of(&places), translations: of(&translated) });
            }
            Err(error) => {
                let line = lines.line_of(error.position());
                faults.0.push(Fault { file: file.to_owned(), line, column: None, reason: explain(&error) });
            }
        }
    }
    rows
}

fn explain(error: &csv::Error) -> String {
    if let csv::ErrorKind::UnequalLengths { expected_len, len, .. } = error.kind() {
        return format!("the row has {len} fields instead of {expected_len}: check commas and quotes");
    }
    if let csv::ErrorKind::Utf8 { .. } = error.kind() {
        return "the text is not UTF-8: save the file as “CSV UTF-8”".to_owned();
    }
    error.to_string()
}

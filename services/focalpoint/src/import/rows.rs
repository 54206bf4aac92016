//! A CSV or XLSX file as rows whose fields are read with their place at hand.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use forms::broken_letters;
use forms::input_table::{InputRow, read_table};
use forms::reading::read_date;

use super::fault::{Fault, Faults};
use super::file_shape::FileShape;

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
        faults.found.push(Fault { file: self.file.clone(), line: self.line, column, reason: reason.to_string() });
    }

    /// Notes something that is taken and is likely another than was meant.
    pub fn hint(&self, column: &'static str, reason: impl Display, faults: &mut Faults) {
        let hint = Fault { file: self.file.clone(), line: self.line, column: Some(column), reason: reason.to_string() };
        if !faults.hints.contains(&hint) {
            faults.hints.push(hint);
        }
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

/// A file of this name in the folder, as CSV or XLSX, however its capitals are written; none where there is none. Of several none
/// is guessed.
fn find(folder: &Path, file: &FileShape, faults: &mut Faults) -> Option<PathBuf> {
    let found: Vec<PathBuf> =
        names_in(folder).filter(|name| file.is_called(name)).map(|name| folder.join(name)).collect();
    match found.as_slice() {
        [] => None,
        [path] => Some(path.clone()),
        several => {
            let names: Vec<_> =
                several.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy()).collect();
            faults.about_file(file.name, format!("there are several such files ({}): keep one", names.join(", ")));
            None
        }
    }
}

fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.into_iter()
}

/// The files of a folder that look as if they were to be imported and are not: of another name, or of another kind.
pub fn passed_over(folder: &Path, is_read: impl Fn(&str) -> bool) -> Vec<String> {
    const LIKELY: [&str; 6] = ["csv", "xlsx", "xls", "xlsm", "ods", "txt"];
    let likely = |name: &String| LIKELY.iter().any(|kind| name.to_lowercase().ends_with(&format!(".{kind}")));
    names_in(folder).filter(likely).filter(|name| !is_read(name)).collect()
}

impl FileShape {
    /// Whether a folder has one.
    pub fn is_in(&self, folder: &Path) -> bool {
        names_in(folder).any(|name| self.is_called(&name))
    }

    /// Reads the rows of this file in a folder. Faulty rows are noted and left out; a missing file has no rows.
    pub fn rows(&self, folder: &Path, faults: &mut Faults) -> Vec<Row> {
        let Some(path) = find(folder, self, faults) else { return vec![] };
        let file = path.file_name().map_or_else(|| self.name.into(), |name| name.to_string_lossy()).into_owned();
        let table = std::fs::read(&path).map_err(|error| error.to_string());
        let table = table.and_then(|bytes| read_table(&bytes).map_err(|error| error.to_string()));
        let table = match table {
            Ok(table) => table,
            Err(reason) => {
                faults.about_file(&file, reason);
                return vec![];
            }
        };
        let place = |column: &str| table.headings.iter().position(|heading| heading.to_lowercase() == column);
        for column in self.columns.iter().filter(|column| place(column).is_none()) {
            faults.about_file(&file, format!("the column “{column}” is missing; it needs: {}", self.columns.join(",")));
        }
        let is_known = |heading: &str| {
            self.columns.iter().chain(self.translations).any(|column| heading.to_lowercase() == **column)
        };
        for heading in table.headings.iter().filter(|heading| !is_known(heading)) {
            faults.about_file(
                &file,
                format!("the column “{heading}” is not known; it needs: {}", self.columns.join(",")),
            );
        }
        if self.columns.iter().any(|column| place(column).is_none()) {
            return vec![];
        }
        let rows = table.rows.iter().filter_map(|of| {
            let mut row = Row { file: file.clone(), line: of.line as u64, fields: vec![], translations: vec![] };
            if let Some(fields) = of.too_few {
                let reason = format!(
                    "the row has {fields} fields instead of {}: check separators and quotes",
                    table.headings.len()
                );
                row.fault(None, reason, faults);
                return None;
            }
            let before = faults.found.len();
            row.fields = self.fields(self.columns, place, of, &row, faults);
            row.translations = self.fields(self.translations, place, of, &row, faults);
            (faults.found.len() == before).then_some(row)
        });
        rows.collect()
    }

    /// The fields of these columns, a day as `2017-12-31` however it was written.
    fn fields(
        &self,
        columns: &'static [&'static str],
        place: impl Fn(&str) -> Option<usize>,
        of: &InputRow,
        row: &Row,
        faults: &mut Faults,
    ) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        for (column, at) in columns.iter().filter_map(|column| place(column).map(|at| (*column, at))) {
            let Some(value) = of.cells.get(at).cloned().flatten() else {
                row.fault(
                    Some(column),
                    "something stands here that is no value, such as a formula that went wrong",
                    faults,
                );
                continue;
            };
            if let Some(meant) = broken_letters::as_meant(&value) {
                let reason =
                    format!("the letters are broken: “{value}” was “{meant}”; open the file anew as UTF-8 and save it");
                row.fault(Some(column), reason, faults);
            }
            let value = match read_date(&value) {
                _ if !self.days.contains(&column) || value.is_empty() => value,
                Ok(day) => day.to_string(),
                Err(error) => {
                    row.fault(Some(column), format!("“{value}”: {error}, or as 2017-12-31"), faults);
                    continue;
                }
            };
            fields.push((column, value));
        }
        fields
    }
}

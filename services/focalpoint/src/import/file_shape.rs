//! How a file of an import is called and what its columns are. What its rows mean is not known here.

/// The kinds of files that are read.
const KINDS: [&str; 2] = ["csv", "xlsx"];

/// A file's name and its columns.
#[derive(Debug, Clone, Copy)]
pub struct FileShape {
    /// Its name as CSV.
    pub name: &'static str,
    /// What its columns are called, in the order of the file.
    pub columns: &'static [&'static str],
    /// Columns that it may have beside those: the same in other languages, and what was added later. They are no part of what
    /// tells a row from another.
    pub translations: &'static [&'static str],
    /// Those of them that hold a day, which may be written as people write it.
    pub days: &'static [&'static str],
}

impl FileShape {
    /// Whether a file of this name is one: CSV or XLSX, however its capitals are written.
    pub fn is_called(&self, name: &str) -> bool {
        let stem = self.name.trim_end_matches(".csv");
        KINDS.iter().any(|kind| name.to_lowercase() == format!("{stem}.{kind}"))
    }
}

//! A sheet of a filled-in file as cells, whatever kind of file it was. Which kinds there are is not known here.

use std::fmt;

use chrono::NaiveDate;

/// The largest file that is read, in bytes. A form with every field full stays well below.
pub const LARGEST_FILE: usize = 512 * 1024;
/// The most rows that are read.
pub const MOST_ROWS: usize = 5_000;
/// The most columns that are read.
pub const MOST_COLUMNS: usize = 64;
/// The most sheets that are read.
pub const MOST_SHEETS: usize = 16;
/// The most cells that hold something, in all sheets together; more than any form has.
pub const MOST_CELLS: usize = 50_000;
/// The most characters in all cells and comments together: the guard looks at each of them.
pub const MOST_CHARACTERS: usize = 256 * 1024;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing stands in it.
    Empty,
    /// Words, trimmed, or a number as words.
    Text(String),
    /// A day, where the sheet says that the number is one.
    Date(NaiveDate),
    /// Something that is no answer to anything, such as a formula that went wrong.
    Odd,
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// The words in it, nothing for an empty one.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Empty | Self::Date(_) | Self::Odd => "",
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

/// Where a cell is, as a table calculator names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellAddress {
    /// The sheet's name; none in a CSV file.
    pub sheet: Option<String>,
    /// The row, from 1.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
}

impl CellAddress {
    /// The column as letters: `A`, `B`, … `AA`.
    pub fn letters(&self) -> String {
        let mut letters = String::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            let digit = (rest - 1) % 26;
            letters.insert(0, char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
            rest = (rest - 1) / 26;
        }
        letters
    }
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "{sheet}, ")?;
        }
        write!(f, "{}{}", self.letters(), self.row)
    }
}

/// A block of cells that were merged into one, from 0, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MergedCells {
    pub(crate) rows: (usize, usize),
    pub(crate) columns: (usize, usize),
}

/// What may still be read of a file.
#[derive(Debug)]
pub(crate) struct ReadingBudget {
    cells: usize,
    characters: usize,
}

impl ReadingBudget {
    /// All that is read of one file.
    pub(crate) const fn of_a_file() -> Self {
        Self { cells: MOST_CELLS, characters: MOST_CHARACTERS }
    }

    /// Takes a cell from it, if it is there.
    pub(crate) fn take(&mut self, cell: &Cell) -> Result<(), UnreadableFile> {
        if cell.is_empty() {
            return Ok(());
        }
        self.cells = self.cells.checked_sub(1).ok_or(UnreadableFile::TooLarge)?;
        self.take_text(cell.words())
    }

    /// Takes a text from it, if it is there.
    pub(crate) fn take_text(&mut self, text: &str) -> Result<(), UnreadableFile> {
        self.characters = self.characters.checked_sub(text.chars().count()).ok_or(UnreadableFile::TooLarge)?;
        Ok(())
    }
}

/// A sheet of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub(crate) name: Option<String>,
    /// Each row's cells; rows may be of different lengths.
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) merged: Vec<MergedCells>,
}

impl Sheet {
    pub(crate) fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Empty)
    }

    pub(crate) fn place(&self, row: usize, column: usize) -> CellAddress {
        CellAddress { sheet: self.name.clone(), row: row + 1, column }
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableFile {
    /// More than [`LARGEST_FILE`], [`MOST_ROWS`], [`MOST_CELLS`] or [`MOST_CHARACTERS`], or more than that once it is unpacked.
    #[error("the file is too large: send the form's own file, filled in")]
    TooLarge,
    /// Something stands beyond [`MOST_COLUMNS`], where nobody would look.
    #[error(
        "something stands to the right of column {MOST_COLUMNS}, where the form ends: delete it and send the file again"
    )]
    TooWide,
    /// More than [`MOST_SHEETS`].
    #[error("the file has more than {MOST_SHEETS} sheets: delete those that are not the form's and send it again")]
    TooManySheets,
    /// Neither CSV nor XLSX.
    #[error("the file is neither CSV nor XLSX: save it as one of these")]
    OtherKind,
    /// A CSV file that is neither UTF-8 nor UTF-16 with a mark: nobody can say which letters it has.
    #[error("the file's encoding is not certain: save it as “CSV UTF-8” or as XLSX")]
    UnknownEncoding,
    /// It has pictures, other files, charts or programs inside, where nobody would look.
    #[error("the file has pictures, charts or other files inside: delete them and send the file again")]
    HoldsMore,
    /// It says XLSX and is none.
    #[error("the file is damaged: save it again and send it once more")]
    Damaged,
}

impl UnreadableFile {
    /// The code that texts hang on (`file-<code>`).
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::TooWide => "too-wide",
            Self::TooManySheets => "too-many-sheets",
            Self::OtherKind => "other-kind",
            Self::UnknownEncoding => "unknown-encoding",
            Self::HoldsMore => "holds-more",
            Self::Damaged => "damaged",
        }
    }
}

//! Small cells of a table of counts are not shown, nor are cells from which they could be worked out.
//!
//! A count under 5 in a small country is a handful of people whom somebody knows. So counts from 1 to 4 are hidden
//! (*primary* suppression), totals as well; a nought is nobody and is shown. Every line of the table is an equation,
//! parts = total, so a hidden count that stands alone in a line is no secret, nor is one that a chain of lines leads to.
//! So more counts are hidden (*secondary* suppression), until for each hidden count there is another table of
//! non-negative whole numbers that shows the same and has another number there.
//!
//! Tables that break the same people down in several ways, or count them in several ways, can say more together than each
//! does: they are [`LinkedTables`] and are hidden together. A table that stands alone is such a set of one.

mod linked;

use std::collections::BTreeSet;

pub use linked::{LinkedTables, Tie};

/// The smallest count, nought apart, that is shown.
pub const SMALLEST_SHOWN: u64 = 5;

/// A table of counts: rows and columns, all of one length, each at least one.
#[derive(Debug, Clone)]
pub struct CountTable {
    alone: LinkedTables<1>,
}

/// The rows make no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a table has at least one row and one column, and its rows are of one length; linked tables have the same totals of \
     rows, and each count is a part of the next"
)]
pub struct NotATable;

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleasedCount {
    /// Large enough to be shown, or nought.
    Count(u64),
    /// Not to be known.
    Hidden,
}

/// A table as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedTable {
    cells: Vec<Vec<ReleasedCount>>,
}

impl CountTable {
    /// The table with these counts; its totals are their sums.
    pub fn new(rows: Vec<Vec<u64>>) -> Result<Self, NotATable> {
        let rows = rows.into_iter().map(|row| row.into_iter().map(|count| [count]).collect()).collect();
        LinkedTables::new(vec![rows], |_, _| true).map(|alone| Self { alone })
    }

    /// The table as it may be shown.
    pub fn suppressed(&self) -> ReleasedTable {
        self.suppressed_with(&BTreeSet::new())
    }

    /// The table as it may be shown when these cells, row and column, are hidden whatever their counts are, because
    /// something else tells of them. The totals are the last row and the last column.
    pub fn suppressed_with(&self, hidden: &BTreeSet<(usize, usize)>) -> ReleasedTable {
        let (rows, columns) = (self.alone.rows(), self.alone.columns(0));
        let known = hidden.iter().filter(|(row, column)| *row < rows && *column <= columns);
        let places = known.map(|(row, column)| (self.alone.place(0, *row, *column), 0));
        let [released] = self.alone.suppressed_with(places.collect()).swap_remove(0);
        released
    }
}

impl ReleasedTable {
    /// The rows of counts, without the totals.
    pub fn rows(&self) -> impl Iterator<Item = &[ReleasedCount]> {
        self.cells.iter().take(self.cells.len() - 1).filter_map(|row| row.split_last()).map(|(_, counts)| counts)
    }

    /// The total of each row.
    pub fn row_totals(&self) -> impl Iterator<Item = ReleasedCount> {
        self.cells.iter().take(self.cells.len() - 1).filter_map(|row| row.last()).copied()
    }

    /// The total of each column.
    pub fn column_totals(&self) -> &[ReleasedCount] {
        self.cells.last().and_then(|row| row.split_last()).map_or(&[], |(_, totals)| totals)
    }

    /// The total of all.
    pub fn total(&self) -> ReleasedCount {
        self.cells.last().and_then(|row| row.last()).copied().unwrap_or(ReleasedCount::Hidden)
    }
}

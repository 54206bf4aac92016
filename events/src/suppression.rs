//! Small cells of a table of counts are not shown, nor are cells from which they could be worked out.
//!
//! A count under 5 in a small country is a handful of people whom somebody knows. So counts from 1 to 4 are hidden
//! (*primary* suppression), totals as well; a nought is nobody and is shown. Every line of the table is an equation,
//! parts = total, so a hidden count that stands alone in a line is no secret, nor is one that a chain of lines leads to.
//! So more counts are hidden (*secondary* suppression), until for each hidden count there is another table of
//! non-negative whole numbers that shows the same and has another number there.
//!
//! How that is known: give each line a node and each count an edge between its row's node and its column's. A hidden
//! count can be another when it lies on a cycle of hidden counts, of which every other one grows by 1 while the rest
//! shrink by 1, none of them below nought. What is missing for the cheapest such cycle is hidden too.
//!
//! Each table is protected for itself. Two tables that break the same people down in two ways can say more together; so
//! a report shows one of them.

use std::collections::BTreeSet;

/// The smallest count, nought apart, that is shown.
pub const SMALLEST_SHOWN: u64 = 5;

/// What hiding a total costs, over and above its size: a table without totals says little.
const TOTAL: u64 = 1_000_000_000_000_000;

/// A table of counts: rows and columns, all of one length, each at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountTable {
    /// With a last row and a last column of totals.
    cells: Vec<Vec<u64>>,
}

/// The rows make no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a table has at least one row and one column, and its rows are of one length")]
pub struct NotATable;

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Released {
    /// This many.
    Count(u64),
    /// Not to be known.
    Hidden,
}

/// A table as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedTable {
    cells: Vec<Vec<Released>>,
}

impl CountTable {
    /// The table with these counts; its totals are their sums.
    pub fn new(mut rows: Vec<Vec<u64>>) -> Result<Self, NotATable> {
        let columns = rows.first().map_or(0, Vec::len);
        if columns == 0 || rows.iter().any(|row| row.len() != columns) {
            return Err(NotATable);
        }
        for row in &mut rows {
            row.push(row.iter().fold(0, |sum, count| sum.saturating_add(*count)));
        }
        let totals = (0..=columns).map(|column| rows.iter().fold(0u64, |sum, row| sum.saturating_add(row[column])));
        let totals = totals.collect();
        rows.push(totals);
        Ok(Self { cells: rows })
    }

    /// The table as it may be shown.
    pub fn suppressed(&self) -> ReleasedTable {
        let mut hidden: BTreeSet<Cell> =
            self.places().filter(|cell| (1..SMALLEST_SHOWN).contains(&self.count(*cell))).collect();
        for cell in hidden.clone() {
            hidden.extend(self.cover(cell, &hidden));
        }
        let release = |(row, counts): (usize, &Vec<u64>)| {
            let released = counts.iter().enumerate().map(|(column, count)| {
                if hidden.contains(&Cell { row, column }) { Released::Hidden } else { Released::Count(*count) }
            });
            released.collect()
        };
        ReleasedTable { cells: self.cells.iter().enumerate().map(release).collect() }
    }

    /// The cheapest cycle that leaves a cell open, the cell itself left out: it costs nothing when it is hidden already.
    fn cover(&self, cell: Cell, hidden: &BTreeSet<Cell>) -> Vec<Cell> {
        let ways = [Change::Up, Change::Down].into_iter().filter(|change| self.can(cell, *change));
        let cycles = ways.filter_map(|change| self.cheapest_way_back(cell, change, hidden));
        cycles.min_by_key(|(cost, _)| *cost).map(|(_, cells)| cells).unwrap_or_default()
    }

    /// From the cell's column back to its row, over other cells that change the other way and the same way in turn.
    fn cheapest_way_back(&self, cell: Cell, change: Change, hidden: &BTreeSet<Cell>) -> Option<(u64, Vec<Cell>)> {
        let (rows, columns) = (self.cells.len(), self.cells[0].len());
        let (start, goal) = (rows + cell.column, cell.row);
        // Dijkstra's algorithm: rows are the first nodes, columns the rest.
        let mut ways: Vec<Option<(u64, Vec<Cell>)>> = vec![None; rows + columns];
        let mut done = vec![false; rows + columns];
        ways[start] = Some((0, Vec::new()));
        loop {
            let open = (0..rows + columns).filter(|node| !done[*node] && ways[*node].is_some());
            let nearest = open.min_by_key(|node| ways[*node].as_ref().map(|(cost, _)| *cost))?;
            let (cost, way) = ways[nearest].clone()?;
            if nearest == goal {
                return Some((cost, way));
            }
            done[nearest] = true;
            let steps: Vec<(usize, Cell, Change)> = if nearest < rows {
                (0..columns).map(|column| (rows + column, Cell { row: nearest, column }, change)).collect()
            } else {
                (0..rows).map(|row| (row, Cell { row, column: nearest - rows }, change.opposite())).collect()
            };
            for (node, step, change) in steps {
                if done[node] || step == cell || !self.can(step, change) {
                    continue;
                }
                let longer = cost.saturating_add(if hidden.contains(&step) { 0 } else { self.cost(step) });
                if ways[node].as_ref().is_none_or(|(known, _)| longer < *known) {
                    ways[node] = Some((longer, way.iter().copied().chain([step]).collect()));
                }
            }
        }
    }

    /// Whether a cell's term in its equations can change so. Parts and the whole stand on one side, the totals of rows
    /// and columns on the other, so that their terms grow as they shrink.
    fn can(&self, cell: Cell, change: Change) -> bool {
        let shrinks = (change == Change::Down) != self.is_line_total(cell);
        !shrinks || self.count(cell) > 0
    }

    /// What is lost by hiding a cell. A nought covers as well as a count that may just be shown.
    fn cost(&self, cell: Cell) -> u64 {
        let total = if cell.row + 1 == self.cells.len() || cell.column + 1 == self.cells[0].len() { TOTAL } else { 0 };
        let count = self.count(cell);
        total.saturating_add(if count == 0 { SMALLEST_SHOWN } else { count })
    }

    fn is_line_total(&self, cell: Cell) -> bool {
        (cell.row + 1 == self.cells.len()) != (cell.column + 1 == self.cells[0].len())
    }

    fn count(&self, cell: Cell) -> u64 {
        self.cells[cell.row][cell.column]
    }

    fn places(&self) -> impl Iterator<Item = Cell> {
        let columns = self.cells[0].len();
        (0..self.cells.len()).flat_map(move |row| (0..columns).map(move |column| Cell { row, column }))
    }
}

impl ReleasedTable {
    /// The rows of counts, without the totals.
    pub fn rows(&self) -> impl Iterator<Item = &[Released]> {
        self.cells.iter().take(self.cells.len() - 1).filter_map(|row| row.split_last()).map(|(_, counts)| counts)
    }

    /// The total of each row.
    pub fn row_totals(&self) -> impl Iterator<Item = Released> {
        self.cells.iter().take(self.cells.len() - 1).filter_map(|row| row.last()).copied()
    }

    /// The total of each column.
    pub fn column_totals(&self) -> &[Released] {
        self.cells.last().and_then(|row| row.split_last()).map_or(&[], |(_, totals)| totals)
    }

    /// The total of all.
    pub fn total(&self) -> Released {
        self.cells.last().and_then(|row| row.last()).copied().unwrap_or(Released::Hidden)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    row: usize,
    column: usize,
}

/// By 1, of a cell's term in its equations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Up,
    Down,
}

impl Change {
    const fn opposite(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

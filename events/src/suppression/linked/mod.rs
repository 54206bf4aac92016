//! Tables that tell of the same people are hidden together.
//!
//! Several counts of the same thing, each a part of the next (the re-trafficked among the persons, the persons among the
//! incidents), are broken down in several ways over the same rows. Whoever has all these tables knows more than the sums
//! of each: cell by cell no count is above the next one, the tables of one count have the totals of their rows in common,
//! and what lies between two counts is people too. So what is hidden is looked for in all of them at once: every count
//! from 1 to 4, every difference between two counts from 1 to 4, and as many others as it takes.
//!
//! How it is known that something cannot be worked out: for each hidden count and each such difference there is another
//! world of whole numbers that shows the same and has another number there. A *span* of neighbouring counts changes by 1
//! along a cycle of cells in which every other one grows while the rest shrink, no count goes below nought or beyond the
//! next one, and no tie is broken that holds. A cycle through the total of a row goes through every breakdown, because
//! all share that total. The cheapest cycle is hidden. The true counts alone say whether a cycle is good, so hiding more
//! never spoils one, and the work ends.

mod cheapest_cycle;

use std::collections::BTreeSet;

use super::{NotATable, ReleasedCount, ReleasedTable, SMALLEST_SHOWN};

/// What hiding a total costs, over and above its size: a table without totals says little.
pub(super) const TOTAL: u64 = 1_000_000_000_000_000;

/// What else holds of the counts in a cell of a row, known to whoever knows how they are counted.
pub type Tie<const N: usize> = fn(row: usize, counts: &[u64; N]) -> bool;

/// Tables of the same `N` counts over the same rows, one for each way to break them down; each count a part of the next.
#[derive(Debug, Clone)]
pub struct LinkedTables<const N: usize> {
    /// Table, row, column; with a last row and a last column of totals.
    pub(super) tables: Vec<Vec<Vec<[u64; N]>>>,
    tie: Tie<N>,
    /// Noughts that nobody has to be shown.
    known: BTreeSet<CellPosition>,
}

/// Where a count stands. The totals of rows belong to every table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellPosition {
    /// Of which table; none: a row's total.
    pub(super) table: Option<usize>,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// By 1, of a cell's term in its equations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Up,
    Down,
}

impl Change {
    pub(super) const fn opposite(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// Neighbouring counts that change together, from the narrowest to the widest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    from: usize,
    to: usize,
}

impl Span {
    fn has(self, count: usize) -> bool {
        (self.from..=self.to).contains(&count)
    }

    /// Whether what lies between two counts changes with it; none: between the count and nought.
    fn moves(self, between: Between) -> bool {
        self.has(between.upper) != between.lower.is_some_and(|lower| self.has(lower))
    }
}

/// What lies between a count and a narrower one, or nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Between {
    lower: Option<usize>,
    upper: usize,
}

/// The counts that are hidden.
pub(super) type HiddenCounts = BTreeSet<(CellPosition, usize)>;

/// What has to change along with a cell, and what hiding it costs.
pub(super) type Cover = (u64, Vec<CellPosition>);

fn is_few(count: u64) -> bool {
    (1..SMALLEST_SHOWN).contains(&count)
}

impl<const N: usize> LinkedTables<N> {
    /// These tables, a cell of which has its counts from the narrowest to the widest.
    pub fn new(tables: Vec<Vec<Vec<[u64; N]>>>, tie: Tie<N>) -> Result<Self, NotATable> {
        let with_totals: Option<Vec<_>> = tables.into_iter().map(with_totals).collect();
        let tables = with_totals.filter(|tables| N > 0 && !tables.is_empty()).ok_or(NotATable)?;
        let row_totals = |table: &Vec<Vec<[u64; N]>>| table.iter().map(|row| row.last().copied()).collect::<Vec<_>>();
        let first = row_totals(&tables[0]);
        if tables.iter().any(|table| row_totals(table) != first) {
            return Err(NotATable);
        }
        Ok(Self { tables, tie, known: BTreeSet::new() })
    }

    /// With a nought, by table, row and column, that everybody knows without being shown it, because nothing can have
    /// happened there yet: it covers nothing.
    #[must_use]
    pub fn with_known_nought(mut self, table: usize, row: usize, column: usize) -> Self {
        self.known.insert(CellPosition { table: Some(table), row, column });
        self
    }

    /// The tables as they may be shown: for each breakdown, each count's.
    pub fn suppressed(&self) -> Vec<[ReleasedTable; N]> {
        self.suppressed_with(HiddenCounts::new())
    }

    /// As they may be shown when these counts are hidden in any case.
    pub(super) fn suppressed_with(&self, mut hidden: HiddenCounts) -> Vec<[ReleasedTable; N]> {
        let places: Vec<CellPosition> = self.places().collect();
        let counts = places.iter().flat_map(|place| (0..N).map(|count| (*place, count)));
        hidden.extend(counts.filter(|(place, count)| is_few(self.at(*place)[*count])));
        let mut sought: Vec<(CellPosition, Between)> =
            hidden.iter().map(|(place, upper)| (*place, Between { lower: None, upper: *upper })).collect();
        let pairs = (0..N).flat_map(|upper| (0..upper).map(move |lower| (lower, upper)));
        for (lower, upper) in pairs {
            let few = |place: &&CellPosition| is_few(self.at(**place)[upper].saturating_sub(self.at(**place)[lower]));
            let between = Between { lower: Some(lower), upper };
            sought.extend(places.iter().filter(few).map(|place| (*place, between)));
        }
        let mut open: BTreeSet<(CellPosition, Between)> = BTreeSet::new();
        for (place, between) in sought {
            if open.contains(&(place, between)) {
                continue;
            }
            let Some((span, cells)) = self.cover(place, between, &hidden) else {
                // Nothing is known to lead here; should it, then nothing of the place is shown.
                hidden.extend((0..N).map(|count| (place, count)));
                continue;
            };
            for cell in std::iter::once(place).chain(cells) {
                hidden.extend((0..N).filter(|count| span.has(*count)).map(|count| (cell, count)));
                open.extend(all_between::<N>().filter(|between| span.moves(*between)).map(|between| (cell, between)));
            }
        }
        (0..self.tables.len()).map(|table| std::array::from_fn(|count| self.released(table, count, &hidden))).collect()
    }

    fn released(&self, table: usize, count: usize, hidden: &HiddenCounts) -> ReleasedTable {
        let release = |(row, cells): (usize, &Vec<[u64; N]>)| {
            let released = cells.iter().enumerate().map(|(column, counts)| {
                let hides = hidden.contains(&(self.place(table, row, column), count));
                if hides { ReleasedCount::Hidden } else { ReleasedCount::Count(counts[count]) }
            });
            released.collect()
        };
        ReleasedTable { cells: self.tables[table].iter().enumerate().map(release).collect() }
    }

    /// The cheapest cycle that leaves open what lies between two counts of a place, and the counts that change along it.
    /// It costs nothing when it is hidden already.
    fn cover(&self, place: CellPosition, between: Between, hidden: &HiddenCounts) -> Option<(Span, Vec<CellPosition>)> {
        let spans = (0..N).flat_map(|from| (from..N).map(move |to| Span { from, to }));
        let ways = spans.filter(|span| span.moves(between)).flat_map(|span| {
            [Change::Up, Change::Down].into_iter().filter_map(move |change| {
                let own = self.cost(place, change, span, hidden)?;
                let (cost, cells) = cheapest_cycle::round(self, place, change, span, hidden)?;
                Some((own.saturating_add(cost), span, cells))
            })
        });
        ways.min_by_key(|(cost, ..)| *cost).map(|(_, span, cells)| (span, cells))
    }

    /// What is lost by letting the counts of a span change at a place; none: they cannot. A nought covers as well as a
    /// count that may just be shown; the wider count is the one to keep.
    pub(super) fn cost(&self, place: CellPosition, change: Change, span: Span, hidden: &HiddenCounts) -> Option<u64> {
        if !self.can(place, change, span) {
            return None;
        }
        let total = if place.table.is_none() || place.row + 1 == self.rows() { TOTAL } else { 0 };
        let lost = (0..N).zip(1_u64..).filter(|(count, _)| span.has(*count) && !hidden.contains(&(place, *count)));
        let cost = lost.map(|(count, weight)| {
            let size = match self.at(place)[count] {
                0 => SMALLEST_SHOWN,
                size => size,
            };
            total.saturating_add(size).saturating_mul(weight)
        });
        Some(cost.fold(0, u64::saturating_add))
    }

    /// Whether the counts of a span can change so. Parts and the whole stand on one side of a line's equation, its total
    /// on the other, so that a total's term grows as it shrinks.
    fn can(&self, place: CellPosition, change: Change, span: Span) -> bool {
        let is_line_total = (place.row + 1 == self.rows()) != place.table.is_none();
        let grows = (change == Change::Up) != is_line_total;
        let now = self.at(place);
        if self.known.contains(&place) && *now == [0; N] {
            return false;
        }
        let mut then = *now;
        for count in &mut then[span.from..=span.to] {
            match if grows { Some(count.saturating_add(1)) } else { count.checked_sub(1) } {
                Some(changed) => *count = changed,
                None => return false,
            }
        }
        then.is_sorted() && ((self.tie)(place.row, &then) || !(self.tie)(place.row, now))
    }

    pub(super) fn at(&self, place: CellPosition) -> &[u64; N] {
        let table = place.table.unwrap_or(0);
        let column = if place.table.is_some() { place.column } else { self.columns(table) };
        &self.tables[table][place.row][column]
    }

    pub(super) fn place(&self, table: usize, row: usize, column: usize) -> CellPosition {
        if column == self.columns(table) {
            CellPosition { table: None, row, column: 0 }
        } else {
            CellPosition { table: Some(table), row, column }
        }
    }

    /// How many rows, that of totals included.
    pub(super) fn rows(&self) -> usize {
        self.tables[0].len()
    }

    /// How many columns, that of totals left out.
    pub(super) fn columns(&self, table: usize) -> usize {
        self.tables[table][0].len() - 1
    }

    fn places(&self) -> impl Iterator<Item = CellPosition> {
        let of_table = move |table| {
            (0..self.rows()).flat_map(move |row| {
                (0..self.columns(table)).map(move |column| CellPosition { table: Some(table), row, column })
            })
        };
        let row_totals = (0..self.rows()).map(|row| CellPosition { table: None, row, column: 0 });
        row_totals.chain((0..self.tables.len()).flat_map(of_table))
    }
}

fn all_between<const N: usize>() -> impl Iterator<Item = Between> {
    (0..N).flat_map(|upper| {
        let lower = std::iter::once(None).chain((0..upper).map(Some));
        lower.map(move |lower| Between { lower, upper })
    })
}

fn with_totals<const N: usize>(mut rows: Vec<Vec<[u64; N]>>) -> Option<Vec<Vec<[u64; N]>>> {
    let columns = rows.first().map_or(0, Vec::len);
    let uneven = columns == 0 || rows.iter().any(|row| row.len() != columns);
    if uneven || rows.iter().flatten().any(|counts| !counts.is_sorted()) {
        return None;
    }
    let sum = |one: [u64; N], other: &[u64; N]| std::array::from_fn(|count| one[count].saturating_add(other[count]));
    for row in &mut rows {
        row.push(row.iter().fold([0; N], sum));
    }
    let totals = (0..=columns).map(|column| rows.iter().map(|row| &row[column]).fold([0; N], sum));
    let totals = totals.collect();
    rows.push(totals);
    Some(rows)
}

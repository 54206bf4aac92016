//! The cheapest cycle through a place of linked tables.
//!
//! Give each line of a table a node and each count an edge between its row's node and its column's. A cycle changes its
//! counts in turn. The totals of rows are edges of all tables at once: a cycle that goes from one row to another over
//! their totals needs, in every other table, a way between the same two rows.

use super::{CellPosition, Change, Cover, HiddenCounts, LinkedTables, Span};

/// The last step of a way: from which node, over which cell.
type Step = (usize, CellPosition);

/// The cheapest paths from one node of a table to all others: rows are the first nodes, columns the rest.
struct CheapestPaths {
    /// What the way costs, and its last step; the start has none.
    found: Vec<Option<(u64, Option<Step>)>>,
}

impl CheapestPaths {
    fn cost(&self, node: usize) -> Option<u64> {
        self.found[node].map(|(cost, _)| cost)
    }

    fn cells(&self, node: usize) -> impl Iterator<Item = CellPosition> {
        let step = |node: usize| self.found[node].and_then(|(_, step)| step);
        std::iter::successors(step(node), move |(before, _)| step(*before)).map(|(_, place)| place)
    }
}

/// A search for one place, one span, in one state of what is hidden.
struct Search<'a, const N: usize> {
    tables: &'a LinkedTables<N>,
    place: CellPosition,
    /// Table, row, column, the last of which is the row's total: what it costs that a count changes up, and down.
    costs: Vec<Vec<Vec<[Option<u64>; 2]>>>,
}

/// From a place's column back to its row, or from one row's total to another's; the place itself is left out.
pub(super) fn round<const N: usize>(
    tables: &LinkedTables<N>,
    place: CellPosition,
    change: Change,
    span: Span,
    hidden: &HiddenCounts,
) -> Option<Cover> {
    let costs = |table, row, column| {
        let place = tables.place(table, row, column);
        [Change::Up, Change::Down].map(|change| tables.cost(place, change, span, hidden))
    };
    let of_row = |table, row| (0..=tables.columns(table)).map(|column| costs(table, row, column)).collect();
    let of_table = |table| (0..tables.rows()).map(|row| of_row(table, row)).collect();
    let search = Search { tables, place, costs: (0..tables.tables.len()).map(of_table).collect() };
    match place.table {
        Some(table) => search.of_a_part(table, change),
        None => search.of_a_rows_total(change),
    }
}

impl<const N: usize> Search<'_, N> {
    /// Within its own table, or over the totals of two rows where that is cheaper. Two halves of a way over totals that
    /// met would be a way without them, which is no dearer; so the halves of a way that is taken never meet.
    fn of_a_part(&self, table: usize, change: Change) -> Option<Cover> {
        let rows = self.tables.rows();
        let there = self.paths(table, rows + self.place.column, change);
        let within = there.cost(self.place.row).map(|cost| (cost, there.cells(self.place.row).collect()));
        if within.as_ref().is_some_and(|(cost, _)| *cost == 0) {
            return within;
        }
        // Walked from its end: a step from a row changes as the step to that row does.
        let back = self.paths(table, self.place.row, change.opposite());
        let dearest = within.as_ref().map_or(u64::MAX, |(cost, _)| *cost);
        let over = (0..rows).filter_map(|one| {
            let so_far = there.cost(one)?.saturating_add(self.total(one, change)?);
            if so_far >= dearest {
                return None;
            }
            let (cost, other, mut cells) = self.to_another_row(one, change, Some(table), &back)?;
            cells.extend(there.cells(one).chain(back.cells(other)));
            Some((so_far.saturating_add(cost), cells))
        });
        within.into_iter().chain(over).min_by_key(|(cost, _)| *cost)
    }

    fn of_a_rows_total(&self, change: Change) -> Option<Cover> {
        let nowhere = CheapestPaths { found: vec![Some((0, None)); self.tables.rows()] };
        self.to_another_row(self.place.row, change, None, &nowhere).map(|(cost, _, cells)| (cost, cells))
    }

    /// From one row to another over their totals, in every table but one, and from there on: what it costs without what
    /// was paid already, to which row, and the cells with both totals.
    fn to_another_row(
        &self,
        one: usize,
        change: Change,
        but: Option<usize>,
        onwards: &CheapestPaths,
    ) -> Option<(u64, usize, Vec<CellPosition>)> {
        let tables = (0..self.tables.tables.len()).filter(|table| Some(*table) != but);
        let paths: Vec<CheapestPaths> = tables.map(|table| self.paths(table, one, change.opposite())).collect();
        let costs = (0..self.tables.rows()).filter(|other| *other != one).filter_map(|other| {
            let first = onwards.cost(other)?.saturating_add(self.total(other, change.opposite())?);
            let cost = paths.iter().try_fold(first, |cost, paths| Some(cost.saturating_add(paths.cost(other)?)))?;
            Some((cost, other))
        });
        let (cost, other) = costs.min()?;
        let totals = [one, other].map(|row| CellPosition { table: None, row, column: 0 });
        Some((cost, other, totals.into_iter().chain(paths.iter().flat_map(|paths| paths.cells(other))).collect()))
    }

    fn total(&self, row: usize, change: Change) -> Option<u64> {
        self.cost(0, row, self.tables.columns(0), change)
    }

    fn cost(&self, table: usize, row: usize, column: usize, change: Change) -> Option<u64> {
        let [up, down] = self.costs[table][row][column];
        match change {
            Change::Up => up,
            Change::Down => down,
        }
    }

    /// Dijkstra's algorithm. `change`: of the steps from a row to a column; the steps back change the other way.
    fn paths(&self, table: usize, start: usize, change: Change) -> CheapestPaths {
        let (rows, columns) = (self.tables.rows(), self.tables.columns(table));
        let mut paths = CheapestPaths { found: vec![None; rows + columns] };
        let mut done = vec![false; rows + columns];
        paths.found[start] = Some((0, None));
        loop {
            let open = (0..rows + columns).filter(|node| !done[*node]);
            let nearest = open.filter_map(|node| paths.cost(node).map(|cost| (cost, node))).min();
            let Some((cost, nearest)) = nearest else { return paths };
            done[nearest] = true;
            let next = if nearest < rows { rows..rows + columns } else { 0..rows };
            for node in next.filter(|node| !done[*node]) {
                let (row, column) = (nearest.min(node), nearest.max(node) - rows);
                let place = CellPosition { table: Some(table), row, column };
                let change = if nearest < rows { change } else { change.opposite() };
                if place == self.place {
                    continue;
                }
                let Some(step) = self.cost(table, row, column, change) else { continue };
                let longer = cost.saturating_add(step);
                if paths.cost(node).is_none_or(|known| longer < known) {
                    paths.found[node] = Some((longer, Some((nearest, place))));
                }
            }
        }
    }
}

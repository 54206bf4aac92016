//! No hidden count can be worked out: not by algebra over the table's lines, and not by trying out every table.

use events::suppression::{CountTable, ReleasedCount, ReleasedTable, SMALLEST_SHOWN};
use proptest::prelude::*;

/// A table with its totals, as it may be shown.
fn shown(table: &ReleasedTable) -> Vec<Vec<ReleasedCount>> {
    let rows = table.rows().zip(table.row_totals()).map(|(counts, total)| [counts, &[total]].concat());
    rows.chain([[table.column_totals(), &[table.total()]].concat()]).collect()
}

fn suppressed(rows: &[Vec<u64>]) -> Vec<Vec<ReleasedCount>> {
    shown(&CountTable::new(rows.to_vec()).unwrap().suppressed())
}

/// The same with its totals, nothing hidden.
fn with_totals(rows: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let mut all: Vec<Vec<u64>> = rows.iter().map(|row| [row.as_slice(), &[row.iter().sum()]].concat()).collect();
    all.push((0..all[0].len()).map(|column| all.iter().map(|row| row[column]).sum()).collect());
    all
}

fn written(table: &[Vec<ReleasedCount>]) -> Vec<String> {
    let cell = |cell: &ReleasedCount| match cell {
        ReleasedCount::Count(count) => count.to_string(),
        ReleasedCount::Hidden => "·".to_owned(),
    };
    table.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_table_without_small_counts_is_shown() {
    assert_eq!(written(&suppressed(&[vec![5, 0], vec![12, 7]])), ["5 0 5", "12 7 19", "17 7 24"]);
    assert_eq!(written(&suppressed(&[vec![0, 0]])), ["0 0 0", "0 0 0"]);
}

#[test]
fn a_small_count_is_hidden_with_three_others_at_least() {
    let table = suppressed(&[vec![3, 20, 8], vec![30, 9, 40], vec![6, 50, 7]]);
    assert_eq!(written(&table), ["· 20 · 31", "30 9 40 79", "· 50 · 63", "39 79 55 173"]);
}

#[test]
fn a_single_row_hides_no_total_while_there_is_another_count() {
    let table = suppressed(&[vec![3, 20, 8]]);
    assert_eq!(written(&table), ["· 20 · 31", "· 20 · 31"]);
}

#[test]
fn where_everybody_is_few_nothing_is_shown() {
    assert_eq!(written(&suppressed(&[vec![2]])), ["· ·", "· ·"]);
    assert_eq!(written(&suppressed(&[vec![1, 0], vec![0, 2]])), ["· 0 ·", "0 · ·", "· · ·"]);
}

/// Hiding the noughts below would satisfy algebra; but a row whose total is 0 has no other numbers than noughts.
#[test]
fn a_count_that_only_whole_numbers_give_away_is_covered_too() {
    let rows = [vec![5, 1], vec![0, 0]];
    let table = suppressed(&rows);
    assert_eq!(table[1], [ReleasedCount::Count(0); 3], "a nought covers nothing where it cannot be more");
    assert!(can_be_another(&rows, &table).iter().flatten().all(|open| *open), "{:?}", written(&table));
}

#[test]
fn rows_that_make_no_table_are_refused() {
    for rows in [vec![], vec![vec![]], vec![vec![1], vec![]], vec![vec![1, 2], vec![3]]] {
        assert!(CountTable::new(rows.clone()).is_err(), "{rows:?}");
    }
}

#[test]
fn the_largest_counts_make_no_trouble() {
    let table = suppressed(&[vec![u64::MAX, 3], vec![u64::MAX, 9]]);
    assert_eq!(table[0][1], ReleasedCount::Hidden);
}

/// Whether a hidden cell is what algebra gives: its unit vector is a combination of the lines' equations. The lines of a
/// table are a network, whose rank is the same over every field; so one counts modulo a prime.
fn worked_out_by_algebra(table: &[Vec<ReleasedCount>]) -> bool {
    const PRIME: i64 = 1_000_003;
    let (rows, columns) = (table.len(), table[0].len());
    let hidden: Vec<(usize, usize)> = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (row, column)))
        .filter(|(row, column)| table[*row][*column] == ReleasedCount::Hidden)
        .collect();
    let equation = |of: &dyn Fn((usize, usize)) -> Option<bool>| -> Vec<i64> {
        hidden.iter().map(|cell| of(*cell).map_or(0, |total| if total { PRIME - 1 } else { 1 })).collect()
    };
    let of_rows = (0..rows).map(|line| equation(&|(row, column)| (row == line).then_some(column + 1 == columns)));
    let of_columns = (0..columns).map(|line| equation(&|(row, column)| (column == line).then_some(row + 1 == rows)));
    let equations: Vec<Vec<i64>> = of_rows.chain(of_columns).collect();
    let rank = |matrix: &[Vec<i64>]| rank_modulo(matrix.to_vec(), PRIME);
    let known = rank(&equations);
    (0..hidden.len()).any(|cell| {
        let unit: Vec<i64> = (0..hidden.len()).map(|other| i64::from(other == cell)).collect();
        rank(&[equations.clone(), vec![unit]].concat()) == known
    })
}

fn rank_modulo(mut matrix: Vec<Vec<i64>>, prime: i64) -> usize {
    let mut rank = 0;
    for column in 0..matrix.first().map_or(0, Vec::len) {
        let Some(pivot) = (rank..matrix.len()).find(|row| matrix[*row][column] != 0) else { continue };
        matrix.swap(rank, pivot);
        let (upper, lower) = matrix.split_at_mut(rank + 1);
        let top = &upper[rank];
        for row in lower {
            let (factor, lead) = (row[column], top[column]);
            for (value, above) in row.iter_mut().zip(top) {
                *value = (*value * lead - *above * factor).rem_euclid(prime);
            }
        }
        rank += 1;
    }
    rank
}

/// For each hidden cell whether some table of non-negative whole numbers shows the same and has another number there.
/// Tried are all tables whose every count is at most 1 away.
fn can_be_another(rows: &[Vec<u64>], table: &[Vec<ReleasedCount>]) -> Vec<Vec<bool>> {
    let truth = with_totals(rows);
    let mut open: Vec<Vec<bool>> =
        table.iter().map(|row| row.iter().map(|cell| *cell != ReleasedCount::Hidden).collect()).collect();
    let cells = rows.len() * rows[0].len();
    for n in 0..3usize.pow(u32::try_from(cells).unwrap()) {
        let changes = (0..cells).map(|cell| n / 3usize.pow(u32::try_from(cell).unwrap()) % 3);
        let counts: Option<Vec<u64>> = rows
            .iter()
            .flatten()
            .zip(changes)
            .map(|(count, change)| (count + u64::try_from(change).unwrap()).checked_sub(1))
            .collect();
        let Some(counts) = counts else { continue };
        let other = with_totals(&counts.chunks(rows[0].len()).map(<[u64]>::to_vec).collect::<Vec<_>>());
        let looks_the_same = |(shown, count): (&ReleasedCount, &u64)| match shown {
            ReleasedCount::Count(shown) => shown == count,
            ReleasedCount::Hidden => true,
        };
        if table.iter().flatten().zip(other.iter().flatten()).all(looks_the_same) {
            for (row, (known, found)) in truth.iter().zip(&other).enumerate() {
                for (column, (known, found)) in known.iter().zip(found).enumerate() {
                    open[row][column] |= known != found;
                }
            }
        }
    }
    open
}

fn any_rows(rows: usize, columns: usize) -> impl Strategy<Value = Vec<Vec<u64>>> {
    let count = prop_oneof![3 => 0..5u64, 2 => 5..30u64, 1 => Just(0)];
    prop::collection::vec(prop::collection::vec(count, columns), rows)
}

fn any_size(most: usize) -> impl Strategy<Value = Vec<Vec<u64>>> {
    (1..=most, 1..=most).prop_flat_map(|(rows, columns)| any_rows(rows, columns))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_true_and_no_small_count_is(rows in any_size(6)) {
        let table = suppressed(&rows);
        for (row, counts) in with_totals(&rows).iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                match table[row][column] {
                    ReleasedCount::Count(shown) => {
                        prop_assert_eq!(shown, *count);
                        prop_assert!(shown == 0 || shown >= SMALLEST_SHOWN);
                    }
                    ReleasedCount::Hidden => {}
                }
            }
        }
        let small = with_totals(&rows).iter().flatten().any(|count| (1..SMALLEST_SHOWN).contains(count));
        let hides = table.iter().flatten().any(|cell| *cell == ReleasedCount::Hidden);
        prop_assert_eq!(small, hides, "something is hidden without a reason");
    }

    #[test]
    fn no_hidden_count_is_worked_out_by_algebra(rows in any_size(6)) {
        prop_assert!(!worked_out_by_algebra(&suppressed(&rows)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_count_is_found_by_trying_every_table(rows in prop_oneof![any_rows(2, 2), any_rows(1, 4), any_rows(3, 2), any_rows(2, 4)]) {
        let table = suppressed(&rows);
        for (row, cells) in can_be_another(&rows, &table).iter().enumerate() {
            for (column, open) in cells.iter().enumerate() {
                prop_assert!(*open, "row {row}, column {column} of {:?} is known", written(&table));
            }
        }
    }
}

/// Of every table of 2 by 2 with counts up to 6.
#[test]
fn no_small_table_gives_a_hidden_count_away() {
    for n in 0..7u64.pow(4) {
        let count = |cell| n / 7u64.pow(cell) % 7;
        let rows = [vec![count(0), count(1)], vec![count(2), count(3)]];
        let table = suppressed(&rows);
        assert!(!worked_out_by_algebra(&table), "{:?} of {rows:?}", written(&table));
        assert!(can_be_another(&rows, &table).iter().flatten().all(|open| *open), "{:?} of {rows:?}", written(&table));
    }
}

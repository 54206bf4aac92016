//! Tables that tell of the same people: nobody who has them all works a hidden count out, nor a few people between two
//! counts. Tried by algebra over all lines, by narrowing bounds as a reader with a pencil does, and by every world.

use events::suppression::{LinkedTables, NotATable, ReleasedCount, ReleasedTable, SMALLEST_SHOWN};
use proptest::prelude::*;

/// Table, row, column; the counts from the narrowest to the widest.
type Tables<const N: usize> = Vec<Vec<Vec<[u64; N]>>>;

const FREE: fn(usize, &[u64; 2]) -> bool = |_, _| true;

fn totals<const N: usize>(tables: &Tables<N>) -> Tables<N> {
    let sum = |one: [u64; N], other: &[u64; N]| std::array::from_fn(|n| one[n] + other[n]);
    let of = |rows: &Vec<Vec<[u64; N]>>| {
        let rows = rows.iter().map(|row| [row.as_slice(), &[row.iter().fold([0; N], sum)]].concat());
        let mut rows: Vec<Vec<[u64; N]>> = rows.collect();
        rows.push((0..rows[0].len()).map(|n| rows.iter().map(|row| &row[n]).fold([0; N], sum)).collect());
        rows
    };
    tables.iter().map(of).collect()
}

fn grid(table: &ReleasedTable) -> Vec<Vec<ReleasedCount>> {
    let rows = table.rows().zip(table.row_totals()).map(|(counts, total)| [counts, &[total]].concat());
    rows.chain([[table.column_totals(), &[table.total()]].concat()]).collect()
}

/// Table, row, column, count: as [`Tables`], with the totals.
type Shown<const N: usize> = Vec<Vec<Vec<[ReleasedCount; N]>>>;

fn shown<const N: usize>(tables: &Tables<N>, tie: fn(usize, &[u64; N]) -> bool) -> Shown<N> {
    let released = LinkedTables::new(tables.clone(), tie).unwrap().suppressed();
    let of = |of_counts: &[ReleasedTable; N]| {
        let grids: Vec<_> = of_counts.iter().map(grid).collect();
        let row =
            |row: usize| (0..grids[0][0].len()).map(|n| std::array::from_fn(|count| grids[count][row][n])).collect();
        (0..grids[0].len()).map(row).collect()
    };
    released.iter().map(of).collect()
}

/// What a reader has: unknowns, and equations between them. The totals of rows are the same in every table.
struct Reader<const N: usize> {
    /// For each unknown what is shown of it, and what it is.
    unknowns: Vec<[(ReleasedCount, u64); N]>,
    /// A whole and its parts.
    lines: Vec<(usize, Vec<usize>)>,
}

impl<const N: usize> Reader<N> {
    fn of(tables: &Tables<N>, shown: &Shown<N>) -> Self {
        let (truth, mut reader) = (totals(tables), Self { unknowns: vec![], lines: vec![] });
        let rows = truth[0].len();
        for (table, (counts, released)) in truth.iter().zip(shown).enumerate() {
            let columns = counts[0].len();
            let mut at = vec![vec![0; columns]; rows];
            for row in 0..rows {
                for column in 0..columns {
                    if table > 0 && column + 1 == columns {
                        at[row][column] = row;
                        assert_eq!(released[row][column], shown[0][row][shown[0][0].len() - 1], "one total, two faces");
                        continue;
                    }
                    at[row][column] = reader.unknowns.len();
                    reader.unknowns.push(std::array::from_fn(|n| (released[row][column][n], counts[row][column][n])));
                }
            }
            if table == 0 {
                reader.put_totals_first(&mut at);
            }
            reader.lines.extend(at.iter().map(|row| (row[columns - 1], row[..columns - 1].to_vec())));
            let column = |n: usize| (at[rows - 1][n], at[..rows - 1].iter().map(|row| row[n]).collect());
            reader.lines.extend((0..columns).map(column));
        }
        reader
    }

    /// So that the total of row 3 is unknown 3 for every table.
    fn put_totals_first(&mut self, at: &mut [Vec<usize>]) {
        let columns = at[0].len();
        let order: Vec<usize> = at
            .iter()
            .map(|row| row[columns - 1])
            .chain(at.iter().flat_map(|row| row[..columns - 1].to_vec()))
            .collect();
        self.unknowns = order.iter().map(|n| self.unknowns[*n]).collect();
        for place in at.iter_mut().flatten() {
            *place = order.iter().position(|n| n == place).unwrap();
        }
    }

    /// What must not be known: each hidden count, and few people between two counts.
    fn secrets(&self) -> Vec<(usize, Option<usize>, usize)> {
        let mut secrets = vec![];
        for (n, counts) in self.unknowns.iter().enumerate() {
            for upper in 0..N {
                if counts[upper].0 == ReleasedCount::Hidden {
                    secrets.push((n, None, upper));
                }
                let few = |lower: &usize| (1..SMALLEST_SHOWN).contains(&(counts[upper].1 - counts[*lower].1));
                secrets.extend((0..upper).filter(few).map(|lower| (n, Some(lower), upper)));
            }
        }
        secrets
    }

    fn hidden(&self, n: usize, count: usize) -> bool {
        self.unknowns[n][count].0 == ReleasedCount::Hidden
    }

    /// A secret that is a sum of lines.
    fn found_by_algebra(&self) -> Option<(usize, Option<usize>, usize)> {
        let width = self.unknowns.len() * N;
        let put = |vector: &mut Vec<i64>, n: usize, count: usize, value: i64| {
            if self.hidden(n, count) {
                vector[n * N + count] += value;
            }
        };
        let mut basis = Basis::default();
        for count in 0..N {
            for (whole, parts) in &self.lines {
                let mut vector = vec![0; width];
                put(&mut vector, *whole, count, -1);
                for part in parts {
                    put(&mut vector, *part, count, 1);
                }
                basis.add(vector);
            }
        }
        self.secrets().into_iter().find(|(n, lower, upper)| {
            let mut vector = vec![0; width];
            put(&mut vector, *n, *upper, 1);
            if let Some(lower) = lower {
                put(&mut vector, *n, *lower, -1);
            }
            basis.reduced(vector).iter().all(|value| *value == 0)
        })
    }

    /// A hidden count that is left one number when bounds are narrowed line by line, and count by count.
    fn found_by_bounds(&self) -> Option<(usize, usize)> {
        const MANY: i64 = 1_000_000;
        let bound = |(released, _): (ReleasedCount, u64)| match released {
            ReleasedCount::Count(count) => (i64::try_from(count).unwrap(), i64::try_from(count).unwrap()),
            ReleasedCount::Hidden => (0, MANY),
        };
        let mut bounds: Vec<[(i64, i64); N]> = self.unknowns.iter().map(|counts| counts.map(bound)).collect();
        loop {
            let before = bounds.clone();
            for counts in &mut bounds {
                for n in 1..N {
                    counts[n].0 = counts[n].0.max(counts[n - 1].0);
                    counts[N - 1 - n].1 = counts[N - 1 - n].1.min(counts[N - n].1);
                }
            }
            for (count, (whole, parts)) in (0..N).flat_map(|count| self.lines.iter().map(move |line| (count, line))) {
                let low: i64 = parts.iter().map(|part| bounds[*part][count].0).sum();
                let high: i64 = parts.iter().map(|part| bounds[*part][count].1).sum();
                let (whole_low, whole_high) = bounds[*whole][count];
                bounds[*whole][count] = (whole_low.max(low), whole_high.min(high));
                for part in parts {
                    let (least, most) = bounds[*part][count];
                    bounds[*part][count] = (least.max(whole_low - (high - most)), most.min(whole_high - (low - least)));
                }
            }
            if before == bounds {
                break;
            }
        }
        let known =
            |(n, count): &(usize, usize)| self.hidden(*n, *count) && bounds[*n][*count].0 == bounds[*n][*count].1;
        (0..bounds.len()).flat_map(|n| (0..N).map(move |count| (n, count))).find(known)
    }
}

/// Vectors modulo a prime, none of them a sum of the others.
#[derive(Default)]
struct Basis(Vec<(usize, Vec<i64>)>);

impl Basis {
    const PRIME: i64 = 1_000_003;

    fn reduced(&self, mut vector: Vec<i64>) -> Vec<i64> {
        for (lead, known) in &self.0 {
            let factor = vector[*lead];
            if factor != 0 {
                let less = |(value, by): (&mut i64, &i64)| *value = (*value - factor * by).rem_euclid(Self::PRIME);
                vector.iter_mut().zip(known).for_each(less);
            }
        }
        vector
    }

    fn add(&mut self, vector: Vec<i64>) {
        let mut vector = self.reduced(vector);
        let Some(lead) = vector.iter().position(|value| *value != 0) else { return };
        let inverse = (0..20).fold((1, vector[lead].rem_euclid(Self::PRIME)), |(power, square), bit| {
            let power = if (Self::PRIME - 2) >> bit & 1 == 1 { power * square % Self::PRIME } else { power };
            (power, square * square % Self::PRIME)
        });
        for value in &mut vector {
            *value = (*value * inverse.0).rem_euclid(Self::PRIME);
        }
        self.0.push((lead, vector));
    }
}

/// Who the people are: how many for each row, a category of each table, and the narrowest count they are in.
fn tables_of<const N: usize>(
    people: &[(usize, usize, usize, usize, u64)],
    rows: usize,
    columns: [usize; 2],
) -> Tables<N> {
    let mut tables: Tables<N> = columns.iter().map(|columns| vec![vec![[0; N]; *columns]; rows]).collect();
    for (row, first, second, narrowest, many) in people {
        for (table, column) in [first, second].into_iter().enumerate() {
            for count in &mut tables[table][row % rows][column % columns[table]][narrowest % N..] {
                *count += many;
            }
        }
    }
    tables
}

fn any_tables<const N: usize>(rows: usize, columns: usize, most: usize) -> impl Strategy<Value = Tables<N>> {
    let many = prop_oneof![4 => 1..5u64, 2 => 5..30u64, 1 => Just(0)];
    let people = prop::collection::vec((0..99usize, 0..99usize, 0..99usize, 0..99usize, many), 1..=most);
    (people, 1..=rows, 1..=columns, 1..=columns)
        .prop_map(|(people, rows, first, second)| tables_of(&people, rows, [first, second]))
}

/// A re-trafficked person is there where an incident is of a person who was counted already.
fn of_cases(row: usize, [retrafficked, persons, incidents]: &[u64; 3]) -> bool {
    let again = incidents > persons;
    (!again || *retrafficked > 0) && (row > 0 || again || *retrafficked == 0)
}

/// The public case: 2017 has 4 men among its persons, 2018 has none among its incidents.
#[test]
fn the_incidents_do_not_tell_how_many_men_were_among_the_persons() {
    let by_sex = vec![vec![[30, 35], [4, 6]], vec![[7, 7], [0, 0]]];
    let tables: Tables<2> = vec![by_sex];
    let shown = shown(&tables, FREE);
    let reader = Reader::of(&tables, &shown);
    assert_eq!((reader.found_by_algebra(), reader.found_by_bounds()), (None, None), "{shown:?}");
    assert_eq!(shown[0][0][1][0], ReleasedCount::Hidden, "the four men");
    assert_eq!(shown[0][0][1][1], ReleasedCount::Hidden, "or two incidents more would be told");
}

#[test]
fn one_repeated_incident_is_not_told_by_the_difference_of_two_totals() {
    let tables: Tables<2> = vec![vec![vec![[7, 8]]]];
    let shown = shown(&tables, FREE);
    assert_eq!(shown[0][1][1], [ReleasedCount::Hidden, ReleasedCount::Count(8)], "the wider count is kept: {shown:?}");
}

/// Three months have passed: everybody knows that the fourth is empty, and what would be hidden behind it.
#[test]
fn what_cannot_have_happened_yet_covers_nothing() {
    let months: Vec<Vec<[u64; 1]>> = vec![vec![[3], [20], [30], [0]]];
    let tables = LinkedTables::new(vec![months], |_, _| true).unwrap();
    let hides = |tables: &LinkedTables<1>| -> Vec<bool> {
        let released = tables.suppressed();
        released[0][0].column_totals().iter().map(|count| *count == ReleasedCount::Hidden).collect()
    };
    assert_eq!(hides(&tables), [true, false, false, true]);
    assert_eq!(hides(&tables.with_known_nought(0, 0, 3)), [true, true, false, false]);
}

#[test]
fn tables_that_are_not_linked_are_refused() {
    let refused = |tables: Tables<2>| LinkedTables::new(tables, FREE).err() == Some(NotATable);
    assert!(refused(vec![]) && refused(vec![vec![vec![]]]));
    assert!(refused(vec![vec![vec![[2, 1]]]]), "more persons than incidents");
    assert!(refused(vec![vec![vec![[1, 2]]], vec![vec![[1, 3]]]]), "two totals of one row");
    assert!(refused(vec![vec![vec![[1, 2]]], vec![vec![[1, 2]], vec![[0, 0]]]]), "two sets of rows");
}

#[test]
fn what_is_hidden_is_the_same_each_time() {
    let people: Vec<_> = (0..60).map(|n: usize| (n, n / 2, n / 3, n / 5, u64::try_from(n % 7).unwrap())).collect();
    let tables: Tables<3> = tables_of(&people, 5, [4, 6]);
    assert_eq!(shown(&tables, of_cases), shown(&tables, of_cases));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_true_and_no_small_count_or_difference_is(tables in any_tables::<3>(4, 4, 24)) {
        let shown = shown(&tables, of_cases);
        for (counts, released) in totals(&tables).iter().flatten().flatten().zip(shown.iter().flatten().flatten()) {
            for n in 0..3 {
                if let ReleasedCount::Count(count) = released[n] {
                    prop_assert_eq!(count, counts[n]);
                    prop_assert!(!(1..SMALLEST_SHOWN).contains(&count));
                    for wider in n + 1..3 {
                        let few = (1..SMALLEST_SHOWN).contains(&(counts[wider] - counts[n]));
                        prop_assert!(!few || released[wider] == ReleasedCount::Hidden, "{:?} of {:?}", released, counts);
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_hidden_is_worked_out_from_all_tables_together(tables in any_tables::<3>(4, 4, 24)) {
        for shown in [shown(&tables, of_cases), shown(&tables, |_, _| true)] {
            let reader = Reader::of(&tables, &shown);
            prop_assert_eq!(reader.found_by_algebra(), None, "{:?}", shown);
            prop_assert_eq!(reader.found_by_bounds(), None, "{:?}", shown);
        }
    }

    #[test]
    fn nothing_hidden_is_worked_out_from_two_breakdowns_of_one_count(tables in any_tables::<1>(5, 5, 30)) {
        let shown = shown(&tables, |_, _| true);
        let reader = Reader::of(&tables, &shown);
        prop_assert_eq!((reader.found_by_algebra(), reader.found_by_bounds()), (None, None), "{:?}", shown);
    }
}

/// The worlds whose parts are at most 1 away and that show the same; for each secret whether one of them has it otherwise.
fn all_open<const N: usize>(tables: &Tables<N>, shown: &Shown<N>) -> bool {
    let parts: Vec<[u64; N]> = tables
        .iter()
        .flatten()
        .flatten()
        .map(|counts| std::array::from_fn(|n| counts[n] - n.checked_sub(1).map_or(0, |n| counts[n])))
        .collect();
    let secrets = Reader::of(tables, shown).secrets();
    let between = |reader: &Reader<N>, (n, lower, upper): (usize, Option<usize>, usize)| {
        reader.unknowns[n][upper].1 - lower.map_or(0, |lower| reader.unknowns[n][lower].1)
    };
    let truth: Vec<u64> = secrets.iter().map(|secret| between(&Reader::of(tables, shown), *secret)).collect();
    let mut open = vec![false; secrets.len()];
    for world in 0..3usize.pow(u32::try_from(parts.len() * N).unwrap()) {
        let change = |n: usize| u64::try_from(world / 3usize.pow(u32::try_from(n).unwrap()) % 3).unwrap();
        let mut changed = parts.iter().enumerate().map(|(cell, parts)| {
            let mut counts = [0; N];
            for n in 0..N {
                let part = (parts[n] + change(cell * N + n)).checked_sub(1)?;
                counts[n] = part + n.checked_sub(1).map_or(0, |n| counts[n]);
            }
            Some(counts)
        });
        let rows = |rows: &Vec<Vec<[u64; N]>>| -> Option<Vec<Vec<[u64; N]>>> {
            rows.iter().map(|row| row.iter().map(|_| changed.next().flatten()).collect()).collect()
        };
        let Some(other) = tables.iter().map(rows).collect::<Option<Tables<N>>>() else { continue };
        let faces = totals(&other);
        let first: Vec<_> = faces[0].iter().map(|row| row.last()).collect();
        let one_total = faces.iter().all(|table| table.iter().map(|row| row.last()).collect::<Vec<_>>() == first);
        let same = |(count, released): (&u64, &ReleasedCount)| {
            *released == ReleasedCount::Hidden || *released == ReleasedCount::Count(*count)
        };
        let cells = || faces.iter().flatten().flatten().zip(shown.iter().flatten().flatten());
        if one_total && cells().all(|(counts, released)| counts.iter().zip(released).all(same)) {
            let reader = Reader::of(&other, shown);
            for (n, secret) in secrets.iter().enumerate() {
                open[n] |= between(&reader, *secret) != truth[n];
            }
        }
    }
    open.into_iter().all(|open| open)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hidden_is_found_by_trying_every_world_of_two_counts(tables in any_tables::<2>(1, 2, 4)) {
        let shown = shown(&tables, FREE);
        prop_assert!(all_open(&tables, &shown), "{:?}", shown);
    }

    #[test]
    fn nothing_hidden_is_found_by_trying_every_world_of_two_breakdowns(tables in any_tables::<1>(2, 2, 6)) {
        let shown = shown(&tables, |_, _| true);
        prop_assert!(all_open(&tables, &shown), "{:?}", shown);
    }
}

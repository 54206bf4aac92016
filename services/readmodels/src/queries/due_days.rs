//! How many action items were due on each day, and how many of them were done, and in time.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query};
use crate::json::from_text;

/// The index has all that is counted.
pub(super) const SQL: &str = "SELECT due, count(*) AS items, count(completed_on) AS done,
        coalesce(sum(completed_on <= due), 0) AS in_time
 FROM task_lists_items INDEXED BY task_lists_due
 WHERE cancelled = 0 AND due <= ?1 GROUP BY due ORDER BY due";

/// Counts the items that were not called off by the day on which they were due, up to a day. An item that goes from one
/// partition to another just then may be counted in both, or in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDays {
    /// The last day, date in Kosovo.
    pub until: NaiveDate,
}

/// The items that were due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDay {
    /// The day, date in Kosovo.
    pub due: NaiveDate,
    /// How many there were.
    pub items: usize,
    /// How many of them are done.
    pub done: usize,
    /// How many were done on that day or before.
    pub in_time: usize,
}

impl DueDay {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            due: from_text(row, "due")?,
            items: row.get("items")?,
            done: row.get("done")?,
            in_time: row.get("in_time")?,
        })
    }
}

impl Query for DueDays {
    const NAME: &'static str = "due-days";
    type Part = Vec<DueDay>;
    /// By day, the earliest first.
    type Output = Vec<DueDay>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Each
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<DueDay>> {
        connection.prepare_cached(SQL)?.query_map([self.until.to_string()], DueDay::read)?.collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<DueDay>>>) -> Result<Vec<DueDay>, AskError> {
        let mut days: BTreeMap<NaiveDate, DueDay> = BTreeMap::new();
        for day in parts.into_iter().flat_map(|part| part.value) {
            let sum = days.entry(day.due).or_insert(DueDay { due: day.due, items: 0, done: 0, in_time: 0 });
            sum.items += day.items;
            sum.done += day.done;
            sum.in_time += day.in_time;
        }
        Ok(days.into_values().collect())
    }
}

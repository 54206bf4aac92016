//! How many action items of the register wait for what: counted in an index that has all it takes, and none is read.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query};
use super::registered_tasks::RegisterScope;
use crate::json::in_query;

/// The index has all that is counted.
pub(super) const SQL: &str = "SELECT
        coalesce(sum(stage <> 'completed'), 0) AS open,
        coalesce(sum(stage <> 'completed' AND due < :today), 0) AS late,
        coalesce(sum(stage <> 'completed' AND due >= :today AND due <= :soon_until), 0) AS due_soon,
        coalesce(sum(stage = 'blocked'), 0) AS blocked,
        coalesce(sum(stage = 'disclaimed'), 0) AS disclaimed,
        coalesce(sum(stage <> 'completed' AND extension_asked IS NOT NULL), 0) AS time_asked,
        coalesce(sum(stage = 'completed'), 0) AS to_verify
 FROM task_lists_items INDEXED BY task_lists_counted
 WHERE stage NOT IN ('verified', 'cancelled')
   AND (:everything OR owner IN (SELECT value FROM json_each(:owners)) OR subgroup IN (SELECT value FROM json_each(:boards)))";

/// Counts the items that are neither verified nor called off, of those that are somebody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterCounts {
    /// Whose items are wanted.
    pub scope: RegisterScope,
    /// What is due before this day, date in Kosovo, is late.
    pub today: NaiveDate,
    /// What is due from today to this day, date in Kosovo, is due soon.
    pub soon_until: NaiveDate,
}

/// How many items there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RegisterCount {
    /// Still to be done.
    pub open: usize,
    /// Of those, the ones that are late.
    pub late: usize,
    /// Of those, the ones that are due from today to the day that was asked for.
    pub due_soon: usize,
    /// Of those, the ones that are stuck.
    pub blocked: usize,
    /// Of those, the ones that are not the owner's, as the owner says.
    pub disclaimed: usize,
    /// Of those, the ones for which more time is asked.
    pub time_asked: usize,
    /// Reported as done, and not verified.
    pub to_verify: usize,
}

impl RegisterCount {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            open: row.get("open")?,
            late: row.get("late")?,
            due_soon: row.get("due_soon")?,
            blocked: row.get("blocked")?,
            disclaimed: row.get("disclaimed")?,
            time_asked: row.get("time_asked")?,
            to_verify: row.get("to_verify")?,
        })
    }

    fn with(self, other: Self) -> Self {
        Self {
            open: self.open + other.open,
            late: self.late + other.late,
            due_soon: self.due_soon + other.due_soon,
            blocked: self.blocked + other.blocked,
            disclaimed: self.disclaimed + other.disclaimed,
            time_asked: self.time_asked + other.time_asked,
            to_verify: self.to_verify + other.to_verify,
        }
    }
}

impl Query for RegisterCounts {
    const NAME: &'static str = "register-counts";
    type Part = RegisterCount;
    type Output = RegisterCount;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Each
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<RegisterCount> {
        let (everything, owners, boards): (bool, &[_], &[_]) = match &self.scope {
            RegisterScope::Everything => (true, &[], &[]),
            RegisterScope::Of { owners, boards } => (false, owners, boards),
        };
        connection.prepare_cached(SQL)?.query_row(
            named_params! {
                ":today": self.today.to_string(),
                ":soon_until": self.soon_until.to_string(),
                ":everything": everything,
                ":owners": in_query(&owners)?,
                ":boards": in_query(&boards)?,
            },
            RegisterCount::read,
        )
    }

    /// All items of an owner are in one partition.
    fn merge(&self, parts: Vec<AsOf<RegisterCount>>) -> Result<RegisterCount, AskError> {
        Ok(parts.into_iter().fold(RegisterCount::default(), |sum, part| sum.with(part.value)))
    }
}

//! How many action items each owner has, by how far and how late they are: counted where they are, and none is read.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use events::ids::InstitutionId;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query, latest_rows};
use crate::json::from_text;

/// The index has all that is counted.
pub(super) const SQL: &str = "SELECT owner,
        sum(stage <> 'completed') AS open,
        sum(stage <> 'completed' AND due < ?1) AS overdue,
        sum(stage <> 'completed' AND due >= ?1 AND due <= ?2) AS due_soon,
        sum(stage = 'blocked') AS blocked,
        sum(stage = 'disclaimed') AS disclaimed,
        sum(stage = 'completed') AS to_verify
 FROM task_lists_items INDEXED BY task_lists_counted
 WHERE stage NOT IN ('verified', 'cancelled') GROUP BY owner";

/// Counts the items of each owner that has some that are neither verified nor called off, by owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskCounts {
    /// What is due before this day, date in Kosovo, is late.
    pub today: NaiveDate,
    /// What is due from today to this day, date in Kosovo, is due soon.
    pub soon_until: NaiveDate,
}

/// How many items an owner has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskCount {
    /// Whose they are.
    pub owner: InstitutionId,
    /// Still to be done.
    pub open: usize,
    /// Of those, the ones that are late.
    pub overdue: usize,
    /// Of those, the ones that are due from today to the day that was asked for.
    pub due_soon: usize,
    /// Of those, the ones that are stuck.
    pub blocked: usize,
    /// Of those, the ones that are not the owner's, as the owner says.
    pub disclaimed: usize,
    /// Reported as done, and not verified.
    pub to_verify: usize,
}

impl TaskCount {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            owner: from_text(row, "owner")?,
            open: row.get("open")?,
            overdue: row.get("overdue")?,
            due_soon: row.get("due_soon")?,
            blocked: row.get("blocked")?,
            disclaimed: row.get("disclaimed")?,
            to_verify: row.get("to_verify")?,
        })
    }
}

impl Query for TaskCounts {
    const NAME: &'static str = "task-counts";
    type Part = Vec<TaskCount>;
    type Output = Vec<TaskCount>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Each
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<TaskCount>> {
        connection
            .prepare_cached(SQL)?
            .query_map(params![self.today.to_string(), self.soon_until.to_string()], TaskCount::read)?
            .collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<TaskCount>>>) -> Result<Vec<TaskCount>, AskError> {
        // All items of an owner are in one partition.
        Ok(latest_rows(parts, |row| row.owner.clone()))
    }
}

//! The action items that were due in a period, with the places in the log where they were assigned and done.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use events::ids::{ActionItemId, Position};
use events::language::LocalText;
use events::period::Period;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, NO_LIMIT, Paging, Partitions, Query, latest_rows};
use crate::json::{from_column, from_text};

/// Asks for the items that were not called off and were due in a period, by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueItems {
    period: Period,
    until: NaiveDate,
    after: Option<ActionItemId>,
    limit: usize,
}

impl DueItems {
    /// Those that were due in a period, and no later than a day; dates in Kosovo.
    pub fn of(period: Period, until: NaiveDate) -> Self {
        Self { period, until, after: None, limit: NO_LIMIT }
    }
}

/// An item that was due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueItem {
    /// The action item.
    pub id: ActionItemId,
    /// What was to be done.
    pub title: LocalText,
    /// Where it was assigned.
    pub assigned_at: Position,
    /// Where it was reported as done, while that holds.
    pub completed_at: Option<Position>,
}

impl DueItem {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: from_text(row, "id")?,
            title: from_column(row, "title")?,
            assigned_at: Position(row.get("assigned_at")?),
            completed_at: row.get::<_, Option<u64>>("completed_at")?.map(Position),
        })
    }
}

impl Query for DueItems {
    const NAME: &'static str = "due-items";
    type Part = Vec<DueItem>;
    type Output = Vec<DueItem>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Each
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<DueItem>> {
        let (from, until) = (self.period.from(), self.period.until().min(self.until));
        let after = self.after.as_ref().map_or("", ActionItemId::as_str);
        connection
            .prepare_cached(
                "SELECT id, title, assigned_at, completed_at FROM task_lists_items
                 WHERE cancelled = 0 AND due >= ?1 AND due <= ?2 AND id > ?3 ORDER BY id LIMIT +?4",
            )?
            .query_map(params![from.to_string(), until.to_string(), after, self.limit], DueItem::read)?
            .collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<DueItem>>>) -> Result<Vec<DueItem>, AskError> {
        Ok(latest_rows(parts, |item| item.id.clone()))
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let after = so_far.and_then(|items| items.last()).map(|item| item.id.clone());
                Self { after, limit, ..question.clone() }
            },
            rows: Vec::len,
            append: |items, page| items.extend(page),
        })
    }
}

//! Open action items by the day on which they are due, the earliest first.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query, latest_rows};
use crate::projections::task_lists::{COLUMNS, read_task};
use crate::views::TaskView;

pub(super) fn sql() -> String {
    format!("{COLUMNS} WHERE open = 1 AND due >= ?1 AND due <= ?2 ORDER BY due, owner, number LIMIT +?3")
}

/// So many of the items whose owner still has something to do that are due on certain days, the earliest due first, and of those
/// of one day by institution and number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueTasks {
    /// The first day, date in Kosovo; none: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last day, date in Kosovo; none: to the end.
    pub until: Option<NaiveDate>,
    /// How many at most. They are to fit into one message: some hundreds do.
    pub limit: u16,
}

impl Query for DueTasks {
    const NAME: &'static str = "due-tasks";
    type Part = Vec<TaskView>;
    type Output = Vec<TaskView>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Each
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<TaskView>> {
        let from = self.from.map_or_else(String::new, |day| day.to_string());
        // Behind every day there is.
        let until = self.until.map_or_else(|| "~".to_owned(), |day| day.to_string());
        connection.prepare_cached(&sql())?.query_map(params![from, until, self.limit], read_task)?.collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<TaskView>>>) -> Result<Vec<TaskView>, AskError> {
        let mut tasks = latest_rows(parts, |task| task.id.clone());
        tasks.sort_by(|one, other| {
            let key = |task: &TaskView| (task.item.due, task.item.owner.clone(), task.number);
            key(one).cmp(&key(other))
        });
        tasks.truncate(self.limit.into());
        Ok(tasks)
    }
}

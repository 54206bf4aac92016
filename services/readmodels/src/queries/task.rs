//! One action item.

use std::num::NonZeroU16;

use events::ids::ActionItemId;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query};
use crate::projections::task_lists;
use crate::views::TaskView;

/// The action item with this id, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task(pub ActionItemId);

impl Query for Task {
    const NAME: &'static str = "task";
    type Part = Option<TaskView>;
    type Output = Option<TaskView>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Each
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Option<TaskView>> {
        task_lists::find(connection, &self.0)
    }

    fn merge(&self, parts: Vec<AsOf<Option<TaskView>>>) -> Result<Option<TaskView>, AskError> {
        let found = parts.into_iter().filter(|part| part.value.is_some()).max_by_key(|part| part.position);
        Ok(found.and_then(|part| part.value))
    }

    fn may_be_on_its_way(&self, output: &Option<TaskView>) -> bool {
        output.is_none()
    }
}

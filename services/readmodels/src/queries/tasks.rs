//! Action items: an institution's list, a subgroup's board, all, or those that are open.

use std::num::NonZeroU16;

use events::ids::{ActionItemId, InstitutionId, SubgroupId};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, NO_LIMIT, Paging, Partitions, Query, latest_rows};
use crate::engine::partition::Partition;
use crate::projections::task_lists::{COLUMNS, read_task};
use crate::views::TaskView;

/// The tasks that are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskSelection {
    /// Those of an institution in the order of their numbers, but not those called off.
    #[serde(rename = "Of")]
    OfInstitution(InstitutionId),
    /// Those on a subgroup's board, the earliest due first, but not those called off.
    #[serde(rename = "On")]
    OnBoard(SubgroupId),
    /// All that were not called off, by institution and number.
    All,
    /// All whose owner still has something to do, by id.
    Open,
}

impl TaskSelection {
    fn condition(&self) -> (&'static str, &str) {
        match self {
            Self::OfInstitution(institution) => ("owner = ?1 AND NOT cancelled", institution.as_str()),
            Self::OnBoard(subgroup) => ("subgroup = ?1 AND NOT cancelled", subgroup.as_str()),
            Self::All => ("?1 = '' AND NOT cancelled", ""),
            Self::Open => ("?1 = '' AND open = 1", ""),
        }
    }

    /// Puts tasks into the order in which they are shown.
    fn sort(&self, tasks: &mut [TaskView]) {
        match self {
            Self::OfInstitution(_) => tasks.sort_by_key(|task| task.number),
            Self::OnBoard(_) => tasks.sort_by(|one, other| (one.item.due, &one.id).cmp(&(other.item.due, &other.id))),
            Self::All => {
                tasks.sort_by(|one, other| (&one.item.owner, one.number).cmp(&(&other.item.owner, other.number)));
            }
            Self::Open => tasks.sort_by(|one, other| one.id.cmp(&other.id)),
        }
    }
}

/// Asks for action items, page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tasks {
    #[serde(rename = "which")]
    selection: TaskSelection,
    after: Option<ActionItemId>,
    limit: usize,
}

impl Tasks {
    /// All tasks of a selection.
    pub fn of(selection: TaskSelection) -> Self {
        Self { selection, after: None, limit: NO_LIMIT }
    }
}

impl Query for Tasks {
    const NAME: &'static str = "tasks";
    type Part = Vec<TaskView>;
    type Output = Vec<TaskView>;

    fn partitions(&self, count: NonZeroU16) -> Partitions {
        match &self.selection {
            TaskSelection::OfInstitution(institution) => Partitions::One(Partition::of(institution, count)),
            TaskSelection::OnBoard(_) | TaskSelection::All | TaskSelection::Open => Partitions::Each,
        }
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<TaskView>> {
        let (condition, of) = self.selection.condition();
        let after = self.after.as_ref().map_or("", ActionItemId::as_str);
        connection
            .prepare_cached(&format!("{COLUMNS} WHERE {condition} AND id > ?2 ORDER BY id LIMIT +?3"))?
            .query_map(params![of, after, self.limit], read_task)?
            .collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<TaskView>>>) -> Result<Vec<TaskView>, AskError> {
        let mut tasks = latest_rows(parts, |task| task.id.clone());
        self.selection.sort(&mut tasks);
        Ok(tasks)
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let after = so_far.and_then(|tasks| tasks.last()).map(|task| task.id.clone());
                Self { selection: question.selection.clone(), after, limit }
            },
            rows: Vec::len,
            append: |tasks, page| tasks.extend(page),
        })
    }
}

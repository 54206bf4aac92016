//! The register of action items: all of them, also those on no board, filtered, in an order, page by page.
//!
//! Whoever asks says whose items are wanted, by what the authority lets them see, and asks it again of each.

use std::cmp::Ordering;
use std::num::NonZeroU16;

use chrono::NaiveDate;
use events::authority::Principal;
use events::ids::{ActionItemId, InstitutionId, MeetingId, SubgroupId};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Paging, Partitions, Query, latest_rows};
use super::search::Search;
use crate::engine::partition::Partition;
use crate::json::in_query;
use crate::projections::task_lists::read_task;
use crate::search::{SearchKind, SearchTerms};
use crate::views::TaskView;

/// Whose items are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterScope {
    /// Of whatever owner and board, for whoever sees the whole.
    Everything,
    /// Those of these owners, and those on these boards.
    Of {
        /// Whose items, whatever board they are on.
        owners: Vec<InstitutionId>,
        /// On which boards, whoever owns them.
        boards: Vec<SubgroupId>,
    },
}

/// On which board an item is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterBoard {
    /// On a subgroup's.
    Of(SubgroupId),
    /// On none: it is the Authority's.
    None,
}

/// How far the wanted items are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterStage {
    /// Still to be done.
    Open,
    /// At this stage, by its code.
    At(String),
}

/// Which items are wanted; what is not said is not restricted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RegisterFilter {
    /// Only of this owner.
    pub owner: Option<InstitutionId>,
    /// Only on this board, or on none.
    pub board: Option<RegisterBoard>,
    /// Only so far.
    pub stage: Option<RegisterStage>,
    /// Only those that are late on this day, a date in Kosovo.
    pub late_on: Option<NaiveDate>,
    /// Only those that this meeting decided.
    pub meeting: Option<MeetingId>,
    /// Not due before this day.
    pub due_from: Option<NaiveDate>,
    /// Not due after this day.
    pub due_until: Option<NaiveDate>,
}

/// In which order they come. Within each, an item has one place, whatever else there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterOrder {
    /// By id, which never changes.
    Id,
    /// The earliest due first.
    Due,
    /// By owner in this order, any other last, and then the earliest due first.
    Owner(Vec<InstitutionId>),
}

/// The place of an item in an order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RegisterPlace {
    /// Its owner's place; 0 where owners do not matter.
    pub owner: usize,
    /// The day that it is due on; none: the day does not matter.
    pub due: Option<NaiveDate>,
    /// The item, which no other has at its place.
    pub id: ActionItemId,
}

/// Asks for the items of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredTasks {
    scope: RegisterScope,
    filter: RegisterFilter,
    /// Only those that have these words.
    words: Option<Search>,
    order: RegisterOrder,
    after: Option<RegisterPlace>,
    limit: usize,
}

impl RegisteredTasks {
    /// So many items at most, after a place in the order.
    pub fn of(
        scope: RegisterScope,
        filter: RegisterFilter,
        order: RegisterOrder,
        after: Option<RegisterPlace>,
        limit: usize,
    ) -> Self {
        Self { scope, filter, words: None, order, after, limit }
    }

    /// Of these, those that have words, for somebody to whom they belong.
    #[must_use]
    pub fn with_words(self, principal: &Principal, terms: SearchTerms) -> Self {
        Self { words: Some(Search::of(principal, SearchKind::ActionItem, terms, 0)), ..self }
    }
}

impl RegisterOrder {
    /// Where an item stands.
    pub fn place(&self, task: &TaskView) -> RegisterPlace {
        let (owner, due) = match self {
            Self::Id => (0, None),
            Self::Due => (0, Some(task.item.due)),
            Self::Owner(owners) => {
                let place = owners.iter().position(|owner| *owner == task.item.owner).unwrap_or(owners.len());
                (place, Some(task.item.due))
            }
        };
        RegisterPlace { owner, due, id: task.id.clone() }
    }

    fn compare(&self, one: &TaskView, other: &TaskView) -> Ordering {
        self.place(one).cmp(&self.place(other))
    }
}

/// A condition on the rows, with its values.
#[derive(Default)]
struct Condition {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Condition {
    fn and(&mut self, part: &str, values: impl IntoIterator<Item = String>) {
        self.parts.push(part.to_owned());
        self.values.extend(values.into_iter().map(Value::Text));
    }
}

impl RegisteredTasks {
    fn condition(&self) -> rusqlite::Result<Condition> {
        let mut all = Condition::default();
        let RegisterFilter { owner, board, stage, late_on, meeting, due_from, due_until } = &self.filter;
        if let RegisterScope::Of { owners, boards } = &self.scope {
            let part = "(owner IN (SELECT value FROM json_each(?)) OR subgroup IN (SELECT value FROM json_each(?)))";
            all.and(part, [in_query(owners)?, in_query(boards)?]);
        }
        if let Some(owner) = owner {
            all.and("owner = ?", [owner.to_string()]);
        }
        match board {
            Some(RegisterBoard::Of(subgroup)) => all.and("subgroup = ?", [subgroup.to_string()]),
            Some(RegisterBoard::None) => all.and("subgroup IS NULL", []),
            None => {}
        }
        match stage {
            Some(RegisterStage::Open) => all.and("open = 1", []),
            Some(RegisterStage::At(code)) => all.and("stage = ?", [code.clone()]),
            None => {}
        }
        if let Some(day) = late_on {
            all.and("open = 1 AND due < ?", [day.to_string()]);
        }
        if let Some(meeting) = meeting {
            all.and("raised_by = ?", [in_query(meeting)?]);
        }
        if let Some(day) = due_from {
            all.and("due >= ?", [day.to_string()]);
        }
        if let Some(day) = due_until {
            all.and("due <= ?", [day.to_string()]);
        }
        if let Some(words) = &self.words {
            all.and(
                "id IN (SELECT substr(stream, length('action-item/') + 1) FROM search_documents
                 WHERE position IN (SELECT rowid FROM search_index WHERE search_index MATCH ?))",
                [words.expression_of_beginnings()],
            );
        }
        Ok(all)
    }
}

impl Query for RegisteredTasks {
    const NAME: &'static str = "registered-tasks";
    type Part = Vec<TaskView>;
    type Output = Vec<TaskView>;

    fn partitions(&self, count: NonZeroU16) -> Partitions {
        match &self.filter.owner {
            Some(owner) => Partitions::One(Partition::of(owner, count)),
            None => Partitions::Each,
        }
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<TaskView>> {
        if self.words.as_ref().is_some_and(|words| !words.is_for_somebody()) {
            return Ok(vec![]);
        }
        let mut condition = self.condition()?;
        let columns = match &self.order {
            RegisterOrder::Id => "id",
            RegisterOrder::Due => "due, id",
            RegisterOrder::Owner(_) => "owner_place, due, id",
        };
        let owners: &[InstitutionId] = if let RegisterOrder::Owner(owners) = &self.order { owners } else { &[] };
        if let Some(after) = &self.after {
            let due = after.due.map(|due| due.to_string());
            let id = Value::Text(after.id.to_string());
            let (part, values) = match (&self.order, due) {
                (RegisterOrder::Id, _) | (_, None) => ("id > ?", vec![id]),
                (RegisterOrder::Due, Some(due)) => ("(due, id) > (?, ?)", vec![Value::Text(due), id]),
                (RegisterOrder::Owner(_), Some(due)) => {
                    let owner = Value::Integer(i64::try_from(after.owner).unwrap_or(i64::MAX));
                    ("(owner_place, due, id) > (?, ?, ?)", vec![owner, Value::Text(due), id])
                }
            };
            condition.parts.push(part.to_owned());
            condition.values.extend(values);
        }
        let given = if condition.parts.is_empty() { "1".to_owned() } else { condition.parts.join(" AND ") };
        let source = if matches!(self.order, RegisterOrder::Owner(_)) {
            condition.values.insert(0, Value::Text(in_query(&owners)?));
            let rest = i64::try_from(owners.len()).unwrap_or(i64::MAX);
            condition.values.insert(1, Value::Integer(rest));
            "(WITH places AS (SELECT value, key FROM json_each(?))
              SELECT items.*, coalesce((SELECT key FROM places WHERE value = items.owner), ?) AS owner_place
              FROM task_lists_items AS items)"
        } else {
            "task_lists_items"
        };
        let query = format!("SELECT * FROM {source} WHERE {given} ORDER BY {columns} LIMIT {}", self.limit);
        connection.prepare(&query)?.query_map(params_from_iter(condition.values), read_task)?.collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<TaskView>>>) -> Result<Vec<TaskView>, AskError> {
        let mut tasks = latest_rows(parts, |task| task.id.clone());
        tasks.sort_by(|one, other| self.order.compare(one, other));
        tasks.truncate(self.limit);
        Ok(tasks)
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let last = so_far.and_then(|tasks| tasks.last()).map(|task| question.order.place(task));
                Self { after: last.or_else(|| question.after.clone()), limit, ..question.clone() }
            },
            rows: Vec::len,
            append: |tasks, page| tasks.extend(page),
        })
    }
}

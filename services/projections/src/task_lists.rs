//! The read model of action items: each institution's task list and each subgroup's board.

use chrono::NaiveDate;
use events::action_item::{ActionItemEvent, AssignedItem};
use events::ids::{ActionItemId, InstitutionId, SubgroupId};
use events::language::LocalText;
use events::{Event, Occurrence, RecordedEvent};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use crate::json::{from_column, from_optional_column, from_text, to_column};
use crate::local_time::date_in_kosovo;
use crate::projection::{Projection, ProjectionError};
use crate::read_models::{ReadModelError, ReadModels};
use crate::views::TaskView;

const TABLES: &[&str] = &["task_lists_items", "task_lists_numbers"];

const CREATE: &str = "
CREATE TABLE task_lists_items (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    subgroup TEXT,
    number INTEGER NOT NULL,
    open INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    title TEXT NOT NULL,
    item TEXT NOT NULL,
    assigned_on TEXT NOT NULL,
    raised_by TEXT,
    completed_on TEXT,
    last_event TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX task_lists_by_owner ON task_lists_items (owner, number);
CREATE INDEX task_lists_by_subgroup ON task_lists_items (subgroup);
CREATE INDEX task_lists_open ON task_lists_items (open);
CREATE TABLE task_lists_numbers (
    owner TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

const COLUMNS: &str = "SELECT * FROM task_lists_items";

/// The read model.
pub(crate) struct TaskLists;

impl Projection for TaskLists {
    fn name(&self) -> &'static str {
        "task_lists"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        match &recorded.event {
            Event::ActionItem(id, event) => apply_to_item(transaction, recorded, id, event),
            Event::Institution(..)
            | Event::Subgroup(..)
            | Event::Meeting(..)
            | Event::Reminder(..)
            | Event::Case(..)
            | Event::DataRequest(..)
            | Event::Module(..)
            | Event::Objective(..)
            | Event::Milestone(..) => Ok(()),
        }
    }
}

fn apply_to_item(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    id: &ActionItemId,
    event: &ActionItemEvent,
) -> Result<(), ProjectionError> {
    let on = date_in_kosovo(recorded.metadata.occurred_at);
    if let ActionItemEvent::Assigned { title, owner, subgroup, due, raised_by } = event {
        let task = TaskView {
            id: id.clone(),
            number: next_number(transaction, owner)?,
            title: title.clone(),
            item: AssignedItem::assigned(owner.clone(), subgroup.clone(), *due),
            assigned_on: on,
            raised_by: raised_by.clone(),
            completed_on: None,
            last_event: recorded.id,
            changed_at: recorded.metadata.occurred_at,
        };
        return put(transaction, &task);
    }
    let Some(mut task) = find(transaction, id)? else { return Ok(()) };
    let owner_before = task.item.owner.clone();
    let occurrence =
        Occurrence { id: recorded.id, at: recorded.metadata.occurred_at, by: recorded.metadata.actor.clone() };
    task.item.apply(event, &occurrence);
    if task.item.owner != owner_before {
        task.number = next_number(transaction, &task.item.owner)?;
        task.assigned_on = on;
    }
    task.completed_on = match (task.item.stage.is_done(), task.completed_on) {
        (true, None) => Some(on),
        (true, already) => already,
        (false, _) => None,
    };
    task.last_event = recorded.id;
    task.changed_at = recorded.metadata.occurred_at;
    put(transaction, &task)
}

/// Numbers count up for each owner and are never given twice.
fn next_number(transaction: &Transaction<'_>, owner: &InstitutionId) -> rusqlite::Result<u32> {
    transaction
        .prepare_cached(
            "INSERT INTO task_lists_numbers (owner, last) VALUES (?1, 1)
             ON CONFLICT (owner) DO UPDATE SET last = last + 1 RETURNING last",
        )?
        .query_row([owner.as_str()], |row| row.get(0))
}

fn put(transaction: &Transaction<'_>, task: &TaskView) -> Result<(), ProjectionError> {
    let stage = &task.item.stage;
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO task_lists_items
             (id, owner, subgroup, number, open, cancelled, title, item, assigned_on, raised_by, completed_on,
              last_event, changed_at)
             VALUES (:id, :owner, :subgroup, :number, :open, :cancelled, :title, :item, :assigned_on, :raised_by,
                     :completed_on, :last_event, :changed_at)",
        )?
        .execute(named_params! {
            ":id": task.id.as_str(),
            ":owner": task.item.owner.as_str(),
            ":subgroup": task.item.subgroup.as_ref().map(SubgroupId::as_str),
            ":number": task.number,
            ":open": stage.is_open(),
            ":cancelled": stage.is_cancelled(),
            ":title": to_column(&task.title)?,
            ":item": to_column(&task.item)?,
            ":assigned_on": task.assigned_on.to_string(),
            ":raised_by": task.raised_by.as_ref().map(to_column).transpose()?,
            ":completed_on": task.completed_on.as_ref().map(to_column).transpose()?,
            ":last_event": task.last_event.to_string(),
            ":changed_at": task.changed_at.to_rfc3339(),
        })?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<TaskView> {
    Ok(TaskView {
        id: from_text(row, "id")?,
        number: row.get("number")?,
        title: from_column::<LocalText>(row, "title")?,
        item: from_column(row, "item")?,
        assigned_on: from_text::<NaiveDate>(row, "assigned_on")?,
        raised_by: from_optional_column(row, "raised_by")?,
        completed_on: from_optional_column(row, "completed_on")?,
        last_event: from_text(row, "last_event")?,
        changed_at: from_text(row, "changed_at")?,
    })
}

fn find(connection: &Connection, id: &ActionItemId) -> rusqlite::Result<Option<TaskView>> {
    connection.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?.query_row([id.as_str()], read).optional()
}

impl ReadModels {
    /// An institution's tasks in the order of their numbers; those called off are left out.
    pub async fn task_list(&self, institution: &InstitutionId) -> Result<Vec<TaskView>, ReadModelError> {
        let owner = institution.to_string();
        self.tasks("WHERE owner = ?1 AND NOT cancelled ORDER BY number", vec![owner]).await
    }

    /// An action item.
    pub async fn task(&self, id: &ActionItemId) -> Result<Option<TaskView>, ReadModelError> {
        let id = id.clone();
        self.read(move |connection| find(connection, &id)).await
    }

    /// Every item whose owner still has something to do, the earliest due first.
    pub async fn open_tasks(&self) -> Result<Vec<TaskView>, ReadModelError> {
        self.tasks("WHERE open ORDER BY id", vec![]).await
    }

    /// A subgroup's items, the earliest due first; those called off are left out.
    pub async fn board(&self, subgroup: &SubgroupId) -> Result<Vec<TaskView>, ReadModelError> {
        self.tasks("WHERE subgroup = ?1 AND NOT cancelled ORDER BY id", vec![subgroup.to_string()]).await.map(
            |mut tasks| {
                tasks.sort_by(|one, other| one.item.due.cmp(&other.item.due).then_with(|| one.id.cmp(&other.id)));
                tasks
            },
        )
    }

    async fn tasks(&self, which: &'static str, of: Vec<String>) -> Result<Vec<TaskView>, ReadModelError> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(&format!("{COLUMNS} {which}"))?;
            statement.query_map(rusqlite::params_from_iter(of), read)?.collect()
        })
        .await
    }
}

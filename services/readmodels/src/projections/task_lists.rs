//! The read model of action items: each institution's task list and each subgroup's board.

use chrono::NaiveDate;
use events::action_item::{ActionItemEvent, AssignedItem};
use events::ids::{ActionItemId, InstitutionId, Position, SubgroupId};
use events::language::LocalText;
use events::{Event, Occurrence, RecordedEvent};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use crate::engine::partition::Partition;
use crate::engine::projection::{Projection, ProjectionError};
use crate::json::{from_column, from_optional_column, from_optional_text, from_text, to_column};
use crate::local_time::date_in_kosovo;
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
    stage TEXT NOT NULL,
    due TEXT NOT NULL,
    title TEXT NOT NULL,
    item TEXT NOT NULL,
    assigned_on TEXT NOT NULL,
    raised_by TEXT,
    completed_on TEXT,
    assigned_at INTEGER NOT NULL,
    completed_at INTEGER,
    last_event TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX task_lists_by_owner ON task_lists_items (owner, number);
CREATE INDEX task_lists_by_subgroup ON task_lists_items (subgroup);
CREATE INDEX task_lists_by_due ON task_lists_items (due, id);
CREATE INDEX task_lists_open ON task_lists_items (due, owner, number) WHERE open = 1;
CREATE INDEX task_lists_due ON task_lists_items (cancelled, due, completed_on);
CREATE INDEX task_lists_counted ON task_lists_items (owner, stage, due) WHERE stage NOT IN ('verified', 'cancelled');
CREATE TABLE task_lists_numbers (
    owner TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

pub(crate) const COLUMNS: &str = "SELECT * FROM task_lists_items";

/// The read model of the items that are in its partition at the time: an item that goes to another partition takes its
/// row along, and comes with its history.
pub(crate) struct TaskLists(pub(crate) Partition);

impl Projection for TaskLists {
    fn name(&self) -> &'static str {
        "task_lists"
    }

    fn version(&self) -> u32 {
        3
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn partition(&self) -> Partition {
        self.0
    }

    fn needs_history(&self, event: &RecordedEvent) -> bool {
        comes_from_elsewhere(self.0, event)
    }

    fn adopt(
        &self,
        transaction: &Transaction<'_>,
        history: &[RecordedEvent],
        recorded: &RecordedEvent,
    ) -> Result<(), ProjectionError> {
        if let Event::ActionItem(id, _) = &recorded.event
            && find(transaction, id)?.is_none()
        {
            let mut task = None;
            for earlier in history {
                task = folded(id, task, earlier);
                if let Some(task) = &task {
                    put(transaction, task, earlier.position)?;
                }
            }
        }
        self.apply(transaction, recorded)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        match &recorded.event {
            Event::ActionItem(id, event) => apply_to_item(transaction, self.0, recorded, id, event),
            Event::Institution(..)
            | Event::Subgroup(..)
            | Event::Meeting(..)
            | Event::Reminder(..)
            | Event::Notification(..)
            | Event::Account(..)
            | Event::AuditTrail(..)
            | Event::Webhook(..)
            | Event::Erasure(..)
            | Event::Case(..)
            | Event::DataRequest(..)
            | Event::Module(..)
            | Event::Objective(..)
            | Event::Milestone(..) => Ok(()),
        }
    }
}

/// Whether an item may come into a partition with this event: one of which nothing is known there.
pub(crate) fn comes_from_elsewhere(partition: Partition, recorded: &RecordedEvent) -> bool {
    if let Event::ActionItem(_, ActionItemEvent::Reassigned { owner, .. }) = &recorded.event {
        !partition.is_whole() && partition.keeps(owner)
    } else {
        false
    }
}

fn apply_to_item(
    transaction: &Transaction<'_>,
    partition: Partition,
    recorded: &RecordedEvent,
    id: &ActionItemId,
    event: &ActionItemEvent,
) -> Result<(), ProjectionError> {
    if let Some(mut task) = assigned(id, recorded) {
        if partition.keeps(&task.item.owner) {
            task.number = next_number(transaction, &task.item.owner)?;
            put(transaction, &task, recorded.position)?;
        }
        return Ok(());
    }
    let Some(mut task) = find(transaction, id)? else { return Ok(()) };
    let owner_before = task.item.owner.clone();
    fold(&mut task, recorded, event);
    if !partition.keeps(&task.item.owner) {
        transaction.prepare_cached("DELETE FROM task_lists_items WHERE id = ?1")?.execute([id.as_str()])?;
        return Ok(());
    }
    if task.item.owner != owner_before {
        task.number = next_number(transaction, &task.item.owner)?;
    }
    put(transaction, &task, recorded.position)
}

/// The task that an event begins, not numbered yet.
fn assigned(id: &ActionItemId, recorded: &RecordedEvent) -> Option<TaskView> {
    let Event::ActionItem(_, ActionItemEvent::Assigned { title, owner, subgroup, due, raised_by }) = &recorded.event
    else {
        return None;
    };
    Some(TaskView {
        id: id.clone(),
        number: 0,
        title: title.clone(),
        item: AssignedItem::assigned(owner.clone(), subgroup.clone(), *due),
        assigned_on: date_in_kosovo(recorded.metadata.occurred_at),
        raised_by: raised_by.clone(),
        completed_on: None,
        last_event: recorded.id,
        changed_at: recorded.metadata.occurred_at,
    })
}

/// Everything but the number, which only the owner's own partition can give.
fn fold(task: &mut TaskView, recorded: &RecordedEvent, event: &ActionItemEvent) {
    let on = date_in_kosovo(recorded.metadata.occurred_at);
    let owner_before = task.item.owner.clone();
    let occurrence =
        Occurrence { id: recorded.id, at: recorded.metadata.occurred_at, by: recorded.metadata.actor.clone() };
    task.item.apply(event, &occurrence);
    if task.item.owner != owner_before {
        task.assigned_on = on;
    }
    task.completed_on = match (task.item.stage.is_done(), task.completed_on) {
        (true, None) => Some(on),
        (true, already) => already,
        (false, _) => None,
    };
    task.last_event = recorded.id;
    task.changed_at = recorded.metadata.occurred_at;
}

/// A task as the next event of its history leaves it, not numbered.
fn folded(id: &ActionItemId, task: Option<TaskView>, recorded: &RecordedEvent) -> Option<TaskView> {
    match (task, &recorded.event) {
        (Some(mut task), Event::ActionItem(_, event)) => {
            fold(&mut task, recorded, event);
            Some(task)
        }
        (_, _) => assigned(id, recorded),
    }
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

/// Keeps a task as the event at a position left it. The position at which it was first put is that of its assignment; the one
/// at which it came to be done stays for as long as it is.
fn put(transaction: &Transaction<'_>, task: &TaskView, position: Position) -> Result<(), ProjectionError> {
    let stage = &task.item.stage;
    transaction
        .prepare_cached(
            // What stays as it was is not written, and no index of it.
            "INSERT INTO task_lists_items
             (id, owner, subgroup, number, open, cancelled, stage, due, title, item, assigned_on, raised_by, completed_on,
              assigned_at, completed_at, last_event, changed_at)
             VALUES (:id, :owner, :subgroup, :number, :open, :cancelled, :stage, :due, :title, :item, :assigned_on,
                     :raised_by, :completed_on, :position, iif(:completed_on IS NULL, NULL, :position), :last_event,
                     :changed_at)
             ON CONFLICT (id) DO UPDATE SET
                 owner = excluded.owner, subgroup = excluded.subgroup, number = excluded.number, open = excluded.open,
                 cancelled = excluded.cancelled, stage = excluded.stage, due = excluded.due, title = excluded.title,
                 item = excluded.item, assigned_on = excluded.assigned_on, raised_by = excluded.raised_by,
                 completed_on = excluded.completed_on,
                 completed_at = iif(excluded.completed_on IS NULL, NULL, coalesce(completed_at, excluded.completed_at)),
                 last_event = excluded.last_event, changed_at = excluded.changed_at",
        )?
        .execute(named_params! {
            ":id": task.id.as_str(),
            ":owner": task.item.owner.as_str(),
            ":subgroup": task.item.subgroup.as_ref().map(SubgroupId::as_str),
            ":number": task.number,
            ":open": stage.is_open(),
            ":cancelled": stage.is_cancelled(),
            ":stage": stage.code(),
            ":due": task.item.due.to_string(),
            ":title": to_column(&task.title)?,
            ":item": to_column(&task.item)?,
            ":assigned_on": task.assigned_on.to_string(),
            ":raised_by": task.raised_by.as_ref().map(to_column).transpose()?,
            ":completed_on": task.completed_on.map(|day| day.to_string()),
            ":position": position.0,
            ":last_event": task.last_event.to_string(),
            ":changed_at": task.changed_at.to_rfc3339(),
        })?;
    Ok(())
}

pub(crate) fn read_task(row: &Row<'_>) -> rusqlite::Result<TaskView> {
    Ok(TaskView {
        id: from_text(row, "id")?,
        number: row.get("number")?,
        title: from_column::<LocalText>(row, "title")?,
        item: from_column(row, "item")?,
        assigned_on: from_text::<NaiveDate>(row, "assigned_on")?,
        raised_by: from_optional_column(row, "raised_by")?,
        completed_on: from_optional_text(row, "completed_on")?,
        last_event: from_text(row, "last_event")?,
        changed_at: from_text(row, "changed_at")?,
    })
}

pub(crate) fn find(connection: &Connection, id: &ActionItemId) -> rusqlite::Result<Option<TaskView>> {
    connection.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?.query_row([id.as_str()], read_task).optional()
}

//! The process manager's own read model: what was planned, delivered and answered, and since when items have waited.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Belgrade;
use events::action_item::ActionItemEvent;
use events::ids::{ActionItemId, EventId, PersonId, Position};
use events::reminder::{DeliveryFailure, ReminderEvent, ReminderId};
use events::{Event, RecordedEvent};
use projections::{Projection, ProjectionError, ReadModelError, ReadModels};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};

const TABLES: &[&str] = &["reminder_states", "reminder_items", "reminder_told"];

const CREATE: &str = "
CREATE TABLE reminder_states (key TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE reminder_items (item TEXT PRIMARY KEY, waiting TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE reminder_told (
    on_day TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (on_day, person)
) STRICT, WITHOUT ROWID;
";

/// How far a reminder is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// Planned, and not delivered.
    Planned,
    /// Delivery failed, for this reason and on this date in Kosovo.
    Failed(DeliveryFailure, NaiveDate),
    /// Delivered, by the event at this position.
    Sent(Position),
    /// Answered, after it was delivered by the event at this position.
    Answered(Position),
}

/// A reminder and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderState {
    /// Which.
    pub reminder: ReminderId,
    /// How far it is.
    pub progress: Progress,
}

/// An item as far as reminding is concerned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// When it came to its owner or got its due date, UTC.
    pub since: DateTime<Utc>,
    /// Whether the owner was told of it.
    pub heard_of: bool,
    /// The owner's last report, and its position.
    pub last_report: Option<(EventId, Position)>,
}

/// Everything the read model knows.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Each reminder planned so far.
    pub reminders: BTreeMap<ReminderId, Progress>,
    /// Each item.
    pub items: BTreeMap<ActionItemId, Waiting>,
    /// Who was told something on the day asked about.
    pub told: BTreeSet<PersonId>,
}

/// The read model.
pub struct ReminderStates;

impl Projection for ReminderStates {
    fn name(&self) -> &'static str {
        "reminder_states"
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
            Event::ActionItem(item, event) => of_item(transaction, recorded, item, event),
            Event::Reminder(key, event) => of_reminder(transaction, recorded, key.as_str(), event),
            Event::Institution(..)
            | Event::Subgroup(..)
            | Event::Meeting(..)
            | Event::Case(..)
            | Event::DataRequest(..)
            | Event::Module(..)
            | Event::Objective(..)
            | Event::Milestone(..) => Ok(()),
        }
    }
}

fn of_item(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    item: &ActionItemId,
    event: &ActionItemEvent,
) -> Result<(), ProjectionError> {
    use ActionItemEvent as E;

    let at = recorded.metadata.occurred_at;
    let mut waiting = waiting(transaction, item)?.unwrap_or(Waiting { since: at, heard_of: false, last_report: None });
    match event {
        E::Assigned { .. } | E::Reassigned { .. } => {
            waiting = Waiting { since: at, heard_of: false, last_report: None }
        }
        E::ExtensionGranted { .. } | E::Reopened { .. } => waiting.since = at,
        E::Accepted {}
        | E::ProgressReported { .. }
        | E::Blocked { .. }
        | E::Unblocked {}
        | E::ExtensionRequested { .. }
        | E::Completed {} => waiting.last_report = Some((recorded.id, recorded.position)),
        E::ReportWithdrawn { .. } => waiting.last_report = None,
        E::ExtensionRefused { .. } | E::Verified {} | E::Nudged { .. } | E::Cancelled { .. } => return Ok(()),
    }
    put_waiting(transaction, item, &waiting)
}

fn of_reminder(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    key: &str,
    event: &ReminderEvent,
) -> Result<(), ProjectionError> {
    use ReminderEvent as E;

    let today = recorded.metadata.occurred_at.with_timezone(&Belgrade).date_naive();
    if let E::Planned { reminder, .. } = event {
        let state = ReminderState { reminder: reminder.clone(), progress: Progress::Planned };
        return put_state(transaction, key, &state);
    }
    let Some(mut state) = state(transaction, key)? else { return Ok(()) };
    state.progress = match event {
        E::Planned { .. } => Progress::Planned,
        E::Failed { failure } => Progress::Failed(*failure, today),
        E::Answered { .. } => match state.progress {
            Progress::Sent(at) | Progress::Answered(at) => Progress::Answered(at),
            Progress::Planned | Progress::Failed(..) => Progress::Answered(recorded.position),
        },
        E::Sent { person } | E::Escalated { person, .. } => {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO reminder_told VALUES (?1, ?2)")?
                .execute(params![today.to_string(), person.as_str()])?;
            let item = &state.reminder.action_item;
            if let Some(mut waiting) = waiting(transaction, item)?.filter(|_| !state.reminder.rung.escalates()) {
                waiting.heard_of = true;
                put_waiting(transaction, item, &waiting)?;
            }
            Progress::Sent(recorded.position)
        }
    };
    put_state(transaction, key, &state)
}

fn state(connection: &Connection, key: &str) -> Result<Option<ReminderState>, ProjectionError> {
    let found: Option<String> = connection
        .prepare_cached("SELECT state FROM reminder_states WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(found.map(|text| serde_json::from_str(&text)).transpose()?)
}

fn put_state(transaction: &Transaction<'_>, key: &str, state: &ReminderState) -> Result<(), ProjectionError> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO reminder_states VALUES (?1, ?2)")?
        .execute(params![key, serde_json::to_string(state)?])?;
    Ok(())
}

fn waiting(connection: &Connection, item: &ActionItemId) -> Result<Option<Waiting>, ProjectionError> {
    let found: Option<String> = connection
        .prepare_cached("SELECT waiting FROM reminder_items WHERE item = ?1")?
        .query_row([item.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found.map(|text| serde_json::from_str(&text)).transpose()?)
}

fn put_waiting(transaction: &Transaction<'_>, item: &ActionItemId, waiting: &Waiting) -> Result<(), ProjectionError> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO reminder_items VALUES (?1, ?2)")?
        .execute(params![item.as_str(), serde_json::to_string(waiting)?])?;
    Ok(())
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
}

/// What is known of reminders, with who was told something on `today`.
pub async fn known(read_models: &ReadModels, today: NaiveDate) -> Result<Known, ReadModelError> {
    read_models
        .read(move |connection| {
            let mut known = Known::default();
            let mut statement = connection.prepare_cached("SELECT state FROM reminder_states")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let text: String = row.get(0)?;
                let state: ReminderState = serde_json::from_str(&text).map_err(unreadable)?;
                known.reminders.insert(state.reminder, state.progress);
            }
            let mut statement = connection.prepare_cached("SELECT item, waiting FROM reminder_items")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (item, text): (String, String) = (row.get(0)?, row.get(1)?);
                let waiting = serde_json::from_str(&text).map_err(unreadable)?;
                known.items.insert(item.parse().map_err(unreadable)?, waiting);
            }
            let mut statement = connection.prepare_cached("SELECT person FROM reminder_told WHERE on_day = ?1")?;
            let mut rows = statement.query([today.to_string()])?;
            while let Some(row) = rows.next()? {
                let person: String = row.get(0)?;
                known.told.insert(person.parse().map_err(unreadable)?);
            }
            Ok(known)
        })
        .await
}

//! The queue of messages in a file, with the place in the log up to which it was filled, and what became of each message.
//!
//! Queue and place change in one transaction, so that each event is queued once. The place says of which log it is. Without the file
//! nothing that was recorded is lost, but what waited is not sent, and nobody sees any more what was sent: a new file begins at the
//! log's end.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use events::ids::{MessageId, Position, WebhookId};
use events::log_mark::LogMark;
use events::webhook::{OutgoingData, OutgoingSubject};
use feed::KeptPlace;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use rusqlite_migration::{M, Migrations};
use serde::{Deserialize, Serialize};

use crate::post::FailureReason;
use crate::retry::LONGEST_WISH;

const MIGRATIONS: &[&str] = &[
    "CREATE TABLE place (only INTEGER PRIMARY KEY CHECK (only = 1), position INTEGER NOT NULL) STRICT;
   CREATE TABLE deliveries (
       webhook TEXT NOT NULL, message TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, about TEXT,
       occurred_at INTEGER NOT NULL, data TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, first_try INTEGER,
       due INTEGER NOT NULL, status INTEGER, reason TEXT, changed_at INTEGER NOT NULL,
       PRIMARY KEY (webhook, message)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX deliveries_due ON deliveries (state, webhook, due, position);
   CREATE TABLE receivers (
       webhook TEXT PRIMARY KEY, not_before INTEGER NOT NULL, failing_since INTEGER
   ) STRICT, WITHOUT ROWID;",
    // the log that the place is of, and the hash of the event there
    "ALTER TABLE place ADD COLUMN log BLOB;
   ALTER TABLE place ADD COLUMN hash BLOB;",
];

/// How many messages that arrived are remembered of each webhook.
const REMEMBERED: u32 = 100;
/// How many dead messages are kept of each webhook; the oldest go first.
const MOST_DEAD: u32 = 1_000;

/// How many messages wait for a webhook at most: a receiver that is away, or a pause that nobody ends, must not fill the disk.
pub const MOST_WAITING: u32 = 10_000;

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryFileError {
    /// It does not open, or is from another version.
    #[error("the file of webhooks' messages {path} cannot be opened: {reason}")]
    Open {
        /// The file as it was named.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Something cannot be written as JSON.
    #[error("the file of webhooks' messages cannot take this: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// Reading or writing failed.
    #[error("the file of webhooks' messages: {0}")]
    Database(#[from] rusqlite::Error),
}

/// How far a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryState {
    /// It is to be sent, for the first time or again.
    Waiting,
    /// The receiver took it.
    Delivered,
    /// It is not tried any more, unless somebody asks for it.
    Dead,
}

impl DeliveryState {
    /// Its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }

    fn of_code(code: &str) -> Self {
        match code {
            "delivered" => Self::Delivered,
            "dead" => Self::Dead,
            // There is no other name in the file.
            _ => Self::Waiting,
        }
    }
}

/// A message to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// The webhook that sends it.
    pub webhook: WebhookId,
    /// The message's id.
    pub message: MessageId,
    /// Where its event is in the log.
    pub position: Position,
    /// The event's type, or that of a test.
    pub kind: String,
    /// What its maker must be able to see; nothing: it says nothing.
    pub about: Option<OutgoingSubject>,
    /// When it happened, UTC.
    pub occurred_at: DateTime<Utc>,
    /// What is said, as JSON.
    pub data: String,
}

/// A message, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The message's id.
    pub message: MessageId,
    /// The event's type, or that of a test.
    pub kind: String,
    /// What its maker must be able to see; nothing: it says nothing.
    pub about: Option<OutgoingSubject>,
    /// When it happened, UTC.
    pub occurred_at: DateTime<Utc>,
    /// What is said, as JSON.
    pub data: String,
    /// How far it is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// When it was tried for the first time, UTC.
    pub first_try: Option<DateTime<Utc>>,
    /// When it is to be tried next, UTC, while it waits.
    pub due: DateTime<Utc>,
    /// What the receiver answered last, where it did.
    pub status: Option<u16>,
    /// Why the last try was in vain.
    pub reason: Option<FailureReason>,
    /// When anything last happened to it, UTC.
    pub changed_at: DateTime<Utc>,
}

/// What an event of the log does to the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueueChange {
    /// A message is to be sent.
    Queue(NewDelivery),
    /// Dead messages are to be tried again: one, or all.
    Redrive {
        /// Whose they are.
        webhook: WebhookId,
        /// Which; none: all.
        message: Option<MessageId>,
    },
    /// Something was taken out of an event: whatever anybody wrote of it is in no message any more.
    TakeOut {
        /// Where the event is in the log.
        position: Position,
    },
    /// A webhook is no more, and nothing of it is kept.
    Forget {
        /// Which webhook it was.
        webhook: WebhookId,
    },
}

/// The file. A clone is the same file.
#[derive(Debug, Clone)]
pub struct Deliveries {
    path: Arc<Path>,
    file: Arc<Mutex<Connection>>,
}

const fn millis(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

fn instant(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

const COLUMNS: &str =
    "message, kind, about, occurred_at, data, state, tries, first_try, due, status, reason, changed_at";

fn unreadable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}

fn kept_place(row: &Row<'_>) -> rusqlite::Result<KeptPlace> {
    Ok(KeptPlace::of_columns(Position(row.get("position")?), row.get("log")?, row.get("hash")?))
}

fn delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    let (message, about): (String, Option<String>) = (row.get("message")?, row.get("about")?);
    let (state, reason): (String, Option<String>) = (row.get("state")?, row.get("reason")?);
    let first_try: Option<i64> = row.get("first_try")?;
    Ok(Delivery {
        message: serde_json::from_value(message.into()).map_err(unreadable)?,
        kind: row.get("kind")?,
        about: about.map(|about| serde_json::from_str(&about)).transpose().map_err(unreadable)?,
        occurred_at: instant(row.get("occurred_at")?),
        data: row.get("data")?,
        state: DeliveryState::of_code(&state),
        tries: row.get("tries")?,
        first_try: first_try.map(instant),
        due: instant(row.get("due")?),
        status: row.get("status")?,
        reason: reason.and_then(|reason| FailureReason::from_code(&reason)),
        changed_at: instant(row.get("changed_at")?),
    })
}

/// Takes what anybody wrote out of the messages of an event. What cannot be read is not kept.
fn take_out(transaction: &Transaction<'_>, position: Position) -> Result<(), DeliveryFileError> {
    let kept: Vec<(String, String, String)> = transaction
        .prepare("SELECT webhook, message, data FROM deliveries WHERE position = ?1")?
        .query_map([position.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (webhook, message, data) in kept {
        if let Ok(data) = serde_json::from_str::<OutgoingData>(&data) {
            let data = serde_json::to_string(&data.without_texts())?;
            let sql = "UPDATE deliveries SET data = ?3 WHERE webhook = ?1 AND message = ?2";
            transaction.execute(sql, params![webhook, message, data])?;
        } else {
            let sql = "DELETE FROM deliveries WHERE webhook = ?1 AND message = ?2";
            transaction.execute(sql, params![webhook, message])?;
        }
    }
    Ok(())
}

impl Deliveries {
    /// Opens the file, or makes it.
    pub fn open(path: &Path) -> Result<Self, DeliveryFileError> {
        let failed = |reason: String| DeliveryFileError::Open { path: path.to_owned(), reason };
        let mut connection = Connection::open(path).map_err(|error| failed(error.to_string()))?;
        // What was taken out, or is not kept any more, is not to be found in the file.
        for (name, value) in [("journal_mode", "WAL"), ("synchronous", "FULL"), ("secure_delete", "ON")] {
            connection.pragma_update(None, name, value).map_err(|error| failed(error.to_string()))?;
        }
        let migrations = Migrations::new(MIGRATIONS.iter().map(|sql| M::up(sql)).collect());
        migrations
            .to_latest(&mut connection)
            .map_err(|error| failed(format!("{error}; run the version that wrote it, or a newer one")))?;
        Ok(Self { path: path.into(), file: Arc::new(Mutex::new(connection)) })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Up to where in which log the queue was filled; nowhere: the file is new.
    pub fn place(&self) -> Result<KeptPlace, DeliveryFileError> {
        let found = self.connection().query_row("SELECT position, log, hash FROM place", [], kept_place).optional()?;
        Ok(found.unwrap_or(KeptPlace::Nowhere))
    }

    /// Whether anything in it may still be sent.
    pub fn may_send(&self) -> Result<bool, DeliveryFileError> {
        let found = "SELECT EXISTS (SELECT 1 FROM deliveries WHERE state IN ('waiting', 'dead'))";
        Ok(self.connection().query_row(found, [], |row| row.get(0))?)
    }

    /// Takes in what events up to a place in the log do to the queue.
    pub fn take_in(
        &self,
        place: &LogMark,
        changes: &[QueueChange],
        now: DateTime<Utc>,
    ) -> Result<(), DeliveryFileError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let at = millis(now);
        let mut grown = BTreeSet::new();
        for change in changes {
            match change {
                QueueChange::Queue(new) => {
                    grown.insert(&new.webhook);
                    let about = new.about.as_ref().map(serde_json::to_string).transpose()?;
                    let (webhook, message) = (new.webhook.as_str(), new.message.to_string());
                    let occurred_at = millis(new.occurred_at);
                    transaction.execute(
                        "INSERT OR IGNORE INTO deliveries (webhook, message, position, kind, about, occurred_at, data, state,
                             tries, due, changed_at)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', 0, ?8, ?8)",
                        params![webhook, message, new.position.0, new.kind, about, occurred_at, new.data, at],
                    )?;
                }
                QueueChange::Redrive { webhook, message } => {
                    grown.insert(webhook);
                    let message = message.map(|message| message.to_string());
                    transaction.execute(
                        "UPDATE deliveries SET state = 'waiting', tries = 0, first_try = NULL, due = ?3, changed_at = ?3
                         WHERE webhook = ?1 AND state = 'dead' AND (?2 IS NULL OR message = ?2)",
                        params![webhook.as_str(), message, at],
                    )?;
                    // Whoever asks knows of something that the schedule does not.
                    transaction.execute("DELETE FROM receivers WHERE webhook = ?1", [webhook.as_str()])?;
                }
                QueueChange::TakeOut { position } => take_out(&transaction, *position)?,
                QueueChange::Forget { webhook } => {
                    transaction.execute("DELETE FROM deliveries WHERE webhook = ?1", [webhook.as_str()])?;
                    transaction.execute("DELETE FROM receivers WHERE webhook = ?1", [webhook.as_str()])?;
                }
            }
        }
        for webhook in grown {
            bury_the_oldest(&transaction, webhook, at)?;
        }
        transaction.execute(
            "INSERT OR REPLACE INTO place (only, position, log, hash) VALUES (1, ?1, ?2, ?3)",
            params![place.position.0, place.log.as_bytes(), place.hash.as_bytes()],
        )?;
        transaction.commit()?;
        if changes.iter().any(|change| matches!(change, QueueChange::TakeOut { .. } | QueueChange::Forget { .. })) {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// When each webhook has something to send next, UTC; those that have nothing are left out.
    pub fn next_tries(&self) -> Result<Vec<(WebhookId, DateTime<Utc>)>, DeliveryFileError> {
        let connection = self.connection();
        let mut query = connection.prepare_cached(
            "SELECT webhook, MAX(MIN(due), COALESCE((SELECT not_before FROM receivers WHERE receivers.webhook =
                 deliveries.webhook), 0)) FROM deliveries WHERE state = 'waiting' GROUP BY webhook",
        )?;
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let mut found = vec![];
        for row in rows {
            let (webhook, at) = row?;
            // What is in the file was an id when it was written.
            found.extend(webhook.parse().ok().map(|webhook| (webhook, instant(at))));
        }
        Ok(found)
    }

    /// The message of a webhook that is to be tried now: of those that are due the first of the log.
    pub fn next(&self, webhook: &WebhookId, now: DateTime<Utc>) -> Result<Option<Delivery>, DeliveryFileError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM deliveries WHERE webhook = ?1 AND state = 'waiting' AND due <= ?2
             ORDER BY position LIMIT 1"
        );
        Ok(self.connection().query_row(&sql, params![webhook.as_str(), millis(now)], delivery).optional()?)
    }

    /// Notes that a message has arrived.
    pub fn note_delivered(
        &self,
        webhook: &WebhookId,
        message: MessageId,
        status: u16,
        now: DateTime<Utc>,
    ) -> Result<(), DeliveryFileError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "UPDATE deliveries SET state = 'delivered', tries = tries + 1, first_try = COALESCE(first_try, ?3), status = ?4,
                 reason = NULL, changed_at = ?3
             WHERE webhook = ?1 AND message = ?2",
            params![webhook.as_str(), message.to_string(), millis(now), status],
        )?;
        transaction.execute("DELETE FROM receivers WHERE webhook = ?1", [webhook.as_str()])?;
        prune(&transaction, webhook, DeliveryState::Delivered, REMEMBERED)?;
        Ok(transaction.commit()?)
    }

    /// Notes that a try was in vain; without an instant to try again the message is dead.
    pub fn note_failed(
        &self,
        webhook: &WebhookId,
        message: MessageId,
        failure: &FailedTry,
        now: DateTime<Utc>,
    ) -> Result<(), DeliveryFileError> {
        let FailedTry { reason, status, again, leave_alone } = failure;
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let state = if again.is_some() { DeliveryState::Waiting } else { DeliveryState::Dead };
        let at = millis(now);
        transaction.execute(
            "UPDATE deliveries SET state = ?3, tries = tries + 1, first_try = COALESCE(first_try, ?4), status = ?5,
                 reason = ?6, due = ?7, changed_at = ?4
             WHERE webhook = ?1 AND message = ?2",
            params![
                webhook.as_str(),
                message.to_string(),
                state.code(),
                at,
                status,
                reason.code(),
                again.map_or(at, millis)
            ],
        )?;
        let not_before = leave_alone.map_or(0, |pause| millis(now + pause.min(LONGEST_WISH)));
        transaction.execute(
            "INSERT INTO receivers VALUES (?1, ?2, ?3)
             ON CONFLICT (webhook) DO UPDATE SET not_before = MAX(not_before, excluded.not_before)",
            params![webhook.as_str(), not_before, at],
        )?;
        prune(&transaction, webhook, DeliveryState::Dead, MOST_DEAD)?;
        Ok(transaction.commit()?)
    }

    /// Since when a webhook's receiver has taken nothing, UTC.
    pub fn failing_since(&self, webhook: &WebhookId) -> Result<Option<DateTime<Utc>>, DeliveryFileError> {
        let sql = "SELECT failing_since FROM receivers WHERE webhook = ?1";
        let found: Option<Option<i64>> =
            self.connection().query_row(sql, [webhook.as_str()], |row| row.get(0)).optional()?;
        Ok(found.flatten().map(instant))
    }

    /// Forgets a message: whoever it was for may not see what it is about.
    pub fn withhold(&self, webhook: &WebhookId, message: MessageId) -> Result<(), DeliveryFileError> {
        let sql = "DELETE FROM deliveries WHERE webhook = ?1 AND message = ?2";
        self.connection().execute(sql, params![webhook.as_str(), message.to_string()])?;
        Ok(())
    }

    /// Forgets everything that waits: whoever it was for has left.
    pub fn withhold_all(&self, webhook: &WebhookId) -> Result<(), DeliveryFileError> {
        let sql = "DELETE FROM deliveries WHERE webhook = ?1 AND state = 'waiting'";
        self.connection().execute(sql, [webhook.as_str()])?;
        Ok(())
    }

    /// Takes out of the queue what waits for a webhook that was disabled. It can be tried again once that goes on.
    pub fn bury(&self, webhook: &WebhookId, now: DateTime<Utc>) -> Result<(), DeliveryFileError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "UPDATE deliveries SET state = 'dead', reason = COALESCE(reason, ?3), changed_at = ?2
             WHERE webhook = ?1 AND state = 'waiting'",
            params![webhook.as_str(), millis(now), FailureReason::Disabled.code()],
        )?;
        prune(&transaction, webhook, DeliveryState::Dead, MOST_DEAD)?;
        Ok(transaction.commit()?)
    }

    /// The messages of a webhook, those to which something happened last first: all that wait or are dead, up to a limit
    /// together with those that arrived.
    pub fn of(&self, webhook: &WebhookId, limit: u32) -> Result<Vec<Delivery>, DeliveryFileError> {
        let connection = self.connection();
        let sql = format!(
            "SELECT {COLUMNS} FROM deliveries WHERE webhook = ?1 ORDER BY changed_at DESC, position DESC LIMIT +?2"
        );
        let mut query = connection.prepare_cached(&sql)?;
        let rows = query.query_map(params![webhook.as_str(), limit], delivery)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// A try that was in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedTry {
    /// Why it was in vain.
    pub reason: FailureReason,
    /// What the receiver answered, where it did.
    pub status: Option<u16>,
    /// When it is tried again, UTC; not at all: the message is dead.
    pub again: Option<DateTime<Utc>>,
    /// How long the receiver wants to be left alone altogether.
    pub leave_alone: Option<TimeDelta>,
}

/// Gives up the oldest of what waits for a webhook beyond [`MOST_WAITING`]; of them the latest stay to be tried again.
fn bury_the_oldest(connection: &Connection, webhook: &WebhookId, at: i64) -> rusqlite::Result<()> {
    let count = "SELECT COUNT(*) FROM deliveries WHERE webhook = ?1 AND state = 'waiting'";
    let waiting: u32 = connection.query_row(count, [webhook.as_str()], |row| row.get(0))?;
    let Some(too_many) = waiting.checked_sub(MOST_WAITING).filter(|too_many| *too_many > 0) else { return Ok(()) };
    connection.execute(
        "UPDATE deliveries SET state = 'dead', reason = ?3, changed_at = ?2
         WHERE webhook = ?1 AND message IN (
             SELECT message FROM deliveries WHERE webhook = ?1 AND state = 'waiting' ORDER BY position LIMIT +?4)",
        params![webhook.as_str(), at, FailureReason::TooManyWaiting.code(), too_many],
    )?;
    prune(connection, webhook, DeliveryState::Dead, MOST_DEAD)
}

/// Forgets the oldest messages of a state beyond so many.
fn prune(connection: &Connection, webhook: &WebhookId, state: DeliveryState, most: u32) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM deliveries WHERE webhook = ?1 AND state = ?2 AND message NOT IN (
             SELECT message FROM deliveries WHERE webhook = ?1 AND state = ?2
             ORDER BY changed_at DESC, position DESC LIMIT +?3)",
        params![webhook.as_str(), state.code(), most],
    )?;
    Ok(())
}

//! What was made of an answer, so that reading it twice does nothing twice and the person can take it back; and how many
//! answers a person was sent on a day, so that two programs never write to each other for long.
//!
//! Only ids and days are kept, nothing of what was written.

use chrono::{DateTime, NaiveDate, Utc};
use events::action_item::TAKE_BACK_WITHIN;
use events::ids::{ActionItemId, EventId, MeetingId, PersonId};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::correspondence::{Correspondence, CorrespondenceError};
use crate::draft::MessageId;

pub(super) const TABLES: &str = "CREATE TABLE settled_answers (
       key TEXT PRIMARY KEY, answer TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE noted (
       key TEXT NOT NULL, what TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (key, what)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE sent_answers (
       id TEXT PRIMARY KEY, person TEXT NOT NULL, day TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;";

/// What an answer was found to be about, before anything was done of it. Read once more after a crash, it is about the same,
/// whatever has happened to the tasks meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledAnswer {
    /// The date in Kosovo on which it was read: “+3 days” count from there.
    pub read_on: NaiveDate,
    /// The tasks of each of its statements; none where that was not clear.
    #[serde(default)]
    pub tasks: Vec<Vec<ActionItemId>>,
    /// The message, by its key, that it takes back, and what of it.
    #[serde(default)]
    pub takes_back: Option<(String, Vec<RecordedEffect>)>,
    /// The meeting whose invitation it answers.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
}

/// Something that was recorded because of an answer. Kept in the file, so names never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordedEffect {
    /// A report on a task.
    Report(ActionItemId, EventId),
    /// An answer to an invitation.
    Invitation(MeetingId),
}

/// What one message led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageEffects {
    /// The key of the message that said it.
    pub key: String,
    /// What was recorded.
    pub what: Vec<RecordedEffect>,
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

impl Correspondence {
    /// What a message was found to be about, if it was read before.
    pub fn settled(&self, key: &str) -> Result<Option<SettledAnswer>, CorrespondenceError> {
        let sql = "SELECT answer FROM settled_answers WHERE key = ?1";
        let found: Option<String> = self.connection().query_row(sql, [key], |row| row.get(0)).optional()?;
        Ok(found.map(|answer| serde_json::from_str(&answer)).transpose()?)
    }

    /// Notes what a message is about, before anything is done of it. What was noted first stays.
    pub fn settle(&self, key: &str, answer: &SettledAnswer) -> Result<(), CorrespondenceError> {
        let sql = "INSERT OR IGNORE INTO settled_answers VALUES (?1, ?2)";
        self.connection().execute(sql, params![key, serde_json::to_string(answer)?])?;
        Ok(())
    }

    /// Notes what was recorded of a message; what is too old to be taken back is forgotten.
    pub fn note(
        &self,
        key: &str,
        person: &PersonId,
        at: DateTime<Utc>,
        what: &RecordedEffect,
    ) -> Result<(), CorrespondenceError> {
        let what = serde_json::to_string(what)?;
        let connection = self.connection();
        connection.execute("DELETE FROM noted WHERE at < ?1", [moment(at - TAKE_BACK_WITHIN)])?;
        let sql = "INSERT OR IGNORE INTO noted VALUES (?1, ?2, ?3, ?4)";
        connection.execute(sql, params![key, what, person.as_str(), moment(at)])?;
        Ok(())
    }

    /// What a person's last message led to, if that can still be taken back at this instant.
    pub fn noted_last(
        &self,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<Option<MessageEffects>, CorrespondenceError> {
        let sql = "SELECT key, what FROM noted WHERE person = ?1 AND at >= ?2 ORDER BY at DESC, key";
        let connection = self.connection();
        let mut statement = connection.prepare_cached(sql)?;
        let values = params![person.as_str(), moment(now - TAKE_BACK_WITHIN)];
        let rows = statement.query_map(values, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut last: Option<MessageEffects> = None;
        for row in rows {
            let (key, what) = row?;
            let what = serde_json::from_str(&what)?;
            match &mut last {
                None => last = Some(MessageEffects { key, what: vec![what] }),
                Some(last) if last.key == key => last.what.push(what),
                Some(_) => break,
            }
        }
        Ok(last)
    }

    /// Forgets what was recorded of a message: it was taken back.
    pub fn forget_noted(&self, key: &str) -> Result<(), CorrespondenceError> {
        self.connection().execute("DELETE FROM noted WHERE key = ?1", [key])?;
        Ok(())
    }

    /// Whether a person may be sent an answer on a day, where at most so many are sent; if so, it is counted. The same answer
    /// again is not another one.
    pub fn count_answer(
        &self,
        id: MessageId,
        person: &PersonId,
        day: NaiveDate,
        most: usize,
    ) -> Result<bool, CorrespondenceError> {
        let (id, day) = (id.0.to_string(), day.to_string());
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute("DELETE FROM sent_answers WHERE day < ?1", [&day])?;
        let known = "SELECT EXISTS (SELECT 1 FROM sent_answers WHERE id = ?1)";
        let mut may: bool = transaction.query_row(known, [&id], |row| row.get(0))?;
        if !may {
            let count = "SELECT count(*) FROM sent_answers WHERE person = ?1 AND day = ?2";
            let sent: u32 = transaction.query_row(count, params![person.as_str(), day], |row| row.get(0))?;
            may = usize::try_from(sent).is_ok_and(|sent| sent < most);
            if may {
                transaction
                    .execute("INSERT INTO sent_answers VALUES (?1, ?2, ?3)", params![id, person.as_str(), day])?;
            }
        }
        transaction.commit()?;
        Ok(may)
    }
}

//! What the bot keeps of its talk in its own file: which messages invite to a meeting, which of them is the chat's last, and
//! what was noted a short while ago.

use chrono::{DateTime, Utc};
use events::action_item::TAKE_BACK_WITHIN;
use events::ids::{ActionItemId, ChatId, CorrelationId, EventId, MeetingId, PersonId};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::config::BotError;
use crate::database::{Database, json, parse};

/// The tables. A message that invites is the last one until the bot says something else.
pub(crate) const TABLES: &str = "
    CREATE TABLE meeting_cards (
        chat INTEGER NOT NULL, message INTEGER NOT NULL, meeting TEXT NOT NULL, is_last INTEGER NOT NULL,
        PRIMARY KEY (chat, message)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX last_meeting_cards ON meeting_cards (chat) WHERE is_last = 1;
    INSERT OR IGNORE INTO meeting_cards SELECT chat, message, meeting, 0 FROM meeting_invitations;
    DROP INDEX meeting_invitations_by_message;
    CREATE TABLE noted (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        chat INTEGER NOT NULL,
        person TEXT NOT NULL,
        correlation TEXT NOT NULL,
        at TEXT NOT NULL,
        what TEXT NOT NULL,
        before_question INTEGER NOT NULL DEFAULT 0,
        UNIQUE (chat, correlation, what)
    ) STRICT;";

/// Something that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Noted {
    /// A report on a task.
    Report(ActionItemId, EventId),
    /// An answer to an invitation.
    Answer(MeetingId),
    /// Something that no word takes back.
    Other,
}

/// What one message or press of a person led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotedTogether {
    pub(super) at: DateTime<Utc>,
    pub(super) correlation: CorrelationId,
    /// Whether something was asked since.
    pub(super) before_question: bool,
    pub(super) what: Vec<Noted>,
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

impl Database {
    /// Notes whether a message that was just sent invites to a meeting; the one before it is not the last any more.
    pub(crate) async fn note_card_sent(
        &self,
        chat: ChatId,
        message: i32,
        meeting: Option<&MeetingId>,
    ) -> Result<(), BotError> {
        let meeting = meeting.map(ToString::to_string);
        self.run(move |c| {
            c.execute("UPDATE meeting_cards SET is_last = 0 WHERE chat = ?1 AND is_last = 1", [chat.0])?;
            let Some(meeting) = meeting else { return Ok(()) };
            let sql = "INSERT OR REPLACE INTO meeting_cards VALUES (?1, ?2, ?3, 1)";
            c.execute(sql, params![chat.0, message, meeting]).map(drop)
        })
        .await
    }

    /// Notes whether a message that was changed invites to a meeting now.
    pub(crate) async fn note_card_changed(
        &self,
        chat: ChatId,
        message: i32,
        meeting: Option<&MeetingId>,
    ) -> Result<(), BotError> {
        let meeting = meeting.map(ToString::to_string);
        self.run(move |c| match meeting {
            Some(meeting) => c.execute(
                "INSERT INTO meeting_cards VALUES (?1, ?2, ?3, 0)
                 ON CONFLICT (chat, message) DO UPDATE SET meeting = excluded.meeting",
                params![chat.0, message, meeting],
            ),
            None => c.execute("DELETE FROM meeting_cards WHERE chat = ?1 AND message = ?2", params![chat.0, message]),
        })
        .await
        .map(drop)
    }

    /// The meeting that a message of a chat invites to.
    pub(crate) async fn meeting_of_message(&self, chat: ChatId, message: i32) -> Result<Option<MeetingId>, BotError> {
        let sql = "SELECT meeting FROM meeting_cards WHERE chat = ?1 AND message = ?2";
        let found: Option<String> =
            self.run(move |c| c.query_row(sql, params![chat.0, message], |row| row.get(0)).optional()).await?;
        Ok(found.and_then(|meeting| meeting.parse().ok()))
    }

    /// The meeting that the bot's last message in a chat invites to.
    pub(super) async fn meeting_asked_last(&self, chat: ChatId) -> Result<Option<MeetingId>, BotError> {
        let sql = "SELECT meeting FROM meeting_cards WHERE chat = ?1 AND is_last = 1";
        let found: Option<String> = self.run(move |c| c.query_row(sql, [chat.0], |row| row.get(0)).optional()).await?;
        Ok(found.and_then(|meeting| meeting.parse().ok()))
    }

    /// Keeps that something was noted; what is too old to be taken back is forgotten.
    pub(super) async fn keep_noted(
        &self,
        chat: ChatId,
        person: &PersonId,
        correlation: CorrelationId,
        at: DateTime<Utc>,
        what: &Noted,
    ) -> Result<(), BotError> {
        let (person, what, oldest) = (person.to_string(), json(what)?, moment(at - TAKE_BACK_WITHIN));
        self.run(move |c| {
            c.execute("DELETE FROM noted WHERE chat = ?1 AND at < ?2", params![chat.0, oldest])?;
            let sql = "INSERT OR IGNORE INTO noted (chat, person, correlation, at, what) VALUES (?1, ?2, ?3, ?4, ?5)";
            c.execute(sql, params![chat.0, person, correlation.0.to_string(), moment(at), what])
        })
        .await
        .map(drop)
    }

    /// A report was taken back.
    pub(super) async fn forget_report(
        &self,
        chat: ChatId,
        item: &ActionItemId,
        report: EventId,
    ) -> Result<(), BotError> {
        let what = json(&Noted::Report(item.clone(), report))?;
        self.run(move |c| c.execute("DELETE FROM noted WHERE chat = ?1 AND what = ?2", params![chat.0, what]))
            .await
            .map(drop)
    }

    /// What was noted in a chat for a person, all of it that is kept, the newest first.
    pub(super) async fn noted(&self, chat: ChatId, person: &PersonId) -> Result<Vec<NotedTogether>, BotError> {
        let person = person.to_string();
        let rows: Vec<(String, String, String, bool)> = self
            .run(move |c| {
                let sql = "SELECT correlation, at, what, before_question FROM noted
                           WHERE chat = ?1 AND person = ?2 ORDER BY id DESC";
                c.prepare_cached(sql)?
                    .query_map(params![chat.0, person], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
                    .collect()
            })
            .await?;
        let mut noted: Vec<NotedTogether> = Vec::new();
        for (correlation, at, what, before_question) in rows {
            let (Ok(id), Ok(at)) = (correlation.parse(), at.parse::<DateTime<Utc>>()) else { continue };
            let (correlation, what) = (CorrelationId(id), parse(&what)?);
            match noted.last_mut() {
                Some(last) if last.correlation == correlation => last.what.insert(0, what),
                Some(_) | None => noted.push(NotedTogether { at, correlation, before_question, what: vec![what] }),
            }
        }
        Ok(noted)
    }
}

//! What the bot keeps of meetings in its own file: which message a chat was invited with, and what that says.

use events::ids::{ChatId, MeetingId};
use events::meeting::{InvitationAnswer, MeetingTime};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::config::BotError;
use crate::database::{Database, json, parse};

/// The tables.
pub(crate) const TABLES: &str = "
    CREATE TABLE meeting_invitations (
        chat INTEGER NOT NULL, meeting TEXT NOT NULL, message INTEGER NOT NULL, said TEXT NOT NULL,
        PRIMARY KEY (chat, meeting)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX meeting_invitations_by_message ON meeting_invitations (chat, message);";

/// What an invitation's message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    /// When the meeting is.
    pub(super) at: MeetingTime,
    /// How many items the agenda has.
    pub(super) agenda: usize,
    /// What the institution answered.
    pub(super) answer: Option<InvitationAnswer>,
    /// Whether it is called off.
    pub(super) cancelled: bool,
}

/// The message that a chat was invited with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Invited {
    pub(super) message: i32,
    pub(super) said: Said,
}

impl Database {
    /// The message that a chat was invited to a meeting with.
    pub(super) async fn invited(&self, chat: ChatId, meeting: &MeetingId) -> Result<Option<Invited>, BotError> {
        let meeting = meeting.to_string();
        let found: Option<(i32, String)> = self
            .run(move |c| {
                let sql = "SELECT message, said FROM meeting_invitations WHERE chat = ?1 AND meeting = ?2";
                c.query_row(sql, params![chat.0, meeting], |row| Ok((row.get(0)?, row.get(1)?))).optional()
            })
            .await?;
        found.map(|(message, said)| Ok(Invited { message, said: parse(&said)? })).transpose()
    }

    /// Notes which message invites a chat to a meeting, and what it says.
    pub(super) async fn note_invited(
        &self,
        chat: ChatId,
        meeting: &MeetingId,
        message: i32,
        said: &Said,
    ) -> Result<(), BotError> {
        let (meeting, said) = (meeting.to_string(), json(said)?);
        self.run(move |c| {
            let sql = "INSERT OR REPLACE INTO meeting_invitations VALUES (?1, ?2, ?3, ?4)";
            c.execute(sql, params![chat.0, meeting, message, said])
        })
        .await
        .map(drop)
    }
}

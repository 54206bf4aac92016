//! What the bot keeps of meetings in its own file: which message a chat was invited with, and what that says.

use events::ids::{ChatId, MeetingId};
use events::meeting::{InvitationAnswer, MeetingTime};
use readmodels::meetings::{MeetingStage, MeetingView};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::core::config::BotError;
use crate::core::storage::database::{Database, Migration, json, parse};

/// The tables. Which message of a chat invites to what is kept with what messages are about since version 14.
pub(super) const MIGRATIONS: [Migration; 2] = [
    Migration {
        number: 9,
        sql: "CREATE TABLE meeting_invitations (
                  chat INTEGER NOT NULL, meeting TEXT NOT NULL, message INTEGER NOT NULL, said TEXT NOT NULL,
                  PRIMARY KEY (chat, meeting)
              ) STRICT, WITHOUT ROWID;
              CREATE INDEX meeting_invitations_by_message ON meeting_invitations (chat, message);",
    },
    Migration {
        number: 14,
        sql: "INSERT OR IGNORE INTO meeting_cards SELECT chat, message, meeting, 0 FROM meeting_invitations;
              DROP INDEX meeting_invitations_by_message;",
    },
];

/// What an invitation's message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct InvitationContent {
    /// When the meeting is.
    pub(super) at: MeetingTime,
    /// How many items the agenda has.
    pub(super) agenda: usize,
    /// What the institution answered.
    pub(super) answer: Option<InvitationAnswer>,
    /// Whether it is called off.
    pub(super) cancelled: bool,
}

impl InvitationContent {
    pub(super) fn of(meeting: &MeetingView, answer: Option<InvitationAnswer>) -> Self {
        let cancelled = match meeting.stage {
            MeetingStage::Cancelled => true,
            MeetingStage::Scheduled | MeetingStage::Held => false,
        };
        Self { at: meeting.at, agenda: meeting.agenda.len(), answer, cancelled }
    }
}

/// The message that a chat was invited with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SentInvitation {
    pub(super) message: i32,
    pub(super) said: InvitationContent,
}

/// The message that a chat was invited to a meeting with.
pub(super) async fn sent_invitation(
    database: &Database,
    chat: ChatId,
    meeting: &MeetingId,
) -> Result<Option<SentInvitation>, BotError> {
    let meeting = meeting.to_string();
    let found: Option<(i32, String)> = database
        .run(move |c| {
            let sql = "SELECT message, said FROM meeting_invitations WHERE chat = ?1 AND meeting = ?2";
            c.query_row(sql, params![chat.0, meeting], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
        .await?;
    found.map(|(message, said)| Ok(SentInvitation { message, said: parse(&said)? })).transpose()
}

/// Notes which message invites a chat to a meeting, and what it says.
pub(super) async fn record_invitation(
    database: &Database,
    chat: ChatId,
    meeting: &MeetingId,
    message: i32,
    said: &InvitationContent,
) -> Result<(), BotError> {
    let (meeting, said) = (meeting.to_string(), json(said)?);
    database
        .run(move |c| {
            let sql = "INSERT OR REPLACE INTO meeting_invitations VALUES (?1, ?2, ?3, ?4)";
            c.execute(sql, params![chat.0, meeting, message, said])
        })
        .await
        .map(drop)
}

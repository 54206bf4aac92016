//! Which message posted a meeting in a group, and what it says.

use std::collections::BTreeMap;

use events::ids::{ChatId, InstitutionId, MeetingId};
use events::meeting::{InvitationAnswer, MeetingTime};
use readmodels::meetings::{MeetingStage, MeetingView};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::core::config::BotError;
use crate::core::storage::database::{Database, Migration, json, parse};

pub(super) const MIGRATION: Migration = Migration {
    number: 13,
    sql: "CREATE TABLE group_posts (
              chat INTEGER NOT NULL, meeting TEXT NOT NULL, message INTEGER NOT NULL, said TEXT NOT NULL,
              PRIMARY KEY (chat, meeting)
          ) STRICT, WITHOUT ROWID;",
};
/// The table again, as one that goes along when a group becomes another chat.
pub(super) const TABLE: &str = "group_posts";

/// What a posted invitation says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct GroupPostContent {
    pub(super) at: MeetingTime,
    pub(super) agenda: usize,
    pub(super) answers: BTreeMap<InstitutionId, InvitationAnswer>,
    pub(super) cancelled: bool,
}

impl GroupPostContent {
    pub(super) fn of(meeting: &MeetingView) -> Self {
        Self {
            at: meeting.at,
            agenda: meeting.agenda.len(),
            answers: meeting.answers.clone(),
            cancelled: meeting.stage == MeetingStage::Cancelled,
        }
    }
}

/// The message that a meeting was posted with, and what it says.
pub(super) async fn group_post(
    database: &Database,
    chat: ChatId,
    meeting: &MeetingId,
) -> Result<Option<(i32, GroupPostContent)>, BotError> {
    let meeting = meeting.to_string();
    let found: Option<(i32, String)> = database
        .run(move |c| {
            let sql = "SELECT message, said FROM group_posts WHERE chat = ?1 AND meeting = ?2";
            c.query_row(sql, params![chat.0, meeting], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
        .await?;
    found.map(|(message, said)| Ok((message, parse(&said)?))).transpose()
}

pub(super) async fn record_group_post(
    database: &Database,
    chat: ChatId,
    meeting: &MeetingId,
    message: i32,
    said: &GroupPostContent,
) -> Result<(), BotError> {
    let (meeting, said) = (meeting.to_string(), json(said)?);
    database
        .run(move |c| {
            c.execute(
                "INSERT OR REPLACE INTO group_posts VALUES (?1, ?2, ?3, ?4)",
                params![chat.0, meeting, message, said],
            )
        })
        .await
        .map(drop)
}

/// The meeting that a message of a group posted.
pub(super) async fn meeting_of_group_post(
    database: &Database,
    chat: ChatId,
    message: i32,
) -> Result<Option<MeetingId>, BotError> {
    let found: Option<String> = database
        .run(move |c| {
            let sql = "SELECT meeting FROM group_posts WHERE chat = ?1 AND message = ?2";
            c.query_row(sql, params![chat.0, message], |row| row.get(0)).optional()
        })
        .await?;
    Ok(found.and_then(|meeting| meeting.parse().ok()))
}

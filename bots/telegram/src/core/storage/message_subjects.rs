//! What a message of the bot is about: which tasks, and which meeting it invites to. Words in reply to it are about that.

use events::ids::{ActionItemId, ChatId, MeetingId};
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::{Database, json, parse};

/// Which tasks a message of the bot is about.
pub(crate) async fn record_tasks_of_message(
    database: &Database,
    chat: ChatId,
    message: i32,
    items: &[ActionItemId],
) -> Result<(), BotError> {
    let items = json(&items)?;
    database
        .run(move |c| c.execute("INSERT OR REPLACE INTO messages VALUES (?1, ?2, ?3)", params![chat.0, message, items]))
        .await
        .map(drop)
}

pub(crate) async fn tasks_of_bot_message(
    database: &Database,
    chat: ChatId,
    message: i32,
) -> Result<Vec<ActionItemId>, BotError> {
    let found: Option<String> = database
        .run(move |c| {
            c.query_row("SELECT items FROM messages WHERE chat = ?1 AND message = ?2", params![chat.0, message], |r| {
                r.get(0)
            })
            .optional()
        })
        .await?;
    found.map_or(Ok(vec![]), |text| parse(&text))
}

/// Notes whether a message that was just sent invites to a meeting; the one before it is not the last any more.
pub(crate) async fn record_invitation_of_message(
    database: &Database,
    chat: ChatId,
    message: i32,
    meeting: Option<&MeetingId>,
) -> Result<(), BotError> {
    let meeting = meeting.map(ToString::to_string);
    database
        .run(move |c| {
            c.execute("UPDATE meeting_cards SET is_last = 0 WHERE chat = ?1 AND is_last = 1", [chat.0])?;
            let Some(meeting) = meeting else { return Ok(()) };
            let sql = "INSERT OR REPLACE INTO meeting_cards VALUES (?1, ?2, ?3, 1)";
            c.execute(sql, params![chat.0, message, meeting]).map(drop)
        })
        .await
}

/// Notes whether a message that was changed invites to a meeting now.
pub(crate) async fn replace_invitation_of_message(
    database: &Database,
    chat: ChatId,
    message: i32,
    meeting: Option<&MeetingId>,
) -> Result<(), BotError> {
    let meeting = meeting.map(ToString::to_string);
    database
        .run(move |c| match meeting {
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
pub(crate) async fn meeting_of_message(
    database: &Database,
    chat: ChatId,
    message: i32,
) -> Result<Option<MeetingId>, BotError> {
    let sql = "SELECT meeting FROM meeting_cards WHERE chat = ?1 AND message = ?2";
    let found: Option<String> =
        database.run(move |c| c.query_row(sql, params![chat.0, message], |row| row.get(0)).optional()).await?;
    Ok(found.and_then(|meeting| meeting.parse().ok()))
}

/// The meeting that the bot's last message in a chat invites to.
pub(crate) async fn meeting_asked_last(database: &Database, chat: ChatId) -> Result<Option<MeetingId>, BotError> {
    let sql = "SELECT meeting FROM meeting_cards WHERE chat = ?1 AND is_last = 1";
    let found: Option<String> = database.run(move |c| c.query_row(sql, [chat.0], |row| row.get(0)).optional()).await?;
    Ok(found.and_then(|meeting| meeting.parse().ok()))
}

//! Commands that could not be saved yet, each with the message that says so. The core that submits them reads and writes
//! the entry; here it is a text.

use events::ids::{ChatId, CommandId};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::core::config::BotError;
use crate::core::storage::database::{Database, json, parse};

/// A reply that waits to be saved, with the message that says so.
pub(crate) struct WaitingReply<T> {
    pub(crate) chat: ChatId,
    /// The bot's own message, once it was sent.
    pub(crate) message: Option<i32>,
    pub(crate) entry: T,
}

/// Keeps a reply that could not be saved, once for each command.
pub(crate) async fn store_waiting(
    database: &Database,
    chat: ChatId,
    command: CommandId,
    entry: &impl Serialize,
) -> Result<(), BotError> {
    let (command, text) = (command.to_string(), json(entry)?);
    database
        .run(move |c| {
            c.execute(
                "INSERT OR IGNORE INTO waiting (command, chat, reply) VALUES (?1, ?2, ?3)",
                params![command, chat.0, text],
            )
        })
        .await
        .map(drop)
}

/// Which message says that a reply waits.
pub(crate) async fn record_waiting_message(
    database: &Database,
    command: CommandId,
    message: i32,
) -> Result<(), BotError> {
    let command = command.to_string();
    database
        .run(move |c| c.execute("UPDATE waiting SET message = ?2 WHERE command = ?1", params![command, message]))
        .await
        .map(drop)
}

/// The chats with replies that wait.
pub(crate) async fn chats_waiting(database: &Database) -> Result<Vec<ChatId>, BotError> {
    database
        .run(|c| c.prepare("SELECT DISTINCT chat FROM waiting")?.query_map([], |row| row.get(0))?.collect())
        .await
        .map(|chats: Vec<i64>| chats.into_iter().map(ChatId).collect())
}

/// Whether anything of a chat waits.
pub(crate) async fn is_waiting(database: &Database, chat: ChatId) -> Result<bool, BotError> {
    let sql = "SELECT 1 FROM waiting WHERE chat = ?1 LIMIT 1";
    Ok(database.run(move |c| c.query_row(sql, [chat.0], |_| Ok(())).optional()).await?.is_some())
}

/// The reply that has waited longest in a chat.
pub(crate) async fn first_waiting<T: DeserializeOwned>(
    database: &Database,
    chat: ChatId,
) -> Result<Option<WaitingReply<T>>, BotError> {
    let found: Option<(Option<i32>, String)> = database
        .run(move |c| {
            c.query_row("SELECT message, reply FROM waiting WHERE chat = ?1 ORDER BY id LIMIT 1", [chat.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
        })
        .await?;
    found.map(|(message, text)| Ok(WaitingReply { chat, message, entry: parse(&text)? })).transpose()
}

/// A reply waits no more.
pub(crate) async fn forget_waiting(database: &Database, command: CommandId) -> Result<(), BotError> {
    let command = command.to_string();
    database.run(move |c| c.execute("DELETE FROM waiting WHERE command = ?1", [command])).await.map(drop)
}

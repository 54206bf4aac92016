//! A chat's conversation between two messages: the open question, and the menu of commands that the messenger was told.

use events::ids::ChatId;
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::question::Question;
use crate::core::storage::database::{Database, json, parse};

/// The commands that the messenger was told to offer in a chat.
pub(crate) async fn offered_menu(database: &Database, chat: ChatId) -> Result<Option<String>, BotError> {
    database
        .run(move |c| c.query_row("SELECT menu FROM menus WHERE chat = ?1", [chat.0], |row| row.get(0)).optional())
        .await
}

pub(crate) async fn record_menu(database: &Database, chat: ChatId, menu: String) -> Result<(), BotError> {
    database
        .run(move |c| c.execute("INSERT OR REPLACE INTO menus VALUES (?1, ?2)", params![chat.0, menu]))
        .await
        .map(drop)
}

pub(crate) async fn open_question(database: &Database, chat: ChatId, question: &Question) -> Result<(), BotError> {
    let question = json(question)?;
    database
        .run(move |c| {
            // “Undo” drops the question first.
            c.execute("UPDATE noted SET before_question = 1 WHERE chat = ?1 AND before_question = 0", [chat.0])?;
            c.execute("INSERT OR REPLACE INTO questions VALUES (?1, ?2)", params![chat.0, question])
        })
        .await
        .map(drop)
}

pub(crate) async fn current_question(database: &Database, chat: ChatId) -> Result<Option<Question>, BotError> {
    let found: Option<String> = database
        .run(move |c| c.query_row("SELECT question FROM questions WHERE chat = ?1", [chat.0], |r| r.get(0)).optional())
        .await?;
    found.map(|text| parse(&text)).transpose()
}

pub(crate) async fn close_question(database: &Database, chat: ChatId) -> Result<(), BotError> {
    database.run(move |c| c.execute("DELETE FROM questions WHERE chat = ?1", [chat.0])).await.map(drop)
}

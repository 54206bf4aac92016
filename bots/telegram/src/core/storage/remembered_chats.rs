//! Which chats people have or had. The log keeps them sealed and the read models only the present ones, but whoever lost a
//! chat is told in it; then it is forgotten here as well.

use events::ids::{ChatId, PersonId};
use rusqlite::params;

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// Notes that a chat is a person's.
pub(crate) async fn remember_chat(database: &Database, person: &PersonId, chat: ChatId) -> Result<(), BotError> {
    let person = person.to_string();
    database
        .run(move |c| c.execute("INSERT OR IGNORE INTO remembered_chats VALUES (?1, ?2)", params![person, chat.0]))
        .await
        .map(drop)
}

/// The chats that a person has or had.
pub(crate) async fn remembered_chats(database: &Database, person: &PersonId) -> Result<Vec<ChatId>, BotError> {
    let person = person.to_string();
    database
        .run(move |c| {
            let mut chats = c.prepare_cached("SELECT chat FROM remembered_chats WHERE person = ?1 ORDER BY chat")?;
            chats.query_map([person], |row| row.get(0).map(ChatId))?.collect()
        })
        .await
}

/// Forgets that a chat was a person's.
pub(crate) async fn forget_chat(database: &Database, person: &PersonId, chat: ChatId) -> Result<(), BotError> {
    let person = person.to_string();
    database
        .run(move |c| {
            c.execute("DELETE FROM remembered_chats WHERE person = ?1 AND chat = ?2", params![person, chat.0])
        })
        .await
        .map(drop)
}

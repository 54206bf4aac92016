//! For whom a message of the bot is, in a chat in which somebody speaks for several institutions.

use events::ids::{ChatId, PersonId};
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// Notes for whom a message is.
pub(crate) async fn record_addressee(
    database: &Database,
    chat: ChatId,
    message: i32,
    person: &PersonId,
) -> Result<(), BotError> {
    let person = person.to_string();
    let sql = "INSERT OR REPLACE INTO addressees VALUES (?1, ?2, ?3)";
    database.run(move |c| c.execute(sql, params![chat.0, message, person])).await.map(drop)
}

/// For whom a message is, where that was noted.
pub(crate) async fn addressee(database: &Database, chat: ChatId, message: i32) -> Result<Option<PersonId>, BotError> {
    let sql = "SELECT person FROM addressees WHERE chat = ?1 AND message = ?2";
    let found: Option<String> =
        database.run(move |c| c.query_row(sql, params![chat.0, message], |row| row.get(0)).optional()).await?;
    Ok(found.and_then(|person| person.parse().ok()))
}

/// The last message of the bot of which it shows for whom it is: it was noted, or it is about tasks.
pub(crate) async fn last_addressed(database: &Database, chat: ChatId) -> Result<Option<i32>, BotError> {
    let sql = "SELECT max(message) FROM (SELECT message FROM addressees WHERE chat = ?1
               UNION ALL SELECT message FROM messages WHERE chat = ?1 AND items <> '[]')";
    database.run(move |c| c.query_row(sql, [chat.0], |row| row.get(0))).await
}

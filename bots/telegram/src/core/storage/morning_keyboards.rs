//! The buttons below the messages of mornings: some of them fall away when the next morning's message has left.

use chrono::NaiveDate;
use events::ids::{ChatId, PersonId};
use rusqlite::params;

use crate::core::config::BotError;
use crate::core::press::Press;
use crate::core::storage::database::{Database, json, parse};

/// The rows of a keyboard, as they were worded.
pub(crate) type Rows = Vec<Vec<(String, Press)>>;

/// Notes which buttons are below a message of a person's morning.
pub(crate) async fn record_morning_keyboard(
    database: &Database,
    (chat, message): (ChatId, i32),
    (person, on): (&PersonId, NaiveDate),
    rows: &Rows,
) -> Result<(), BotError> {
    let (person, on, rows) = (person.to_string(), on.to_string(), json(rows)?);
    let sql = "INSERT OR REPLACE INTO morning_keyboards VALUES (?1, ?2, ?3, ?4, ?5)";
    database.run(move |c| c.execute(sql, params![chat.0, message, person, on, rows])).await.map(drop)
}

/// Notes which buttons are below a message now, where it is one of a morning.
pub(crate) async fn replace_morning_keyboard(
    database: &Database,
    chat: ChatId,
    message: i32,
    rows: &Rows,
) -> Result<(), BotError> {
    let rows = json(rows)?;
    let sql = "UPDATE morning_keyboards SET buttons = ?3 WHERE chat = ?1 AND message = ?2";
    database.run(move |c| c.execute(sql, params![chat.0, message, rows])).await.map(drop)
}

/// The messages of a person's mornings before this one, date in Kosovo, with the buttons that are below them.
pub(crate) async fn keyboards_of_earlier_mornings(
    database: &Database,
    chat: ChatId,
    (person, on): (&PersonId, NaiveDate),
) -> Result<Vec<(i32, Rows)>, BotError> {
    let (person, on) = (person.to_string(), on.to_string());
    let found: Vec<(i32, String)> = database
        .run(move |c| {
            let sql = "SELECT message, buttons FROM morning_keyboards WHERE chat = ?1 AND person = ?2 AND date < ?3";
            let mut earlier = c.prepare_cached(sql)?;
            earlier.query_map(params![chat.0, person, on], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
        .await?;
    found.into_iter().map(|(message, rows)| Ok((message, parse(&rows)?))).collect()
}

/// Nothing below this message falls away any more.
pub(crate) async fn forget_morning_keyboard(database: &Database, chat: ChatId, message: i32) -> Result<(), BotError> {
    let sql = "DELETE FROM morning_keyboards WHERE chat = ?1 AND message = ?2";
    database.run(move |c| c.execute(sql, params![chat.0, message])).await.map(drop)
}

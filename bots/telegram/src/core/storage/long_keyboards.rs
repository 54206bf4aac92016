//! The keyboards that are too long for one message: which buttons they have, and which page of them is shown.

use events::ids::ChatId;
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::keyboard_pages::Keyboard;
use crate::core::storage::database::{Database, json, parse};

/// Keeps a message's keyboard and which page of it is shown; `None`: it is a short one now.
pub(crate) async fn keep_keyboard(
    database: &Database,
    chat: ChatId,
    message: i32,
    keyboard: Option<(&Keyboard, usize)>,
) -> Result<(), BotError> {
    let kept = keyboard.map(|(keyboard, page)| Ok::<_, BotError>((json(keyboard)?, page))).transpose()?;
    database
        .run(move |c| match kept {
            Some((keyboard, page)) => c.execute(
                "INSERT OR REPLACE INTO long_keyboards VALUES (?1, ?2, ?3, ?4)",
                params![chat.0, message, i64::try_from(page).unwrap_or(0), keyboard],
            ),
            None => c.execute("DELETE FROM long_keyboards WHERE chat = ?1 AND message = ?2", params![chat.0, message]),
        })
        .await
        .map(drop)
}

/// A message's keyboard, when it is a long one.
pub(crate) async fn long_keyboard(
    database: &Database,
    chat: ChatId,
    message: i32,
) -> Result<Option<Keyboard>, BotError> {
    let sql = "SELECT keyboard FROM long_keyboards WHERE chat = ?1 AND message = ?2";
    let found: Option<String> =
        database.run(move |c| c.query_row(sql, params![chat.0, message], |row| row.get(0)).optional()).await?;
    found.map(|keyboard| parse(&keyboard)).transpose()
}

/// The page that a message shows.
pub(crate) async fn shown_page(database: &Database, chat: ChatId, message: i32) -> Result<usize, BotError> {
    let sql = "SELECT page FROM long_keyboards WHERE chat = ?1 AND message = ?2";
    let found: Option<i64> =
        database.run(move |c| c.query_row(sql, params![chat.0, message], |row| row.get(0)).optional()).await?;
    Ok(found.and_then(|page| usize::try_from(page).ok()).unwrap_or(0))
}

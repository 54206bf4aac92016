//! What each button does. The messenger carries a signed number for it, which counts in its chat only.

use events::ids::ChatId;
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::press::Press;
use crate::core::storage::database::{Database, json, parse};

/// Keeps what a button does, and gives the data that Telegram carries for it.
pub(crate) async fn store_button(database: &Database, chat: ChatId, press: &Press) -> Result<String, BotError> {
    let press = json(press)?;
    let id = database
        .run(move |c| {
            c.execute("INSERT INTO buttons (chat, press) VALUES (?1, ?2)", params![chat.0, press])?;
            Ok(c.last_insert_rowid())
        })
        .await?;
    Ok(database.signer.data(chat, id))
}

/// What a button does in this chat; nothing in any other, so that a forwarded button is dead.
pub(crate) async fn pressed_button(database: &Database, chat: ChatId, data: &str) -> Result<Option<Press>, BotError> {
    let Some(id) = database.signer.button(chat, data) else { return Ok(None) };
    let found: Option<String> = database
        .run(move |c| {
            c.query_row("SELECT press FROM buttons WHERE id = ?1 AND chat = ?2", params![id, chat.0], |r| r.get(0))
                .optional()
        })
        .await?;
    found.map(|text| parse(&text)).transpose()
}

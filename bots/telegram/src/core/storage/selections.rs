//! What was chosen in a chat where several things can be, before it is confirmed. A button says what it adds or takes away and
//! nothing of the rest, so that two that are pressed at once both count.

use std::collections::BTreeSet;

use events::ids::ChatId;
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::{Database, json, parse};

/// What is chosen of something, in this chat.
pub(crate) async fn selection(
    database: &Database,
    chat: ChatId,
    of: &str,
) -> Result<Option<BTreeSet<String>>, BotError> {
    let of = of.to_owned();
    let sql = "SELECT chosen FROM selections WHERE chat = ?1 AND subject = ?2";
    let found: Option<String> =
        database.run(move |c| c.query_row(sql, params![chat.0, of], |row| row.get(0)).optional()).await?;
    found.map(|chosen| parse(&chosen)).transpose()
}

/// Chooses these and no others.
pub(crate) async fn select(
    database: &Database,
    chat: ChatId,
    of: &str,
    chosen: &BTreeSet<String>,
) -> Result<(), BotError> {
    let (of, chosen) = (of.to_owned(), json(chosen)?);
    let sql = "INSERT OR REPLACE INTO selections VALUES (?1, ?2, ?3)";
    database.run(move |c| c.execute(sql, params![chat.0, of, chosen])).await.map(drop)
}

/// What was chosen is done with.
pub(crate) async fn forget_selection(database: &Database, chat: ChatId, of: &str) -> Result<(), BotError> {
    let of = of.to_owned();
    let sql = "DELETE FROM selections WHERE chat = ?1 AND subject = ?2";
    database.run(move |c| c.execute(sql, params![chat.0, of])).await.map(drop)
}

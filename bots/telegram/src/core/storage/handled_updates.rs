//! How far updates were taken in, and which of them are not handled yet.
//!
//! An update is here from the moment at which the messenger is told that it was taken in, until it is handled. What a person
//! wrote stands in it only where the guard lets it pass, and is wiped with it.

use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// An update that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TakenUpdate {
    pub(crate) id: u32,
    pub(crate) chat: i64,
    /// The message that it brings, if it brings one.
    pub(crate) message: Option<i32>,
    /// As the messenger sends it; none where that is not kept.
    pub(crate) body: Option<String>,
    /// Whether the guard refuses what it says.
    pub(crate) is_refused: bool,
}

/// The id of the next update to ask for.
pub(crate) async fn next_update(database: &Database) -> Result<i32, BotError> {
    let next =
        database.run(|c| c.query_row("SELECT next_update FROM progress", [], |row| row.get(0)).optional()).await?;
    Ok(next.unwrap_or(0))
}

/// Notes that these updates were taken in; those that were before are not again. Of an update that is to wait there is what is
/// kept of it, of another only that it was taken in. `next`: every update before this one was.
pub(crate) async fn take_in(
    database: &Database,
    updates: Vec<(u32, Option<TakenUpdate>)>,
    next: Option<i32>,
) -> Result<Vec<u32>, BotError> {
    database
        .run(move |c| {
            let transaction = c.transaction()?;
            let mut new = Vec::new();
            for (id, waiting) in updates {
                if transaction.execute("INSERT OR IGNORE INTO handled VALUES (?1)", [id])? == 0 {
                    continue;
                }
                new.push(id);
                if let Some(update) = waiting {
                    transaction.execute(
                        "INSERT INTO pending_updates VALUES (?1, ?2, ?3, ?4, ?5)",
                        params![update.id, update.chat, update.message, update.body, update.is_refused],
                    )?;
                }
            }
            if let Some(next) = next {
                transaction.execute("INSERT OR REPLACE INTO progress VALUES (1, ?1)", [next])?;
                transaction.execute("DELETE FROM handled WHERE update_id < ?1", [next])?;
            }
            transaction.commit()?;
            Ok(new)
        })
        .await
}

/// The updates that were taken in and are not handled, in their order.
pub(crate) async fn pending_updates(database: &Database) -> Result<Vec<TakenUpdate>, BotError> {
    database
        .run(|c| {
            let mut found =
                c.prepare("SELECT update_id, chat, message, body, is_refused FROM pending_updates ORDER BY update_id")?;
            let updates = found.query_map([], |row| {
                Ok(TakenUpdate {
                    id: row.get(0)?,
                    chat: row.get(1)?,
                    message: row.get(2)?,
                    body: row.get(3)?,
                    is_refused: row.get(4)?,
                })
            })?;
            updates.collect()
        })
        .await
}

/// Notes that an update is handled.
pub(crate) async fn record_handled(database: &Database, update: u32) -> Result<(), BotError> {
    database.run(move |c| c.execute("DELETE FROM pending_updates WHERE update_id = ?1", [update])).await.map(drop)
}

/// Forgets of updates before this one that they were taken in.
pub(crate) async fn forget_handled_before(database: &Database, update: u32) -> Result<(), BotError> {
    database.run(move |c| c.execute("DELETE FROM handled WHERE update_id < ?1", [update])).await.map(drop)
}

//! How far updates are handled.

use rusqlite::OptionalExtension;

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// The id of the next update to ask for.
pub(crate) async fn next_update(database: &Database) -> Result<i32, BotError> {
    let next =
        database.run(|c| c.query_row("SELECT next_update FROM progress", [], |row| row.get(0)).optional()).await?;
    Ok(next.unwrap_or(0))
}

/// Notes that every update before this one is handled.
pub(crate) async fn confirm_before(database: &Database, next: i32) -> Result<(), BotError> {
    database
        .run(move |c| {
            let transaction = c.transaction()?;
            transaction.execute("INSERT OR REPLACE INTO progress VALUES (1, ?1)", [next])?;
            transaction.execute("DELETE FROM handled WHERE update_id < ?1", [next])?;
            transaction.commit()
        })
        .await
}

pub(crate) async fn is_handled(database: &Database, update: u32) -> Result<bool, BotError> {
    database
        .run(move |c| c.query_row("SELECT 1 FROM handled WHERE update_id = ?1", [update], |_| Ok(())).optional())
        .await
        .map(|found| found.is_some())
}

pub(crate) async fn record_handled(database: &Database, update: u32) -> Result<(), BotError> {
    database.run(move |c| c.execute("INSERT OR IGNORE INTO handled VALUES (?1)", [update])).await.map(drop)
}

/// Forgets of updates before this one that they are handled.
pub(crate) async fn forget_handled_before(database: &Database, update: u32) -> Result<(), BotError> {
    database.run(move |c| c.execute("DELETE FROM handled WHERE update_id < ?1", [update])).await.map(drop)
}

//! Which chats take nothing from the bot, and of which of them a notice is planned.

use events::ids::ChatId;
use rusqlite::OptionalExtension;

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// Notes that a chat takes nothing from the bot.
pub(crate) async fn record_blocked(database: &Database, chat: ChatId) -> Result<(), BotError> {
    let noted = database.run(move |c| c.execute("INSERT OR IGNORE INTO blocked (chat) VALUES (?1)", [chat.0]));
    database.reachability_changed(noted.await?);
    Ok(())
}

/// Notes that it takes messages.
pub(crate) async fn record_open(database: &Database, chat: ChatId) -> Result<(), BotError> {
    database.run(move |c| c.execute("DELETE FROM blocked WHERE chat = ?1", [chat.0])).await.map(drop)
}

pub(crate) async fn blocks_to_report(database: &Database) -> Result<Vec<ChatId>, BotError> {
    database
        .run(|c| {
            let mut untold = c.prepare_cached("SELECT chat FROM blocked WHERE told = 0 ORDER BY chat")?;
            untold.query_map([], |row| row.get(0).map(ChatId))?.collect()
        })
        .await
}

/// Whether a chat is known to take nothing from the bot.
pub(crate) async fn is_blocked(database: &Database, chat: ChatId) -> Result<bool, BotError> {
    let known = "SELECT 1 FROM blocked WHERE chat = ?1";
    let found = database.run(move |c| c.query_row(known, [chat.0], |_| Ok(())).optional());
    Ok(found.await?.is_some())
}

pub(crate) async fn record_block_reported(database: &Database, chat: ChatId) -> Result<(), BotError> {
    database.run(move |c| c.execute("UPDATE blocked SET told = 1 WHERE chat = ?1", [chat.0])).await.map(drop)
}

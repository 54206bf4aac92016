//! Which digests were sent, in the bot's own file: what each said, and whether it is known to have arrived.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use events::ids::{ChatId, MessageId, NotificationKey};
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// How long it is known that a message was sent: whoever hands it over hears of it long before.
const KEPT_FOR: Days = Days::new(30);

/// A message that was sent before, or was about to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SentMessage {
    /// The fingerprint of what it said.
    pub(crate) content: Vec<u8>,
    /// Whether it is known to have arrived. If not, it may have.
    pub(crate) delivered: bool,
}

/// What is known of a message; nothing, when it was never sent.
pub(crate) async fn sent_before(
    database: &Database,
    message: MessageId,
    on: NaiveDate,
) -> Result<Option<SentMessage>, BotError> {
    let (id, date) = (message.to_string(), on.to_string());
    database
        .run(move |c| {
            c.query_row(
                "SELECT content, delivered FROM digests WHERE person = ?1 AND date = ?2",
                params![id, date],
                |row| Ok(SentMessage { content: row.get(0)?, delivered: row.get(1)? }),
            )
            .optional()
        })
        .await
}

/// A message is about to be sent. Old ones are forgotten.
pub(crate) async fn begin_message(
    database: &Database,
    message: MessageId,
    on: NaiveDate,
    content: Vec<u8>,
) -> Result<(), BotError> {
    let (id, date) = (message.to_string(), on.to_string());
    let old = on.checked_sub_days(KEPT_FOR).unwrap_or(on).to_string();
    database
        .run(move |c| {
            let transaction = c.transaction()?;
            transaction.execute("DELETE FROM digests WHERE date < ?1", params![old])?;
            transaction.execute("INSERT OR REPLACE INTO digests VALUES (?1, ?2, ?3, 0)", params![id, date, content])?;
            transaction.commit()
        })
        .await
}

/// A message arrived in a chat, and brought these notices.
pub(crate) async fn record_arrived(
    database: &Database,
    chat: ChatId,
    (message, on): (MessageId, NaiveDate),
    notices: &[NotificationKey],
) -> Result<(), BotError> {
    let (id, date) = (message.to_string(), on.to_string());
    let notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
    database
        .run(move |c| {
            let transaction = c.transaction()?;
            transaction
                .execute("UPDATE digests SET delivered = 1 WHERE person = ?1 AND date = ?2", params![id, date])?;
            // Whoever hands it over has recorded it long before the next day is over.
            transaction.execute("DELETE FROM arrived_notices WHERE date < date(?1, '-2 days')", [&date])?;
            for notice in notices {
                let sql = "INSERT OR IGNORE INTO arrived_notices VALUES (?1, ?2, ?3)";
                transaction.execute(sql, params![chat.0, notice, date])?;
            }
            transaction.commit()
        })
        .await
}

/// The notices that arrived in a chat on a day.
pub(crate) async fn notices_arrived(
    database: &Database,
    chat: ChatId,
    on: NaiveDate,
) -> Result<BTreeSet<NotificationKey>, BotError> {
    let date = on.to_string();
    let found: Vec<String> = database
        .run(move |c| {
            let mut arrived = c.prepare_cached("SELECT notice FROM arrived_notices WHERE chat = ?1 AND date = ?2")?;
            arrived.query_map(params![chat.0, date], |row| row.get(0))?.collect()
        })
        .await?;
    Ok(found.iter().filter_map(|notice| notice.parse().ok()).collect())
}

/// A message did not arrive, for certain.
pub(crate) async fn forget_message(database: &Database, message: MessageId, on: NaiveDate) -> Result<(), BotError> {
    let (id, date) = (message.to_string(), on.to_string());
    database
        .run(move |c| c.execute("DELETE FROM digests WHERE person = ?1 AND date = ?2", params![id, date]))
        .await
        .map(drop)
}

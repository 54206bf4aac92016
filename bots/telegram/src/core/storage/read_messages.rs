//! Which messages were read lately, so that one which is changed can be read anew: what each led to, and whether its text is
//! another one now. Of the text itself nothing is kept but a keyed fingerprint.

use chrono::{DateTime, Utc};
use events::action_item::TAKE_BACK_WITHIN;
use events::ids::{ChatId, CorrelationId};
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// A message that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadMessage {
    /// Shared by all that it led to.
    pub(crate) correlation: CorrelationId,
    fingerprint: Vec<u8>,
}

impl ReadMessage {
    /// Whether this is its text still: the messenger tells of a change also when only the preview of a link changed.
    pub(crate) fn says(&self, database: &Database, chat: ChatId, text: &str) -> bool {
        self.fingerprint == database.signer.fingerprint(chat, text)
    }
}

/// Notes that a message was read at this moment, and what it led to; what is too old to be changed is forgotten.
pub(crate) async fn record_read(
    database: &Database,
    chat: ChatId,
    message: i32,
    (text, at): (&str, DateTime<Utc>),
    correlation: CorrelationId,
) -> Result<(), BotError> {
    let fingerprint = database.signer.fingerprint(chat, text);
    database
        .run(move |c| {
            c.execute("DELETE FROM read_messages WHERE at < ?1", [(at - TAKE_BACK_WITHIN * 2).timestamp()])?;
            let sql = "INSERT OR REPLACE INTO read_messages VALUES (?1, ?2, ?3, ?4, ?5)";
            c.execute(sql, params![chat.0, message, correlation.0.to_string(), fingerprint, at.timestamp()])
        })
        .await
        .map(drop)
}

/// A message that was read lately.
pub(crate) async fn read_message(
    database: &Database,
    chat: ChatId,
    message: i32,
) -> Result<Option<ReadMessage>, BotError> {
    let sql = "SELECT correlation, fingerprint FROM read_messages WHERE chat = ?1 AND message = ?2";
    let found: Option<(String, Vec<u8>)> = database
        .run(move |c| c.query_row(sql, params![chat.0, message], |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .await?;
    Ok(found.and_then(|(correlation, fingerprint)| {
        Some(ReadMessage { correlation: CorrelationId(correlation.parse().ok()?), fingerprint })
    }))
}

/// Whether nothing that was sent later was read.
pub(crate) async fn is_newest(database: &Database, chat: ChatId, message: i32) -> Result<bool, BotError> {
    let sql = "SELECT 1 FROM read_messages WHERE chat = ?1 AND message > ?2";
    let later = database.run(move |c| c.query_row(sql, params![chat.0, message], |_| Ok(())).optional());
    Ok(later.await?.is_none())
}

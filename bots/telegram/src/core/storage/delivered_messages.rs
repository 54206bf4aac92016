//! The messages of the notifications that have buttons and are kept up to date: what each was worded from, and how that stood.
//! No words are in it, so whoever is forgotten elsewhere is not remembered here.

use chrono::{Days, NaiveDate};
use events::ids::ChatId;
use notifications::Message;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::core::config::BotError;
use crate::core::outgoing::Outgoing;
use crate::core::storage::database::{Database, json, parse};

/// How long a message is kept up to date: nobody scrolls back further to answer.
const KEPT_FOR: Days = Days::new(14);

/// What a message was worded from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct MessageSource {
    /// The message as it was handed over, with those parts only that can be in this one.
    pub(crate) message: Message,
    /// Which of the messages that it came in this one is, counted from 0.
    pub(crate) position: usize,
    /// How each part stood when it was told, as far as that can change.
    pub(crate) told: Vec<Option<String>>,
    /// How each part stood when it was last looked at.
    pub(crate) seen: Vec<Option<String>>,
    /// The fingerprint of what the message shows.
    pub(crate) shows: Vec<u8>,
    /// Whether the next morning's message has taken buttons of it away.
    pub(crate) is_of_earlier_morning: bool,
}

/// A message that is kept up to date.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DeliveredMessage {
    pub(crate) chat: ChatId,
    /// The messenger's number of it.
    pub(crate) message: i32,
    pub(crate) source: MessageSource,
}

/// What tells what a message shows from what it shows once it has changed.
pub(crate) fn fingerprint(message: &Outgoing) -> Result<Vec<u8>, BotError> {
    Ok(Sha256::digest(format!("{}\n{}", message.text, json(&message.buttons)?)).to_vec())
}

/// Notes what a message was worded from. Old ones are forgotten.
pub(crate) async fn record_delivered(database: &Database, delivered: &DeliveredMessage) -> Result<(), BotError> {
    let DeliveredMessage { chat, message, source } = delivered;
    let (chat, message, on, source) = (chat.0, *message, source.message.on, json(source)?);
    let old = on.checked_sub_days(KEPT_FOR).unwrap_or(on).to_string();
    database
        .run(move |c| {
            c.execute("DELETE FROM delivered_messages WHERE date < ?1", [old])?;
            let sql = "INSERT OR REPLACE INTO delivered_messages VALUES (?1, ?2, ?3, ?4)";
            c.execute(sql, params![chat, message, on.to_string(), source])
        })
        .await
        .map(drop)
}

/// Every message that is kept up to date from this day on, date in Kosovo, the oldest first.
pub(crate) async fn delivered_messages(
    database: &Database,
    today: NaiveDate,
) -> Result<Vec<DeliveredMessage>, BotError> {
    let since = today.checked_sub_days(KEPT_FOR).unwrap_or(today).to_string();
    let found: Vec<(i64, i32, String)> = database
        .run(move |c| {
            let sql = "SELECT chat, message, source FROM delivered_messages WHERE date >= ?1 ORDER BY chat, message";
            let mut kept = c.prepare_cached(sql)?;
            kept.query_map([since], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        })
        .await?;
    let read = |(chat, message, source): (i64, i32, String)| {
        Ok(DeliveredMessage { chat: ChatId(chat), message, source: parse(&source)? })
    };
    found.into_iter().map(read).collect()
}

/// What a message was worded from, as long as it is kept up to date.
pub(crate) async fn delivered_message(
    database: &Database,
    chat: ChatId,
    message: i32,
) -> Result<Option<MessageSource>, BotError> {
    let sql = "SELECT source FROM delivered_messages WHERE chat = ?1 AND message = ?2";
    let found: Option<String> =
        database.run(move |c| c.query_row(sql, params![chat.0, message], |row| row.get(0)).optional()).await?;
    found.map(|source| parse(&source)).transpose()
}

/// The next morning's message has taken buttons away from this one.
pub(crate) async fn note_earlier_morning(database: &Database, chat: ChatId, message: i32) -> Result<(), BotError> {
    let Some(source) = delivered_message(database, chat, message).await? else { return Ok(()) };
    let source = MessageSource { is_of_earlier_morning: true, ..source };
    record_delivered(database, &DeliveredMessage { chat, message, source }).await
}

/// A message has become another one, or can be changed no more.
pub(crate) async fn forget_delivered(database: &Database, chat: ChatId, message: i32) -> Result<(), BotError> {
    let sql = "DELETE FROM delivered_messages WHERE chat = ?1 AND message = ?2";
    database.run(move |c| c.execute(sql, params![chat.0, message])).await.map(drop)
}

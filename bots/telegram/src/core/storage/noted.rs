//! What was noted of a person's messages and presses a short while ago, so that words can take it back. What it was is the
//! feature's to read.

use chrono::{DateTime, Utc};
use events::action_item::TAKE_BACK_WITHIN;
use events::ids::{ChatId, CorrelationId, PersonId};
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::core::config::BotError;
use crate::core::storage::database::{Database, json, parse};

/// What one message or press of a person led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotedTogether<T> {
    pub(crate) at: DateTime<Utc>,
    pub(crate) correlation: CorrelationId,
    /// Whether something was asked since.
    pub(crate) before_question: bool,
    pub(crate) what: Vec<T>,
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Keeps that something was noted; what is too old to be taken back is forgotten.
pub(crate) async fn record_noted(
    database: &Database,
    chat: ChatId,
    person: &PersonId,
    correlation: CorrelationId,
    at: DateTime<Utc>,
    what: &impl Serialize,
) -> Result<(), BotError> {
    let (person, what, oldest) = (person.to_string(), json(what)?, moment(at - TAKE_BACK_WITHIN));
    database
        .run(move |c| {
            c.execute("DELETE FROM noted WHERE chat = ?1 AND at < ?2", params![chat.0, oldest])?;
            let sql = "INSERT OR IGNORE INTO noted (chat, person, correlation, at, what) VALUES (?1, ?2, ?3, ?4, ?5)";
            c.execute(sql, params![chat.0, person, correlation.0.to_string(), moment(at), what])
        })
        .await
        .map(drop)
}

/// A report was taken back.
pub(crate) async fn forget_noted(database: &Database, chat: ChatId, what: &impl Serialize) -> Result<(), BotError> {
    let what = json(what)?;
    database
        .run(move |c| c.execute("DELETE FROM noted WHERE chat = ?1 AND what = ?2", params![chat.0, what]))
        .await
        .map(drop)
}

/// What was noted in a chat for a person, all of it that is kept, the newest first.
pub(crate) async fn recently_noted<T: DeserializeOwned>(
    database: &Database,
    chat: ChatId,
    person: &PersonId,
) -> Result<Vec<NotedTogether<T>>, BotError> {
    let person = person.to_string();
    let rows: Vec<(String, String, String, bool)> = database
        .run(move |c| {
            let sql = "SELECT correlation, at, what, before_question FROM noted
                       WHERE chat = ?1 AND person = ?2 ORDER BY id DESC";
            c.prepare_cached(sql)?
                .query_map(params![chat.0, person], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
                .collect()
        })
        .await?;
    let mut noted: Vec<NotedTogether<T>> = Vec::new();
    for (correlation, at, what, before_question) in rows {
        let (Ok(id), Ok(at)) = (correlation.parse(), at.parse::<DateTime<Utc>>()) else { continue };
        let (correlation, what) = (CorrelationId(id), parse(&what)?);
        match noted.last_mut() {
            Some(last) if last.correlation == correlation => last.what.insert(0, what),
            Some(_) | None => noted.push(NotedTogether { at, correlation, before_question, what: vec![what] }),
        }
    }
    Ok(noted)
}

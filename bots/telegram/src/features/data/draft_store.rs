//! Drafts of answers in the bot's own file, and which of them takes the next text.

use events::ids::{ChatId, DataRequestId};
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::{Database, Migration, json, parse};
use crate::features::data::draft::AnswerDraft;

/// The tables of drafts, and of what was told before the log had it.
pub(super) const DRAFTS_AND_DELIVERIES: Migration = Migration {
    number: 7,
    sql: "CREATE TABLE drafts (
              chat INTEGER NOT NULL, request TEXT NOT NULL, draft TEXT NOT NULL, PRIMARY KEY (chat, request)
          ) STRICT, WITHOUT ROWID;
          CREATE TABLE open_drafts (chat INTEGER PRIMARY KEY, request TEXT NOT NULL) STRICT;
          CREATE TABLE told_of_requests (
              chat INTEGER NOT NULL, request TEXT NOT NULL, rung TEXT NOT NULL, PRIMARY KEY (chat, request, rung)
          ) STRICT, WITHOUT ROWID;",
};

pub(super) async fn keep_draft(database: &Database, chat: ChatId, draft: &AnswerDraft) -> Result<(), BotError> {
    let (request, text) = (draft.request.to_string(), json(draft)?);
    database
        .run(move |c| c.execute("INSERT OR REPLACE INTO drafts VALUES (?1, ?2, ?3)", params![chat.0, request, text]))
        .await
        .map(drop)
}

pub(super) async fn stored_draft(
    database: &Database,
    chat: ChatId,
    request: &DataRequestId,
) -> Result<Option<AnswerDraft>, BotError> {
    let request = request.to_string();
    let found: Option<String> = database
        .run(move |c| {
            let sql = "SELECT draft FROM drafts WHERE chat = ?1 AND request = ?2";
            c.query_row(sql, params![chat.0, request], |row| row.get(0)).optional()
        })
        .await?;
    found.map(|text| parse(&text)).transpose()
}

pub(super) async fn forget_draft(database: &Database, chat: ChatId, request: &DataRequestId) -> Result<(), BotError> {
    let request = request.to_string();
    database
        .run(move |c| {
            let transaction = c.transaction()?;
            transaction.execute("DELETE FROM drafts WHERE chat = ?1 AND request = ?2", params![chat.0, request])?;
            transaction
                .execute("DELETE FROM open_drafts WHERE chat = ?1 AND request = ?2", params![chat.0, request])?;
            transaction.commit()
        })
        .await
}

/// From now on a text in this chat is an answer to this request.
pub(super) async fn open_draft(database: &Database, chat: ChatId, request: &DataRequestId) -> Result<(), BotError> {
    let request = request.to_string();
    database
        .run(move |c| c.execute("INSERT OR REPLACE INTO open_drafts VALUES (?1, ?2)", params![chat.0, request]))
        .await
        .map(drop)
}

pub(super) async fn close_drafts(database: &Database, chat: ChatId) -> Result<(), BotError> {
    database.run(move |c| c.execute("DELETE FROM open_drafts WHERE chat = ?1", [chat.0])).await.map(drop)
}

/// The draft that takes the next text.
pub(super) async fn opened_draft(database: &Database, chat: ChatId) -> Result<Option<AnswerDraft>, BotError> {
    let found: Option<String> = database
        .run(move |c| {
            let sql = "SELECT draft FROM drafts JOIN open_drafts USING (chat, request) WHERE chat = ?1";
            c.query_row(sql, [chat.0], |row| row.get(0)).optional()
        })
        .await?;
    found.map(|text| parse(&text)).transpose()
}

//! What the bot keeps of data requests in its own file: drafts, which of them takes the next text, and who was told what.

use events::ids::{ChatId, DataRequestId};
use rusqlite::{OptionalExtension, params};

use crate::config::BotError;
use crate::database::{Database, json, parse};
use crate::requests::Draft;

/// The tables.
pub(crate) const TABLES: &str = "
    CREATE TABLE drafts (
        chat INTEGER NOT NULL, request TEXT NOT NULL, draft TEXT NOT NULL, PRIMARY KEY (chat, request)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE open_drafts (chat INTEGER PRIMARY KEY, request TEXT NOT NULL) STRICT;
    CREATE TABLE told_of_requests (
        chat INTEGER NOT NULL, request TEXT NOT NULL, rung TEXT NOT NULL, PRIMARY KEY (chat, request, rung)
    ) STRICT, WITHOUT ROWID;";

impl Database {
    pub(super) async fn keep_draft(&self, chat: ChatId, draft: &Draft) -> Result<(), BotError> {
        let (request, text) = (draft.request.to_string(), json(draft)?);
        self.run(move |c| {
            c.execute("INSERT OR REPLACE INTO drafts VALUES (?1, ?2, ?3)", params![chat.0, request, text])
        })
        .await
        .map(drop)
    }

    pub(super) async fn draft(&self, chat: ChatId, request: &DataRequestId) -> Result<Option<Draft>, BotError> {
        let request = request.to_string();
        let found: Option<String> = self
            .run(move |c| {
                let sql = "SELECT draft FROM drafts WHERE chat = ?1 AND request = ?2";
                c.query_row(sql, params![chat.0, request], |row| row.get(0)).optional()
            })
            .await?;
        found.map(|text| parse(&text)).transpose()
    }

    pub(super) async fn forget_draft(&self, chat: ChatId, request: &DataRequestId) -> Result<(), BotError> {
        let request = request.to_string();
        self.run(move |c| {
            let transaction = c.transaction()?;
            transaction.execute("DELETE FROM drafts WHERE chat = ?1 AND request = ?2", params![chat.0, request])?;
            transaction
                .execute("DELETE FROM open_drafts WHERE chat = ?1 AND request = ?2", params![chat.0, request])?;
            transaction.commit()
        })
        .await
    }

    /// From now on a text in this chat is an answer to this request.
    pub(super) async fn open_draft(&self, chat: ChatId, request: &DataRequestId) -> Result<(), BotError> {
        let request = request.to_string();
        self.run(move |c| c.execute("INSERT OR REPLACE INTO open_drafts VALUES (?1, ?2)", params![chat.0, request]))
            .await
            .map(drop)
    }

    pub(super) async fn close_drafts(&self, chat: ChatId) -> Result<(), BotError> {
        self.run(move |c| c.execute("DELETE FROM open_drafts WHERE chat = ?1", [chat.0])).await.map(drop)
    }

    /// The draft that takes the next text.
    pub(super) async fn opened_draft(&self, chat: ChatId) -> Result<Option<Draft>, BotError> {
        let found: Option<String> = self
            .run(move |c| {
                let sql = "SELECT draft FROM drafts JOIN open_drafts USING (chat, request) WHERE chat = ?1";
                c.query_row(sql, [chat.0], |row| row.get(0)).optional()
            })
            .await?;
        found.map(|text| parse(&text)).transpose()
    }

    /// Of these rungs, those that this chat was not told of yet.
    pub(super) async fn untold(
        &self,
        chat: ChatId,
        request: &DataRequestId,
        rungs: Vec<String>,
    ) -> Result<Vec<String>, BotError> {
        let request = request.to_string();
        self.run(move |c| {
            let mut known =
                c.prepare("SELECT 1 FROM told_of_requests WHERE chat = ?1 AND request = ?2 AND rung = ?3")?;
            let mut untold = Vec::new();
            for rung in rungs {
                if !known.exists(params![chat.0, request, rung])? {
                    untold.push(rung);
                }
            }
            Ok(untold)
        })
        .await
    }

    pub(super) async fn note_requests_told(
        &self,
        chat: ChatId,
        told: Vec<(DataRequestId, String)>,
    ) -> Result<(), BotError> {
        self.run(move |c| {
            let transaction = c.transaction()?;
            for (request, rung) in told {
                let sql = "INSERT OR IGNORE INTO told_of_requests VALUES (?1, ?2, ?3)";
                transaction.execute(sql, params![chat.0, request.as_str(), rung])?;
            }
            transaction.commit()
        })
        .await
    }
}

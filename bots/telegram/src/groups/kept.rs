//! What the bot keeps of groups in its own file: whose chat each is, and what was posted where.

use std::collections::BTreeMap;

use events::ids::{ChatId, InstitutionId, MeetingId, SubgroupId};
use events::language::Language;
use events::meeting::{InvitationAnswer, MeetingTime};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::config::BotError;
use crate::database::{Database, json, parse};

/// The tables.
pub(crate) const TABLES: &str = "
    CREATE TABLE groups (chat INTEGER PRIMARY KEY, subgroup TEXT NOT NULL, language TEXT NOT NULL) STRICT;
    CREATE TABLE group_posts (
        chat INTEGER NOT NULL, meeting TEXT NOT NULL, message INTEGER NOT NULL, said TEXT NOT NULL,
        PRIMARY KEY (chat, meeting)
    ) STRICT, WITHOUT ROWID;";

/// A group that is the chat of a subgroup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) chat: ChatId,
    pub(super) subgroup: SubgroupId,
    /// That of whoever linked it.
    pub(super) language: Language,
}

/// What a posted invitation says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Posted {
    pub(super) at: MeetingTime,
    pub(super) agenda: usize,
    pub(super) answers: BTreeMap<InstitutionId, InvitationAnswer>,
    pub(super) cancelled: bool,
}

fn group(chat: i64, subgroup: &str, language: &str) -> Option<Group> {
    Some(Group { chat: ChatId(chat), subgroup: subgroup.parse().ok()?, language: language.parse().ok()? })
}

impl Database {
    pub(super) async fn link_group(
        &self,
        chat: ChatId,
        subgroup: &SubgroupId,
        language: Language,
    ) -> Result<(), BotError> {
        let (subgroup, language) = (subgroup.to_string(), language.to_string());
        self.run(move |c| {
            c.execute("INSERT OR REPLACE INTO groups VALUES (?1, ?2, ?3)", params![chat.0, subgroup, language])
        })
        .await
        .map(drop)
    }

    pub(super) async fn group(&self, chat: ChatId) -> Result<Option<Group>, BotError> {
        Ok(self.groups().await?.into_iter().find(|group| group.chat == chat))
    }

    /// Every group that is the chat of a subgroup.
    pub(super) async fn groups(&self) -> Result<Vec<Group>, BotError> {
        let kept: Vec<(i64, String, String)> = self
            .run(|c| {
                let mut all = c.prepare_cached("SELECT chat, subgroup, language FROM groups ORDER BY chat")?;
                all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
            })
            .await?;
        Ok(kept.iter().filter_map(|(chat, subgroup, language)| group(*chat, subgroup, language)).collect())
    }

    pub(super) async fn unlink_group(&self, chat: ChatId) -> Result<(), BotError> {
        self.run(move |c| c.execute("DELETE FROM groups WHERE chat = ?1", [chat.0])).await.map(drop)
    }

    /// The group goes on as another chat: the messenger made a supergroup of it.
    pub(crate) async fn move_group(&self, old: ChatId, new: ChatId) -> Result<(), BotError> {
        self.run(move |c| {
            let transaction = c.transaction()?;
            for table in ["groups", "group_posts"] {
                let sql = format!("UPDATE OR REPLACE {table} SET chat = ?2 WHERE chat = ?1");
                transaction.execute(&sql, params![old.0, new.0])?;
            }
            let told = "UPDATE OR REPLACE told SET chat = ?2 WHERE chat = ?1";
            transaction.execute(told, params![old.0, new.0])?;
            transaction.commit()
        })
        .await
    }

    /// The message that a meeting was posted with, and what it says.
    pub(super) async fn posted(&self, chat: ChatId, meeting: &MeetingId) -> Result<Option<(i32, Posted)>, BotError> {
        let meeting = meeting.to_string();
        let found: Option<(i32, String)> = self
            .run(move |c| {
                let sql = "SELECT message, said FROM group_posts WHERE chat = ?1 AND meeting = ?2";
                c.query_row(sql, params![chat.0, meeting], |row| Ok((row.get(0)?, row.get(1)?))).optional()
            })
            .await?;
        found.map(|(message, said)| Ok((message, parse(&said)?))).transpose()
    }

    pub(super) async fn note_posted(
        &self,
        chat: ChatId,
        meeting: &MeetingId,
        message: i32,
        said: &Posted,
    ) -> Result<(), BotError> {
        let (meeting, said) = (meeting.to_string(), json(said)?);
        self.run(move |c| {
            c.execute(
                "INSERT OR REPLACE INTO group_posts VALUES (?1, ?2, ?3, ?4)",
                params![chat.0, meeting, message, said],
            )
        })
        .await
        .map(drop)
    }

    /// The meeting that a message of a group posted.
    pub(super) async fn meeting_posted(&self, chat: ChatId, message: i32) -> Result<Option<MeetingId>, BotError> {
        let found: Option<String> = self
            .run(move |c| {
                let sql = "SELECT meeting FROM group_posts WHERE chat = ?1 AND message = ?2";
                c.query_row(sql, params![chat.0, message], |row| row.get(0)).optional()
            })
            .await?;
        Ok(found.and_then(|meeting| meeting.parse().ok()))
    }
}

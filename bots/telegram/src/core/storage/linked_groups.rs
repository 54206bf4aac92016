//! Which group is the chat of which subgroup.

use events::ids::{ChatId, Position, SubgroupId};
use events::language::Language;
use rusqlite::params;

use crate::core::config::BotError;
use crate::core::place::Place;
use crate::core::storage::database::Database;

/// A group that is the chat of a subgroup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkedGroup {
    pub(crate) chat: ChatId,
    pub(crate) subgroup: SubgroupId,
    /// That of whoever linked it.
    pub(crate) language: Language,
    /// The topic in which it was linked: what is posted goes there.
    topic: Option<i32>,
}

impl LinkedGroup {
    /// Where what concerns the subgroup is posted.
    pub(crate) fn place(&self) -> Place {
        Place { chat: self.chat, topic: self.topic }
    }
}

/// A row of the table.
type Row = (i64, String, String, Option<i32>);

fn group((chat, subgroup, language, topic): &Row) -> Option<LinkedGroup> {
    Some(LinkedGroup {
        chat: ChatId(*chat),
        subgroup: subgroup.parse().ok()?,
        language: language.parse().ok()?,
        topic: *topic,
    })
}

/// Makes a group the chat of a subgroup, whose posts go to this place.
pub(crate) async fn link_group(
    database: &Database,
    place: Place,
    subgroup: &SubgroupId,
    language: Language,
) -> Result<(), BotError> {
    let (subgroup, language) = (subgroup.to_string(), language.to_string());
    database
        .run(move |c| {
            let sql = "INSERT OR REPLACE INTO groups (chat, subgroup, language, topic) VALUES (?1, ?2, ?3, ?4)";
            c.execute(sql, params![place.chat.0, subgroup, language, place.topic])
        })
        .await
        .map(drop)
}

/// The topic is no more: what was posted there goes to General.
pub(crate) async fn forget_topic(database: &Database, place: Place) -> Result<(), BotError> {
    let sql = "UPDATE groups SET topic = NULL WHERE chat = ?1 AND topic IS ?2";
    database.run(move |c| c.execute(sql, params![place.chat.0, place.topic])).await.map(drop)
}

pub(crate) async fn linked_group(database: &Database, chat: ChatId) -> Result<Option<LinkedGroup>, BotError> {
    Ok(linked_groups(database).await?.into_iter().find(|group| group.chat == chat))
}

/// Every group that is the chat of a subgroup.
pub(crate) async fn linked_groups(database: &Database) -> Result<Vec<LinkedGroup>, BotError> {
    groups_of(database, "SELECT chat, subgroup, language, topic FROM groups ORDER BY chat").await
}

/// Every group that is the chat of a subgroup and takes what is posted, as far as is known.
pub(crate) async fn groups_to_post_in(database: &Database) -> Result<Vec<LinkedGroup>, BotError> {
    let sql = "SELECT chat, subgroup, language, topic FROM groups
               WHERE chat NOT IN (SELECT chat FROM silent_groups) ORDER BY chat";
    groups_of(database, sql).await
}

async fn groups_of(database: &Database, sql: &'static str) -> Result<Vec<LinkedGroup>, BotError> {
    let kept: Vec<Row> = database
        .run(move |c| {
            let mut all = c.prepare_cached(sql)?;
            all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?.collect()
        })
        .await?;
    Ok(kept.iter().filter_map(group).collect())
}

/// Unlinks every group of a subgroup that was cut off at this place in the log, once; says whether that was to be done.
pub(crate) async fn unlink_cut_off(
    database: &Database,
    subgroup: &SubgroupId,
    position: Position,
) -> Result<bool, BotError> {
    let subgroup = subgroup.to_string();
    database
        .run(move |c| {
            let transaction = c.transaction()?;
            let sql = "INSERT INTO followed_cut_offs VALUES (?1, ?2)
                       ON CONFLICT (subgroup) DO UPDATE SET position = ?2 WHERE position <> ?2";
            let is_new = transaction.execute(sql, params![subgroup, position.0])? > 0;
            if is_new {
                transaction.execute("DELETE FROM groups WHERE subgroup = ?1", [&subgroup])?;
            }
            transaction.commit()?;
            Ok(is_new)
        })
        .await
}

pub(crate) async fn unlink_group(database: &Database, chat: ChatId) -> Result<(), BotError> {
    database.run(move |c| c.execute("DELETE FROM groups WHERE chat = ?1", [chat.0])).await.map(drop)
}

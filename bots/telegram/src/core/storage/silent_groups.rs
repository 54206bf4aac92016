//! Groups of subgroups in which nothing can be said any more, and of which of them the chair was told.

use events::ids::{ChatId, SubgroupId};
use rusqlite::params;

use crate::core::config::BotError;
use crate::core::place::Place;
use crate::core::storage::database::Database;

/// Why nothing is said in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SilenceReason {
    /// The bot may not write there, or not in the topic.
    Muted,
    /// The bot is not in the group, or the group is no more.
    Gone,
}

/// A group of which the chair is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SilentGroup {
    pub(crate) chat: ChatId,
    pub(crate) subgroup: SubgroupId,
    pub(crate) why: SilenceReason,
}

/// Notes that nothing can be said here, where a subgroup's posts go; elsewhere it does not matter. `whole_group`: it is not for
/// the topic only.
pub(crate) async fn record_silent(
    database: &Database,
    place: Place,
    whole_group: bool,
    why: SilenceReason,
) -> Result<(), BotError> {
    let gone = why == SilenceReason::Gone;
    database
        .run(move |c| {
            let sql = "INSERT INTO silent_groups (chat, topic, subgroup, gone)
                       SELECT chat, iif(?3, NULL, topic), subgroup, ?4 FROM groups
                       WHERE chat = ?1 AND (?3 OR topic IS ?2)
                       ON CONFLICT (chat) DO UPDATE SET gone = excluded.gone, told = 0 WHERE gone < excluded.gone";
            c.execute(sql, params![place.chat.0, place.topic, whole_group, gone])
        })
        .await
        .map(drop)
}

/// Notes that something was said here, or may be.
pub(crate) async fn record_speaking(database: &Database, place: Place) -> Result<(), BotError> {
    let sql = "DELETE FROM silent_groups WHERE chat = ?1 AND (topic IS NULL OR topic IS ?2)";
    database.run(move |c| c.execute(sql, params![place.chat.0, place.topic])).await.map(drop)
}

/// The groups of which the chair is not told yet.
pub(crate) async fn silent_groups_to_report(database: &Database) -> Result<Vec<SilentGroup>, BotError> {
    let rows: Vec<(i64, String, bool)> = database
        .run(|c| {
            let mut untold = c.prepare_cached("SELECT chat, subgroup, gone FROM silent_groups WHERE told = 0")?;
            untold.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        })
        .await?;
    let read = |(chat, subgroup, gone): (i64, String, bool)| {
        let why = if gone { SilenceReason::Gone } else { SilenceReason::Muted };
        Some(SilentGroup { chat: ChatId(chat), subgroup: subgroup.parse().ok()?, why })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Notes that the chair was told. Of a group that is gone there is nothing left to know.
pub(crate) async fn record_silence_reported(database: &Database, group: &SilentGroup) -> Result<(), BotError> {
    let (chat, gone) = (group.chat.0, group.why == SilenceReason::Gone);
    let sql = if gone {
        "DELETE FROM silent_groups WHERE chat = ?1"
    } else {
        "UPDATE silent_groups SET told = 1 WHERE chat = ?1"
    };
    database.run(move |c| c.execute(sql, [chat])).await.map(drop)
}

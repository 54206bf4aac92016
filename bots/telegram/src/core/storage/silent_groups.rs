//! Groups of subgroups in which nothing can be said any more, and of which of them a notice is planned.

use events::ids::ChatId;
use events::notification::Notice;
use notifications::topics::silent_groups::silence_notice;
use notifications::{SilenceReason, SilentGroup};
use rusqlite::params;

use crate::core::config::BotError;
use crate::core::place::Place;
use crate::core::storage::database::Database;

/// A group that takes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SilentChat {
    pub(crate) chat: ChatId,
    pub(crate) group: SilentGroup,
    /// What tells this time from others.
    time: String,
    /// Whether the notice of it is planned.
    pub(crate) is_planned: bool,
}

impl SilentChat {
    /// The notice that nothing can be said there.
    pub(crate) fn notice(&self) -> Option<Notice> {
        silence_notice(&self.group, &self.time)
    }
}

/// Notes that nothing can be said here, where a subgroup's posts go; elsewhere it does not matter. `whole_group`: it is not for
/// the topic only.
pub(crate) async fn record_silent(
    database: &Database,
    place: Place,
    whole_group: bool,
    reason: SilenceReason,
) -> Result<(), BotError> {
    let gone = reason == SilenceReason::Gone;
    let noted = database.run(move |c| {
        let sql = "INSERT INTO silent_groups (chat, topic, subgroup, gone, time)
                   SELECT chat, iif(?3, NULL, topic), subgroup, ?4, lower(hex(randomblob(8))) FROM groups
                   WHERE chat = ?1 AND (?3 OR topic IS ?2)
                   ON CONFLICT (chat) DO UPDATE SET gone = excluded.gone, time = excluded.time, told = 0
                   WHERE gone < excluded.gone";
        c.execute(sql, params![place.chat.0, place.topic, whole_group, gone])
    });
    database.reachability_changed(noted.await?);
    Ok(())
}

/// Notes that something was said here, or may be.
pub(crate) async fn record_speaking(database: &Database, place: Place) -> Result<(), BotError> {
    let sql = "DELETE FROM silent_groups WHERE chat = ?1 AND (topic IS NULL OR topic IS ?2)";
    let noted = database.run(move |c| c.execute(sql, params![place.chat.0, place.topic]));
    database.reachability_changed(noted.await?);
    Ok(())
}

/// The groups that take nothing.
pub(crate) async fn silent_chats(database: &Database) -> Result<Vec<SilentChat>, BotError> {
    let rows: Vec<(i64, String, bool, String, bool)> = database
        .run(|c| {
            let mut all = c.prepare_cached("SELECT chat, subgroup, gone, time, told FROM silent_groups")?;
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
            all.query_map([], row)?.collect()
        })
        .await?;
    let read = |(chat, subgroup, gone, time, is_planned): (i64, String, bool, String, bool)| {
        let reason = if gone { SilenceReason::Gone } else { SilenceReason::Muted };
        let group = SilentGroup { subgroup: subgroup.parse().ok()?, reason };
        Some(SilentChat { chat: ChatId(chat), group, time, is_planned })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Notes that the notice of it is planned.
pub(crate) async fn record_silence_planned(database: &Database, silent: &SilentChat) -> Result<(), BotError> {
    let (chat, time) = (silent.chat.0, silent.time.clone());
    let sql = "UPDATE silent_groups SET told = 1 WHERE chat = ?1 AND time = ?2";
    database.run(move |c| c.execute(sql, params![chat, time])).await.map(drop)
}

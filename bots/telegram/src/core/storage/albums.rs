//! Which albums were answered: each of their messages comes by itself, and one answer is enough.

use chrono::{DateTime, TimeDelta, Utc};
use events::ids::ChatId;
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// How long the parts of an album are expected: they come within seconds, and after the bot was away all at once.
const REMEMBERED: TimeDelta = TimeDelta::days(2);

/// What came of the part of an album that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AlbumAnswer {
    /// That it is no text.
    NoText,
    /// That it must not be kept; nothing else of the album is looked at.
    TurnedAway,
}

/// Notes that an album was answered.
pub(crate) async fn record_album(
    database: &Database,
    chat: ChatId,
    album: &str,
    at: DateTime<Utc>,
    answer: AlbumAnswer,
) -> Result<(), BotError> {
    let (album, turned_away) = (album.to_owned(), answer == AlbumAnswer::TurnedAway);
    database
        .run(move |c| {
            let oldest = (at - REMEMBERED).timestamp();
            c.execute("DELETE FROM albums WHERE at < ?1", [oldest])?;
            let sql = "INSERT OR REPLACE INTO albums VALUES (?1, ?2, ?3, ?4)";
            c.execute(sql, params![chat.0, album, at.timestamp(), turned_away])
        })
        .await
        .map(drop)
}

/// What an album was answered with.
pub(crate) async fn answered_album(
    database: &Database,
    chat: ChatId,
    album: &str,
) -> Result<Option<AlbumAnswer>, BotError> {
    let album = album.to_owned();
    let sql = "SELECT turned_away FROM albums WHERE chat = ?1 AND album = ?2";
    let found: Option<bool> =
        database.run(move |c| c.query_row(sql, params![chat.0, album], |row| row.get(0)).optional()).await?;
    Ok(found.map(|turned_away| if turned_away { AlbumAnswer::TurnedAway } else { AlbumAnswer::NoText }))
}

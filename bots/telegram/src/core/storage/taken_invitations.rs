//! Which invitations were taken in which chat: whoever presses START again is not told that somebody used them.

use events::ids::ChatId;
use events::institution::InvitationHash;
use rusqlite::{OptionalExtension, params};

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// Notes that a chat was linked with an invitation.
pub(crate) async fn record_taken(
    database: &Database,
    chat: ChatId,
    invitation: &InvitationHash,
) -> Result<(), BotError> {
    let invitation = invitation.as_str().to_owned();
    database
        .run(move |c| c.execute("INSERT OR IGNORE INTO taken_invitations VALUES (?1, ?2)", params![chat.0, invitation]))
        .await
        .map(drop)
}

/// Whether a chat was linked with an invitation.
pub(crate) async fn is_taken(database: &Database, chat: ChatId, invitation: &InvitationHash) -> Result<bool, BotError> {
    let invitation = invitation.as_str().to_owned();
    let sql = "SELECT 1 FROM taken_invitations WHERE chat = ?1 AND invitation = ?2";
    let found = database.run(move |c| c.query_row(sql, params![chat.0, invitation], |_| Ok(())).optional());
    Ok(found.await?.is_some())
}

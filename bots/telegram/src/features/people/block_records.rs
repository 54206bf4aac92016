//! People who have blocked the bot: it is recorded that the Secretariat is to be told, once for each time.
//!
//! That somebody blocked the bot shows in an update, or when a message is refused; that the block is over, in an update or
//! when the person writes. Which chats those are is in the bot's own file; a notice of each is planned in the log, and is
//! told like any other.

use notifications::topics::unreachable::blocked_notice;

use crate::core::reachability::{NotRecorded, plan};
use crate::core::services::Services;
use crate::core::storage::blocked_chats::{blocks_to_report, record_block_reported};

/// Records whoever has blocked the bot.
pub(crate) async fn record_blocks(services: &Services) -> Result<(), NotRecorded> {
    for chat in blocks_to_report(&services.database).await? {
        // A chat of nobody is a stranger's, or of somebody who has left.
        if let Some(person) = services.read_models.person_by_chat(chat).await? {
            let ledger = services.ledger().await?;
            if let Some(notice) = blocked_notice(&person.institution, &person.person, &ledger) {
                plan(services, notice).await?;
            }
        }
        record_block_reported(&services.database, chat).await?;
    }
    Ok(())
}

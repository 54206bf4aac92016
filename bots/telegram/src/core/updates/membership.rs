//! The bot was blocked in a chat of somebody's own or is not any more, came into a group or is out of it.

use events::ids::ChatId;
use notifications::SilenceReason;
use teloxide::types::{ChatMemberKind, ChatMemberUpdated};

use crate::core::chat_error::ChatError;
use crate::core::languages::languages_of;
use crate::core::outgoing::Outgoing;
use crate::core::place::Place;
use crate::core::services::Services;
use crate::core::storage::blocked_chats::{record_blocked, record_open};
use crate::core::storage::linked_groups::unlink_group;
use crate::core::storage::silent_groups::{record_silent, record_speaking};
use crate::core::updates::group_messages::sender;

pub(crate) async fn on_membership(services: &Services, change: &ChatMemberUpdated) -> Result<(), ChatError> {
    let chat = ChatId(change.chat.id.0);
    if !change.chat.is_private() {
        return on_group_membership(services, chat, change).await;
    }
    if change.new_chat_member.is_present() {
        record_open(&services.database, chat).await?;
    } else {
        record_blocked(&services.database, chat).await?;
    }
    Ok(())
}

async fn on_group_membership(services: &Services, chat: ChatId, change: &ChatMemberUpdated) -> Result<(), ChatError> {
    let (database, place) = (&services.database, Place::from(chat));
    if !change.new_chat_member.is_present() {
        record_silent(database, place, true, SilenceReason::Gone).await?;
        return Ok(unlink_group(database, chat).await?);
    }
    if let ChatMemberKind::Restricted(rights) = &change.new_chat_member.kind
        && !rights.can_send_messages
    {
        return Ok(record_silent(database, place, true, SilenceReason::Muted).await?);
    }
    record_speaking(database, place).await?;
    if change.old_chat_member.is_present() {
        return Ok(());
    }
    let person = sender(services, Some(&change.from)).await?.map(|(_, person)| person);
    let text = services.say_in(&languages_of(person.as_ref(), Some(&change.from)), "group-greeting");
    Ok(services.messenger.send(chat, &Outgoing::text(text)).await?)
}

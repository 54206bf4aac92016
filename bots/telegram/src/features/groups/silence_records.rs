//! Groups that take nothing any more: it is recorded that the chair is to be told, once for each time, and what the chair is
//! told then.
//!
//! Which groups those are is in the bot's own file; a notice of each is planned in the log. Where something can be said there
//! again before it was told, that is recorded too.

use std::collections::BTreeSet;

use events::ids::NotificationKey;
use notifications::topics::silent_groups::silent_group;
use notifications::{Content, SilenceReason, SilentGroup};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::reachability::{NotRecorded, plan, record_overtaken};
use crate::core::services::Services;
use crate::core::storage::silent_groups::{record_silence_planned, silent_chats};
use crate::core::wording::ReadyMessage;

/// Records which groups take nothing, and which do again.
pub(super) async fn record_silence(services: &Services) -> Result<(), NotRecorded> {
    let silent = silent_chats(&services.database).await?;
    for chat in silent.iter().filter(|chat| !chat.is_planned) {
        if let Some(notice) = chat.notice() {
            plan(services, notice).await?;
        }
        record_silence_planned(&services.database, chat).await?;
    }
    let still: BTreeSet<NotificationKey> = silent.iter().filter_map(|chat| Some(chat.notice()?.key())).collect();
    let ledger = services.ledger().await?;
    let waiting = ledger.waiting().filter(|(_, entry)| silent_group(&entry.notice).is_some());
    for (key, _) in waiting.filter(|(key, _)| !still.contains(key)) {
        record_overtaken(services, key.clone()).await?;
    }
    Ok(())
}

/// Which groups take nothing any more, in words; one that does meanwhile is left out.
pub(super) async fn word_silence(
    context: &ChatContext<'_>,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let mut told: Vec<&SilentGroup> = contents.iter().filter_map(Content::as_silent_group).collect();
    if told.is_empty() {
        return Ok(vec![]);
    }
    let silent = silent_chats(&context.services.database).await?;
    told.retain(|group| silent.iter().any(|chat| chat.group == **group));
    let mut worded = Vec::new();
    for SilentGroup { subgroup, reason } in told {
        let Some(subgroup) = context.services.read_models.subgroup(subgroup).await? else { continue };
        let key = match reason {
            SilenceReason::Muted => "group-muted",
            SilenceReason::Gone => "group-gone",
        };
        let name = context.texts().marked(&subgroup.name);
        worded.push(ReadyMessage::text(Outgoing::text(context.texts().say(key, &[("subgroup", name.into())]))));
    }
    Ok(worded)
}

//! Messages that their sender changed after they were sent: read anew, as far as what they led to can be taken back.

use events::ids::ChatId;
use teloxide::types::{ChatKind, Message};

use crate::core::chat_context::{Cause, ChatContext};
use crate::core::chat_error::ChatError;
use crate::core::feature::UndoOutcome;
use crate::core::guard::turned_away;
use crate::core::languages::languages_of;
use crate::core::outgoing::Outgoing;
use crate::core::posts::speaker;
use crate::core::storage::outbox_entries::is_waiting;
use crate::core::storage::read_messages::{is_newest, read_message};
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::edit_timing::{Edit, edit_of};
use crate::core::updates::group_messages::on_group_edit;
use crate::core::updates::messages::on_message;

/// A message was changed after it was sent.
pub(crate) async fn on_edited(dispatcher: &Dispatcher, update: u32, message: &Message) -> Result<(), ChatError> {
    if !matches!(message.chat.kind, ChatKind::Private(_)) {
        return on_group_edit(dispatcher, update, message).await;
    }
    // A file or a picture that was put in place of another is a new one.
    if message.text().is_none() {
        return on_message(dispatcher, update, message).await;
    }
    let (services, chat) = (dispatcher.services(), ChatId(message.chat.id.0));
    let reply_to = message.reply_to_message().map(|original| original.id.0);
    let Some(speaker) = speaker(services, chat, reply_to).await? else {
        // A stranger's message led to nothing.
        return match edit_of(dispatcher, message).await? {
            Edit::NotOfText => Ok(()),
            Edit::InTime | Edit::TooLate => on_message(dispatcher, update, message).await,
        };
    };
    let languages = languages_of(Some(&speaker.person), message.from.as_ref());
    let asked_for = dispatcher.is_asked_for(message).await?;
    if turned_away(services, message, &languages, true, asked_for || dispatcher.is_code(message)).await? {
        return Ok(());
    }
    let edit = edit_of(dispatcher, message).await?;
    let context = ChatContext::private(&dispatcher.outbox, chat, speaker, Cause::taking_back(services, update));
    let is_newest = is_newest(&services.database, chat, message.id.0).await?;
    match edit {
        Edit::NotOfText => return Ok(()),
        // What it led to is not known yet, or something else was asked since.
        Edit::InTime if is_waiting(&services.database, chat).await? => return context.say("edited-message").await,
        Edit::InTime if !is_newest && context.question().await?.is_some() => {
            return context.say("edited-message").await;
        }
        Edit::InTime => {}
        Edit::TooLate => return context.say("edited-message").await,
    }
    if !take_back(dispatcher, &context, message).await? {
        return Ok(());
    }
    if !asked_for {
        context.forget_question().await?;
    }
    on_message(dispatcher, update, message).await
}

/// Takes back what a message led to; `false`: it stays, and the person is told.
async fn take_back(dispatcher: &Dispatcher, context: &ChatContext<'_>, message: &Message) -> Result<bool, ChatError> {
    let database = &context.services.database;
    let Some(read) = read_message(database, context.chat, message.id.0).await? else { return Ok(true) };
    for feature in dispatcher.features {
        match feature.take_back(context, read.correlation).await? {
            UndoOutcome::Nothing => {}
            UndoOutcome::All => {
                let said: Outgoing = context.message("edited-taken-back");
                context.answer(said).await?;
                return Ok(true);
            }
            UndoOutcome::Not(said) => {
                context.answer(said).await?;
                return Ok(false);
            }
        }
    }
    Ok(true)
}

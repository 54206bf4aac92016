//! An update is handled once, across restarts, and whoever writes gets an answer.
//!
//! Before a batch is confirmed to the messenger, each of its updates is handled and noted as handled. After a crash in
//! between, the batch comes again: what is noted is passed over, and what is not is handled with the same command ids.

use std::collections::BTreeMap;

use events::ids::ChatId;
use events::language::Language;
use futures::future::join_all;
use readmodels::AskError;
use teloxide::types::{AllowedUpdate, Update, UpdateKind};
use tracing::Instrument;

use crate::core::chat_context::Cause;
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::languages::languages_of;
use crate::core::outgoing::Outgoing;
use crate::core::services::Services;
use crate::core::storage::handled_updates::{is_handled, record_handled};
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::edits::on_edited;
use crate::core::updates::membership::on_membership;
use crate::core::updates::messages::on_message;
use crate::core::updates::presses::on_press;

/// The kinds of update that the messenger is asked for.
pub(crate) const WANTED: [AllowedUpdate; 4] =
    [AllowedUpdate::Message, AllowedUpdate::EditedMessage, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];

/// Chats side by side, each chat's updates one after the other.
pub(crate) async fn handle_batch(dispatcher: &Dispatcher, updates: Vec<Update>) -> Result<(), BotError> {
    let database = &dispatcher.services().database;
    let mut chats: BTreeMap<i64, Vec<Update>> = BTreeMap::new();
    for update in updates {
        let chat = update.chat().map_or(0, |chat| chat.id.0);
        chats.entry(chat).or_default().push(update);
    }
    let handled = chats.into_values().map(|updates| async move {
        for update in updates {
            let id = update.id.0;
            if !is_handled(database, id).await? {
                let correlation = Cause::new(dispatcher.services(), id).correlation();
                let span = telemetry::work_span!("update", %correlation);
                Box::pin(handle(dispatcher, update)).instrument(span).await?;
                record_handled(database, id).await?;
            }
        }
        Ok::<(), BotError>(())
    });
    join_all(handled).await.into_iter().collect()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the messenger was asked for these kinds only; others are not for this bot"
)]
async fn handle(dispatcher: &Dispatcher, update: Update) -> Result<(), BotError> {
    let id = update.id.0;
    let asked_by = update.chat().filter(|chat| chat.is_private()).map(|chat| ChatId(chat.id.0));
    let languages = languages_of(None, update.from());
    let outcome = match update.kind {
        UpdateKind::Message(message) => on_message(dispatcher, id, &message).await,
        UpdateKind::EditedMessage(message) => on_edited(dispatcher, id, &message).await,
        UpdateKind::CallbackQuery(query) => on_press(dispatcher, id, &query).await,
        UpdateKind::MyChatMember(change) => on_membership(dispatcher.services(), &change).await,
        _ => Ok(()),
    };
    match outcome {
        Ok(()) => Ok(()),
        Err(ChatError::Bot(error)) => Err(error),
        Err(ChatError::Send(error)) => {
            tracing::warn!(%error, update = id, "an answer could not be sent");
            Ok(())
        }
        Err(ChatError::ReadModels(error)) => {
            if let Some(chat) = asked_by {
                say_cannot_look_now(dispatcher.services(), chat, &languages, &error).await;
            }
            Ok(())
        }
    }
}

/// What is said when the read models cannot be asked who writes or what is meant.
async fn say_cannot_look_now(services: &Services, chat: ChatId, languages: &[Language], error: &AskError) {
    tracing::warn!(%error, "an update could not be understood now");
    let text = services.say_in(languages, "cannot-look-now");
    if let Err(error) = services.messenger.send(chat, &Outgoing::text(text)).await {
        tracing::warn!(%error, "an answer could not be sent");
    }
}

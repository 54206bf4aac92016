//! An update is handled, and whoever writes gets an answer.
//!
//! One that was in hand at a crash is handled again, with the same command ids.

use events::ids::ChatId;
use events::language::Language;
use readmodels::AskError;
use teloxide::types::{AllowedUpdate, Update, UpdateKind};
use tracing::Instrument;

use crate::core::chat_context::Cause;
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::languages::languages_of;
use crate::core::outgoing::Outgoing;
use crate::core::services::Services;
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::edits::on_edited;
use crate::core::updates::membership::on_membership;
use crate::core::updates::messages::on_message;
use crate::core::updates::presses::on_press;

/// The kinds of update that the messenger is asked for.
pub(crate) const WANTED: [AllowedUpdate; 4] =
    [AllowedUpdate::Message, AllowedUpdate::EditedMessage, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];

/// Handles an update, in a span of its own.
pub(crate) async fn handle(dispatcher: &Dispatcher, update: Update) -> Result<(), BotError> {
    let correlation = Cause::new(dispatcher.services(), update.id.0).correlation();
    let span = telemetry::work_span!("update", %correlation);
    Box::pin(answer(dispatcher, update)).instrument(span).await
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the messenger was asked for these kinds only; others are not for this bot"
)]
async fn answer(dispatcher: &Dispatcher, update: Update) -> Result<(), BotError> {
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

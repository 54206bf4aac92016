//! Buttons pressed in a private chat.

use events::ids::ChatId;
use teloxide::requests::Requester;
use teloxide::types::CallbackQuery;

use crate::core::chat_context::{Cause, ChatContext};
use crate::core::chat_error::ChatError;
use crate::core::failed_ways_in::record_refused_press;
use crate::core::feature::TypedText;
use crate::core::languages::languages_of;
use crate::core::outgoing::Outgoing;
use crate::core::posts::speaker;
use crate::core::press::{CorePress, IncomingPress};
use crate::core::storage::buttons::pressed_button;
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::group_messages::on_group_press;
use crate::core::updates::typed_text::on_typed_text;

/// A button was pressed.
pub(crate) async fn on_press(dispatcher: &Dispatcher, update: u32, query: &CallbackQuery) -> Result<(), ChatError> {
    if let Some(message) = &query.message
        && !message.chat().is_private()
    {
        let pressed_below = (ChatId(message.chat().id.0), message.id().0);
        return Box::pin(on_group_press(dispatcher, update, query, pressed_below)).await;
    }
    let services = dispatcher.services();
    // The wheel on the button must stop turning, whatever comes next; a query too old to answer is no matter.
    if let Err(error) = services.messenger.bot.answer_callback_query(query.id.clone()).await {
        tracing::debug!(%error, "a button's press could not be acknowledged");
    }
    let (Some(message), Some(data)) = (&query.message, &query.data) else { return Ok(()) };
    let (chat, message) = (ChatId(message.chat().id.0), message.id().0);
    let press = pressed_button(&services.database, chat, data).await?;
    let (speaker, press) = match (speaker(services, chat, Some(message)).await?, press) {
        (Some(speaker), Some(press)) => (speaker, press),
        (speaker, _) => {
            let key = if speaker.is_some() { "button-expired" } else { "not-linked" };
            let person = speaker.as_ref().map(|speaker| &speaker.person);
            record_refused_press(services, person, chat, Some(data));
            let text = services.say_in(&languages_of(person, Some(&query.from)), key);
            return Ok(services.messenger.send(chat, &Outgoing::text(text)).await?);
        }
    };
    let context = ChatContext::private(&dispatcher.outbox, chat, speaker, Cause::new(services, update));
    if let Some(press) = press.read() {
        return on_core_press(dispatcher, &context, press, message).await;
    }
    let answered = match dispatcher.of_press(&press) {
        Some(feature) => feature.on_press(&context, &press, message).await?,
        None => false,
    };
    if answered { Ok(()) } else { context.say("button-expired").await }
}

async fn on_core_press(
    dispatcher: &Dispatcher,
    context: &ChatContext<'_>,
    press: CorePress,
    message: i32,
) -> Result<(), ChatError> {
    match press {
        CorePress::Cancel => {
            context.forget_question().await?;
            context.replace(message, context.message("reading-cancelled")).await
        }
        CorePress::Page(page) => {
            if context.services.messenger.turn_page(context.chat, message, page).await? {
                return Ok(());
            }
            context.say("button-expired").await
        }
        CorePress::Incoming(IncomingPress::Delete(own)) => {
            let deleted = context.services.messenger.delete(context.chat, own).await;
            let key = if deleted { "guard-deleted" } else { "guard-not-deleted" };
            context.replace(message, context.message(key)).await
        }
        CorePress::Incoming(IncomingPress::TakeForwarded(text)) => {
            // Without its buttons, so that it is not taken twice.
            context.replace(message, context.message("forwarded-ask")).await?;
            on_typed_text(dispatcher, context, TypedText { text: text.as_str(), reply_to: None }).await
        }
        CorePress::Incoming(IncomingPress::LeaveForwarded) => {
            context.replace(message, context.message("reading-cancelled")).await
        }
    }
}

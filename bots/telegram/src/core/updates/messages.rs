//! Messages in a private chat: commands, texts, files, and what is none of these.

use events::ids::ChatId;
use events::text::Text;
use teloxide::types::{ChatKind, Message};

use crate::core::chat_context::{ChatContext, Visitor};
use crate::core::chat_error::ChatError;
use crate::core::feature::TypedText;
use crate::core::guard::{refuse_what_is_no_text, turned_away};
use crate::core::languages::languages_of;
use crate::core::outgoing::Outgoing;
use crate::core::posts::speaker;
use crate::core::press::{IncomingPress, Press};
use crate::core::slash_command::SlashCommand;
use crate::core::storage::blocked_chats::record_open;
use crate::core::storage::read_messages::record_read;
use crate::core::text_errors::unusable;
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::group_messages::on_group_message;
use crate::core::updates::menus::offer_commands;
use crate::core::updates::service_messages::is_service;
use crate::core::updates::typed_text::on_typed_text;

/// A message arrived.
pub(crate) async fn on_message(dispatcher: &Dispatcher, update: u32, message: &Message) -> Result<(), ChatError> {
    if !matches!(message.chat.kind, ChatKind::Private(_)) {
        return Box::pin(on_group_message(dispatcher, update, message)).await;
    }
    if is_service(message) {
        return Ok(());
    }
    let services = dispatcher.services();
    let chat = ChatId(message.chat.id.0);
    record_open(&services.database, chat).await?;
    let reply_to = message.reply_to_message().map(|original| original.id.0);
    let speaker = speaker(services, chat, reply_to).await?;
    let has_other_posts = speaker.as_ref().is_some_and(|speaker| speaker.has_other_posts);
    let person = speaker.map(|speaker| speaker.person);
    let languages = languages_of(person.as_ref(), message.from.as_ref());
    let visitor = Visitor { outbox: &dispatcher.outbox, services, chat, person, has_other_posts, languages, update };
    // An address that the person was asked for is the person's own; everything else is looked at by the guard.
    let asked_for = visitor.person.is_some() && dispatcher.is_asked_for(message).await?;
    let passes = asked_for || dispatcher.is_code(message);
    if turned_away(services, message, &visitor.languages, visitor.person.is_some(), passes).await? {
        return Ok(());
    }
    let command = message.text().and_then(|text| dispatcher.command_in(text));
    if message.forward_origin().is_some() && message.document().is_none() {
        return on_forwarded(&visitor, message, command.is_some()).await;
    }
    // A photo, a contact or a place may show who a victim is, and no form asks for one; a file may be a form.
    let Some(text) = message.text() else { return on_file(dispatcher, &visitor, message).await };
    let read = (text, services.clock.now());
    record_read(&services.database, chat, message.id.0, read, visitor.cause().correlation()).await?;
    on_read(dispatcher, &visitor, command.as_ref(), TypedText { text, reply_to }).await
}

/// A command, or a text, that the guard let pass.
async fn on_read(
    dispatcher: &Dispatcher,
    visitor: &Visitor<'_>,
    command: Option<&SlashCommand>,
    typed: TypedText<'_>,
) -> Result<(), ChatError> {
    let feature = command.and_then(|command| dispatcher.of_command(command));
    if let (Some(command), Some(feature)) = (command, feature)
        && feature.on_command_of_anybody(visitor, command).await?
    {
        return Ok(());
    }
    let Some(context) = visitor.as_person() else {
        return visitor.say(if command.is_none() { "not-linked" } else { "welcome-not-linked" }).await;
    };
    offer_commands(visitor.services, dispatcher.features, visitor.chat, &context.person).await?;
    match (command, feature) {
        (Some(command), Some(feature)) => feature.on_command(&context, command).await,
        (Some(unknown), None) => {
            let name = format!("/{}", unknown.name);
            let text = context.texts().say("command-unknown", &[("command", name.into())]);
            context.answer(Outgoing::text(text)).await
        }
        (None, _) => on_typed_text(dispatcher, &context, typed).await,
    }
}

/// A forwarded message was written by somebody else. A form may be filled in by a colleague and is shown before it is sent;
/// nothing else is taken unasked.
async fn on_forwarded(visitor: &Visitor<'_>, message: &Message, is_command: bool) -> Result<(), ChatError> {
    match (visitor.as_person(), message.text()) {
        (Some(context), Some(text)) if !is_command => ask_whether_to_take(&context, text).await,
        (_, Some(_)) => visitor.say("forwarded-not-acted-on").await,
        (_, None) => refuse_what_is_no_text(visitor.services, message, &visitor.languages).await,
    }
}

/// Asks whether a forwarded text is to be taken as the person's own.
async fn ask_whether_to_take(context: &ChatContext<'_>, text: &str) -> Result<(), ChatError> {
    let texts = context.texts();
    let text = match text.parse::<Text>() {
        Ok(text) => text,
        Err(error) => return context.answer(unusable(texts, error)).await,
    };
    let take = texts.label("forwarded-button-take", &[]);
    let leave = texts.label("button-cancel", &[]);
    let buttons: Vec<Vec<(String, Press)>> = vec![
        vec![(take, IncomingPress::TakeForwarded(text).into())],
        vec![(leave, IncomingPress::LeaveForwarded.into())],
    ];
    context.answer(context.message("forwarded-ask").with_buttons(buttons)).await
}

/// What is no text: a file is offered to the features, anything else is deleted.
async fn on_file(dispatcher: &Dispatcher, visitor: &Visitor<'_>, message: &Message) -> Result<(), ChatError> {
    if let (Some(context), Some(document)) = (visitor.as_person(), message.document()) {
        for feature in dispatcher.features {
            if feature.on_document(&context, message, document).await? {
                return Ok(());
            }
        }
    }
    refuse_what_is_no_text(visitor.services, message, &visitor.languages).await
}

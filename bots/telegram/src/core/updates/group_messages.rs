//! What is written and pressed in a group that the bot sits in.
//!
//! It answers commands, replies to its own messages and whoever names it, and nothing else. What it does there is the
//! features' to say; most of it is for private chats: no case, no institution's list, no request is ever shown here. Who
//! writes is known by the sender: whoever linked a chat of the own is the same sender in a group.

use events::ids::ChatId;
use readmodels::views::PersonView;
use teloxide::payloads::AnswerCallbackQuerySetters;
use teloxide::requests::Requester;
use teloxide::types::{CallbackQuery, ChatMigration, Message, MessageKind, User};

use crate::core::chat_context::{Cause, ChatContext, GroupContext};
use crate::core::chat_error::ChatError;
use crate::core::failed_ways_in::record_refused_press;
use crate::core::feature::TypedText;
use crate::core::guard::{goes_with_its_album, refuse_what_is_no_text, turned_away, without_own_name};
use crate::core::languages::languages_in_group;
use crate::core::outgoing::Outgoing;
use crate::core::place::Place;
use crate::core::posts::speaker;
use crate::core::services::Services;
use crate::core::slash_command::SlashCommand;
use crate::core::storage::buttons::pressed_button;
use crate::core::storage::linked_groups::linked_group;
use crate::core::storage::read_messages::record_read;
use crate::core::storage::silent_groups::record_speaking;
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::edit_timing::{Edit, edit_of};
use crate::core::updates::service_messages::is_service;

/// The longest text that the messenger shows above a chat for a pressed button.
const LONGEST_TOAST: usize = 200;

/// Whoever writes under the own name. Administrators who remain anonymous, and channels, write in the name of an account that is
/// nobody's: what its number is says nothing.
fn named(message: &Message) -> Option<&User> {
    message.from.as_ref().filter(|_| message.sender_chat.is_none())
}

/// Who writes or presses: whoever linked the private chat, which has the sender's own number.
pub(crate) async fn sender(
    services: &Services,
    user: Option<&User>,
) -> Result<Option<(ChatId, PersonView)>, ChatError> {
    let Some(chat) = user.and_then(|user| i64::try_from(user.id.0).ok()).map(ChatId) else { return Ok(None) };
    Ok(speaker(services, chat, None).await?.map(|speaker| (chat, speaker.person)))
}

/// The group, whoever writes or presses in it, and the languages of the answer.
async fn group_context<'a>(
    dispatcher: &'a Dispatcher,
    update: u32,
    place: Place,
    user: Option<&User>,
) -> Result<GroupContext<'a>, ChatError> {
    let services = dispatcher.services();
    let group = linked_group(&services.database, place.chat).await?;
    let sender = sender(services, user).await?;
    let languages = languages_in_group(group.as_ref(), sender.as_ref().map(|(_, person)| person), user);
    let language = languages.first().copied().unwrap_or_default();
    let member = sender.map(|(own_chat, person)| {
        ChatContext::in_group(&dispatcher.outbox, own_chat, person, language, Cause::new(services, update))
    });
    Ok(GroupContext { services, place, group, member, languages })
}

/// What a message has to do with the bot.
struct AddressedText {
    /// The command that it gives this bot.
    command: Option<SlashCommand>,
    /// The bot's message that it replies to.
    reply_to: Option<i32>,
}

/// Whether a command is meant for this bot: `/help@another_bot` is not.
fn is_called(services: &Services, text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.split_once('@').is_none_or(|(_, name)| name.eq_ignore_ascii_case(&services.username))
}

/// Whether a message names the bot, in its text or below a picture.
fn is_mentioned(services: &Services, message: &Message) -> bool {
    let Some(text) = message.text().or(message.caption()) else { return false };
    without_own_name(text, &services.username) != text
}

/// Whether a message is for the bot, and how; `None`: it is for the others in the group.
fn addressed(services: &Services, message: &Message) -> Option<AddressedText> {
    let command = message.text().filter(|text| is_called(services, text)).and_then(SlashCommand::read);
    let reply_to = message
        .reply_to_message()
        .filter(|original| original.from.as_ref().is_some_and(|from| from.id.0 == services.id))
        .map(|original| original.id.0);
    let is_for_bot = command.is_some() || reply_to.is_some() || is_mentioned(services, message);
    is_for_bot.then_some(AddressedText { command, reply_to })
}

/// Something was written in a group.
pub(crate) async fn on_group_message(dispatcher: &Dispatcher, update: u32, message: &Message) -> Result<(), ChatError> {
    let (services, chat) = (dispatcher.services(), ChatId(message.chat.id.0));
    if let Some(ChatMigration::To { chat_id }) = message.chat_migration() {
        return Ok(services.database.move_group(chat, ChatId(chat_id.0)).await?);
    }
    let place = Place::of(message);
    if let MessageKind::ForumTopicReopened(_) = message.kind {
        return Ok(record_speaking(&services.database, place).await?);
    }
    // What the messenger says is for nobody, and what comes from a channel is for the channel's readers.
    if is_service(message) || message.is_automatic_forward() {
        return Ok(());
    }
    let Some(addressed) = addressed(services, message) else {
        // Of an album one part names the bot.
        return goes_with_its_album(services, message).await.map(drop);
    };
    let context = group_context(dispatcher, update, place, named(message)).await?;
    let code = dispatcher.is_code(message);
    if turned_away(services, message, &context.languages, false, code).await? {
        return Ok(());
    }
    // A picture, a contact or a place may show who a victim is.
    let Some(text) = message.text() else {
        return refuse_what_is_no_text(services, message, &context.languages).await;
    };
    if message.forward_origin().is_some() {
        return Ok(services.messenger.send(place, &context.message("forwarded-not-acted-on")).await?);
    }
    let read = (text, services.clock.now());
    record_read(&services.database, chat, message.id.0, read, Cause::new(services, update).correlation()).await?;
    let answer = match &addressed.command {
        Some(command) => on_group_command(dispatcher, &context, command).await?,
        None => on_group_text(dispatcher, &context, TypedText { text, reply_to: addressed.reply_to }).await?,
    };
    let answer = answer.unwrap_or_else(|| {
        let key = match &context.member {
            Some(_) => "group-write-privately",
            None if message.sender_chat.is_some() => "group-anonymous",
            None => "group-who-are-you",
        };
        context.message_naming_the_bot(key)
    });
    Ok(services.messenger.send(place, &answer).await?)
}

async fn on_group_command(
    dispatcher: &Dispatcher,
    context: &GroupContext<'_>,
    command: &SlashCommand,
) -> Result<Option<Outgoing>, ChatError> {
    match dispatcher.of_command(command) {
        Some(feature) => feature.on_group_command(context, command).await,
        None => Ok(None),
    }
}

async fn on_group_text(
    dispatcher: &Dispatcher,
    context: &GroupContext<'_>,
    typed: TypedText<'_>,
) -> Result<Option<Outgoing>, ChatError> {
    if context.member.is_none() || context.group.is_none() {
        return Ok(None);
    }
    for feature in dispatcher.features {
        if let Some(answer) = feature.on_group_text(context, typed).await? {
            return Ok(Some(answer));
        }
    }
    Ok(None)
}

/// A message to the bot was changed after it was sent. What is done in a group is only ever replaced by what is said next.
pub(crate) async fn on_group_edit(dispatcher: &Dispatcher, update: u32, message: &Message) -> Result<(), ChatError> {
    let services = dispatcher.services();
    if addressed(services, message).is_none() {
        return Ok(());
    }
    // A file or a picture that was put in place of another is a new one.
    if message.text().is_none() {
        return on_group_message(dispatcher, update, message).await;
    }
    match edit_of(dispatcher, message).await? {
        Edit::NotOfText => return Ok(()),
        Edit::InTime => return on_group_message(dispatcher, update, message).await,
        Edit::TooLate => {}
    }
    let place = Place::of(message);
    let context = group_context(dispatcher, update, place, named(message)).await?;
    if turned_away(services, message, &context.languages, false, dispatcher.is_code(message)).await? {
        return Ok(());
    }
    Ok(services.messenger.send(place, &context.message("edited-message")).await?)
}

/// A button was pressed in a group, below this message of this chat.
pub(crate) async fn on_group_press(
    dispatcher: &Dispatcher,
    update: u32,
    query: &CallbackQuery,
    (chat, message): (ChatId, i32),
) -> Result<(), ChatError> {
    let services = dispatcher.services();
    let context = group_context(dispatcher, update, chat.into(), Some(&query.from)).await?;
    let press = match &query.data {
        Some(data) => pressed_button(&services.database, chat, data).await?,
        None => None,
    };
    if press.is_none() || context.member.is_none() {
        let person = context.member.as_ref().map(|member| &member.person);
        record_refused_press(services, person, chat, query.data.as_deref());
    }
    let toast = if context.member.is_some() {
        let shown = match press.as_ref().and_then(|press| Some((press, dispatcher.of_press(press)?))) {
            Some((press, feature)) => feature.on_group_press(&context, press, message).await?,
            None => None,
        };
        let language = context.languages.first().copied().unwrap_or_default();
        // Nothing else is ever done from a group.
        shown.unwrap_or_else(|| services.texts(language).say("button-expired", &[]))
    } else if context.languages.len() > 1 {
        // The whole of it in three languages is longer than what the messenger shows.
        context.message_naming_the_bot("group-who-are-you-short").text
    } else {
        context.message_naming_the_bot("group-who-are-you").text
    };
    let answer = services.messenger.bot.answer_callback_query(query.id.clone()).text(plain(&toast)).show_alert(true);
    if let Err(error) = answer.await {
        tracing::debug!(%error, "a button's press could not be answered");
    }
    Ok(())
}

/// A text without its markup, as short as the messenger wants it.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            letter if !in_tag => text.push(letter),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.chars().take(LONGEST_TOAST).collect()
}

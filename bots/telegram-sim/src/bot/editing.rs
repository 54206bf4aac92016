//! Calls that change or remove what is in a chat, and the answer to a pressed button.

use serde_json::{Value, json};

use super::{known_chat, open_chat, params::Params, words};
use crate::{
    callbacks::CallbackAnswer,
    failure::Failure,
    keyboard::Markup,
    message::{Author, Content},
    page_event::PageEvent,
    world::World,
};

/// After two days a bot can no longer delete a message.
const DELETABLE_SECONDS: i64 = 48 * 60 * 60;

pub(super) fn text(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let text = words::read(params, "text", "entities")?;
    if text.text.is_empty() {
        return Err(Failure::bad_request("message text is empty"));
    }
    if words::is_longer(&text, words::LONGEST_TEXT) {
        return Err(Failure::bad_request("MESSAGE_TOO_LONG"));
    }
    let markup = inline_markup(params)?;
    let (chat, id) = own_message(world, params)?;
    let edited = world.message(chat, id);
    if !edited.is_some_and(|message| matches!(message.content, Content::Text(_))) {
        return Err(Failure::bad_request("there is no text in the message to edit"));
    }
    let content = Content::Text(text);
    if edited.is_some_and(|message| message.content == content && message.markup == markup) {
        return Err(not_modified());
    }
    let now = world.now.timestamp();
    world.change_message(chat, id, |message| {
        message.content = content;
        message.markup = markup;
        message.edit_date = Some(now);
    });
    Ok(wire(world, chat, id))
}

pub(super) fn reply_markup(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let markup = inline_markup(params)?;
    let (chat, id) = own_message(world, params)?;
    if world.message(chat, id).is_some_and(|message| message.markup == markup) {
        return Err(not_modified());
    }
    world.change_message(chat, id, |message| message.markup = markup);
    Ok(wire(world, chat, id))
}

pub(super) fn delete(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let chat = known_chat(world, params)?;
    let id = message_id(params)?;
    let message = world.message(chat, id).ok_or_else(|| Failure::bad_request("message to delete not found"))?;
    if world.now.timestamp() - message.date > DELETABLE_SECONDS {
        return Err(Failure::bad_request("message can't be deleted for everyone"));
    }
    world.remove_message(chat, id);
    Ok(json!(true))
}

pub(super) fn answer_callback_query(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let too_old = || Failure::bad_request("query is too old and response timeout expired or query ID is invalid");
    let text = params.text("text").filter(|text| !text.is_empty());
    if text.as_ref().is_some_and(|text| text.chars().count() > 200) {
        return Err(Failure::bad_request("MESSAGE_TOO_LONG"));
    }
    let answer = CallbackAnswer { text, show_alert: params.flag("show_alert"), url: params.text("url") };
    let number: u64 = params.text("callback_query_id").and_then(|id| id.parse().ok()).ok_or_else(too_old)?;
    let lifetime = world.callback_lifetime;
    let (chat, message_id) = match world.callbacks.answer(number, answer.clone(), lifetime) {
        Ok(callback) => (callback.chat, callback.message),
        Err(_) => return Err(too_old()),
    };
    world.save_callback(number);
    world.announce(PageEvent::CallbackAnswered { chat, message_id, text: answer.text, show_alert: answer.show_alert });
    Ok(json!(true))
}

fn not_modified() -> Failure {
    Failure::bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same as a current \
         content and reply markup of the message",
    )
}

fn inline_markup(params: &Params) -> Result<Option<Markup>, Failure> {
    match Markup::parse(params.json("reply_markup")?.as_ref())? {
        Some(markup @ Markup::Inline(_)) => Ok(Some(markup)),
        None => Ok(None),
        Some(Markup::ForceReply { .. } | Markup::Keyboard(_) | Markup::RemoveKeyboard) => {
            Err(Failure::bad_request("inline keyboard expected"))
        }
    }
}

fn message_id(params: &Params) -> Result<i64, Failure> {
    params
        .integer("message_id")
        .filter(|id| *id > 0)
        .ok_or_else(|| Failure::bad_request("message identifier is not specified"))
}

/// A message the bot may edit: its own, without a keyboard that depends on the text.
fn own_message(world: &World, params: &Params) -> Result<(i64, i64), Failure> {
    let chat = open_chat(world, params)?;
    let id = message_id(params)?;
    let message = world.message(chat, id).ok_or_else(|| Failure::bad_request("message to edit not found"))?;
    let fixed =
        matches!(message.markup, Some(Markup::ForceReply { .. } | Markup::Keyboard(_) | Markup::RemoveKeyboard));
    if message.author != Author::Bot || fixed {
        return Err(Failure::bad_request("message can't be edited"));
    }
    Ok((chat, id))
}

fn wire(world: &World, chat: i64, id: i64) -> Value {
    world.message(chat, id).map_or(Value::Null, |message| world.message_wire(chat, message))
}

//! The state as the chat page and the tests see it.

use chrono::DateTime;
use serde_json::{Value, json};

use super::World;
use crate::{
    keyboard::Markup,
    message::{Author, Content, Message},
};

/// A contact with what the list shows of its chat.
pub(crate) fn contact(world: &World, id: i64) -> Option<Value> {
    let contact = world.contacts.get(&id)?;
    let chat = world.chats.get(&id)?;
    let mut view = json!(contact);
    view["started"] = json!(chat.state.started);
    view["blocked"] = json!(chat.state.blocked);
    view["unread"] = json!(chat.unread());
    view["change"] = json!(chat.change);
    view["last_message"] = chat.messages.last_key_value().map_or(Value::Null, |(_, message)| {
        json!({
            "id": message.id, "from": author(message), "text": message.content.line(), "date": date(message.date),
        })
    });
    Some(view)
}

/// One message of a chat.
pub(crate) fn message(world: &World, chat: i64, id: i64) -> Option<Value> {
    let message = world.message(chat, id)?;
    let words = message.content.words().cloned().unwrap_or_default();
    let mut view = json!({
        "id": message.id,
        "from": author(message),
        "date": date(message.date),
        "edited": message.edit_date.is_some(),
        "kind": message.content.kind(),
        "text": words.text,
        "entities": words.entities,
        "buttons": message.markup.as_ref().map(buttons).unwrap_or_default(),
        "force_reply": matches!(message.markup, Some(Markup::ForceReply { .. })),
        "forwarded_from": message.forwarded_from,
        "topic": message.topic,
        "reply_to": message.reply_to.and_then(|original| quoted(world, chat, original, message)),
    });
    if let Some(Markup::ForceReply { placeholder: Some(placeholder) }) = &message.markup {
        view["placeholder"] = json!(placeholder);
    }
    if let Some((file, stored)) = message.content.file().and_then(|id| Some((id, world.files.get(id)?))) {
        view["document"] = json!({
            "name": stored.facts.name,
            "mime_type": stored.facts.mime_type,
            "size": stored.bytes.len(),
            "href": format!("/sim/files/{file}"),
        });
    }
    match &message.content {
        Content::Contact { phone_number, first_name, .. } => {
            view["contact"] = json!({ "phone_number": phone_number, "first_name": first_name });
        }
        Content::Location { latitude, longitude } => {
            view["location"] = json!({ "latitude": latitude, "longitude": longitude });
        }
        Content::Sticker { emoji, .. } => view["sticker"] = json!({ "emoji": emoji }),
        Content::Service(fields) | Content::Unknown(fields) => view["fields"] = json!(fields),
        Content::Text(_) | Content::Document { .. } | Content::Photo { .. } => {}
    }
    Some(view)
}

pub(crate) fn messages(world: &World, chat: i64, last: Option<usize>) -> Vec<Value> {
    let ids = world.chats.get(&chat).map(|chat| chat.messages.keys().copied().collect::<Vec<_>>()).unwrap_or_default();
    let further_up = last.map_or(0, |last| ids.len().saturating_sub(last));
    ids.into_iter().skip(further_up).filter_map(|id| message(world, chat, id)).collect()
}

fn author(message: &Message) -> &'static str {
    match message.author {
        Author::Bot => "bot",
        Author::Contact => "contact",
        Author::Member(_) | Author::Anonymous | Author::Channel => "member",
    }
}

fn date(seconds: i64) -> Value {
    DateTime::from_timestamp(seconds, 0).map_or(Value::Null, |date| json!(date))
}

fn buttons(markup: &Markup) -> Vec<Vec<Value>> {
    let button = |button: &crate::keyboard::Button| match (&button.callback_data, &button.url) {
        (Some(data), _) => json!({ "text": button.text, "data": data }),
        (None, Some(url)) => json!({ "text": button.text, "url": url }),
        (None, None) => json!({ "text": button.text }),
    };
    markup.rows().iter().map(|row| row.iter().map(button).collect()).collect()
}

fn quoted(world: &World, chat: i64, original: i64, reply: &Message) -> Option<Value> {
    let message = world.message(chat, original)?;
    let text = reply.quote.clone().unwrap_or_else(|| message.content.line());
    Some(json!({ "id": original, "from": author(message), "text": text }))
}

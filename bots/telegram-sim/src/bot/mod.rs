//! The bot's side: the Bot API over HTTP, as an unmodified bot library expects it.

mod answer;
mod editing;
pub(crate) mod params;
mod polling;
pub(crate) mod routes;
mod sending;
mod settings;
mod words;

use serde_json::Value;

use self::params::Params;
pub(crate) use self::sending::guess_mime_type;
use crate::{failure::Failure, world::World};

/// Carries out one call that needs no waiting. `getUpdates`, which waits, is in [`polling`].
fn carry_out(world: &mut World, method: &str, params: &Params) -> Result<Value, Failure> {
    match method {
        "getme" => Ok(settings::me(world)),
        "sendmessage" => sending::message(world, params),
        "senddocument" => sending::document(world, params),
        "sendphoto" => sending::photo(world, params),
        "sendmediagroup" => sending::album(world, params),
        "sendchataction" => sending::chat_action(world, params),
        "editmessagetext" => editing::text(world, params),
        "editmessagereplymarkup" => editing::reply_markup(world, params),
        "deletemessage" => editing::delete(world, params),
        "answercallbackquery" => editing::answer_callback_query(world, params),
        "setmycommands" => settings::set_commands(world, params),
        "getmycommands" => settings::commands(world, params),
        "deletemycommands" => settings::delete_commands(world, params),
        "setwebhook" => settings::set_webhook(world, params),
        "deletewebhook" => Ok(settings::delete_webhook(world, params)),
        "getwebhookinfo" => Ok(crate::webhook::info(world.webhook.as_ref(), &world.updates)),
        "getfile" => settings::file(world, params),
        "getchat" => settings::chat(world, params),
        _ => Err(Failure::unknown_method()),
    }
}

/// Whether a call counts as writing into a chat, so that the rate limits apply.
fn writes(method: &str) -> bool {
    matches!(
        method,
        "sendmessage" | "senddocument" | "sendphoto" | "sendmediagroup" | "editmessagetext" | "editmessagereplymarkup"
    )
}

/// The chat a call is about. The bot knows only private chats that were started, and groups that it was in.
fn known_chat(world: &World, params: &Params) -> Result<i64, Failure> {
    let asked = params.text("chat_id").map(|id| id.trim().to_owned()).unwrap_or_default();
    if asked.is_empty() {
        return Err(Failure::bad_request("chat_id is empty"));
    }
    let id = match asked.strip_prefix('@') {
        Some(name) => {
            let named = |username: &String| username.eq_ignore_ascii_case(name);
            world.contacts.values().find(|contact| contact.username.as_ref().is_some_and(named)).map(|c| c.id)
        }
        None => asked.parse().ok(),
    };
    id.filter(|id| world.chats.get(id).is_some_and(|chat| chat.state.started))
        .ok_or_else(|| Failure::bad_request("chat not found"))
}

/// The same, and the contact lets the bot write.
fn open_chat(world: &World, params: &Params) -> Result<i64, Failure> {
    let id = known_chat(world, params)?;
    let group = world.groups.get(&id);
    if let Some(supergroup) = group.and_then(|group| group.became) {
        return Err(Failure::migrated(supergroup));
    }
    if world.chats.get(&id).is_some_and(|chat| chat.state.blocked) {
        return Err(match group {
            Some(group) if group.supergroup => Failure::kicked("supergroup"),
            Some(_) => Failure::kicked("group"),
            None => Failure::blocked(),
        });
    }
    Ok(id)
}

/// The topic that a call writes into, when the chat takes messages at all: the one it names, or else that of the message it
/// replies to.
fn open_topic(world: &World, params: &Params, chat: i64, reply_to: Option<i64>) -> Result<Option<i64>, Failure> {
    let named = params.integer("message_thread_id").filter(|topic| *topic != 0);
    let Some(group) = world.groups.get(&chat) else {
        return named.map_or(Ok(None), |_| Err(Failure::bad_request("message thread not found")));
    };
    group.takes_messages()?;
    let of_original = || world.message(chat, reply_to?)?.topic.filter(|_| group.forum);
    let topic = named.or_else(of_original);
    topic.map_or(Ok(()), |topic| group.open_topic(topic))?;
    Ok(topic)
}

//! Calls about the bot itself, its webhook, and what it looks up.

use serde_json::{Value, json};

use super::{known_chat, params::Params};
use crate::{
    commands::{Audience, parse_commands, scope_of},
    failure::Failure,
    webhook::Webhook,
    world::World,
};

pub(super) fn me(world: &World) -> Value {
    let mut me = world.bot_user();
    for (name, value) in [
        ("can_join_groups", true),
        ("can_read_all_group_messages", false),
        ("supports_inline_queries", false),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
    ] {
        me[name] = json!(value);
    }
    me
}

fn audience(params: &Params) -> Result<Audience, Failure> {
    let scope = scope_of(params.json("scope")?.as_ref())?;
    let language = params.text("language_code").unwrap_or_default();
    if !language.is_empty() && (language.len() != 2 || !language.bytes().all(|b| b.is_ascii_lowercase())) {
        return Err(Failure::bad_request("BOT_LANGUAGE_CODE_INVALID"));
    }
    Ok(Audience { scope, language })
}

pub(super) fn set_commands(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let audience = audience(params)?;
    let commands = parse_commands(params.json("commands")?)?;
    world.set_commands(audience, (!commands.is_empty()).then_some(commands));
    Ok(json!(true))
}

pub(super) fn commands(world: &World, params: &Params) -> Result<Value, Failure> {
    Ok(json!(world.commands.lists.get(&audience(params)?).cloned().unwrap_or_default()))
}

pub(super) fn delete_commands(world: &mut World, params: &Params) -> Result<Value, Failure> {
    world.set_commands(audience(params)?, None);
    Ok(json!(true))
}

pub(super) fn set_webhook(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let url = params.text("url").unwrap_or_default();
    if url.is_empty() {
        return Ok(delete_webhook(world, params));
    }
    let webhook = Webhook::new(&url, params.text("secret_token"), params.integer("max_connections"))?;
    allow_updates(world, params)?;
    if params.flag("drop_pending_updates") {
        world.drop_updates();
    }
    world.updates.poll += 1;
    world.set_webhook(Some(webhook));
    Ok(json!(true))
}

pub(super) fn delete_webhook(world: &mut World, params: &Params) -> Value {
    if params.flag("drop_pending_updates") {
        world.drop_updates();
    }
    world.set_webhook(None);
    json!(true)
}

/// Takes up `allowed_updates` if the call names it; otherwise what was said before holds.
pub(super) fn allow_updates(world: &mut World, params: &Params) -> Result<(), Failure> {
    if let Some(list) = params.json("allowed_updates")? {
        let kinds = serde_json::from_value(list)
            .map_err(|_| Failure::bad_request("can't parse allowed_updates: Array of String expected"))?;
        world.allow_updates(kinds);
    }
    Ok(())
}

pub(super) fn file(world: &World, params: &Params) -> Result<Value, Failure> {
    let id = params.text("file_id").unwrap_or_default();
    if id.is_empty() {
        return Err(Failure::bad_request("file_id not specified"));
    }
    let file = world.files.get(&id).ok_or_else(|| Failure::bad_request("invalid file_id"))?;
    let mut answer = world.files.meta(&id);
    answer["file_path"] = json!(file.path());
    Ok(answer)
}

pub(super) fn chat(world: &World, params: &Params) -> Result<Value, Failure> {
    let id = known_chat(world, params)?;
    let mut chat = world.chat_wire(id);
    chat["accent_color_id"] = json!(0);
    chat["max_reaction_count"] = json!(11);
    chat["accepted_gift_types"] = json!({
        "unlimited_gifts": true, "limited_gifts": true, "unique_gifts": true, "premium_subscription": true,
        "gifts_from_channels": true,
    });
    Ok(chat)
}

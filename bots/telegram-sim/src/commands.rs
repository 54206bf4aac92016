//! The commands a bot offers in its menu, by scope and language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::Failure;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BotCommand {
    pub(crate) command: String,
    pub(crate) description: String,
}

/// For whom a list of commands is: `default`, `all_private_chats`, `chat:17`, … and a language or none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Audience {
    pub(crate) scope: String,
    pub(crate) language: String,
}

#[derive(Debug, Default)]
pub(crate) struct CommandBook {
    pub(crate) lists: BTreeMap<Audience, Vec<BotCommand>>,
}

impl CommandBook {
    /// What a contact sees in the menu: the narrowest list that there is for the chat and the language.
    pub(crate) fn seen_by(&self, chat: i64, language: &str) -> &[BotCommand] {
        for scope in [format!("chat:{chat}"), "all_private_chats".to_owned(), "default".to_owned()] {
            for language in [language, ""] {
                let audience = Audience { scope: scope.clone(), language: language.to_owned() };
                if let Some(list) = self.lists.get(&audience) {
                    return list;
                }
            }
        }
        &[]
    }
}

pub(crate) fn scope_of(scope: Option<&Value>) -> Result<String, Failure> {
    let Some(scope) = scope else { return Ok("default".to_owned()) };
    let id = |name: &str| {
        scope
            .get(name)
            .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
            .filter(|id| !id.is_empty())
            .ok_or_else(|| Failure::bad_request(format!("can't parse BotCommandScope: Empty {name} specified")))
    };
    match scope.get("type").and_then(Value::as_str) {
        Some(kind @ ("default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators")) => {
            Ok(kind.to_owned())
        }
        Some("chat") => Ok(format!("chat:{}", id("chat_id")?)),
        Some("chat_administrators") => Ok(format!("chat_administrators:{}", id("chat_id")?)),
        Some("chat_member") => Ok(format!("chat_member:{}:{}", id("chat_id")?, id("user_id")?)),
        Some(_) => Err(Failure::bad_request("can't parse BotCommandScope: Unsupported type specified")),
        None => Err(Failure::bad_request("can't parse BotCommandScope: Can't find field \"type\"")),
    }
}

pub(crate) fn parse_commands(value: Option<Value>) -> Result<Vec<BotCommand>, Failure> {
    let Some(Value::Array(entries)) = value else {
        return Err(Failure::bad_request("expected an Array of BotCommand"));
    };
    if entries.len() > 100 {
        return Err(Failure::bad_request("BOT_COMMANDS_TOO_MUCH"));
    }
    entries
        .into_iter()
        .map(|entry| {
            let mut command: BotCommand = serde_json::from_value(entry)
                .map_err(|error| Failure::bad_request(format!("can't parse BotCommand: {error}")))?;
            if let Some(bare) = command.command.strip_prefix('/') {
                command.command = bare.to_owned();
            }
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
            if !(1..=32).contains(&command.command.len()) || !command.command.bytes().all(plain) {
                return Err(Failure::bad_request("BOT_COMMAND_INVALID"));
            }
            if !(1..=256).contains(&command.description.chars().count()) {
                return Err(Failure::bad_request("BOT_COMMAND_DESCRIPTION_INVALID"));
            }
            Ok(command)
        })
        .collect()
}

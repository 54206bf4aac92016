//! A contact: one Telegram user who has, or will have, a private chat with the bot.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One Telegram user. In a private chat the chat's id is the user's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The user's and the private chat's id.
    pub id: i64,
    /// The first name, as the bot gets it.
    pub first_name: String,
    /// The last name, if the user gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The user name without `@`, if the user has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The language of the user's Telegram, for example `sq`.
    pub language_code: String,
    /// The payload of the deep link the user got (`https://t.me/bot?start=<payload>`): what START sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// A line under the name in the chat page's list, for example the institution. The bot does not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Where the chat page's link to the person's e-mail leads. No link when `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailbox_url: Option<String>,
}

/// Why a contact was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// Telegram's user ids are positive and fit 52 bits.
    #[error("a contact's id is a number from 1 to 4503599627370495, and {0} is not")]
    Id(i64),
    /// The bot cannot talk to itself.
    #[error("{0} is the bot's own id")]
    IsTheBot(i64),
    /// A Telegram user always has a first name.
    #[error("a contact needs a first name")]
    NoName,
    /// A payload is 1 to 64 of `A-Z a-z 0-9 _ -`.
    #[error("a start payload is 1 to 64 characters of A-Z, a-z, 0-9, _ and -")]
    StartPayload,
}

impl Contact {
    /// A contact with nothing but what each has.
    pub fn new(id: i64, first_name: impl Into<String>, language_code: impl Into<String>) -> Self {
        Self {
            id,
            first_name: first_name.into(),
            last_name: None,
            username: None,
            language_code: language_code.into(),
            start: None,
            subtitle: None,
            mailbox_url: None,
        }
    }

    /// The same contact with a deep-link payload.
    pub fn with_start(self, payload: impl Into<String>) -> Self {
        Self { start: Some(payload.into()), ..self }
    }

    /// The same contact with a line under the name.
    pub fn with_subtitle(self, subtitle: impl Into<String>) -> Self {
        Self { subtitle: Some(subtitle.into()), ..self }
    }

    /// The same contact with a link to the person's e-mail.
    pub fn with_mailbox_url(self, url: impl Into<String>) -> Self {
        Self { mailbox_url: Some(url.into()), ..self }
    }

    pub(crate) fn check(&self, bot_id: i64) -> Result<(), ContactError> {
        if !(1..1_i64 << 52).contains(&self.id) {
            return Err(ContactError::Id(self.id));
        }
        if self.id == bot_id {
            return Err(ContactError::IsTheBot(self.id));
        }
        if self.first_name.trim().is_empty() {
            return Err(ContactError::NoName);
        }
        self.start.as_deref().map_or(Ok(()), check_payload)
    }

    /// The `User` object of the Bot API.
    pub(crate) fn user(&self) -> Value {
        let mut user = json!({
            "id": self.id, "is_bot": false, "first_name": self.first_name, "language_code": self.language_code,
        });
        self.add_optional_names(&mut user);
        user
    }

    /// The `Chat` object of the Bot API.
    pub(crate) fn chat(&self) -> Value {
        let mut chat = json!({ "id": self.id, "type": "private", "first_name": self.first_name });
        self.add_optional_names(&mut chat);
        chat
    }

    fn add_optional_names(&self, object: &mut Value) {
        if let Some(last_name) = &self.last_name {
            object["last_name"] = json!(last_name);
        }
        if let Some(username) = &self.username {
            object["username"] = json!(username);
        }
    }
}

pub(crate) fn check_payload(payload: &str) -> Result<(), ContactError> {
    let fits = (1..=64).contains(&payload.len());
    let plain = payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if fits && plain { Ok(()) } else { Err(ContactError::StartPayload) }
}

//! What anybody may send, read as far as it is read before it is asked who sent it: for whoever tries these readers with what no
//! messenger sends (`fuzz/`). Nothing is done with it.
//!
//! It may depend on the core's readers, and knows no feature and no services.

use events::ids::ChatId;
use serde_json::Value;

use crate::core::callback_data::ButtonSigner;
use crate::core::slash_command::SlashCommand;
use crate::core::updates::kept_form::kept_form;
use crate::core::updates::reading::{number_of, read_update};

/// An update that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedUpdate {
    /// The messenger's number of it.
    pub number: u32,
    /// What is kept of it until it is handled, as JSON; nothing, where it is not kept.
    pub kept: Option<String>,
}

/// Reads the body of a post, or one update of a poll; `None`: nobody would look at it.
pub fn read_posted(body: &[u8]) -> Option<PostedUpdate> {
    let raw: Value = serde_json::from_slice(body).ok()?;
    read_update(&raw)?;
    let kept = kept_form(&raw, |text| SlashCommand::read(text).is_some_and(|command| command.name == "start"));
    Some(PostedUpdate { number: number_of(&raw)?, kept: kept.body })
}

/// The buttons of a bot.
pub struct Buttons(ButtonSigner);

impl Buttons {
    /// Those that are signed with this key.
    pub fn new(key: [u8; 32]) -> Self {
        Self(ButtonSigner::new(key))
    }

    /// What the messenger carries for a button in a chat.
    pub fn data(&self, chat: i64, button: i64) -> String {
        self.0.data(ChatId(chat), button)
    }

    /// The button of a chat that data stand for; `None`: nobody's.
    pub fn button(&self, chat: i64, data: &str) -> Option<i64> {
        self.0.button(ChatId(chat), data)
    }
}

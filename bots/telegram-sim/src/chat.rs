//! The private chat of one contact with the bot.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::message::{Author, Message};

/// What is kept of a chat besides its messages.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ChatState {
    /// The contact pressed START at least once: the bot may write.
    pub(crate) started: bool,
    /// The contact blocked the bot.
    pub(crate) blocked: bool,
    /// The contact has seen everything up to this message.
    pub(crate) read_up_to: i64,
}

#[derive(Debug, Default)]
pub(crate) struct Chat {
    pub(crate) state: ChatState,
    pub(crate) messages: BTreeMap<i64, Message>,
    /// The number of the last change that touched this chat.
    pub(crate) change: u64,
}

impl Chat {
    pub(crate) fn unread(&self) -> usize {
        self.messages
            .range(self.state.read_up_to.saturating_add(1)..)
            .filter(|(_, message)| message.author == Author::Bot)
            .count()
    }
}

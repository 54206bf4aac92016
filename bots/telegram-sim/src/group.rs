//! A group that the bot sits in, with contacts as its members.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::failure::Failure;

/// A group chat. Its id is below nought, as with the real service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) id: i64,
    pub(crate) title: String,
    /// The contacts in it.
    pub(crate) members: BTreeSet<i64>,
    /// Whether it was made into a supergroup.
    #[serde(default)]
    pub(crate) supergroup: bool,
    /// The supergroup that this one became: nothing can be written here any more.
    #[serde(default)]
    pub(crate) became: Option<i64>,
    /// Whether it has topics; only a supergroup can.
    #[serde(default)]
    pub(crate) forum: bool,
    /// Its topics, by the number of the message that created each. What is in none of them is in General.
    #[serde(default)]
    pub(crate) topics: BTreeMap<i64, Topic>,
    /// What keeps the bot from writing.
    #[serde(default)]
    pub(crate) silence: Option<Silence>,
    /// The channel whose discussion group it is.
    #[serde(default)]
    pub(crate) channel: Option<Channel>,
}

/// A topic of a forum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Topic {
    pub(crate) name: String,
    /// Whether only administrators can write in it.
    pub(crate) closed: bool,
}

/// A channel whose posts come into a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Channel {
    pub(crate) id: i64,
    pub(crate) title: String,
}

impl Channel {
    /// The `Chat` object of the Bot API.
    pub(crate) fn chat(&self) -> Value {
        json!({ "id": self.id, "type": "channel", "title": self.title })
    }
}

/// Why nothing of the bot is taken in a group that it still sits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Silence {
    /// An administrator took the right to write from the bot.
    Restricted,
    /// Only administrators may write.
    Closed,
    /// The group was deleted.
    Deleted,
}

impl Group {
    /// The `Chat` object of the Bot API.
    pub(crate) fn chat(&self) -> Value {
        let kind = if self.supergroup { "supergroup" } else { "group" };
        let mut chat = json!({ "id": self.id, "type": kind, "title": self.title });
        if self.forum {
            chat["is_forum"] = json!(true);
        }
        chat
    }

    /// Whether the bot may write here at all.
    pub(crate) fn takes_messages(&self) -> Result<(), Failure> {
        match self.silence {
            None => Ok(()),
            Some(Silence::Restricted) => {
                Err(Failure::bad_request("not enough rights to send text messages to the chat"))
            }
            Some(Silence::Closed) => Err(Failure::bad_request("CHAT_WRITE_FORBIDDEN")),
            Some(Silence::Deleted) => Err(Failure::new(403, "Forbidden: the group chat was deleted")),
        }
    }

    /// The topic of this number, into which the bot may write. General has none: whoever names it names nothing.
    pub(crate) fn open_topic(&self, topic: i64) -> Result<(), Failure> {
        match self.topics.get(&topic).filter(|_| self.forum) {
            None => Err(Failure::bad_request("message thread not found")),
            Some(topic) if topic.closed => Err(Failure::bad_request("TOPIC_CLOSED")),
            Some(_) => Ok(()),
        }
    }
}

//! A group that the bot sits in, with contacts as its members.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A group chat. Its id is below nought, as with the real service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl Group {
    /// The `Chat` object of the Bot API.
    pub(crate) fn chat(&self) -> Value {
        let kind = if self.supergroup { "supergroup" } else { "group" };
        json!({ "id": self.id, "type": kind, "title": self.title })
    }
}

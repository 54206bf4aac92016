//! A message in a chat.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{entity::Formatted, keyboard::Markup};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Author {
    Bot,
    Contact,
    /// A contact, in a group.
    Member(i64),
    /// An administrator of a group who remains anonymous: the group itself speaks.
    Anonymous,
    /// The channel whose discussion group it is: its post came here by itself.
    Channel,
}

/// What a message carries. A caption is a text like any other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Content {
    Text(Formatted),
    Document {
        file: String,
        caption: Formatted,
    },
    Photo {
        file: String,
        caption: Formatted,
    },
    Contact {
        phone_number: String,
        first_name: String,
        user_id: Option<i64>,
    },
    Location {
        latitude: f64,
        longitude: f64,
    },
    Sticker {
        file: String,
        emoji: String,
    },
    /// What the messenger itself says: that somebody joined, that something is pinned. The fields of `Message` that say so.
    Service(Map<String, Value>),
    /// What no version of the Bot API that we know has: the fields that it comes in.
    Unknown(Map<String, Value>),
}

impl Content {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Document { .. } => "document",
            Self::Photo { .. } => "photo",
            Self::Contact { .. } => "contact",
            Self::Location { .. } => "location",
            Self::Sticker { .. } => "sticker",
            Self::Service(_) => "service",
            Self::Unknown(_) => "unknown",
        }
    }

    /// The text or the caption.
    pub(crate) fn words(&self) -> Option<&Formatted> {
        match self {
            Self::Text(words) | Self::Document { caption: words, .. } | Self::Photo { caption: words, .. } => {
                Some(words)
            }
            Self::Contact { .. }
            | Self::Location { .. }
            | Self::Sticker { .. }
            | Self::Service(_)
            | Self::Unknown(_) => None,
        }
    }

    pub(crate) fn file(&self) -> Option<&str> {
        match self {
            Self::Document { file, .. } | Self::Photo { file, .. } | Self::Sticker { file, .. } => Some(file),
            Self::Text(_) | Self::Contact { .. } | Self::Location { .. } | Self::Service(_) | Self::Unknown(_) => None,
        }
    }

    /// One line that stands for the message in a list or above a reply.
    pub(crate) fn line(&self) -> String {
        match self {
            Self::Text(words) => words.text.clone(),
            Self::Document { caption, .. } | Self::Photo { caption, .. } if !caption.text.is_empty() => {
                caption.text.clone()
            }
            Self::Document { .. } => "Document".to_owned(),
            Self::Photo { .. } => "Photo".to_owned(),
            Self::Contact { first_name, .. } => format!("Contact: {first_name}"),
            Self::Location { .. } => "Location".to_owned(),
            Self::Sticker { emoji, .. } => format!("{emoji} Sticker"),
            Self::Service(fields) | Self::Unknown(fields) => {
                fields.keys().next().map_or_else(String::new, |field| field.replace('_', " "))
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: i64,
    pub(crate) author: Author,
    /// When it was sent, in Unix seconds.
    pub(crate) date: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) edit_date: Option<i64>,
    pub(crate) content: Content,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reply_to: Option<i64>,
    /// The part of the other message that the reply quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) quote: Option<String>,
    /// The name of whoever wrote it first, when it was forwarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) forwarded_from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) markup: Option<Markup>,
    /// The topic of a forum that it stands in, by the number of the message that created it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) topic: Option<i64>,
    /// The album that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) album: Option<String>,
    /// Fields of a Bot API to come, which go over the wire as they are and in place of our own.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub(crate) future: Map<String, Value>,
}

impl Message {
    /// A message with nothing but its author and what it carries. Its number and date are given when it is sent.
    pub(crate) fn new(author: Author, content: Content) -> Self {
        Self {
            id: 0,
            author,
            date: 0,
            edit_date: None,
            content,
            reply_to: None,
            quote: None,
            forwarded_from: None,
            markup: None,
            topic: None,
            album: None,
            future: Map::new(),
        }
    }
}

/// The fields of the Bot API's `Message` that hold a text or a caption.
pub(crate) fn words_wire(into: &mut Map<String, Value>, prefix: &str, words: &Formatted) {
    let (text, entities) = if prefix.is_empty() { ("text", "entities") } else { ("caption", "caption_entities") };
    if prefix.is_empty() || !words.text.is_empty() {
        into.insert(text.to_owned(), json!(words.text));
    }
    if !words.entities.is_empty() {
        into.insert(entities.to_owned(), json!(words.entities));
    }
}

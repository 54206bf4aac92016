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
}

/// What a message carries. A caption is a text like any other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Content {
    Text(Formatted),
    Document { file: String, caption: Formatted },
    Photo { file: String, caption: Formatted },
    Contact { phone_number: String, first_name: String, user_id: Option<i64> },
    Location { latitude: f64, longitude: f64 },
    Sticker { file: String, emoji: String },
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
        }
    }

    /// The text or the caption.
    pub(crate) fn words(&self) -> Option<&Formatted> {
        match self {
            Self::Text(words) | Self::Document { caption: words, .. } | Self::Photo { caption: words, .. } => {
                Some(words)
            }
            Self::Contact { .. } | Self::Location { .. } | Self::Sticker { .. } => None,
        }
    }

    pub(crate) fn file(&self) -> Option<&str> {
        match self {
            Self::Document { file, .. } | Self::Photo { file, .. } | Self::Sticker { file, .. } => Some(file),
            Self::Text(_) | Self::Contact { .. } | Self::Location { .. } => None,
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
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: i64,
    pub(crate) author: Author,
    /// Unix seconds.
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

//! What the chat page hears live.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

/// One thing that changed, as `GET /sim/events` tells it.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum PageEvent {
    /// A contact is new, or its line in the list looks different: unread, last message, started, blocked.
    Contact {
        contact: Value,
    },
    Message {
        chat: i64,
        message: Value,
    },
    Edited {
        chat: i64,
        message: Value,
    },
    Deleted {
        chat: i64,
        message_id: i64,
    },
    /// The bot shows that it is busy in the chat.
    Typing {
        chat: i64,
    },
    /// The bot answered the press of a button.
    CallbackAnswered {
        chat: i64,
        message_id: i64,
        text: Option<String>,
        show_alert: bool,
    },
    Clock {
        now: DateTime<Utc>,
    },
    /// The listener was too slow and missed something: read everything again.
    Resync,
}

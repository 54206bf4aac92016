//! A message or a file on its way out: what it says, and what it is about.

use events::ids::{ActionItemId, CommandId, MeetingId, PersonId};
use serde::{Deserialize, Serialize};

use crate::core::press::Press;

/// A message: its text (HTML), its buttons, and the tasks it is about.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Outgoing {
    pub(crate) text: String,
    pub(crate) buttons: Vec<Vec<(String, Press)>>,
    pub(crate) items: Vec<ActionItemId>,
    /// The meeting that it invites to, or tells of: words in reply to it are about that.
    #[serde(default)]
    pub(crate) meeting: Option<MeetingId>,
    /// For whom it is, where the chat is that of several posts.
    #[serde(skip)]
    pub(crate) addressee: Option<PersonId>,
    /// How many of the last rows of buttons are on every page, where there are more buttons than a message takes.
    #[serde(skip)]
    pub(crate) rows_on_every_page: usize,
    /// The reply that waits to be saved: this message will become its outcome.
    #[serde(skip)]
    pub(crate) waiting: Option<CommandId>,
}

impl Outgoing {
    pub(crate) fn text(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    pub(crate) fn with_buttons(self, buttons: Vec<Vec<(String, Press)>>) -> Self {
        Self { buttons, ..self }
    }

    pub(crate) fn of_meeting(self, meeting: MeetingId) -> Self {
        Self { meeting: Some(meeting), ..self }
    }

    pub(crate) fn about(self, items: Vec<ActionItemId>) -> Self {
        Self { items, ..self }
    }
}

/// A file on its way out.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) name: String,
    /// What the audit trail calls it, without personal data.
    pub(crate) what: String,
    pub(crate) bytes: Vec<u8>,
    /// What is said of it (HTML).
    pub(crate) caption: String,
}

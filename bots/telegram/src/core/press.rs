//! What a button does, as the core sees it: whose it is, and no more.

use events::text::Text;
use serde::{Deserialize, Serialize};

use crate::core::tagged::Tagged;
use crate::core::texts::Texts;

/// What marks a [`Press`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OfButton {}

/// What pressing a button asks for. The name says which feature answers.
pub(crate) type Press = Tagged<OfButton>;

/// The buttons that the core answers itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum CorePress {
    /// Drops a question.
    Cancel,
    /// Has to do with a message that the bot asked about before reading it.
    #[serde(rename = "Door")]
    Incoming(IncomingPress),
    /// Shows this page of the message's buttons, counted from 0.
    Page(usize),
}

impl CorePress {
    /// By which they are known.
    pub(crate) const NAMES: [&'static str; 3] = ["Cancel", "Door", "Page"];
}

/// What a button below a message that the bot asked about does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum IncomingPress {
    /// Deletes the person's message with this number.
    Delete(i32),
    /// Takes a forwarded text as the person's own.
    TakeForwarded(Text),
    /// Leaves a forwarded text alone.
    LeaveForwarded,
}

impl From<CorePress> for Press {
    fn from(press: CorePress) -> Self {
        Self::of(&press)
    }
}

impl From<IncomingPress> for Press {
    fn from(press: IncomingPress) -> Self {
        CorePress::Incoming(press).into()
    }
}

/// The button that drops the open question.
pub(crate) fn cancel_button(texts: Texts<'_>) -> (String, Press) {
    (texts.label("button-cancel", &[]), CorePress::Cancel.into())
}

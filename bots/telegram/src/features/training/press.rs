//! What the buttons of a session's attendance do. It is kept in the bot's file, so names and content never change.

use events::ids::{ModuleId, PersonId, SessionId};
use serde::{Deserialize, Serialize};

use crate::core::press::Press;

/// What pressing a button of a session's attendance asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AttendancePress {
    /// Asks who attended, in a message of its own.
    Ask(ModuleId, SessionId),
    /// Marks these people and nobody else, and shows it in place of the message.
    Mark(ModuleId, SessionId, Vec<PersonId>),
    /// Marks one person, or does so no more, and leaves the others as they are.
    MarkOne(ModuleId, SessionId, PersonId, bool),
    /// Records these people as those who attended: below messages of before marks were kept apart from their buttons.
    Confirm(ModuleId, SessionId, Vec<PersonId>),
    /// Records those who are marked as those who attended.
    ConfirmMarked(ModuleId, SessionId),
}

impl AttendancePress {
    /// The name under which these buttons are kept.
    pub(crate) const NAME: &'static str = "Training";
}

impl From<AttendancePress> for Press {
    fn from(press: AttendancePress) -> Self {
        Self::named(AttendancePress::NAME, &press)
    }
}

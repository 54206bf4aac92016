//! What the buttons of data requests do. It is kept in the bot's file, so names and content never change.

use events::ids::{ChoiceKey, DataRequestId, FieldKey};
use serde::{Deserialize, Serialize};

use crate::core::press::Press;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum FileKind {
    Csv,
    Xlsx,
}

/// What a button of a data request does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum DataPress {
    /// Shows the request.
    Open,
    /// Begins to answer, or goes on.
    Answer,
    /// Sends the form as a file.
    File(FileKind),
    /// Chooses an option of this field.
    Option(FieldKey, ChoiceKey),
    /// Gives this count to the part that is asked in this step.
    Count(usize, u64),
    /// One question back.
    Back,
    /// No answer to this field; the reason is asked.
    Skip,
    /// Goes on another time.
    Later,
    /// Throws away what was answered so far.
    Drop,
    /// Offers the fields to change.
    Change,
    /// Asks this field again.
    Field(FieldKey),
    /// Asks for a note to the correction.
    Note,
    /// Sends the answers; `true`: also those far from the last period's.
    Send(bool),
}

/// A button's request and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RequestPress {
    pub(crate) request: DataRequestId,
    pub(crate) press: DataPress,
}

impl RequestPress {
    /// The name under which these buttons are kept.
    pub(crate) const NAME: &'static str = "Data";
}

impl From<RequestPress> for Press {
    fn from(press: RequestPress) -> Self {
        Self::named(RequestPress::NAME, &press)
    }
}

//! Data requests in chat: offered, answered field by field or with a file, sent, corrected.
//!
//! What a person has answered so far is a [`Draft`](draft::Draft) in the bot's own file: it outlives restarts and days.
//! Nothing of it is known to anybody until the person sends it; then it is one command with all answers. What is wrong is
//! asked of the form ([`events::form::Form::faults`]), as everywhere.

mod answering;
mod draft;
mod file;
mod kept;
mod showing;
mod telling;

use events::form::Form;
use events::ids::{ChoiceKey, DataRequestId, FieldKey};
use forms::LinkKey;
use reminders::{Calendar, Ladder};
use serde::{Deserialize, Serialize};

pub(crate) use draft::Draft;
pub(crate) use kept::TABLES;

/// How data requests are told of and answered.
#[derive(Debug, Clone, Default)]
pub struct RequestSettings {
    /// Working days.
    pub calendar: Calendar,
    /// At what time of day people are told, and how long before a date.
    pub ladder: Ladder,
    /// How a form is opened on a page; without it the chat offers no link.
    pub links: Option<FormLinks>,
}

/// The links that open a form on a page.
#[derive(Debug, Clone)]
pub struct FormLinks {
    /// Signs them.
    pub key: LinkKey,
    /// The page's address, without a slash at its end.
    pub public_url: String,
}

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
pub(crate) struct OfRequest {
    pub(crate) request: DataRequestId,
    pub(crate) press: DataPress,
}

/// The keys of a form's fields, in order.
fn all_fields(form: &Form) -> Vec<FieldKey> {
    form.fields().map(|field| field.key.clone()).collect()
}

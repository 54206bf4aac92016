//! What the buttons of settings do, and what is asked. It is kept in the bot's file, so names and content never change.

use chrono::NaiveDate;
use events::institution::{DigestHour, QuietHours};
use events::language::Language;
use serde::{Deserialize, Serialize};

use crate::core::press::Press;
use crate::core::question::Question;

/// What a button of the settings does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SettingsPress {
    /// Chooses the language.
    Speak(Language),
    /// Chooses when the digest comes.
    DigestAt(DigestHour),
    /// Sets the quiet hours.
    Quiet(QuietHours),
    /// Goes away until a day, or is asked until when.
    Away(Option<NaiveDate>),
    /// Ends the absence.
    Back,
}

impl SettingsPress {
    /// The variants' names, under which buttons are kept.
    pub(crate) const NAMES: [&'static str; 5] = ["Speak", "DigestAt", "Quiet", "Away", "Back"];
}

impl From<SettingsPress> for Press {
    fn from(press: SettingsPress) -> Self {
        Self::of(&press)
    }
}

/// A question about settings whose answer is the person's next text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SettingsQuestion {
    /// Until when the person is away.
    AwayUntil,
}

impl From<SettingsQuestion> for Question {
    fn from(question: SettingsQuestion) -> Self {
        Self::of(&question)
    }
}

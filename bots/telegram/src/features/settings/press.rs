//! What the buttons of settings do, and what is asked. It is kept in the bot's file, so names and content never change.

use chrono::NaiveDate;
use events::email_address::EmailAddress;
use events::institution::{DigestHour, QuietHours};
use events::language::Language;
use events::preferences::{Channels, DigestFrequency, Subject};
use events::sealed::Sealed;
use serde::{Deserialize, Serialize};

use crate::core::outbox::FeatureOutcome;
use crate::core::press::Press;
use crate::core::question::Question;

/// What the message of the settings shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SettingsView {
    /// All that is set, with a button for each.
    Overview,
    /// When and how often the morning message comes.
    Morning,
    /// When it is quiet.
    Quiet,
    /// What the person is told of.
    Subjects,
    /// By which channels, and the e-mail address.
    Channels,
}

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
    /// Shows another part of the settings in the same message.
    Settings(SettingsView),
    /// Chooses how often the digest comes.
    DigestEvery(DigestFrequency),
    /// Says whether the person is told of a subject: how it is to be, and not that it changes.
    TellOf(Subject, bool),
    /// Chooses the channels; an address is asked for first where one is needed.
    TellBy(Channels),
    /// Asks for the e-mail address.
    AskAddress,
    /// The address is the person's own: it is recorded, and then these channels are chosen.
    OwnAddress {
        /// The address, which nobody else reads.
        address: Sealed<EmailAddress>,
        /// What was chosen before an address was known.
        channels: Option<Channels>,
    },
    /// The address is not the person's own: it is asked for again.
    NotOwnAddress(Option<Channels>),
    /// Forgets the e-mail address.
    ForgetAddress,
}

impl SettingsPress {
    /// The variants' names, under which buttons are kept.
    pub(crate) const NAMES: [&'static str; 13] = [
        "Speak",
        "DigestAt",
        "Quiet",
        "Away",
        "Back",
        "Settings",
        "DigestEvery",
        "TellOf",
        "TellBy",
        "AskAddress",
        "OwnAddress",
        "NotOwnAddress",
        "ForgetAddress",
    ];
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
    /// Which e-mail address is the person's own, and which channels were chosen before one was known.
    EmailAddress(Option<Channels>),
}

impl From<SettingsQuestion> for Question {
    fn from(question: SettingsQuestion) -> Self {
        Self::of(&question)
    }
}

/// What is shown of a choice once it was accepted. It waits in the bot's file with the command, so its name never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SettingsOutcome {
    /// This part of the settings, as they are then.
    ShowSettings(SettingsView),
}

impl SettingsOutcome {
    /// The name under which it is kept.
    pub(crate) const NAME: &'static str = "ShowSettings";
}

impl From<SettingsOutcome> for FeatureOutcome {
    fn from(outcome: SettingsOutcome) -> Self {
        Self::of(&outcome)
    }
}

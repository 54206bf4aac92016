//! What a person in post may choose of how, how often and of what to be told. Values only; whose they are is in
//! [`crate::institution`], and what follows from them is for whoever tells people something.

use serde::{Deserialize, Serialize};

/// By which channels a person wants to be told.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Channels {
    /// In the chat with the bot, as long as nothing else was chosen.
    #[default]
    Telegram,
    /// By e-mail and not in the chat.
    Email,
    /// By both, each notice twice.
    Both,
}

impl Channels {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Telegram, Self::Email, Self::Both];

    /// Its name in forms, the API and the texts' keys; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Email => "email",
            Self::Both => "both",
        }
    }

    /// Whether the chat is among them.
    pub const fn has_telegram(self) -> bool {
        match self {
            Self::Telegram | Self::Both => true,
            Self::Email => false,
        }
    }

    /// Whether e-mail is among them.
    pub const fn has_email(self) -> bool {
        match self {
            Self::Email | Self::Both => true,
            Self::Telegram => false,
        }
    }
}

/// How often a person's digest leaves.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum DigestFrequency {
    /// Each working day on which there is something to say, as long as nothing else was chosen.
    #[default]
    Daily,
    /// Once a week.
    Weekly,
}

impl DigestFrequency {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Daily, Self::Weekly];

    /// Its name in forms, the API and the texts' keys; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }
}

/// What a person may choose not to be told of. Action items, referrals and decisions are not among them: nobody can say
/// not to have known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Data requests to the institution.
    DataRequests,
    /// Values of indicators that the institution reports.
    IndicatorValues,
    /// Meetings: invitations, changes, reminders.
    Meetings,
    /// Training and certificates.
    Training,
    /// Looks back at a week or a month.
    Overviews,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::DataRequests, Self::IndicatorValues, Self::Meetings, Self::Training, Self::Overviews];

    /// Its name in forms, the API and the texts' keys; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DataRequests => "data-requests",
            Self::IndicatorValues => "indicator-values",
            Self::Meetings => "meetings",
            Self::Training => "training",
            Self::Overviews => "overviews",
        }
    }
}

//! The services of a distributed deployment, by the names they have on the command line and as users of NATS. Knows neither
//! how one is run nor what else can be typed.

use clap::ValueEnum;

/// A service of a distributed deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Service {
    /// Puts every recorded event on the road, NATS JetStream.
    Relay,
    /// Takes commands; any number of them share the work.
    Coordination,
    /// Holds the keys of personal fields.
    Keys,
    /// Folds one partition of the read models and answers questions.
    Projections,
    /// Works out what people are owed, and has the channels deliver it.
    Reminders,
    /// Serves the pages and the API.
    Gateway,
    /// Talks to people in chat.
    Telegram,
    /// Writes to people by e-mail, and reads what they answer.
    Email,
    /// Sends events to other systems.
    Webhooks,
}

impl Service {
    /// Its name, which is also that of its user with NATS.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Relay => "relay",
            Self::Coordination => "coordination",
            Self::Keys => "keys",
            Self::Projections => "projections",
            Self::Reminders => "reminders",
            Self::Gateway => "gateway",
            Self::Telegram => "telegram",
            Self::Email => "email",
            Self::Webhooks => "webhooks",
        }
    }
}

//! What is done to somebody's ways in, of which they are to hear: it may not have been them. Folded by the books of accounts and of the
//! organisation, and told by whoever tells people things. Knows neither.

use chrono::{DateTime, Utc};
use events::RecordedEvent;
use events::ids::Position;
use serde::{Deserialize, Serialize};

/// Where something stands in the log, and when it happened, UTC, by the hub's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogMoment {
    /// Where it stands in the log.
    pub position: Position,
    /// When it happened, UTC.
    pub at: DateTime<Utc>,
}

impl LogMoment {
    /// That of an event.
    pub fn of(recorded: &RecordedEvent) -> Self {
        Self { position: recorded.position, at: recorded.metadata.occurred_at }
    }
}

/// Something that was done to the ways in of a person, of which they are to hear: it may not have been them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayInChange {
    /// What was done.
    pub kind: WayInChangeKind,
    /// When it happened, UTC.
    pub at: DateTime<Utc>,
    /// Where it stands in the log.
    pub position: Position,
}

/// What was done to somebody's ways in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WayInChangeKind {
    /// Somebody else made a link that signs in as them.
    LinkMade,
    /// Somebody else removed a passkey of theirs.
    PasskeyRemoved,
    /// A passkey was registered for them.
    PasskeyRegistered,
    /// It was said who they are at a provider.
    IdentityLinked,
    /// Somebody else set their e-mail address.
    AddressSet,
    /// A chat was linked by an invitation that somebody else made.
    ChatLinked,
}

impl WayInChangeKind {
    /// Its name, on which texts hang.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LinkMade => "link-made",
            Self::PasskeyRemoved => "passkey-removed",
            Self::PasskeyRegistered => "passkey-registered",
            Self::IdentityLinked => "identity-linked",
            Self::AddressSet => "address-set",
            Self::ChatLinked => "chat-linked",
        }
    }
}

//! Identifiers, each a type of its own so that one cannot stand where another is meant.
//!
//! Ids come into the domain as values; nothing here draws one. Readable ids are lower-case slugs because officials
//! read them in links, files and logs.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest readable id, in bytes: that of a reminder, which is joined from others.
pub const LONGEST_SLUG: usize = 160;

/// The longest readable id of everything else, in bytes. The difference to [`LONGEST_SLUG`] is what a reminder's key
/// adds to its action item's id.
pub const LONGEST_ID: usize = 120;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not an id: use 1 to {longest} of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit")]
pub struct NotAnId {
    /// The text as it was given.
    pub text: String,
    /// The longest that it may be, in bytes.
    pub longest: usize,
}

fn is_slug(text: &str, longest: usize) -> bool {
    let mut bytes = text.bytes();
    let begins = bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    begins
        && text.len() <= longest
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'))
}

macro_rules! slug_ids {
    ($($(#[$doc:meta])* $name:ident up to $longest:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(extend("pattern" = "^[a-z0-9][a-z0-9._-]*$", "maxLength" = $longest))]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                if is_slug(&text, $longest) { Ok(Self(text)) } else { Err(NotAnId { text, longest: $longest }) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

slug_ids! {
    /// The country or authority whose coordination this is; one hub can serve several.
    TenantId up to LONGEST_ID;
    /// A member of the National Authority or another party: `mpms`, `policia-dhtqnj`.
    InstitutionId up to LONGEST_ID;
    /// A working subgroup of the National Authority.
    SubgroupId up to LONGEST_ID;
    /// A meeting, by a slug.
    MeetingId up to LONGEST_ID;
    /// An action item.
    ActionItemId up to LONGEST_ID;
    /// A case's reference, which is all that is ever shown of it: `2026-014`.
    CaseId up to LONGEST_ID;
    /// A referral within a case.
    ReferralId up to LONGEST_ID;
    /// A data request: `policia-2026-q1`.
    DataRequestId up to LONGEST_ID;
    /// A field of a form, the same in every period.
    FieldKey up to LONGEST_ID;
    /// An option of a field to choose from.
    ChoiceKey up to LONGEST_ID;
    /// A reminder: the action item, the rung and the due date, joined (see [`crate::reminder::ReminderId`]).
    ReminderKey up to LONGEST_SLUG;
    /// A notice: a digest of what it is about, the occasion and the post (see [`crate::notification::Notice::key`]).
    NotificationKey up to LONGEST_ID;
    /// A member of staff (a focal point, a deputy, a chair). Says nothing of who it is.
    PersonId up to LONGEST_ID;
    /// A training module.
    ModuleId up to LONGEST_ID;
    /// A session within a module.
    SessionId up to LONGEST_ID;
    /// A strategic objective.
    ObjectiveId up to LONGEST_ID;
    /// An activity within an objective.
    ActivityId up to LONGEST_ID;
    /// An indicator within an objective.
    IndicatorId up to LONGEST_ID;
    /// A milestone of the national mechanism, by a slug.
    MilestoneId up to LONGEST_ID;
    /// An erasure: what is to be got out, and its kind (see [`crate::erasure::ErasureSubject::erasure`]).
    ErasureId up to LONGEST_SLUG;
    /// A part of focalpoint that acts by itself: `reminders`, `import`.
    ServiceName up to LONGEST_ID;
    /// A session on the pages; no secret.
    WebSessionId up to LONGEST_ID;
    /// A token of the API; no secret.
    TokenId up to LONGEST_ID;
    /// A passkey: a digest of what its device calls it.
    PasskeyId up to LONGEST_ID;
    /// A provider of OpenID Connect, as it is called in the configuration.
    ProviderId up to LONGEST_ID;
    /// A webhook; no secret.
    WebhookId up to LONGEST_ID;
    /// The audit trail of a person, or of nobody known, on a day (see [`crate::audit::AuditTrail`]).
    AuditTrailId up to LONGEST_SLUG;
}

impl AuditTrailId {
    /// The id of these parts, which are a day and an id of their own.
    pub(crate) fn joined(parts: &str) -> Self {
        Self(parts.to_owned())
    }
}

impl ActionItemId {
    /// Whether it is of a task that the hub itself raised about a case: such an id names the case (decision 53).
    pub fn is_of_a_case(&self) -> bool {
        self.0.starts_with("case-")
    }
}

impl NotificationKey {
    /// The key with these first bytes of a digest.
    pub(crate) fn of_digest(first: [u8; 16]) -> Self {
        Self(format!("n-{}", hex::encode(first)))
    }
}

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

uuid_ids! {
    /// An event's id, unique over all streams.
    EventId;
    /// A command's id and its idempotency key: the same key twice is the same command.
    CommandId;
    /// What ties together everything that followed from one cause outside (a form, a chat message, an import).
    CorrelationId;
    /// A message to a person, which may have brought several notices at once.
    MessageId;
}

impl CommandId {
    /// A command id made from a text that names the cause: the same text is the same command, whoever asks again.
    pub fn named(cause: &str) -> Self {
        Self(Uuid::new_v5(&Uuid::NAMESPACE_URL, cause.as_bytes()))
    }

    /// The id of the `n`-th event (from 0) that this command leads to. Being derived, it makes a repeated command
    /// collide with its own first run instead of being recorded twice.
    pub fn event(&self, n: usize) -> EventId {
        EventId(Uuid::new_v5(&self.0, format!("event/{n}").as_bytes()))
    }
}

impl MessageId {
    /// A message's id made from a text that names it: the same text is the same message, whoever sends it again.
    pub fn named(message: &str) -> Self {
        Self(Uuid::new_v5(&Uuid::NAMESPACE_URL, message.as_bytes()))
    }
}

impl EventId {
    /// The id of the `n`-th command (from 0) that follows from this event.
    pub fn follow_up(&self, n: usize) -> CommandId {
        CommandId(Uuid::new_v5(&self.0, format!("follow-up/{n}").as_bytes()))
    }
}

/// A chat with a person in the messenger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct ChatId(pub i64);

impl fmt::Display for ChatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The name of a stream: the aggregate's kind and id, `action-item/strehimoret-2017`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = "^[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*$"))]
pub struct StreamId(String);

impl StreamId {
    /// The stream of the aggregate of this kind with this id.
    pub fn new(kind: &str, id: &str) -> Result<Self, NotAnId> {
        Self::try_from(format!("{kind}/{id}"))
    }

    /// The stream as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The aggregate's kind: `action-item`.
    pub fn kind(&self) -> &str {
        self.0.split_once('/').map_or("", |(kind, _)| kind)
    }

    /// The aggregate's id within its kind.
    pub fn key(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, key)| key)
    }
}

impl TryFrom<String> for StreamId {
    type Error = NotAnId;
    fn try_from(text: String) -> Result<Self, NotAnId> {
        let fits =
            text.split_once('/').is_some_and(|(kind, key)| is_slug(kind, LONGEST_SLUG) && is_slug(key, LONGEST_SLUG));
        if fits { Ok(Self(text)) } else { Err(NotAnId { text, longest: LONGEST_SLUG }) }
    }
}

impl FromStr for StreamId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Self::try_from(text.to_owned())
    }
}

impl From<StreamId> for String {
    fn from(id: StreamId) -> Self {
        id.0
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An event's place in its stream, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub u64);

/// An event's place in the whole log. Grows strictly from one event to the next, perhaps with gaps: `SQLite` counts 1, 2,
/// 3 …, `EventStoreDB` gives offsets in its file. Only the order says something, never the difference of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Position(pub u64);

impl Position {
    /// Before the first event: the checkpoint of a reader that has read nothing.
    pub const START: Self = Self(0);
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

//! The command port: the only way in which anything is asked of the domain.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use events::authority::Principal;
use events::event::{DecodeError, EncodeError};
use events::ids::{CommandId, CorrelationId, NotAnId, Position, ServiceName, StreamId};
use events::{Command, RecordedEvent, Rejection};

/// A command with all that is needed to decide on it.
#[derive(Debug, Clone)]
pub struct CommandRequest {
    /// The command's id: the same one twice is the same command, and gets the same answer.
    pub id: CommandId,
    /// What ties it to its cause.
    pub correlation: CorrelationId,
    /// In whose name it is asked, with the rights of that one.
    pub principal: Principal,
    /// When it happened in the world, UTC; `None`: now. Only imports of history know better than the clock.
    pub occurred_at: Option<DateTime<Utc>>,
    /// The position in the log as of which whoever asks saw the thing; `None`: it does not matter what others did meanwhile.
    /// A command is not carried out when an event after it has changed what the command is about ([`events::overlap`]).
    pub made_from: Option<Position>,
    /// What is asked.
    pub command: Command,
}

/// What a command led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The events recorded, durable by now. None: what was asked was so already.
    pub events: Vec<RecordedEvent>,
    /// Whether the command had been accepted before and this is that answer.
    pub repeated: bool,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// Whoever asked may not, or the domain says no. Asking again changes nothing.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The id fits no stream.
    #[error(transparent)]
    BadId(#[from] NotAnId),
    /// The id was used before, for another command or by somebody else.
    #[error("command id {id} was used before for something else: use a new one")]
    KeyReused {
        /// The id that two commands share.
        id: CommandId,
    },
    /// Somebody else changed what the command is about after whoever asks had seen it. Asking anew, from what is so now, helps.
    #[error("somebody else changed the same meanwhile: look at what they did, then send yours again")]
    Overtaken {
        /// What changed it, in order.
        by: Vec<RecordedEvent>,
    },
    /// Others kept writing to the same stream. Asking again may help.
    #[error("stream {stream} changed {attempts} times while deciding; try again")]
    Contended {
        /// The stream's kind and id.
        stream: StreamId,
        /// How often it was tried.
        attempts: u32,
    },
    /// The store cannot be reached. Nothing is confirmed; asking again with the same id is safe.
    #[error("not saved: {reason}; try again")]
    Unavailable {
        /// What the store said.
        reason: String,
    },
    /// Whoever asked acts under a lease and does not hold it any more. Somebody else does what was asked.
    #[error("not carried out: this process does not hold the lease “{lease}” any more and waits for its next turn")]
    TurnOver {
        /// The lease's name, that of the service.
        lease: ServiceName,
    },
    /// The command service, in another process, says something that has no form of its own here. Asking again does not
    /// help.
    #[error("{sentence}")]
    Elsewhere {
        /// What kind of thing: `not-vouched-for`, or a rejection's code that a newer version knows.
        code: String,
        /// What it says, in English.
        sentence: String,
    },
    /// The stream holds an event that this focalpoint cannot read. Asking again does not help; a newer version may.
    #[error(transparent)]
    Unreadable(#[from] DecodeError),
    /// What was decided cannot be written.
    #[error(transparent)]
    Unwritable(#[from] EncodeError),
}

impl CommandError {
    /// How long to wait before asking again with the same id, when that may help.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Contended { .. } => Some(Duration::from_secs(1)),
            Self::Unavailable { .. } => Some(Duration::from_secs(5)),
            Self::Rejected(_)
            | Self::BadId(_)
            | Self::KeyReused { .. }
            | Self::Overtaken { .. }
            | Self::TurnOver { .. }
            | Self::Elsewhere { .. }
            | Self::Unreadable(_)
            | Self::Unwritable(_) => None,
        }
    }
}

/// What may happen with a free text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextVerdict {
    /// It may be kept.
    Keep,
    /// It may speak of an official or of somebody to be protected: whoever gave it is asked, and it is not kept.
    Ask,
    /// It looks like it shows who a victim is: it is not kept.
    Refuse,
}

/// Looks at free text before it can be kept.
pub trait TextGuard: Send + Sync {
    /// Whether the text may be kept.
    fn judge(&self, text: &str) -> TextVerdict;
}

/// Takes commands, in this process or in another one.
#[async_trait]
pub trait CommandPort: Send + Sync {
    /// Decides on a command and records what follows. When it returns `Ok`, the events are durable.
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError>;
}

//! Why a question to the read models has no answer, and waiting until they have taken in enough to be asked.

use std::time::Duration;

use events::ids::Position;
use tokio::sync::watch;

use crate::engine::read_models::ReadModelError;

/// Why the read models gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Their tables cannot be read.
    #[error("the read models cannot be read: {reason}")]
    Unreadable {
        /// What failed, for whoever looks after the hub.
        reason: String,
    },
    /// A part of them does not answer. Asking again may help.
    #[error("{part} does not answer: {reason}; ask again in a moment")]
    Away {
        /// The part: `partition 1 of the read models`.
        part: String,
        /// How that showed.
        reason: String,
    },
    /// They have not taken in enough yet. Asking again may help.
    #[error("the read models are at position {reached} and have not come to {wanted}; ask again in a moment")]
    Behind {
        /// How far they are.
        reached: Position,
        /// How far they were to be.
        wanted: Position,
    },
}

impl AskError {
    pub(crate) fn unreadable(reason: impl Into<String>) -> Self {
        Self::Unreadable { reason: reason.into() }
    }
}

impl From<ReadModelError> for AskError {
    fn from(error: ReadModelError) -> Self {
        Self::unreadable(error.to_string())
    }
}

/// Waits until the read models whose progress this is have come to a position, at most so long.
pub(crate) async fn wait_until_reached(
    mut progress: watch::Receiver<Position>,
    wanted: Position,
    within: Duration,
) -> Result<(), AskError> {
    let reached = tokio::time::timeout(within, progress.wait_for(|reached| *reached >= wanted)).await;
    if matches!(reached, Ok(Ok(_))) {
        return Ok(());
    }
    drop(reached);
    Err(AskError::Behind { reached: *progress.borrow(), wanted })
}

//! Why an update was not answered.

use readmodels::AskError;

use crate::core::config::BotError;
use crate::core::messenger::SendError;

/// Why an update was not answered, or something was not told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChatError {
    #[error(transparent)]
    Bot(BotError),
    #[error(transparent)]
    Send(SendError),
    #[error(transparent)]
    ReadModels(#[from] AskError),
}

impl From<BotError> for ChatError {
    fn from(error: BotError) -> Self {
        Self::Bot(error)
    }
}

impl From<SendError> for ChatError {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Database(error) => Self::Bot(error),
            error @ (SendError::Messenger(_) | SendError::HeldBack { .. } | SendError::LeaseLost) => Self::Send(error),
        }
    }
}

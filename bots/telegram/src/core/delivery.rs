//! What the notifications are told when something was not delivered.

use std::time::Duration;

use events::notification::NotDelivered;
use notifications::DeliveryError;
use teloxide::RequestError;

use crate::core::chat_error::ChatError;
use crate::core::messenger::SendError;

/// What is to be tried again, and did not go out.
pub(crate) fn try_again_later(reason: &dyn ToString) -> DeliveryError {
    DeliveryError::Retry { after: None, reason: reason.to_string() }
}

/// Why a message was not delivered.
pub(crate) fn delivery_error(error: &SendError) -> DeliveryError {
    if error.is_blocked() {
        return DeliveryError::Unreachable(NotDelivered::BlockedByPerson);
    }
    match error {
        SendError::Messenger(RequestError::RetryAfter(wait)) => DeliveryError::Retry {
            after: Some(Duration::from_secs(wait.seconds().into())),
            reason: "too many messages".to_owned(),
        },
        SendError::HeldBack { wait } => {
            DeliveryError::NotYet { after: *wait, reason: "too many messages in this chat".to_owned() }
        }
        SendError::Messenger(RequestError::Api(error)) => {
            tracing::warn!(%error, "the messenger refused a message");
            DeliveryError::Unreachable(NotDelivered::RefusedByChannel)
        }
        SendError::Messenger(RequestError::Network(_) | RequestError::Io(_) | RequestError::InvalidJson { .. }) => {
            DeliveryError::Uncertain { reason: error.to_string() }
        }
        SendError::Messenger(RequestError::MigrateToChatId(_)) | SendError::Database(_) | SendError::LeaseLost => {
            try_again_later(error)
        }
    }
}

impl From<ChatError> for DeliveryError {
    fn from(error: ChatError) -> Self {
        match error {
            ChatError::Send(error) => delivery_error(&error),
            ChatError::Bot(error) => try_again_later(&error),
            ChatError::ReadModels(error) => try_again_later(&error),
        }
    }
}

//! Updates that the messenger is asked for.

use std::sync::Arc;
use std::time::Duration;

use teloxide::requests::JsonRequest;
use teloxide::{ApiError, RequestError};
use tokio_util::sync::CancellationToken;

use crate::core::config::BotError;
use crate::core::storage::handled_updates::next_update;
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::handling::WANTED;
use crate::core::updates::queues::ChatQueues;
use crate::core::updates::reading::{PollRaw, number_of};
use crate::core::updates::webhook::forget_address;

/// How long the messenger holds a poll open while there is nothing new.
pub(crate) const POLL: Duration = Duration::from_secs(25);
/// The first and the longest pause after a failed poll.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// Asks for updates and handles them, until told to stop.
pub(crate) async fn poll(dispatcher: &Arc<Dispatcher>, stop: &CancellationToken) -> Result<(), BotError> {
    let services = dispatcher.services();
    let mut queues = ChatQueues::open(dispatcher.clone()).await?;
    forget_address(services).await;
    let mut pause = PAUSES.0;
    let mut next = next_update(&services.database).await?;
    loop {
        if queues.is_full() && stop.run_until_cancelled(tokio::time::sleep(PAUSES.0)).await.is_some() {
            continue;
        }
        let timeout = u32::try_from(POLL.as_secs()).unwrap_or(u32::MAX);
        let poll = PollRaw { offset: next, timeout, allowed_updates: &WANTED };
        let poll = JsonRequest::new(services.messenger.bot.clone(), poll);
        let polled = tokio::select! {
            polled = poll.into_future() => polled,
            error = queues.failed() => return Err(error),
            () = stop.cancelled() => return queues.finish().await,
        };
        match polled {
            Ok(updates) => {
                pause = PAUSES.0;
                if let Some(last) = updates.iter().filter_map(number_of).max() {
                    next = i32::try_from(last).unwrap_or(i32::MAX).saturating_add(1);
                    queues.take_in(&updates, Some(next)).await?;
                }
            }
            Err(RequestError::Api(ApiError::InvalidToken)) => return Err(BotError::TokenRefused),
            Err(error) => {
                if let RequestError::Api(ApiError::CantGetUpdates) = error {
                    forget_address(services).await;
                }
                if let RequestError::Api(ApiError::TerminatedByOtherGetUpdates) = error {
                    tracing::error!("another process polls with the same token: stop one of the two");
                } else {
                    tracing::warn!(%error, "polling failed; trying again");
                }
                if stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_none() {
                    return queues.finish().await;
                }
                pause = (pause * 2).min(PAUSES.1);
            }
        }
    }
}

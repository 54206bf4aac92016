//! Updates that the messenger is asked for.

use std::time::Duration;

use teloxide::requests::JsonRequest;
use teloxide::{ApiError, RequestError};
use tokio_util::sync::CancellationToken;

use crate::core::config::BotError;
use crate::core::storage::handled_updates::{confirm_before, next_update};
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::handling::{WANTED, handle_batch};
use crate::core::updates::reading::{PollRaw, number_of, read_update};
use crate::core::updates::webhook::forget_address;

/// How long the messenger holds a poll open while there is nothing new.
pub(crate) const POLL: Duration = Duration::from_secs(25);
/// The first and the longest pause after a failed poll.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// Asks for updates and handles them, until told to stop.
pub(crate) async fn poll(dispatcher: &Dispatcher, stop: &CancellationToken) -> Result<(), BotError> {
    let services = dispatcher.services();
    forget_address(services).await;
    let mut pause = PAUSES.0;
    let mut next = next_update(&services.database).await?;
    loop {
        let timeout = u32::try_from(POLL.as_secs()).unwrap_or(u32::MAX);
        let poll = PollRaw { offset: next, timeout, allowed_updates: &WANTED };
        let poll = JsonRequest::new(services.messenger.bot.clone(), poll);
        let Some(polled) = stop.run_until_cancelled(poll.into_future()).await else { return Ok(()) };
        match polled {
            Ok(updates) => {
                pause = PAUSES.0;
                if let Some(last) = updates.iter().filter_map(number_of).max() {
                    handle_batch(dispatcher, updates.iter().filter_map(read_update).collect()).await?;
                    next = i32::try_from(last).unwrap_or(i32::MAX).saturating_add(1);
                    confirm_before(&services.database, next).await?;
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
                    return Ok(());
                }
                pause = (pause * 2).min(PAUSES.1);
            }
        }
    }
}

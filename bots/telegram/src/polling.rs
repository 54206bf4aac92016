//! Updates in: polled (or posted, see [`crate::webhook`]), handled once, confirmed after that.
//!
//! Before a batch is confirmed to the messenger, each of its updates is handled and noted as handled. After a crash in
//! between, the batch comes again: what is noted is passed over, and what is not is handled with the same command ids.

use std::collections::BTreeMap;
use std::time::Duration;

use events::ids::ChatId;
use futures::future::join_all;
use teloxide::payloads::GetUpdatesSetters;
use teloxide::requests::Requester;
use teloxide::types::{AllowedUpdate, Update, UpdateKind};
use teloxide::{ApiError, RequestError};
use tokio_util::sync::CancellationToken;

use crate::commands::language_of;
use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::visit::VisitError;

/// How long the messenger holds a poll open while there is nothing new.
pub(crate) const POLL: Duration = Duration::from_secs(25);
/// How long what is in hand may take when the bot is told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// The kinds of update that the messenger is asked for.
pub(crate) const WANTED: [AllowedUpdate; 4] =
    [AllowedUpdate::Message, AllowedUpdate::EditedMessage, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];
/// The first and the longest pause after a failed poll.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

impl TelegramBot {
    /// Handles updates, asks again for replies that wait to be saved, tells of cases, data requests, weeks and months, and
    /// asks for values that are owed, until told to stop. What is in hand then is finished, so that nobody is answered by halves, unless it
    /// takes too long.
    pub async fn run(&self, stop: CancellationToken) -> Result<(), BotError> {
        let work = async {
            tokio::select! {
                ended = self.take_updates(&stop) => ended,
                ended = self.keep_asking_again() => ended.map(|never| match never {}),
                ended = Box::pin(self.keep_telling_of_cases()) => ended.map(|never| match never {}),
                ended = Box::pin(self.keep_asking_for_values()) => ended.map(|never| match never {}),
                ended = Box::pin(self.keep_telling_of_blocks()) => ended.map(|never| match never {}),
                ended = Box::pin(self.keep_telling_of_meetings()) => ended.map(|never| match never {}),
                ended = Box::pin(self.keep_telling_overviews()) => ended.map(|never| match never {}),
                ended = Box::pin(self.keep_telling()) => ended.map(|never| match never {}),
                ended = Box::pin(self.keep_nudging()) => ended.map(|never| match never {}),
                ended = Box::pin(self.keep_reminding_again()) => ended.map(|never| match never {}),
            }
        };
        let mut work = std::pin::pin!(work);
        tokio::select! {
            ended = &mut work => ended,
            () = stop.cancelled() => tokio::time::timeout(GRACE, work).await.unwrap_or(Ok(())),
        }
    }

    async fn take_updates(&self, stop: &CancellationToken) -> Result<(), BotError> {
        match &self.webhook {
            Some(hook) => Box::pin(self.take_posts(hook, stop)).await,
            None => self.poll(stop).await,
        }
    }

    async fn poll(&self, stop: &CancellationToken) -> Result<(), BotError> {
        self.forget_address().await;
        let mut pause = PAUSES.0;
        let mut next = self.database.next_update().await?;
        loop {
            let timeout = u32::try_from(POLL.as_secs()).unwrap_or(u32::MAX);
            let poll = self.post.bot.get_updates().offset(next).timeout(timeout).allowed_updates(WANTED);
            let Some(polled) = stop.run_until_cancelled(poll.into_future()).await else { return Ok(()) };
            match polled {
                Ok(updates) => {
                    pause = PAUSES.0;
                    if let Some(last) = updates.iter().map(|update| update.id.0).max() {
                        self.handle_batch(updates).await?;
                        next = i32::try_from(last).unwrap_or(i32::MAX).saturating_add(1);
                        self.database.confirm_before(next).await?;
                    }
                }
                Err(RequestError::Api(ApiError::InvalidToken)) => return Err(BotError::TokenRefused),
                Err(error) => {
                    if let RequestError::Api(ApiError::CantGetUpdates) = error {
                        self.forget_address().await;
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

    /// Chats side by side, each chat's updates one after the other.
    pub(crate) async fn handle_batch(&self, updates: Vec<Update>) -> Result<(), BotError> {
        let mut chats: BTreeMap<i64, Vec<Update>> = BTreeMap::new();
        for update in updates {
            let chat = update.chat().map_or(0, |chat| chat.id.0);
            chats.entry(chat).or_default().push(update);
        }
        let handled = chats.into_values().map(|updates| async move {
            for update in updates {
                let id = update.id.0;
                if !self.database.is_handled(id).await? {
                    Box::pin(self.handle(update)).await?;
                    self.database.note_handled(id).await?;
                }
            }
            Ok::<(), BotError>(())
        });
        join_all(handled).await.into_iter().collect()
    }

    // The messenger was asked for these kinds of update only; one of another kind is not for this bot.
    #[allow(clippy::wildcard_enum_match_arm)]
    async fn handle(&self, update: Update) -> Result<(), BotError> {
        let id = update.id.0;
        let asked_by = update.chat().filter(|chat| chat.is_private()).map(|chat| ChatId(chat.id.0));
        let language = language_of(update.from());
        let outcome = match update.kind {
            UpdateKind::Message(message) => self.on_message(id, &message).await,
            UpdateKind::EditedMessage(message) => self.on_edited(&message).await,
            UpdateKind::CallbackQuery(query) => self.on_press(id, &query).await,
            UpdateKind::MyChatMember(change) => self.on_membership(&change).await,
            _ => Ok(()),
        };
        match outcome {
            Ok(()) => Ok(()),
            Err(VisitError::Bot(error)) => Err(error),
            Err(VisitError::Send(error)) => {
                tracing::warn!(%error, update = id, "an answer could not be sent");
                Ok(())
            }
            Err(VisitError::ReadModels(error)) => {
                if let Some(chat) = asked_by {
                    self.cannot_look(chat, language, &error).await;
                }
                Ok(())
            }
        }
    }
}

//! The messenger: messages and files go out, in their turn, and what it answers is recorded.
//!
//! It knows what a message is about only as far as the file has to note it, and no feature.

use std::sync::Arc;
use std::time::Duration;

use events::ids::ChatId;
use futures::StreamExt;
use notifications::{SendingLease, SilenceReason};
use teloxide::net::Download;
use teloxide::payloads::{
    EditMessageReplyMarkupSetters, EditMessageTextSetters, SendDocumentSetters, SendMessageSetters, SendPhotoSetters,
};
use teloxide::requests::Requester;
use teloxide::types::{FileId, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, MessageId, ParseMode, Recipient};
use teloxide::{ApiError, Bot, RequestError};

use crate::core::config::BotError;
use crate::core::keyboard_pages::{Keyboard, KeyboardPage, SentButton};
use crate::core::message_splitting::{LONGEST, LONGEST_CAPTION, parts};
use crate::core::outgoing::{Document, Outgoing};
use crate::core::place::Place;
use crate::core::press::CorePress;
use crate::core::rate_limit::{RateLimiter, Turn};
use crate::core::storage::addressees::record_addressee;
use crate::core::storage::blocked_chats::record_blocked;
use crate::core::storage::buttons::store_button;
use crate::core::storage::database::Database;
use crate::core::storage::delivered_messages::forget_delivered;
use crate::core::storage::linked_groups::forget_topic;
use crate::core::storage::long_keyboards::{keep_keyboard, long_keyboard, shown_page};
use crate::core::storage::message_subjects::{
    record_invitation_of_message, record_tasks_of_message, replace_invitation_of_message,
};
use crate::core::storage::morning_keyboards::{Rows, replace_morning_keyboard};
use crate::core::storage::outbox_entries::record_waiting_message;
use crate::core::storage::silent_groups::{record_silent, record_speaking};

/// How often the messenger's “later” is obeyed before a message to a waiting person is given up.
const OBEY_LATER: u32 = 3;

/// How long what is said of the bot's own accord waits for one chat.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Why a message did not go out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    #[error(transparent)]
    Messenger(#[from] RequestError),
    #[error(transparent)]
    Database(#[from] BotError),
    /// Nothing was sent: the messenger takes nothing in this chat for now, and something in others.
    #[error("the messenger takes nothing in this chat for {} s", .wait.as_secs())]
    HeldBack { wait: Duration },
    /// Nothing was sent: another process talks to people.
    #[error("this process may not send messages any more: it does not hold the lease")]
    LeaseLost,
}

impl SendError {
    /// Whether sending the same again cannot help.
    pub(crate) fn is_final(&self) -> bool {
        match self {
            // The library knows some answers by their text only, those of a messenger in trouble among them.
            Self::Messenger(RequestError::Api(ApiError::Unknown(text))) => {
                text.contains("Bad Request") || text.contains("Forbidden")
            }
            Self::Messenger(RequestError::Api(_)) => true,
            Self::Messenger(_) | Self::Database(_) | Self::HeldBack { .. } | Self::LeaseLost => false,
        }
    }

    /// Whether nothing was sent, though the same may be sent another time.
    pub(crate) fn is_unsent(&self) -> bool {
        match self {
            Self::LeaseLost => true,
            Self::Messenger(_) | Self::Database(_) | Self::HeldBack { .. } => self.is_too_many(),
        }
    }

    /// Whether the topic is no more.
    fn is_topic_gone(&self) -> bool {
        matches!(self, Self::Messenger(RequestError::Api(ApiError::Unknown(text))) if text.contains("thread not found"))
    }

    /// Whether nothing of the bot is taken in a group that it sits in: by whom, it says.
    fn muted(&self) -> Option<MutedPlace> {
        let Self::Messenger(RequestError::Api(ApiError::Unknown(text))) = self else { return None };
        // The library knows these refusals by their text only.
        let of_group =
            ["CHAT_WRITE_FORBIDDEN", "CHAT_SEND_PLAIN_FORBIDDEN", "CHAT_RESTRICTED", "not enough rights to send"];
        if text.contains("TOPIC_CLOSED") {
            Some(MutedPlace::Topic)
        } else {
            of_group.iter().any(|refusal| text.contains(refusal)).then_some(MutedPlace::Group)
        }
    }

    /// Whether the bot may not write in a group that it sits in, or not in the topic.
    pub(crate) fn is_muted(&self) -> bool {
        self.muted().is_some()
    }

    /// Whether the messenger did not take it because too much came.
    pub(crate) fn is_too_many(&self) -> bool {
        matches!(self, Self::Messenger(RequestError::RetryAfter(_)) | Self::HeldBack { .. })
    }

    /// Whether the person does not want to hear from the bot, or is gone.
    pub(crate) fn is_blocked(&self) -> bool {
        let Self::Messenger(RequestError::Api(error)) = self else { return false };
        let gone = matches!(
            error,
            ApiError::BotBlocked
                | ApiError::UserDeactivated
                | ApiError::CantInitiateConversation
                | ApiError::ChatNotFound
        );
        // The library knows some refusals by their text only.
        gone || error.to_string().contains("Forbidden")
    }
}

/// Why a file was not fetched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error(transparent)]
    Messenger(#[from] RequestError),
    #[error("the download broke off: {0}")]
    Download(String),
    #[error("the file is larger than the messenger said")]
    TooLarge,
}

/// Where the bot may not write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MutedPlace {
    Group,
    Topic,
}

/// How soon a message goes out.
#[derive(Debug, Clone, Copy)]
enum Priority {
    /// Said of the bot's own accord: it waits for its turn.
    Background,
    /// The same, and no phone rings.
    Silent,
    /// Somebody waits for it.
    Reply,
}

/// As much of a text as fits below a file or a picture.
fn caption(html: &str) -> String {
    let mut parts = parts(html, LONGEST_CAPTION).into_iter();
    let first = parts.next().unwrap_or_default();
    if parts.next().is_some() { format!("{first} …") } else { first }
}

/// Sends and edits messages.
#[derive(Clone)]
pub(crate) struct Messenger {
    pub(crate) bot: Bot,
    pub(crate) database: Database,
    pub(crate) rate_limiter: Arc<RateLimiter>,
    /// The right to say something of the bot's own accord.
    pub(crate) lease: Arc<dyn SendingLease>,
}

fn recipient(chat: ChatId) -> Recipient {
    Recipient::Id(teloxide::types::ChatId(chat.0))
}

impl Messenger {
    /// Sends a message of the bot's own accord, in its turn, and gives the messenger's number of it. “Later” is the caller's to
    /// obey: what is to be said may be another thing by then. What is too long for one comes in several, with the
    /// buttons below the last.
    pub(crate) async fn put(&self, to: impl Into<Place>, message: &Outgoing) -> Result<i32, SendError> {
        self.put_in_parts(to.into(), message, Priority::Background).await
    }

    /// The same, and no phone rings.
    pub(crate) async fn put_silently(&self, to: impl Into<Place>, message: &Outgoing) -> Result<i32, SendError> {
        self.put_in_parts(to.into(), message, Priority::Silent).await
    }

    /// Sends a message to somebody who waits for it.
    pub(crate) async fn send(&self, to: impl Into<Place>, message: &Outgoing) -> Result<(), SendError> {
        let (mut place, mut tries) = (to.into(), 0);
        loop {
            match self.put_in_parts(place, message, Priority::Reply).await {
                Err(error) if error.is_too_many() && tries < OBEY_LATER => tries += 1,
                Err(SendError::Messenger(RequestError::MigrateToChatId(new))) if place.chat.0 != new.0 => {
                    place = ChatId(new.0).into();
                }
                outcome => return outcome.map(drop),
            }
        }
    }

    /// To be asked right before something leaves: until then it may have waited for its turn. Whoever waits for an answer gets
    /// it all the same.
    fn may_still_send(&self, priority: Priority) -> Result<(), SendError> {
        match priority {
            Priority::Background | Priority::Silent if !self.lease.is_held() => Err(SendError::LeaseLost),
            Priority::Background | Priority::Silent | Priority::Reply => Ok(()),
        }
    }

    /// The turn of what is said of the bot's own accord. It does not wait for a chat that takes nothing for long: something else
    /// may be to be said in others meanwhile.
    async fn turn(&self, chat: ChatId) -> Result<Turn<'_>, SendError> {
        match self.rate_limiter.closed_for(chat) {
            Some(wait) if wait > LONGEST_WAIT => Err(SendError::HeldBack { wait }),
            Some(_) | None => Ok(self.rate_limiter.turn(chat).await),
        }
    }

    /// Notes what an answer of the messenger says of the chat, and of the messenger.
    async fn record_outcome<T>(&self, place: Place, outcome: Result<T, RequestError>) -> Result<T, SendError> {
        let (chat, outcome) = (place.chat, outcome.map_err(SendError::from));
        match &outcome {
            Err(error) if error.is_blocked() && chat.0 > 0 => record_blocked(&self.database, chat).await?,
            Err(SendError::Messenger(RequestError::RetryAfter(wait))) => {
                let wait = Duration::from_secs(wait.seconds().into());
                self.rate_limiter.close(chat, wait);
                if self.rate_limiter.closed_for(chat).is_some() {
                    return Err(SendError::HeldBack { wait });
                }
            }
            // Whoever sends tries again, and finds the new chat.
            Err(SendError::Messenger(RequestError::MigrateToChatId(new))) => {
                self.database.move_group(chat, ChatId(new.0)).await?;
            }
            Err(error) => {
                if let Some(muted) = error.muted() {
                    record_silent(&self.database, place, muted == MutedPlace::Group, SilenceReason::Muted).await?;
                }
            }
            Ok(_) if chat.0 < 0 => record_speaking(&self.database, place).await?,
            Ok(_) => {}
        }
        outcome
    }

    async fn put_in_parts(&self, place: Place, message: &Outgoing, priority: Priority) -> Result<i32, SendError> {
        let (chat, parts) = (place.chat, parts(&message.text, LONGEST));
        let (mut id, mut topic, mut long) = (0, place.thread(), None);
        for (n, part) in parts.iter().enumerate() {
            let mut tries = 0;
            id = loop {
                let _turn = match priority {
                    Priority::Background | Priority::Silent if n == 0 => self.turn(chat).await?,
                    Priority::Background | Priority::Silent => self.rate_limiter.turn(chat).await,
                    Priority::Reply => {
                        self.rate_limiter.answer(chat).await;
                        None
                    }
                };
                let mut request = self.bot.send_message(recipient(chat), part).parse_mode(ParseMode::Html);
                if let Priority::Silent = priority {
                    request = request.disable_notification(true);
                }
                request.message_thread_id = topic;
                if n + 1 == parts.len() {
                    let keyboard = self.keyboard(chat, message).await?;
                    request = request.reply_markup(self.page_of(chat, &keyboard, 0).await?);
                    long = Some(keyboard).filter(Keyboard::is_long);
                }
                self.may_still_send(priority)?;
                match self.record_outcome(place, request.await).await {
                    // What has begun is brought to its end, or all of it would come again.
                    Err(error) if error.is_too_many() && n > 0 && tries < OBEY_LATER => tries += 1,
                    Err(error) if error.is_topic_gone() && topic.is_some() => {
                        forget_topic(&self.database, place).await?;
                        topic = None;
                    }
                    sent => break sent?.id.0,
                }
            };
        }
        if let Some(keyboard) = &long {
            keep_keyboard(&self.database, chat, id, Some((keyboard, 0))).await?;
        }
        self.record_subject(chat, id, message).await?;
        record_invitation_of_message(&self.database, chat, id, message.meeting.as_ref()).await?;
        Ok(id)
    }

    /// Notes what a message is about.
    async fn record_subject(&self, chat: ChatId, id: i32, message: &Outgoing) -> Result<(), BotError> {
        if !message.items.is_empty() {
            record_tasks_of_message(&self.database, chat, id, &message.items).await?;
        }
        if let Some(person) = &message.addressee {
            record_addressee(&self.database, chat, id, person).await?;
        }
        match message.waiting {
            Some(command) => record_waiting_message(&self.database, command, id).await,
            None => Ok(()),
        }
    }

    /// Sends a file to somebody who waits for it.
    pub(crate) async fn send_document(&self, chat: ChatId, document: &Document) -> Result<(), SendError> {
        let mut tries = 0;
        loop {
            self.rate_limiter.answer(chat).await;
            let file = InputFile::memory(document.bytes.clone()).file_name(document.name.clone());
            let send = self.bot.send_document(recipient(chat), file).caption(caption(&document.caption));
            match self.record_outcome(chat.into(), send.parse_mode(ParseMode::Html).await).await {
                Err(error) if error.is_too_many() && tries < OBEY_LATER => tries += 1,
                outcome => return outcome.map(drop),
            }
        }
    }

    /// Sends a picture of the bot's own accord, in its turn, with a message's words and buttons below it.
    pub(crate) async fn put_picture(&self, chat: ChatId, png: Vec<u8>, message: &Outgoing) -> Result<(), SendError> {
        let _turn = self.turn(chat).await?;
        let keyboard = self.keyboard(chat, message).await?;
        let keyboard = self.page_of(chat, &keyboard, 0).await?;
        let picture = InputFile::memory(png).file_name("picture.png");
        let send =
            self.bot.send_photo(recipient(chat), picture).caption(caption(&message.text)).parse_mode(ParseMode::Html);
        self.may_still_send(Priority::Background)?;
        self.record_outcome(chat.into(), send.reply_markup(keyboard).await).await.map(drop)
    }

    /// Puts a message in place of one of the bot's own that can still be edited. What is too long for one goes on below.
    pub(crate) async fn edit(&self, at: impl Into<Place>, old: i32, message: &Outgoing) -> Result<(), SendError> {
        self.edit_as(at.into(), old, message, Priority::Reply).await
    }

    async fn edit_as(&self, place: Place, old: i32, message: &Outgoing, priority: Priority) -> Result<(), SendError> {
        let chat = place.chat;
        self.rate_limiter.open(chat).await;
        let parts = parts(&message.text, LONGEST);
        let whole = parts.len() < 2;
        let mut edit = self
            .bot
            .edit_message_text(recipient(chat), MessageId(old), parts.first().map_or("", String::as_str))
            .parse_mode(ParseMode::Html);
        let (keyboard, page) = (self.keyboard(chat, message).await?, shown_page(&self.database, chat, old).await?);
        if whole {
            edit = edit.reply_markup(self.page_of(chat, &keyboard, page).await?);
        }
        self.may_still_send(priority)?;
        match edit.await {
            Err(RequestError::Api(ApiError::MessageNotModified)) => {}
            edited => drop(self.record_outcome(place, edited).await?),
        }
        if whole {
            let long = keyboard.is_long().then(|| (&keyboard, keyboard.page(page).number));
            keep_keyboard(&self.database, chat, old, long).await?;
            // What the message was about before does not count any more.
            record_tasks_of_message(&self.database, chat, old, &message.items).await?;
            replace_invitation_of_message(&self.database, chat, old, message.meeting.as_ref()).await?;
            replace_morning_keyboard(&self.database, chat, old, &message.buttons).await?;
            return Ok(self.record_subject(chat, old, message).await?);
        }
        let rest = parts.get(1..).unwrap_or_default().join("\n");
        self.send(place, &Outgoing { text: rest, ..message.clone() }).await
    }

    /// Puts a message in place of one of the bot's own, of the bot's own accord: in its turn, and no phone rings.
    pub(crate) async fn bring_up_to_date(
        &self,
        at: impl Into<Place>,
        old: i32,
        message: &Outgoing,
    ) -> Result<(), SendError> {
        let place = at.into();
        let _turn = self.turn(place.chat).await?;
        self.edit_as(place, old, message, Priority::Background).await
    }

    /// Shows another page of a message's buttons; `false`: they have no pages any more.
    pub(crate) async fn turn_page(&self, chat: ChatId, message: i32, page: usize) -> Result<bool, SendError> {
        let Some(keyboard) = long_keyboard(&self.database, chat, message).await? else { return Ok(false) };
        self.rate_limiter.open(chat).await;
        let buttons = self.page_of(chat, &keyboard, page).await?;
        let edit = self.bot.edit_message_reply_markup(recipient(chat), MessageId(message)).reply_markup(buttons);
        drop(self.record_outcome(chat.into(), edit.await).await?);
        keep_keyboard(&self.database, chat, message, Some((&keyboard, page))).await?;
        Ok(true)
    }

    /// Puts other buttons below one of the bot's own messages, of the bot's own accord.
    pub(crate) async fn put_keyboard(&self, chat: ChatId, message: i32, rows: &Rows) -> Result<(), SendError> {
        let _turn = self.turn(chat).await?;
        let keyboard = self.keyboard_of(chat, rows, 0).await?;
        let shown = self.page_of(chat, &keyboard, 0).await?;
        let edit = self.bot.edit_message_reply_markup(recipient(chat), MessageId(message)).reply_markup(shown);
        self.may_still_send(Priority::Background)?;
        match edit.await {
            Err(RequestError::Api(ApiError::MessageNotModified)) => {}
            edited => drop(self.record_outcome(chat.into(), edited).await?),
        }
        let long = keyboard.is_long().then_some((&keyboard, 0));
        Ok(keep_keyboard(&self.database, chat, message, long).await?)
    }

    /// Puts a message in place of one of the bot's own; sends it anew where that one can no longer be edited.
    pub(crate) async fn replace(&self, at: impl Into<Place>, old: i32, message: &Outgoing) -> Result<(), SendError> {
        let place = at.into();
        // It is another message now.
        forget_delivered(&self.database, place.chat, old).await?;
        match self.edit(place, old, message).await {
            Err(error) if (error.is_final() && !error.is_blocked()) || error.is_too_many() => {
                tracing::debug!(%error, "a message could not be edited; sending a new one");
                self.send(place, message).await
            }
            outcome => outcome,
        }
    }

    /// A file that a person sent, at most so many bytes of it.
    pub(crate) async fn fetch_file(&self, id: &FileId, most: usize) -> Result<Vec<u8>, FetchError> {
        let file = self.bot.get_file(id.clone()).await?;
        let mut bytes = Vec::new();
        let mut pieces = self.bot.download_file_stream(&file.path);
        while let Some(piece) = pieces.next().await {
            bytes.extend_from_slice(&piece.map_err(|error| FetchError::Download(error.to_string()))?);
            if bytes.len() > most {
                return Err(FetchError::TooLarge);
            }
        }
        Ok(bytes)
    }

    /// Deletes a person's message, where the messenger allows it; whether it did.
    pub(crate) async fn delete(&self, chat: ChatId, message: i32) -> bool {
        self.rate_limiter.open(chat).await;
        let deleted = self.bot.delete_message(recipient(chat), MessageId(message)).await;
        match self.record_outcome(chat.into(), deleted).await {
            Ok(_) => true,
            Err(error) => {
                tracing::warn!(%error, "a message that must not be kept could not be deleted from the chat");
                false
            }
        }
    }

    /// The buttons of a message, each kept in the file.
    async fn keyboard(&self, chat: ChatId, message: &Outgoing) -> Result<Keyboard, BotError> {
        self.keyboard_of(chat, &message.buttons, message.rows_on_every_page).await
    }

    async fn keyboard_of(&self, chat: ChatId, worded: &Rows, fixed: usize) -> Result<Keyboard, BotError> {
        let mut rows = Vec::new();
        for row in worded {
            let mut buttons = Vec::new();
            for (label, press) in row {
                buttons.push((label.clone(), store_button(&self.database, chat, press).await?));
            }
            rows.push(buttons);
        }
        Ok(Keyboard { rows, fixed })
    }

    /// All buttons, or a page of them with those that turn it.
    async fn page_of(
        &self,
        chat: ChatId,
        keyboard: &Keyboard,
        number: usize,
    ) -> Result<InlineKeyboardMarkup, BotError> {
        if !keyboard.is_long() {
            return Ok(markup(&keyboard.rows));
        }
        let KeyboardPage { mut rows, number, count } = keyboard.page(number);
        let mut turn = Vec::new();
        if number > 0 {
            let press = CorePress::Page(number - 1).into();
            turn.push((format!("◀ {number}/{count}"), store_button(&self.database, chat, &press).await?));
        }
        if number + 1 < count {
            let press = CorePress::Page(number + 1).into();
            turn.push((format!("{}/{count} ▶", number + 2), store_button(&self.database, chat, &press).await?));
        }
        let end = rows.len().saturating_sub(keyboard.fixed);
        rows.insert(end, turn);
        Ok(markup(&rows))
    }
}

fn markup(rows: &[Vec<SentButton>]) -> InlineKeyboardMarkup {
    let button = |(label, data): &SentButton| InlineKeyboardButton::callback(label.clone(), data.clone());
    InlineKeyboardMarkup::new(rows.iter().map(|row| row.iter().map(button).collect::<Vec<_>>()))
}

//! A message on its way out.

use std::sync::Arc;
use std::time::Duration;

use events::ids::{ActionItemId, ChatId, CommandId, MeetingId};
use futures::StreamExt;
use serde::{Deserialize, Serialize};
use teloxide::net::Download;
use teloxide::payloads::{EditMessageTextSetters, SendDocumentSetters, SendMessageSetters, SendPhotoSetters};
use teloxide::requests::Requester;
use teloxide::types::{FileId, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, MessageId, ParseMode, Recipient};
use teloxide::{ApiError, Bot, RequestError};

use crate::buttons::Press;
use crate::config::BotError;
use crate::database::Database;
use crate::pace::Pace;
use crate::parts::{LONGEST, LONGEST_CAPTION, parts};

/// How often the messenger's “later” is obeyed before a message to a waiting person is given up.
const OBEY_LATER: u32 = 3;

/// A message: its text (HTML), its buttons, and the tasks it is about.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Outgoing {
    pub(crate) text: String,
    pub(crate) buttons: Vec<Vec<(String, Press)>>,
    pub(crate) items: Vec<ActionItemId>,
    /// The meeting that it invites to, or tells of: words in reply to it are about that.
    #[serde(default)]
    pub(crate) meeting: Option<MeetingId>,
    /// The reply that waits to be saved: this message will become its outcome.
    #[serde(skip)]
    pub(crate) waiting: Option<CommandId>,
}

impl Outgoing {
    pub(crate) fn text(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    pub(crate) fn with_buttons(self, buttons: Vec<Vec<(String, Press)>>) -> Self {
        Self { buttons, ..self }
    }

    pub(crate) fn of_meeting(self, meeting: MeetingId) -> Self {
        Self { meeting: Some(meeting), ..self }
    }

    pub(crate) fn about(self, items: Vec<ActionItemId>) -> Self {
        Self { items, ..self }
    }
}

/// A file on its way out.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What is said of it (HTML).
    pub(crate) caption: String,
}

/// Why a message did not go out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    #[error(transparent)]
    Messenger(#[from] RequestError),
    #[error(transparent)]
    Database(#[from] BotError),
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
            Self::Messenger(_) | Self::Database(_) => false,
        }
    }

    /// Whether the messenger did not take it because too much came.
    pub(crate) fn is_too_many(&self) -> bool {
        matches!(self, Self::Messenger(RequestError::RetryAfter(_)))
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

/// Of whose accord a message goes out.
#[derive(Debug, Clone, Copy)]
enum Accord {
    /// The bot's own: it waits for its turn.
    Own,
    /// Somebody waits for it.
    Asked,
}

/// As much of a text as fits below a file or a picture.
fn caption(html: &str) -> String {
    let mut parts = parts(html, LONGEST_CAPTION).into_iter();
    let first = parts.next().unwrap_or_default();
    if parts.next().is_some() { format!("{first} …") } else { first }
}

/// Sends and edits messages.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) bot: Bot,
    pub(crate) database: Database,
    pub(crate) pace: Arc<Pace>,
}

fn recipient(chat: ChatId) -> Recipient {
    Recipient::Id(teloxide::types::ChatId(chat.0))
}

impl Post {
    /// Sends a message of the bot's own accord, in its turn. “Later” is the caller's to obey: what is to be said may be
    /// another thing by then.
    pub(crate) async fn send_once(&self, chat: ChatId, message: &Outgoing) -> Result<(), SendError> {
        self.put(chat, message).await.map(drop)
    }

    /// The same, and gives the messenger's number of the message. What is too long for one comes in several, with the
    /// buttons below the last.
    pub(crate) async fn put(&self, chat: ChatId, message: &Outgoing) -> Result<i32, SendError> {
        self.put_in_parts(chat, message, Accord::Own).await
    }

    /// Sends a message to somebody who waits for it.
    pub(crate) async fn send(&self, chat: ChatId, message: &Outgoing) -> Result<(), SendError> {
        let mut tries = 0;
        loop {
            match self.put_in_parts(chat, message, Accord::Asked).await {
                Err(SendError::Messenger(RequestError::RetryAfter(_))) if tries < OBEY_LATER => tries += 1,
                Err(SendError::Messenger(RequestError::MigrateToChatId(new))) => {
                    return Box::pin(self.send(ChatId(new.0), message)).await;
                }
                outcome => return outcome.map(drop),
            }
        }
    }

    /// Notes what an answer of the messenger says of the chat, and of the messenger.
    async fn heed<T>(&self, chat: ChatId, outcome: Result<T, RequestError>) -> Result<T, SendError> {
        let outcome = outcome.map_err(SendError::from);
        match &outcome {
            Err(error) if error.is_blocked() && chat.0 > 0 => self.database.note_blocked(chat).await?,
            Err(SendError::Messenger(RequestError::RetryAfter(wait))) => {
                self.pace.close_for(Duration::from_secs(wait.seconds().into()));
            }
            // Whoever sends tries again, and finds the new chat.
            Err(SendError::Messenger(RequestError::MigrateToChatId(new))) => {
                self.database.move_group(chat, ChatId(new.0)).await?;
            }
            Ok(_) | Err(_) => {}
        }
        outcome
    }

    async fn put_in_parts(&self, chat: ChatId, message: &Outgoing, accord: Accord) -> Result<i32, SendError> {
        let parts = parts(&message.text, LONGEST);
        let mut id = 0;
        for (n, part) in parts.iter().enumerate() {
            let mut tries = 0;
            id = loop {
                let _turn = match accord {
                    Accord::Own => self.pace.turn(chat).await,
                    Accord::Asked => {
                        self.pace.open().await;
                        None
                    }
                };
                let mut request = self.bot.send_message(recipient(chat), part).parse_mode(ParseMode::Html);
                if n + 1 == parts.len() {
                    request = request.reply_markup(self.keyboard(chat, message).await?);
                }
                match self.heed(chat, request.await).await {
                    // What has begun is brought to its end, or all of it would come again.
                    Err(SendError::Messenger(RequestError::RetryAfter(_))) if n > 0 && tries < OBEY_LATER => {
                        tries += 1;
                    }
                    sent => break sent?.id.0,
                }
            };
        }
        self.note(chat, id, message).await?;
        self.database.note_card_sent(chat, id, message.meeting.as_ref()).await?;
        Ok(id)
    }

    /// Notes what a message is about.
    async fn note(&self, chat: ChatId, id: i32, message: &Outgoing) -> Result<(), BotError> {
        if !message.items.is_empty() {
            self.database.note_message(chat, id, &message.items).await?;
        }
        match message.waiting {
            Some(command) => self.database.note_waiting_message(command, id).await,
            None => Ok(()),
        }
    }

    /// Sends a file to somebody who waits for it.
    pub(crate) async fn send_document(&self, chat: ChatId, document: &Document) -> Result<(), SendError> {
        let mut tries = 0;
        loop {
            self.pace.open().await;
            let file = InputFile::memory(document.bytes.clone()).file_name(document.name.clone());
            let send = self.bot.send_document(recipient(chat), file).caption(caption(&document.caption));
            match self.heed(chat, send.parse_mode(ParseMode::Html).await).await {
                Err(SendError::Messenger(RequestError::RetryAfter(_))) if tries < OBEY_LATER => tries += 1,
                outcome => return outcome.map(drop),
            }
        }
    }

    /// Sends a picture of the bot's own accord, in its turn, with a message's words and buttons below it.
    pub(crate) async fn put_picture(&self, chat: ChatId, png: Vec<u8>, message: &Outgoing) -> Result<(), SendError> {
        let _turn = self.pace.turn(chat).await;
        let keyboard = self.keyboard(chat, message).await?;
        let picture = InputFile::memory(png).file_name("picture.png");
        let send =
            self.bot.send_photo(recipient(chat), picture).caption(caption(&message.text)).parse_mode(ParseMode::Html);
        self.heed(chat, send.reply_markup(keyboard).await).await.map(drop)
    }

    /// Puts a message in place of one of the bot's own that can still be edited. What is too long for one goes on below.
    pub(crate) async fn edit(&self, chat: ChatId, old: i32, message: &Outgoing) -> Result<(), SendError> {
        self.pace.open().await;
        let parts = parts(&message.text, LONGEST);
        let whole = parts.len() < 2;
        let mut edit = self
            .bot
            .edit_message_text(recipient(chat), MessageId(old), parts.first().map_or("", String::as_str))
            .parse_mode(ParseMode::Html);
        if whole {
            edit = edit.reply_markup(self.keyboard(chat, message).await?);
        }
        match edit.await {
            Err(RequestError::Api(ApiError::MessageNotModified)) => {}
            edited => drop(self.heed(chat, edited).await?),
        }
        if whole {
            // What the message was about before does not count any more.
            self.database.note_message(chat, old, &message.items).await?;
            self.database.note_card_changed(chat, old, message.meeting.as_ref()).await?;
            return Ok(self.note(chat, old, message).await?);
        }
        let rest = parts.get(1..).unwrap_or_default().join("\n");
        self.send(chat, &Outgoing { text: rest, ..message.clone() }).await
    }

    /// Puts a message in place of one of the bot's own; sends it anew where that one can no longer be edited.
    pub(crate) async fn replace(&self, chat: ChatId, old: i32, message: &Outgoing) -> Result<(), SendError> {
        match self.edit(chat, old, message).await {
            Err(error) if (error.is_final() && !error.is_blocked()) || error.is_too_many() => {
                tracing::debug!(%error, "a message could not be edited; sending a new one");
                Box::pin(self.send(chat, message)).await
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
        self.pace.open().await;
        let deleted = self.bot.delete_message(recipient(chat), MessageId(message)).await;
        match self.heed(chat, deleted).await {
            Ok(_) => true,
            Err(error) => {
                tracing::warn!(%error, "a message that must not be kept could not be deleted from the chat");
                false
            }
        }
    }

    async fn keyboard(&self, chat: ChatId, message: &Outgoing) -> Result<InlineKeyboardMarkup, BotError> {
        let mut rows = Vec::new();
        for row in &message.buttons {
            let mut buttons = Vec::new();
            for (label, press) in row {
                let data = self.database.keep_button(chat, press).await?;
                buttons.push(InlineKeyboardButton::callback(label.clone(), data));
            }
            rows.push(buttons);
        }
        Ok(InlineKeyboardMarkup::new(rows))
    }
}

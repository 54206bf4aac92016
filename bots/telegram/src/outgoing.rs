//! A message on its way out.

use std::time::Duration;

use events::ids::{ActionItemId, ChatId, CommandId};
use futures::StreamExt;
use serde::{Deserialize, Serialize};
use teloxide::net::Download;
use teloxide::payloads::{EditMessageTextSetters, SendDocumentSetters, SendMessageSetters};
use teloxide::requests::Requester;
use teloxide::types::{FileId, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, MessageId, ParseMode, Recipient};
use teloxide::{ApiError, Bot, RequestError};

use crate::buttons::Press;
use crate::config::BotError;
use crate::database::Database;

/// How often the messenger's “later” is obeyed before a message to a waiting person is given up.
const OBEY_LATER: u32 = 3;

/// A message: its text (HTML), its buttons, and the tasks it is about.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Outgoing {
    pub(crate) text: String,
    pub(crate) buttons: Vec<Vec<(String, Press)>>,
    pub(crate) items: Vec<ActionItemId>,
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

/// Sends and edits messages.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) bot: Bot,
    pub(crate) database: Database,
}

fn recipient(chat: ChatId) -> Recipient {
    Recipient::Id(teloxide::types::ChatId(chat.0))
}

impl Post {
    /// Sends a message once; “later” is the caller's to obey.
    pub(crate) async fn send_once(&self, chat: ChatId, message: &Outgoing) -> Result<(), SendError> {
        let keyboard = self.keyboard(chat, message).await?;
        let sent = self
            .bot
            .send_message(recipient(chat), &message.text)
            .parse_mode(ParseMode::Html)
            .reply_markup(keyboard)
            .await?;
        if !message.items.is_empty() {
            self.database.note_message(chat, sent.id.0, &message.items).await?;
        }
        if let Some(command) = message.waiting {
            self.database.note_waiting_message(command, sent.id.0).await?;
        }
        Ok(())
    }

    /// Sends a message to somebody who waits for it.
    pub(crate) async fn send(&self, chat: ChatId, message: &Outgoing) -> Result<(), SendError> {
        for _ in 0..OBEY_LATER {
            match self.send_once(chat, message).await {
                Err(SendError::Messenger(RequestError::RetryAfter(wait))) => {
                    tokio::time::sleep(Duration::from_secs(wait.seconds().into())).await;
                }
                outcome => return outcome,
            }
        }
        self.send_once(chat, message).await
    }

    /// Sends a file.
    pub(crate) async fn send_document(&self, chat: ChatId, document: &Document) -> Result<(), SendError> {
        let mut tries = 0;
        loop {
            let file = InputFile::memory(document.bytes.clone()).file_name(document.name.clone());
            let request = self.bot.send_document(recipient(chat), file).caption(&document.caption);
            match request.parse_mode(ParseMode::Html).await {
                Err(RequestError::RetryAfter(wait)) if tries < OBEY_LATER => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_secs(wait.seconds().into())).await;
                }
                outcome => return outcome.map(drop).map_err(SendError::from),
            }
        }
    }

    /// Puts a message in place of one of the bot's own; sends it anew where that one can no longer be edited.
    pub(crate) async fn replace(&self, chat: ChatId, old: i32, message: &Outgoing) -> Result<(), SendError> {
        let keyboard = self.keyboard(chat, message).await?;
        let edit = self
            .bot
            .edit_message_text(recipient(chat), MessageId(old), &message.text)
            .parse_mode(ParseMode::Html)
            .reply_markup(keyboard);
        match edit.await {
            Ok(_) | Err(RequestError::Api(ApiError::MessageNotModified)) => {
                self.database.note_message(chat, old, &message.items).await?;
                if let Some(command) = message.waiting {
                    self.database.note_waiting_message(command, old).await?;
                }
                Ok(())
            }
            Err(RequestError::Api(error)) if !matches!(error, ApiError::BotBlocked) => {
                tracing::debug!(%error, "a message could not be edited; sending a new one");
                self.send(chat, message).await
            }
            Err(RequestError::RetryAfter(wait)) => {
                tokio::time::sleep(Duration::from_secs(wait.seconds().into())).await;
                self.send(chat, message).await
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Sends a file to somebody who waits for it.
    pub(crate) async fn send_file(
        &self,
        chat: ChatId,
        name: String,
        bytes: Vec<u8>,
        caption: &str,
    ) -> Result<(), SendError> {
        let file = InputFile::memory(bytes).file_name(name);
        self.bot.send_document(recipient(chat), file).caption(caption).parse_mode(ParseMode::Html).await?;
        Ok(())
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

    /// Deletes a person's message, where the messenger allows it.
    pub(crate) async fn delete(&self, chat: ChatId, message: i32) {
        if let Err(error) = self.bot.delete_message(recipient(chat), MessageId(message)).await {
            tracing::warn!(%error, "a message that must not be kept could not be deleted from the chat");
        }
    }

    pub(crate) async fn keyboard(&self, chat: ChatId, message: &Outgoing) -> Result<InlineKeyboardMarkup, BotError> {
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

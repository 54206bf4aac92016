//! Whether a message that its sender changed is read anew: its text is another one, and it is not too late.

use events::action_item::TAKE_BACK_WITHIN;
use events::ids::ChatId;
use teloxide::types::Message;

use crate::core::chat_error::ChatError;
use crate::core::storage::read_messages::read_message;
use crate::core::updates::dispatcher::Dispatcher;

/// What becomes of a message that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Its text is as it was; the messenger tells of it all the same, when it has loaded the preview of a link.
    NotOfText,
    /// It is read as a new one.
    InTime,
    /// Too much may have come of it, in the meantime.
    TooLate,
}

/// What becomes of a message that was changed.
pub(crate) async fn edit_of(dispatcher: &Dispatcher, message: &Message) -> Result<Edit, ChatError> {
    let (database, chat) = (&dispatcher.services().database, ChatId(message.chat.id.0));
    let read = read_message(database, chat, message.id.0).await?;
    let text = message.text().unwrap_or_default();
    if read.is_some_and(|read| read.says(database, chat, text)) {
        return Ok(Edit::NotOfText);
    }
    let in_time = message.edit_date().is_some_and(|edited| *edited - message.date <= TAKE_BACK_WITHIN);
    Ok(if in_time && message.text().is_some() { Edit::InTime } else { Edit::TooLate })
}

//! What a contact can do, each as one change of the state. Who asks for it, over HTTP or as the program that embeds the
//! simulator, is not known here.

use axum::body::Bytes;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    contact::{Contact, ContactError, check_payload},
    entity::{Formatted, utf16_len},
    message::{Author, Content, Message},
    world::World,
};

const LONGEST_TEXT: usize = 4096;

/// Why a phone did not do what it was told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// There is no contact with this id.
    #[error("there is no contact {0}")]
    UnknownContact(i64),
    /// The chat has no message with this id.
    #[error("the chat has no message {0}")]
    UnknownMessage(i64),
    /// The message has no such button.
    #[error("the message has no such button")]
    NoSuchButton,
    /// The button does something that the simulator does not play, for example opening a page.
    #[error("the button has no callback data")]
    NotACallbackButton,
    /// START was pressed before; a phone then shows it no more.
    #[error("the chat has begun already")]
    AlreadyStarted,
    /// A phone shows no input field before START is pressed.
    #[error("the chat has not begun: press START first")]
    NotStarted,
    /// A phone shows no input field while the bot is blocked.
    #[error("the contact has blocked the bot")]
    Blocked,
    /// Only the contact's own texts can be edited.
    #[error("only the contact's own texts can be edited")]
    NotOwnText,
    /// There is nothing to send.
    #[error("there is nothing to send")]
    Empty,
    /// A phone cuts a text after 4096 characters.
    #[error("a message has at most {LONGEST_TEXT} characters")]
    TooLong,
    /// The start payload is not one.
    #[error(transparent)]
    Payload(#[from] ContactError),
    /// There is no topic with this number.
    #[error("the group has no topic {0}")]
    UnknownTopic(i64),
    /// The bot leaves too many updates waiting.
    #[error("too many updates wait for the bot; it has to take some first")]
    QueueFull,
}

/// A contact that there is, while there is room for one more update.
fn contact(world: &World, id: i64) -> Result<Contact, PhoneError> {
    let contact = world.contacts.get(&id).cloned().ok_or(PhoneError::UnknownContact(id))?;
    if world.updates.is_full() { Err(PhoneError::QueueFull) } else { Ok(contact) }
}

/// The same, and the phone shows an input field.
fn writing_contact(world: &World, id: i64) -> Result<Contact, PhoneError> {
    let contact = contact(world, id)?;
    let state = world.chats.get(&id).map(|chat| chat.state).unwrap_or_default();
    if state.blocked {
        return Err(PhoneError::Blocked);
    }
    if !state.started {
        return Err(PhoneError::NotStarted);
    }
    Ok(contact)
}

/// Presses START. Without a payload of its own it is the first press, or the one that lifts a block; with one it is
/// the press after another deep link was opened, which a phone offers at any time.
pub(crate) fn start(world: &mut World, id: i64, payload: Option<&str>) -> Result<i64, PhoneError> {
    let contact = contact(world, id)?;
    let state = world.chats.get(&id).map(|chat| chat.state).unwrap_or_default();
    if let Some(payload) = payload {
        check_payload(payload)?;
    } else if state.started && !state.blocked {
        return Err(PhoneError::AlreadyStarted);
    }
    if state.blocked {
        unblock(world, id)?;
    }
    world.change_chat(id, |state| state.started = true);
    let text = match payload.or(contact.start.as_deref()) {
        Some(payload) => format!("/start {payload}"),
        None => "/start".to_owned(),
    };
    Ok(send(world, id, Content::Text(Formatted::plain(text).finish()), None))
}

pub(crate) fn send_text(world: &mut World, id: i64, text: &str, reply_to: Option<i64>) -> Result<i64, PhoneError> {
    send_words(world, id, &TypedMessage { text: text.to_owned(), reply_to, ..TypedMessage::default() })
}

/// A text that somebody writes, with what may come along.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedMessage {
    pub(crate) text: String,
    pub(crate) reply_to: Option<i64>,
    /// The name of whoever wrote it first, when it is forwarded.
    pub(crate) forwarded_from: Option<String>,
    /// Fields of a Bot API to come, in place of those of today.
    pub(crate) future: Map<String, Value>,
}

impl TypedMessage {
    /// The message of this author in a chat.
    pub(crate) fn message(&self, world: &World, chat: i64, author: Author) -> Result<Message, PhoneError> {
        if let Some(original) = self.reply_to {
            world.message(chat, original).ok_or(PhoneError::UnknownMessage(original))?;
        }
        let content = Content::Text(words(&self.text)?);
        let (reply_to, forwarded_from, future) = (self.reply_to, self.forwarded_from.clone(), self.future.clone());
        Ok(Message { reply_to, forwarded_from, future, ..Message::new(author, content) })
    }
}

/// Sends a text as a contact.
pub(crate) fn send_words(world: &mut World, id: i64, words: &TypedMessage) -> Result<i64, PhoneError> {
    writing_contact(world, id)?;
    let message = words.message(world, id, Author::Contact)?;
    Ok(deliver(world, id, message))
}

/// What the messenger itself says in a contact's chat, or a message of a kind that nobody knows yet.
pub(crate) fn send_fields(world: &mut World, id: i64, content: Content) -> Result<i64, PhoneError> {
    writing_contact(world, id)?;
    Ok(send(world, id, content, None))
}

/// Several pictures, or files with these names, sent at once.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Album {
    pub(crate) photos: usize,
    pub(crate) documents: Vec<String>,
    /// It goes with the first of them, as a phone does it.
    pub(crate) caption: String,
    pub(crate) forwarded_from: Option<String>,
}

/// The smallest picture there is.
const PICTURE: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// Sends an album: as many messages as it has parts.
pub(crate) fn send_album(world: &mut World, chat: i64, author: Author, album: &Album) -> Result<Vec<i64>, PhoneError> {
    let mut captions = std::iter::once(album.caption.clone()).chain(std::iter::repeat(String::new()));
    let mut caption = || Formatted::plain(captions.next().unwrap_or_default()).finish();
    let mut contents = Vec::new();
    for _ in 0..album.photos {
        let file = world.add_file("photos", "photo.jpg", "image/jpeg", Bytes::from_static(PICTURE));
        contents.push(Content::Photo { file, caption: caption() });
    }
    for name in &album.documents {
        let file = world.add_file("documents", name, "application/octet-stream", Bytes::from_static(PICTURE));
        contents.push(Content::Document { file, caption: caption() });
    }
    if contents.is_empty() {
        return Err(PhoneError::Empty);
    }
    let (number, forwarded_from) = (Some(world.new_album()), &album.forwarded_from);
    let part = |content| Message {
        album: number.clone(),
        forwarded_from: forwarded_from.clone(),
        ..Message::new(author, content)
    };
    let parts: Vec<Message> = contents.into_iter().map(part).collect();
    Ok(parts.into_iter().map(|part| deliver(world, chat, part)).collect())
}

/// Sends an album as a contact.
pub(crate) fn send_own_album(world: &mut World, id: i64, album: &Album) -> Result<Vec<i64>, PhoneError> {
    writing_contact(world, id)?;
    send_album(world, id, Author::Contact, album)
}

/// What a phone can send besides text.
pub(crate) enum Attachment {
    Document { name: String, mime_type: String, caption: String, bytes: Bytes },
    Photo { caption: String, bytes: Bytes },
    Contact { phone_number: String, first_name: String, user_id: Option<i64> },
    Location { latitude: f64, longitude: f64 },
    Sticker { emoji: String },
}

fn content_of(world: &mut World, attachment: Attachment) -> Result<Content, PhoneError> {
    let caption = |text: String| Formatted::plain(text).finish();
    Ok(match attachment {
        Attachment::Document { bytes, .. } | Attachment::Photo { bytes, .. } if bytes.is_empty() => {
            return Err(PhoneError::Empty);
        }
        Attachment::Document { name, mime_type, caption: text, bytes } => {
            Content::Document { file: world.add_file("documents", &name, &mime_type, bytes), caption: caption(text) }
        }
        Attachment::Photo { caption: text, bytes } => {
            Content::Photo { file: world.add_file("photos", "photo.jpg", "image/jpeg", bytes), caption: caption(text) }
        }
        Attachment::Contact { phone_number, first_name, user_id } => {
            Content::Contact { phone_number, first_name, user_id }
        }
        Attachment::Location { latitude, longitude } => Content::Location { latitude, longitude },
        Attachment::Sticker { emoji } => {
            let file = world.add_file("stickers", "sticker.webp", "image/webp", Bytes::from_static(b"RIFF"));
            Content::Sticker { file, emoji }
        }
    })
}

pub(crate) fn send_attachment(
    world: &mut World,
    id: i64,
    attachment: Attachment,
    forwarded_from: Option<String>,
) -> Result<i64, PhoneError> {
    writing_contact(world, id)?;
    let content = content_of(world, attachment)?;
    Ok(deliver(world, id, Message { forwarded_from, ..Message::new(Author::Contact, content) }))
}

/// Puts a file in place of what a message of the contact's own had, and tells the bot of it.
pub(crate) fn replace_attachment(
    world: &mut World,
    id: i64,
    message_id: i64,
    attachment: Attachment,
) -> Result<(), PhoneError> {
    writing_contact(world, id)?;
    let message = world.message(id, message_id).ok_or(PhoneError::UnknownMessage(message_id))?;
    if message.author != Author::Contact || message.forwarded_from.is_some() {
        return Err(PhoneError::NotOwnText);
    }
    let content = content_of(world, attachment)?;
    let now = world.now.timestamp();
    world.change_message(id, message_id, |message| {
        message.content = content;
        message.edit_date = Some(now);
    });
    tell_edited(world, id, message_id);
    Ok(())
}

pub(crate) fn edit_text(world: &mut World, id: i64, message_id: i64, text: &str) -> Result<(), PhoneError> {
    writing_contact(world, id)?;
    let text = words(text)?;
    let message = world.message(id, message_id).ok_or(PhoneError::UnknownMessage(message_id))?;
    let own = message.author == Author::Contact && message.forwarded_from.is_none();
    if !own || !matches!(message.content, Content::Text(_)) {
        return Err(PhoneError::NotOwnText);
    }
    change_text(world, id, message_id, text);
    Ok(())
}

/// Which of a message's buttons.
pub(crate) enum ButtonSelector {
    Data(String),
    Text(String),
    Place {
        row: usize,
        column: usize,
    },
    /// None of them: a client may send any data it likes.
    Forged(String),
}

/// Presses a button and gives the number of the callback query.
pub(crate) fn press(world: &mut World, id: i64, message_id: i64, which: &ButtonSelector) -> Result<u64, PhoneError> {
    press_by(world, id, id, message_id, which)
}

/// The same, of somebody in any chat.
pub(crate) fn press_by(
    world: &mut World,
    who: i64,
    id: i64,
    message_id: i64,
    which: &ButtonSelector,
) -> Result<u64, PhoneError> {
    let contact = contact(world, who)?;
    let message = world.message(id, message_id).ok_or(PhoneError::UnknownMessage(message_id))?.clone();
    let rows = message.markup.as_ref().map(crate::keyboard::Markup::rows).unwrap_or_default();
    let button = match which {
        ButtonSelector::Data(data) => rows.iter().flatten().find(|button| button.callback_data.as_ref() == Some(data)),
        ButtonSelector::Text(text) => rows.iter().flatten().find(|button| button.text == *text),
        ButtonSelector::Place { row, column } => rows.get(*row).and_then(|buttons| buttons.get(*column)),
        ButtonSelector::Forged(_) => None,
    };
    let data = match which {
        ButtonSelector::Forged(data) => data.clone(),
        ButtonSelector::Data(_) | ButtonSelector::Text(_) | ButtonSelector::Place { .. } => {
            button.ok_or(PhoneError::NoSuchButton)?.callback_data.clone().ok_or(PhoneError::NotACallbackButton)?
        }
    };
    let number = world.press(id, message_id, &data);
    let query = json!({
        "id": number.to_string(),
        "from": contact.user(),
        "message": world.message_wire(id, &message),
        "chat_instance": format!("-{id}"),
        "data": data,
    });
    world.push_update("callback_query", query);
    Ok(number)
}

pub(crate) fn mark_read(world: &mut World, id: i64) -> Result<(), PhoneError> {
    let chat = world.chats.get(&id).ok_or(PhoneError::UnknownContact(id))?;
    let last = chat.messages.last_key_value().map_or(0, |(last, _)| *last);
    if last > chat.state.read_up_to {
        world.change_chat(id, |state| state.read_up_to = last);
    }
    Ok(())
}

pub(crate) fn block(world: &mut World, id: i64) -> Result<(), PhoneError> {
    set_blocked(world, id, true)
}

pub(crate) fn unblock(world: &mut World, id: i64) -> Result<(), PhoneError> {
    set_blocked(world, id, false)
}

fn set_blocked(world: &mut World, id: i64, blocked: bool) -> Result<(), PhoneError> {
    let contact = contact(world, id)?;
    if world.chats.get(&id).is_some_and(|chat| chat.state.blocked == blocked) {
        return Ok(());
    }
    world.change_chat(id, |state| state.blocked = blocked);
    let bot = world.bot_user();
    let member = json!({ "user": bot, "status": "member" });
    let kicked = json!({ "user": bot, "status": "kicked", "until_date": 0 });
    let (old, new) = if blocked { (member, kicked) } else { (kicked, member) };
    let update = json!({
        "chat": contact.chat(),
        "from": contact.user(),
        "date": world.now.timestamp(),
        "old_chat_member": old,
        "new_chat_member": new,
    });
    world.push_update("my_chat_member", update);
    Ok(())
}

pub(crate) fn words(text: &str) -> Result<Formatted, PhoneError> {
    let text = Formatted::plain(text).finish();
    if text.text.is_empty() {
        Err(PhoneError::Empty)
    } else if utf16_len(&text.text) > LONGEST_TEXT {
        Err(PhoneError::TooLong)
    } else {
        Ok(text)
    }
}

/// Writing in a chat also means having read it.
fn send(world: &mut World, chat: i64, content: Content, reply_to: Option<i64>) -> i64 {
    deliver(world, chat, Message { reply_to, ..Message::new(Author::Contact, content) })
}

/// Puts a message of somebody, or of the messenger, into a chat, and tells the bot of it.
pub(crate) fn deliver(world: &mut World, chat: i64, message: Message) -> i64 {
    let id = world.add_message(chat, message);
    world.change_chat(chat, |state| state.read_up_to = id);
    let wire = world.message(chat, id).map_or(Value::Null, |message| world.message_wire(chat, message));
    world.push_update("message", wire);
    id
}

/// Changes a text of the author's own, and tells the bot of it.
pub(crate) fn change_text(world: &mut World, chat: i64, message_id: i64, text: Formatted) {
    let now = world.now.timestamp();
    world.change_message(chat, message_id, |message| {
        message.content = Content::Text(text);
        message.edit_date = Some(now);
    });
    tell_edited(world, chat, message_id);
}

/// Tells the bot that a message was edited, which the messenger also does when nothing but the preview of a link changed.
pub(crate) fn tell_edited(world: &mut World, chat: i64, message_id: i64) {
    if let Some(wire) = world.message(chat, message_id).map(|message| world.message_wire(chat, message)) {
        world.push_update("edited_message", wire);
    }
}

//! The whole state of a simulator, and the few changes everything else is made of.
//!
//! A change notes what it touched in two lists: records for the archive, news for the page. The simulator empties
//! both when the change is done, so no change is kept but not shown, or shown but not kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
    time::Duration,
};

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    archive::{Archive, ArchiveError, Record},
    callbacks::{Callback, Callbacks},
    chat::{Chat, ChatState},
    commands::{Audience, BotCommand, CommandBook},
    config::SimConfig,
    contact::Contact,
    files::{FileFacts, Files},
    group::Group,
    keyboard::Markup,
    message::{Author, Content, Message, words_wire},
    news::News,
    phone::view,
    updates::{Update, UpdateQueue},
    webhook::Webhook,
};

const CONTACT: &str = "contact";
const GROUP: &str = "group";
const CHAT: &str = "chat";
const MESSAGE: &str = "message";
const UPDATE: &str = "update";
const CALLBACK: &str = "callback";
const FILE: &str = "file";
const FILE_BYTES: &str = "file_bytes";
const COMMANDS: &str = "commands";
const WEBHOOK: &str = "webhook";
const COUNTERS: &str = "counters";

/// What goes on counting after a restart.
#[derive(Serialize, Deserialize)]
struct Counters {
    next_message_id: i64,
    next_update_id: i64,
    allowed_updates: Option<Vec<String>>,
}

#[derive(Debug)]
pub(crate) struct World {
    /// The moment of the change that is under way.
    pub(crate) now: DateTime<Utc>,
    pub(crate) bot_id: i64,
    pub(crate) bot_name: String,
    pub(crate) bot_username: String,
    pub(crate) callback_lifetime: Duration,
    pub(crate) contacts: BTreeMap<i64, Contact>,
    pub(crate) groups: BTreeMap<i64, Group>,
    pub(crate) chats: BTreeMap<i64, Chat>,
    pub(crate) updates: UpdateQueue,
    pub(crate) callbacks: Callbacks,
    pub(crate) files: Files,
    pub(crate) commands: CommandBook,
    pub(crate) webhook: Option<Webhook>,
    /// One sequence for all private chats, as the real service counts for a bot.
    next_message_id: i64,
    change: u64,
    touched: BTreeSet<i64>,
    records: Vec<Record>,
    news: Vec<News>,
}

impl World {
    pub(crate) fn new(config: &SimConfig) -> Self {
        Self {
            now: DateTime::UNIX_EPOCH,
            bot_id: config.bot_id(),
            bot_name: config.bot_name.clone(),
            bot_username: config.bot_username.clone(),
            callback_lifetime: config.callback_lifetime,
            contacts: BTreeMap::new(),
            groups: BTreeMap::new(),
            chats: BTreeMap::new(),
            updates: UpdateQueue::new(config.max_pending_updates),
            callbacks: Callbacks::default(),
            files: Files::default(),
            commands: CommandBook::default(),
            webhook: None,
            next_message_id: 1,
            change: 0,
            touched: BTreeSet::new(),
            records: Vec::new(),
            news: Vec::new(),
        }
    }

    /// Takes up what an earlier process left.
    pub(crate) fn restore(&mut self, archive: &Archive) -> Result<(), ArchiveError> {
        for (_, contact) in load::<Contact>(archive, CONTACT)? {
            self.chats.entry(contact.id).or_default();
            self.contacts.insert(contact.id, contact);
        }
        for (_, group) in load::<Group>(archive, GROUP)? {
            self.groups.insert(group.id, group);
        }
        for (_, (id, state)) in load::<(i64, ChatState)>(archive, CHAT)? {
            self.chats.entry(id).or_default().state = state;
        }
        for (_, (chat, message)) in load::<(i64, Message)>(archive, MESSAGE)? {
            self.chats.entry(chat).or_default().messages.insert(message.id, message);
        }
        for (_, update) in load::<Update>(archive, UPDATE)? {
            self.updates.restore_update(update);
        }
        for (_, (number, callback)) in load::<(u64, Callback)>(archive, CALLBACK)? {
            self.callbacks.restore(number, callback);
        }
        let mut contents: BTreeMap<String, Vec<u8>> = archive.load(FILE_BYTES)?.into_iter().collect();
        for (id, facts) in load::<FileFacts>(archive, FILE)? {
            let bytes = contents.remove(&id).unwrap_or_default();
            self.files.restore(id, facts, Bytes::from(bytes));
        }
        for (_, (audience, list)) in load::<(Audience, Vec<BotCommand>)>(archive, COMMANDS)? {
            self.commands.lists.insert(audience, list);
        }
        self.webhook = load::<Option<Webhook>>(archive, WEBHOOK)?.pop().and_then(|(_, webhook)| webhook);
        if let Some((_, counters)) = load::<Counters>(archive, COUNTERS)?.pop() {
            self.next_message_id = counters.next_message_id;
            self.updates.restore(counters.next_update_id, counters.allowed_updates);
        }
        Ok(())
    }

    /// What the archive has to write and the page has to hear of the changes since the last call.
    pub(crate) fn take_changes(&mut self) -> (Vec<Record>, Vec<News>) {
        for id in mem::take(&mut self.touched) {
            if let Some(contact) = view::contact(self, id) {
                self.news.push(News::Contact { contact });
            }
        }
        (mem::take(&mut self.records), mem::take(&mut self.news))
    }

    pub(crate) fn tell(&mut self, news: News) {
        self.news.push(news);
    }

    fn touch(&mut self, chat: i64) {
        self.change += 1;
        if let Some(chat) = self.chats.get_mut(&chat) {
            chat.change = self.change;
        }
        self.touched.insert(chat);
    }

    fn put<T: Serialize>(&mut self, kind: &'static str, key: String, body: &T) {
        match serde_json::to_vec(body) {
            Ok(body) => self.records.push(Record::Put { kind, key, body }),
            Err(error) => tracing::error!(kind, key, %error, "a record cannot be written down"),
        }
    }

    fn save_counters(&mut self) {
        let counters = Counters {
            next_message_id: self.next_message_id,
            next_update_id: self.updates.next_id(),
            allowed_updates: self.updates.allowed().map(<[String]>::to_vec),
        };
        self.put(COUNTERS, String::new(), &counters);
    }

    pub(crate) fn put_contact(&mut self, contact: Contact) {
        let id = contact.id;
        self.put(CONTACT, number_key(id), &contact);
        self.contacts.insert(id, contact);
        self.chats.entry(id).or_default();
        self.touch(id);
    }

    pub(crate) fn put_group(&mut self, group: Group) {
        let id = group.id;
        self.put(GROUP, number_key(id), &group);
        self.groups.insert(id, group);
        self.chats.entry(id).or_default();
        self.touch(id);
    }

    /// The `Chat` object of a chat, whosever it is.
    pub(crate) fn chat_wire(&self, id: i64) -> Value {
        let group = || self.groups.get(&id).map(Group::chat);
        self.contacts.get(&id).map(Contact::chat).or_else(group).unwrap_or_default()
    }

    pub(crate) fn change_chat(&mut self, id: i64, change: impl FnOnce(&mut ChatState)) {
        let Some(chat) = self.chats.get_mut(&id) else { return };
        change(&mut chat.state);
        let state = chat.state;
        self.put(CHAT, number_key(id), &(id, state));
        self.touch(id);
    }

    /// Puts a new message into a chat and gives its id. Date and id are filled in here.
    pub(crate) fn add_message(&mut self, chat: i64, mut message: Message) -> i64 {
        message.id = self.next_message_id;
        message.date = self.now.timestamp();
        self.next_message_id += 1;
        let id = message.id;
        self.save_counters();
        self.put(MESSAGE, message_key(chat, id), &(chat, &message));
        self.chats.entry(chat).or_default().messages.insert(id, message);
        self.touch(chat);
        if let Some(message) = view::message(self, chat, id) {
            self.tell(News::Message { chat, message });
        }
        id
    }

    pub(crate) fn message(&self, chat: i64, id: i64) -> Option<&Message> {
        self.chats.get(&chat)?.messages.get(&id)
    }

    pub(crate) fn change_message(&mut self, chat: i64, id: i64, change: impl FnOnce(&mut Message)) {
        let Some(message) = self.chats.get_mut(&chat).and_then(|chat| chat.messages.get_mut(&id)) else { return };
        change(message);
        let message = message.clone();
        self.put(MESSAGE, message_key(chat, id), &(chat, message));
        self.touch(chat);
        if let Some(message) = view::message(self, chat, id) {
            self.tell(News::Edited { chat, message });
        }
    }

    pub(crate) fn remove_message(&mut self, chat: i64, id: i64) {
        let removed = self.chats.get_mut(&chat).and_then(|chat| chat.messages.remove(&id));
        if removed.is_some() {
            self.records.push(Record::Delete { kind: MESSAGE, key: message_key(chat, id) });
            self.touch(chat);
            self.tell(News::Deleted { chat, message_id: id });
        }
    }

    pub(crate) fn add_file(&mut self, folder: &str, name: &str, mime_type: &str, bytes: Bytes) -> String {
        let id = self.files.add(folder, name, mime_type, bytes);
        if let Some(file) = self.files.get(&id).cloned() {
            self.put(FILE, id.clone(), &file.facts);
            self.records.push(Record::Put { kind: FILE_BYTES, key: id.clone(), body: file.bytes.to_vec() });
        }
        id
    }

    /// Queues an update for the bot. Whoever acts has asked first whether there is room.
    pub(crate) fn push_update(&mut self, kind: &str, body: Value) {
        let queued = self.updates.push(kind, body).cloned();
        if let Some(update) = queued {
            self.put(UPDATE, number_key(update.id), &update);
        }
        self.save_counters();
    }

    pub(crate) fn confirm_updates(&mut self, offset: i64) {
        let gone = self.updates.confirm(offset);
        self.forget_updates(gone);
    }

    pub(crate) fn drop_updates(&mut self) {
        let gone = self.updates.clear();
        self.forget_updates(gone);
    }

    fn forget_updates(&mut self, gone: Vec<i64>) {
        self.records.extend(gone.into_iter().map(|id| Record::Delete { kind: UPDATE, key: number_key(id) }));
    }

    pub(crate) fn allow_updates(&mut self, kinds: Vec<String>) {
        self.updates.allow(kinds);
        self.save_counters();
    }

    pub(crate) fn press(&mut self, chat: i64, message: i64, data: &str) -> u64 {
        let (number, forgotten) = self.callbacks.press(chat, message, data);
        self.records.extend(
            forgotten.into_iter().map(|number| Record::Delete { kind: CALLBACK, key: format!("{number:020}") }),
        );
        self.save_callback(number);
        number
    }

    pub(crate) fn save_callback(&mut self, number: u64) {
        if let Some(callback) = self.callbacks.get(number).cloned() {
            self.put(CALLBACK, format!("{number:020}"), &(number, callback));
        }
    }

    pub(crate) fn set_commands(&mut self, audience: Audience, list: Option<Vec<BotCommand>>) {
        let key = format!("{}/{}", audience.scope, audience.language);
        if let Some(list) = list {
            self.put(COMMANDS, key, &(&audience, &list));
            self.commands.lists.insert(audience, list);
        } else {
            self.records.push(Record::Delete { kind: COMMANDS, key });
            self.commands.lists.remove(&audience);
        }
    }

    pub(crate) fn set_webhook(&mut self, webhook: Option<Webhook>) {
        self.put(WEBHOOK, String::new(), &webhook);
        self.webhook = webhook;
    }

    /// The bot as a `User` of the Bot API.
    pub(crate) fn bot_user(&self) -> Value {
        json!({
            "id": self.bot_id, "is_bot": true, "first_name": self.bot_name, "username": self.bot_username,
        })
    }

    /// A message as the Bot API shows it, with the message it replies to.
    pub(crate) fn message_wire(&self, chat: i64, message: &Message) -> Value {
        let mut wire = self.bare_message_wire(chat, message);
        if let Some(original) = message.reply_to.and_then(|id| self.message(chat, id)) {
            wire["reply_to_message"] = self.bare_message_wire(chat, original);
            if let Some(quote) = &message.quote {
                wire["quote"] = json!({ "text": quote, "position": 0, "is_manual": true });
            }
        }
        wire
    }

    fn bare_message_wire(&self, chat: i64, message: &Message) -> Value {
        let user = |id| self.contacts.get(&id).map_or(Value::Null, Contact::user);
        let from = match message.author {
            Author::Bot => self.bot_user(),
            Author::Contact => user(chat),
            Author::Member(member) => user(member),
        };
        let mut wire = serde_json::Map::new();
        wire.insert("message_id".to_owned(), json!(message.id));
        wire.insert("from".to_owned(), from);
        wire.insert("chat".to_owned(), self.chat_wire(chat));
        wire.insert("date".to_owned(), json!(message.date));
        if let Some(edit_date) = message.edit_date {
            wire.insert("edit_date".to_owned(), json!(edit_date));
        }
        if let Some(name) = &message.forwarded_from {
            // As the messenger tells of somebody who hides the account behind the name; the second pair is what its API
            // called the same before version 7.
            let origin = json!({ "type": "hidden_user", "sender_user_name": name, "date": message.date });
            wire.insert("forward_origin".to_owned(), origin);
            wire.insert("forward_sender_name".to_owned(), json!(name));
            wire.insert("forward_date".to_owned(), json!(message.date));
        }
        match &message.content {
            Content::Text(words) => words_wire(&mut wire, "", words),
            Content::Document { file, caption } => {
                let mut document = self.files.meta(file);
                if let Some(stored) = self.files.get(file) {
                    document["file_name"] = json!(stored.facts.name);
                    document["mime_type"] = json!(stored.facts.mime_type);
                }
                wire.insert("document".to_owned(), document);
                words_wire(&mut wire, "caption", caption);
            }
            Content::Photo { file, caption } => {
                let mut size = self.files.meta(file);
                size["width"] = json!(800);
                size["height"] = json!(600);
                wire.insert("photo".to_owned(), json!([size]));
                words_wire(&mut wire, "caption", caption);
            }
            Content::Contact { phone_number, first_name, user_id } => {
                let mut contact = json!({ "phone_number": phone_number, "first_name": first_name });
                if let Some(user_id) = user_id {
                    contact["user_id"] = json!(user_id);
                }
                wire.insert("contact".to_owned(), contact);
            }
            Content::Location { latitude, longitude } => {
                wire.insert("location".to_owned(), json!({ "latitude": latitude, "longitude": longitude }));
            }
            Content::Sticker { file, emoji } => {
                let mut sticker = self.files.meta(file);
                sticker["type"] = json!("regular");
                sticker["width"] = json!(512);
                sticker["height"] = json!(512);
                sticker["is_animated"] = json!(false);
                sticker["is_video"] = json!(false);
                sticker["emoji"] = json!(emoji);
                wire.insert("sticker".to_owned(), sticker);
            }
        }
        if let Some(markup) = message.markup.as_ref().and_then(Markup::wire) {
            wire.insert("reply_markup".to_owned(), markup);
        }
        Value::Object(wire)
    }
}

fn load<T: DeserializeOwned>(archive: &Archive, kind: &'static str) -> Result<Vec<(String, T)>, ArchiveError> {
    archive
        .load(kind)?
        .into_iter()
        .map(|(key, body)| match serde_json::from_slice(&body) {
            Ok(value) => Ok((key, value)),
            Err(source) => Err(ArchiveError::Record { kind, key, source }),
        })
        .collect()
}

/// Keys sort as text, so numbers in them have a fixed width.
fn number_key(number: i64) -> String {
    format!("{number:020}")
}

fn message_key(chat: i64, id: i64) -> String {
    format!("{chat:020}/{id:020}")
}

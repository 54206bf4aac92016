//! The whole state of a simulator, and the few changes everything else is made of.
//!
//! A change notes what it touched in two lists: records for the archive, news for the page. The simulator empties
//! both when the change is done, so no change is kept but not shown, or shown but not kept.

pub(crate) mod view;
mod wire;

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
    time::Duration,
};

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    archive::{Archive, ArchiveError, Record},
    callbacks::{Callback, Callbacks},
    chat::{Chat, ChatState},
    commands::{Audience, BotCommand, CommandBook},
    config::SimConfig,
    contact::Contact,
    files::{FileFacts, Files},
    group::Group,
    message::Message,
    page_event::PageEvent,
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
    news: Vec<PageEvent>,
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
    pub(crate) fn take_changes(&mut self) -> (Vec<Record>, Vec<PageEvent>) {
        for id in mem::take(&mut self.touched) {
            if let Some(contact) = view::contact(self, id) {
                self.news.push(PageEvent::Contact { contact });
            }
        }
        (mem::take(&mut self.records), mem::take(&mut self.news))
    }

    pub(crate) fn announce(&mut self, news: PageEvent) {
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

    /// Changes a group, if there is one with this id.
    pub(crate) fn change_group(&mut self, id: i64, change: impl FnOnce(&mut Group)) {
        let Some(mut group) = self.groups.get(&id).cloned() else { return };
        change(&mut group);
        self.put_group(group);
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
            self.announce(PageEvent::Message { chat, message });
        }
        id
    }

    /// The number of the next message.
    pub(crate) fn next_message_id(&self) -> i64 {
        self.next_message_id
    }

    /// The number that the messages of an album have in common.
    pub(crate) fn new_album(&self) -> String {
        format!("{}", 13_000_000_000_000_000 + self.next_message_id)
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
            self.announce(PageEvent::Edited { chat, message });
        }
    }

    pub(crate) fn remove_message(&mut self, chat: i64, id: i64) {
        let removed = self.chats.get_mut(&chat).and_then(|chat| chat.messages.remove(&id));
        if removed.is_some() {
            self.records.push(Record::Delete { kind: MESSAGE, key: message_key(chat, id) });
            self.touch(chat);
            self.announce(PageEvent::Deleted { chat, message_id: id });
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

//! Chats and messages as the Bot API shows them to the bot.

use serde_json::{Map, Value, json};

use super::World;
use crate::{
    contact::Contact,
    group::Group,
    keyboard::Markup,
    message::{Author, Content, Message, words_wire},
};

/// The account in whose name administrators write who remain anonymous.
const GROUP_ANONYMOUS_BOT: i64 = 1_087_968_824;
/// The account in whose name the posts of a channel come into its discussion group.
const TELEGRAM: i64 = 777_000;

impl World {
    /// The bot as a `User` of the Bot API.
    pub(crate) fn bot_user(&self) -> Value {
        json!({
            "id": self.bot_id, "is_bot": true, "first_name": self.bot_name, "username": self.bot_username,
        })
    }

    /// The `Chat` object of a chat, whosever it is.
    pub(crate) fn chat_wire(&self, id: i64) -> Value {
        let group = || self.groups.get(&id).map(Group::chat);
        self.contacts.get(&id).map(Contact::chat).or_else(group).unwrap_or_default()
    }

    /// The `User` that a message is from.
    fn sender(&self, chat: i64, author: Author) -> Value {
        let user = |id| self.contacts.get(&id).map_or(Value::Null, Contact::user);
        match author {
            Author::Bot => self.bot_user(),
            Author::Contact => user(chat),
            Author::Member(member) => user(member),
            Author::Anonymous => json!({
                "id": GROUP_ANONYMOUS_BOT, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot",
            }),
            Author::Channel => json!({ "id": TELEGRAM, "is_bot": false, "first_name": "Telegram" }),
        }
    }

    /// A message as the Bot API shows it, with the message it replies to. In a topic that is the message which created it,
    /// unless it is another.
    pub(crate) fn message_wire(&self, chat: i64, message: &Message) -> Value {
        let mut wire = self.bare_message_wire(chat, message);
        let of_topic = message.topic.filter(|topic| *topic != message.id);
        if let Some(original) = message.reply_to.or(of_topic).and_then(|id| self.message(chat, id)) {
            wire["reply_to_message"] = self.bare_message_wire(chat, original);
            if let Some(quote) = &message.quote {
                wire["quote"] = json!({ "text": quote, "position": 0, "is_manual": true });
            }
        }
        wire
    }

    /// The first of the replies that a message belongs to: where nobody made a topic of them, the Bot API calls that one the
    /// thread, and takes nothing into it.
    fn root_of_replies(&self, chat: i64, message: &Message) -> Option<i64> {
        let mut root = message.reply_to?;
        while let Some(earlier) = self.message(chat, root).and_then(|original| original.reply_to) {
            root = earlier;
        }
        Some(root)
    }

    fn bare_message_wire(&self, chat: i64, message: &Message) -> Value {
        let group = self.groups.get(&chat);
        let mut wire = Map::new();
        wire.insert("message_id".to_owned(), json!(message.id));
        wire.insert("from".to_owned(), self.sender(chat, message.author));
        wire.insert("chat".to_owned(), self.chat_wire(chat));
        wire.insert("date".to_owned(), json!(message.date));
        if message.author == Author::Anonymous {
            wire.insert("sender_chat".to_owned(), self.chat_wire(chat));
        }
        if let (Author::Channel, Some(channel)) = (message.author, group.and_then(|group| group.channel.as_ref())) {
            wire.insert("sender_chat".to_owned(), channel.chat());
            wire.insert("is_automatic_forward".to_owned(), json!(true));
            let origin =
                json!({ "type": "channel", "chat": channel.chat(), "message_id": message.id, "date": message.date });
            wire.insert("forward_origin".to_owned(), origin);
        }
        if let Some(topic) = message.topic {
            wire.insert("message_thread_id".to_owned(), json!(topic));
            // Of a group that is a forum no more the number stays, and nothing is taken into it.
            if group.is_some_and(|group| group.forum) {
                wire.insert("is_topic_message".to_owned(), json!(true));
            }
        } else if let Some(root) = self.root_of_replies(chat, message).filter(|_| group.is_some_and(|it| it.supergroup))
        {
            wire.insert("message_thread_id".to_owned(), json!(root));
        }
        if let Some(album) = &message.album {
            wire.insert("media_group_id".to_owned(), json!(album));
        }
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
        self.add_content(&mut wire, &message.content);
        if let Some(markup) = message.markup.as_ref().and_then(Markup::wire) {
            wire.insert("reply_markup".to_owned(), markup);
        }
        wire.extend(message.future.clone());
        Value::Object(wire)
    }

    fn add_content(&self, wire: &mut Map<String, Value>, content: &Content) {
        match content {
            Content::Text(words) => words_wire(wire, "", words),
            Content::Document { file, caption } => {
                let mut document = self.files.meta(file);
                if let Some(stored) = self.files.get(file) {
                    document["file_name"] = json!(stored.facts.name);
                    document["mime_type"] = json!(stored.facts.mime_type);
                }
                wire.insert("document".to_owned(), document);
                words_wire(wire, "caption", caption);
            }
            Content::Photo { file, caption } => {
                let mut size = self.files.meta(file);
                size["width"] = json!(800);
                size["height"] = json!(600);
                wire.insert("photo".to_owned(), json!([size]));
                words_wire(wire, "caption", caption);
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
            Content::Service(fields) | Content::Unknown(fields) => wire.extend(fields.clone()),
        }
    }
}

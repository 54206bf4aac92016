//! What people do in a group, and what is done to it, each as one change of the state.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    contact::Contact,
    contact_actions::{Album, PhoneError, TypedMessage, change_text, deliver, send_album, words},
    group::{Channel, Group, Silence, Topic},
    message::{Author, Content, Message},
    world::World,
};

/// The group with this id.
pub(crate) fn group(world: &World, id: i64) -> Result<Group, PhoneError> {
    world.groups.get(&id).cloned().ok_or(PhoneError::UnknownContact(id))
}

/// The same, when this contact is in it.
pub(crate) fn group_of(world: &World, id: i64, who: i64) -> Result<Group, PhoneError> {
    let group = group(world, id)?;
    if group.members.contains(&who) { Ok(group) } else { Err(PhoneError::UnknownContact(who)) }
}

/// Makes a group with the bot in it.
pub(crate) fn add(world: &mut World, group: &Group) -> Result<(), PhoneError> {
    let first = *group.members.first().ok_or(PhoneError::Empty)?;
    if group.id >= 0 || group.members.iter().any(|member| !world.contacts.contains_key(member)) {
        return Err(PhoneError::UnknownContact(group.id));
    }
    world.put_group(group.clone());
    world.change_chat(group.id, |state| state.started = true);
    tell_membership(world, group, first, (BotMembership::Left, BotMembership::Member));
    Ok(())
}

/// What the bot is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BotMembership {
    Left,
    Member,
    /// Without the right to write.
    Restricted,
    Kicked,
}

/// The `ChatMember` object of the bot.
fn member_wire(world: &World, standing: BotMembership) -> Value {
    let bot = world.bot_user();
    match standing {
        BotMembership::Left => json!({ "user": bot, "status": "left" }),
        BotMembership::Member => json!({ "user": bot, "status": "member" }),
        BotMembership::Kicked => json!({ "user": bot, "status": "kicked", "until_date": 0 }),
        BotMembership::Restricted => {
            let rights = [
                "can_send_messages",
                "can_send_audios",
                "can_send_documents",
                "can_send_photos",
                "can_send_videos",
                "can_send_video_notes",
                "can_send_voice_notes",
                "can_send_polls",
                "can_send_other_messages",
                "can_add_web_page_previews",
                "can_react_to_messages",
                "can_edit_tag",
                "can_change_info",
                "can_invite_users",
                "can_pin_messages",
                "can_manage_topics",
            ];
            let mut restricted: Map<String, Value> =
                rights.into_iter().map(|right| (right.to_owned(), json!(false))).collect();
            restricted.insert("user".to_owned(), bot);
            restricted.insert("status".to_owned(), json!("restricted"));
            restricted.insert("is_member".to_owned(), json!(true));
            restricted.insert("until_date".to_owned(), json!(0));
            Value::Object(restricted)
        }
    }
}

/// Tells the bot what it is in a group now.
fn tell_membership(world: &mut World, group: &Group, from: i64, (old, new): (BotMembership, BotMembership)) {
    let update = json!({
        "chat": group.chat(),
        "from": world.contacts.get(&from).map(Contact::user),
        "date": world.now.timestamp(),
        "old_chat_member": member_wire(world, old),
        "new_chat_member": member_wire(world, new),
    });
    world.push_update("my_chat_member", update);
}

/// Puts the bot out of the group.
pub(crate) fn remove_bot(world: &mut World, id: i64, from: i64) -> Result<(), PhoneError> {
    let group = group_of(world, id, from)?;
    world.change_chat(id, |state| state.blocked = true);
    tell_membership(world, &group, from, (BotMembership::Member, BotMembership::Kicked));
    Ok(())
}

/// Keeps the bot from writing, or lets it write again. It is told only of what is done to itself.
pub(crate) fn silence(world: &mut World, id: i64, from: i64, silence: Option<Silence>) -> Result<(), PhoneError> {
    let group = group_of(world, id, from)?;
    world.change_group(id, |group| group.silence = silence);
    match (group.silence, silence) {
        (Some(Silence::Restricted), None) => {
            tell_membership(world, &group, from, (BotMembership::Restricted, BotMembership::Member));
        }
        (_, Some(Silence::Restricted)) => {
            tell_membership(world, &group, from, (BotMembership::Member, BotMembership::Restricted));
        }
        (_, Some(Silence::Deleted)) => {
            tell_membership(world, &group, from, (BotMembership::Member, BotMembership::Left));
        }
        _ => {}
    }
    Ok(())
}

/// Makes a supergroup of a group, which gets another id by it. Either side is told.
pub(crate) fn upgrade(world: &mut World, old: i64, new: i64, forum: bool) -> Result<(), PhoneError> {
    let before = group(world, old)?;
    let who = *before.members.first().ok_or(PhoneError::Empty)?;
    world.put_group(Group { id: new, supergroup: true, forum, ..before.clone() });
    world.change_chat(new, |state| state.started = true);
    world.put_group(Group { became: Some(new), ..before });
    service(world, old, Author::Member(who), None, [("migrate_to_chat_id", json!(new))]);
    service(world, new, Author::Member(who), None, [("migrate_from_chat_id", json!(old))]);
    Ok(())
}

/// What the messenger itself says in a group.
fn service<const N: usize>(
    world: &mut World,
    chat: i64,
    author: Author,
    topic: Option<i64>,
    fields: [(&str, Value); N],
) -> i64 {
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    deliver(world, chat, Message { topic, ..Message::new(author, Content::Service(fields)) })
}

/// Turns the topics of a supergroup on or off. What was in one stays there.
pub(crate) fn turn_topics(world: &mut World, id: i64, from: i64, on: bool) -> Result<(), PhoneError> {
    group_of(world, id, from)?;
    world.change_group(id, |group| group.forum = on && group.supergroup);
    Ok(())
}

/// Makes a topic, whose number is that of the message that says so.
pub(crate) fn open_topic(world: &mut World, id: i64, from: i64, name: &str) -> Result<i64, PhoneError> {
    group_of(world, id, from)?;
    let fields = [("forum_topic_created", json!({ "name": name, "icon_color": 7_322_096 }))];
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let created = Message::new(Author::Member(from), Content::Service(fields));
    let topic = world.next_message_id();
    world.change_group(id, |group| drop(group.topics.insert(topic, Topic { name: name.to_owned(), closed: false })));
    Ok(deliver(world, id, Message { topic: Some(topic), ..created }))
}

/// What is done to a topic.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TopicChange {
    Close,
    Reopen,
    /// With all that is in it; the bot is not told.
    Delete,
}

/// Closes, reopens or deletes a topic.
pub(crate) fn change_topic(
    world: &mut World,
    id: i64,
    from: i64,
    topic: i64,
    change: TopicChange,
) -> Result<(), PhoneError> {
    let group = group_of(world, id, from)?;
    if !group.topics.contains_key(&topic) {
        return Err(PhoneError::UnknownTopic(topic));
    }
    let close = |world: &mut World, closed| {
        world.change_group(id, |group| {
            if let Some(topic) = group.topics.get_mut(&topic) {
                topic.closed = closed;
            }
        });
        let field = if closed { "forum_topic_closed" } else { "forum_topic_reopened" };
        service(world, id, Author::Member(from), Some(topic), [(field, json!({}))]);
    };
    match change {
        TopicChange::Close => close(world, true),
        TopicChange::Reopen => close(world, false),
        TopicChange::Delete => world.change_group(id, |group| drop(group.topics.remove(&topic))),
    }
    Ok(())
}

/// Who writes in a group, and where.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct GroupAuthor {
    pub(crate) from: i64,
    /// Whether an administrator who remains anonymous.
    #[serde(default)]
    pub(crate) anonymous: bool,
    pub(crate) topic: Option<i64>,
}

impl GroupAuthor {
    /// Who the bot is told it is, when that one may write there.
    fn check(self, world: &World, id: i64) -> Result<Author, PhoneError> {
        let group = group_of(world, id, self.from)?;
        if let Some(topic) = self.topic.filter(|topic| !group.topics.contains_key(topic)) {
            return Err(PhoneError::UnknownTopic(topic));
        }
        Ok(if self.anonymous { Author::Anonymous } else { Author::Member(self.from) })
    }
}

/// Writes into a group.
pub(crate) fn send(world: &mut World, id: i64, by: GroupAuthor, words: &TypedMessage) -> Result<i64, PhoneError> {
    let author = by.check(world, id)?;
    let of_original = words.reply_to.and_then(|original| world.message(id, original)?.topic);
    let message = Message { topic: by.topic.or(of_original), ..words.message(world, id, author)? };
    Ok(deliver(world, id, message))
}

/// Sends an album into a group.
pub(crate) fn send_album_of(
    world: &mut World,
    id: i64,
    by: GroupAuthor,
    album: &Album,
) -> Result<Vec<i64>, PhoneError> {
    let author = by.check(world, id)?;
    send_album(world, id, author, album)
}

/// Changes a text that somebody wrote in a group.
pub(crate) fn edit(world: &mut World, id: i64, message: i64, from: i64, text: &str) -> Result<(), PhoneError> {
    group_of(world, id, from)?;
    let text = words(text)?;
    let found = world.message(id, message).ok_or(PhoneError::UnknownMessage(message))?;
    if found.author != Author::Member(from) || !matches!(found.content, Content::Text(_)) {
        return Err(PhoneError::NotOwnText);
    }
    change_text(world, id, message, text);
    Ok(())
}

/// What the messenger itself says in a group because of something that somebody did, in the fields of `Message` that say it.
pub(crate) fn send_service(
    world: &mut World,
    id: i64,
    by: GroupAuthor,
    fields: Map<String, Value>,
) -> Result<i64, PhoneError> {
    let author = by.check(world, id)?;
    Ok(deliver(world, id, Message { topic: by.topic, ..Message::new(author, Content::Service(fields)) }))
}

/// A post of the channel whose discussion group it is comes into the group.
pub(crate) fn post_of_channel(world: &mut World, id: i64, channel: Channel, text: &str) -> Result<i64, PhoneError> {
    group(world, id)?;
    world.change_group(id, |group| group.channel = Some(channel));
    let content = Content::Text(words(text)?);
    Ok(deliver(world, id, Message::new(Author::Channel, content)))
}

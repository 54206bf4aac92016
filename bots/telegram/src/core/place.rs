//! Where something is said: in a chat, and there in a topic, where the chat is a forum.

use events::ids::ChatId;
use teloxide::types::{Message, MessageId, ThreadId};

/// A chat, and a topic of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) chat: ChatId,
    /// The number of the message that created the topic. What is in no topic, as all that is said in General, has none.
    pub(crate) topic: Option<i32>,
}

impl Place {
    /// Where a message was written. Replies outside of topics come with a thread as well, and so do those of a forum that is
    /// none any more; the messenger takes nothing into these.
    pub(crate) fn of(message: &Message) -> Self {
        let thread = message.thread_id.filter(|_| message.is_topic_message);
        Self { chat: ChatId(message.chat.id.0), topic: thread.map(|ThreadId(MessageId(topic))| topic) }
    }

    /// The topic as the messenger wants it.
    pub(crate) fn thread(self) -> Option<ThreadId> {
        self.topic.map(|topic| ThreadId(MessageId(topic)))
    }
}

impl From<ChatId> for Place {
    fn from(chat: ChatId) -> Self {
        Self { chat, topic: None }
    }
}

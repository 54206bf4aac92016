//! The updates that wait for the bot.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The first update id of a new simulator. The real service starts anywhere as well.
const FIRST_UPDATE_ID: i64 = 500_000_001;

/// One update as the bot will get it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Update {
    pub(crate) id: i64,
    /// The name of the field that holds the body, for example `message`.
    pub(crate) kind: String,
    pub(crate) body: Value,
}

impl Update {
    pub(crate) fn wire(&self) -> Value {
        json!({ "update_id": self.id, self.kind.as_str(): self.body })
    }
}

#[derive(Debug)]
pub(crate) struct UpdateQueue {
    waiting: VecDeque<Update>,
    next_id: i64,
    capacity: usize,
    /// The kinds the bot asked for; all when `None`.
    allowed: Option<Vec<String>>,
    /// The number of the latest `getUpdates`: one that waits and is no longer the latest was replaced.
    pub(crate) poll: u64,
}

impl UpdateQueue {
    pub(crate) fn new(capacity: usize) -> Self {
        Self { waiting: VecDeque::new(), next_id: FIRST_UPDATE_ID, capacity, allowed: None, poll: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.waiting.len() >= self.capacity
    }

    pub(crate) fn next_id(&self) -> i64 {
        self.next_id
    }

    pub(crate) fn restore(&mut self, next_id: i64, allowed: Option<Vec<String>>) {
        self.next_id = next_id;
        self.allowed = allowed;
    }

    pub(crate) fn restore_update(&mut self, update: Update) {
        self.waiting.push_back(update);
    }

    /// Queues an update unless the bot does not want its kind. Whoever calls has asked [`Self::is_full`].
    pub(crate) fn push(&mut self, kind: &str, body: Value) -> Option<&Update> {
        if self.allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|name| name == kind)) {
            return None;
        }
        let id = self.next_id;
        self.next_id += 1;
        self.waiting.push_back(Update { id, kind: kind.to_owned(), body });
        self.waiting.back()
    }

    /// An empty list means every kind, as with the real service.
    pub(crate) fn allow(&mut self, kinds: Vec<String>) {
        self.allowed = (!kinds.is_empty()).then_some(kinds);
    }

    pub(crate) fn allowed(&self) -> Option<&[String]> {
        self.allowed.as_deref()
    }

    /// Takes out what the bot confirms by this offset and gives the ids that went.
    ///
    /// A positive offset confirms everything below it, unless it lies beyond what was ever handed out (a bot that
    /// remembers another server): then nothing. A negative one keeps only that many of the last.
    pub(crate) fn confirm(&mut self, offset: i64) -> Vec<i64> {
        let keep_from = if offset > 0 && offset <= self.next_id {
            self.waiting.iter().take_while(|update| update.id < offset).count()
        } else if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            self.waiting.len().saturating_sub(keep)
        } else {
            0
        };
        self.waiting.drain(..keep_from).map(|update| update.id).collect()
    }

    pub(crate) fn first(&self, limit: usize) -> Vec<Value> {
        self.waiting.iter().take(limit).map(Update::wire).collect()
    }

    pub(crate) fn head(&self) -> Option<&Update> {
        self.waiting.front()
    }

    pub(crate) fn clear(&mut self) -> Vec<i64> {
        self.waiting.drain(..).map(|update| update.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST_UPDATE_ID, UpdateQueue};
    use serde_json::json;

    fn queue() -> UpdateQueue {
        let mut queue = UpdateQueue::new(10);
        for number in 0..5 {
            queue.push("message", json!({ "n": number }));
        }
        queue
    }

    #[test]
    fn an_offset_confirms_what_is_below_it() {
        let mut queue = queue();
        assert_eq!(queue.confirm(0), Vec::<i64>::new());
        assert_eq!(queue.confirm(FIRST_UPDATE_ID + 2), [FIRST_UPDATE_ID, FIRST_UPDATE_ID + 1]);
        assert_eq!(queue.len(), 3);
        assert_eq!(queue.confirm(FIRST_UPDATE_ID + 1_000), Vec::<i64>::new(), "an offset from another server");
        assert_eq!(queue.confirm(FIRST_UPDATE_ID + 5).len(), 3);
    }

    #[test]
    fn a_negative_offset_keeps_the_last() {
        let mut queue = queue();
        assert_eq!(queue.confirm(-2).len(), 3);
        assert_eq!(queue.first(10).len(), 2);
        assert_eq!(queue.first(1)[0]["update_id"], FIRST_UPDATE_ID + 3);
    }

    #[test]
    fn kinds_the_bot_does_not_want_are_not_queued() {
        let mut queue = UpdateQueue::new(10);
        queue.allow(vec!["callback_query".to_owned()]);
        assert!(queue.push("message", json!({})).is_none());
        assert!(queue.push("callback_query", json!({})).is_some());
        queue.allow(Vec::new());
        assert!(queue.push("message", json!({})).is_some());
    }
}

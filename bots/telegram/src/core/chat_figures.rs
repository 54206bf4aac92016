//! What was not read or not answered in chats, in figures for whoever looks after the bot.

use std::sync::atomic::{AtomicU64, Ordering};

/// What was not answered since the start.
#[derive(Debug, Default)]
pub struct ChatFigures {
    unanswered_strangers: AtomicU64,
    unread: AtomicU64,
}

impl ChatFigures {
    /// How many messages of strangers were beyond what is answered to all of them together.
    pub fn unanswered_strangers(&self) -> u64 {
        self.unanswered_strangers.load(Ordering::Relaxed)
    }

    /// How many messages were not read because too many of the same chat waited.
    pub fn unread(&self) -> u64 {
        self.unread.load(Ordering::Relaxed)
    }

    pub(crate) fn note_unanswered_stranger(&self) {
        self.unanswered_strangers.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn note_unread(&self) {
        self.unread.fetch_add(1, Ordering::Relaxed);
    }
}

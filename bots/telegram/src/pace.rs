//! When the next message may leave.
//!
//! The messenger takes 30 messages a second of a bot, one a second for a chat and 20 a minute for a group, short bursts aside;
//! whoever sends more is told to wait, and has to. What the bot says of its own accord keeps well below that. Answers to people who wait go out at
//! once, so there is room left for them; they are held back only when the messenger has said “later”.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use events::ids::ChatId;
use tokio::time::{Instant, sleep_until};

/// The pause between two messages of the bot's own accord: 25 a second.
const APART: Duration = Duration::from_millis(40);
/// The pause between two such messages in one chat, and in one group, once there was a burst.
const IN_CHAT: Duration = Duration::from_secs(1);
const IN_GROUP: Duration = Duration::from_secs(3);
/// How many such messages may come to one chat at once.
const BURST: u32 = 3;
/// How many chats are remembered before those that may be written to again are forgotten.
const REMEMBERED: usize = 1_024;

#[derive(Debug)]
struct Turns {
    next: Instant,
    /// When what was said in a chat would have been said without bursts.
    said_by: HashMap<i64, Instant>,
    /// Until when the messenger wants to be left alone.
    closed_until: Instant,
}

/// Gives turns.
#[derive(Debug)]
pub(crate) struct Pace(Mutex<Turns>);

impl Pace {
    pub(crate) fn new() -> Self {
        let now = Instant::now();
        Self(Mutex::new(Turns { next: now, said_by: HashMap::new(), closed_until: now }))
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When a message of the bot's own accord may leave for a chat. Each has a turn of its own.
    fn next_turn(&self, chat: ChatId, now: Instant) -> Instant {
        let mut turns = self.turns();
        let overall = now.max(turns.next).max(turns.closed_until);
        turns.next = overall + APART;
        if turns.said_by.len() >= REMEMBERED {
            turns.said_by.retain(|_, said_by| *said_by > now);
        }
        let apart = if chat.0 < 0 { IN_GROUP } else { IN_CHAT };
        let said_by = turns.said_by.get(&chat.0).copied().unwrap_or(overall).max(overall);
        turns.said_by.insert(chat.0, said_by + apart);
        let early = said_by.checked_sub(apart * (BURST - 1)).unwrap_or(overall);
        overall.max(early)
    }

    /// Waits until a message of the bot's own accord may leave.
    pub(crate) async fn turn(&self, chat: ChatId) {
        sleep_until(self.next_turn(chat, Instant::now())).await;
        self.open().await;
    }

    /// Waits until the messenger takes messages.
    pub(crate) async fn open(&self) {
        loop {
            let until = self.turns().closed_until;
            if until <= Instant::now() {
                return;
            }
            sleep_until(until).await;
        }
    }

    /// The messenger wants to be left alone for so long.
    pub(crate) fn close_for(&self, wait: Duration) {
        let mut turns = self.turns();
        turns.closed_until = turns.closed_until.max(Instant::now() + wait);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_leave_25_a_second_and_those_of_one_chat_a_second_apart() {
        let (pace, now) = (Pace::new(), Instant::now());
        let turns: Vec<_> = (1..=5_000).map(|chat| pace.next_turn(ChatId(chat), now)).collect();
        assert!(turns.is_sorted());
        let within = |begin: Instant| turns.iter().filter(|turn| (begin..begin + IN_CHAT).contains(turn)).count();
        assert!(turns.iter().all(|begin| within(*begin) <= 25));
        let length = turns.last().map(|last| *last - now);
        assert!(length.is_some_and(|length| length < Duration::from_secs(201)), "{length:?}");

        for (chat, apart) in [(1, IN_CHAT), (-1, IN_GROUP)] {
            let pace = Pace::new();
            let turns: Vec<_> = (0..6).map(|_| pace.next_turn(ChatId(chat), now)).collect();
            assert!(turns.iter().take(3).all(|turn| *turn - now < IN_CHAT), "a short burst: {turns:?}");
            let waits: Vec<_> = turns.windows(2).skip(2).map(|two| two[1] - two[0]).collect();
            assert!(waits.iter().all(|wait| *wait + APART * 3 >= apart), "{waits:?}");
            let others = pace.next_turn(ChatId(2), now);
            assert!(turns.last().is_some_and(|last| others < *last), "one chat's wait does not hold the others up");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_is_told_later_holds_everything_back() {
        let (pace, begun) = (Pace::new(), Instant::now());
        pace.close_for(Duration::from_secs(7));
        pace.close_for(Duration::from_secs(2));
        pace.open().await;
        assert!(begun.elapsed() >= Duration::from_secs(7));
        pace.turn(ChatId(1)).await;
        pace.open().await;
        assert!(begun.elapsed() < Duration::from_secs(9));
    }
}

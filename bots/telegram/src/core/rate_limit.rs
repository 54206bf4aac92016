//! When the next message may leave.
//!
//! The messenger takes 30 messages a second of a bot, one a second for a chat and 20 a minute for a group, short bursts aside;
//! whoever sends more is told to wait, and has to. What the bot says of its own accord keeps well below that. Answers to people who wait go out at
//! once, so there is room left for them; they are held back only when the messenger has said “later”.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use events::ids::ChatId;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

/// The pause between two messages of the bot's own accord: 25 a second.
const APART: Duration = Duration::from_millis(40);
/// How many such messages are on their way at a time. Where the road stops for a moment, so many arrive at once when it goes
/// on; with those of the next second they are still fewer than the messenger takes.
const ON_THEIR_WAY: usize = 4;
/// The pause between two such messages in one chat, and in one group, once there was a burst.
const IN_CHAT: Duration = Duration::from_secs(1);
const IN_GROUP: Duration = Duration::from_secs(3);
/// How many such messages may come to one chat at once.
const BURST: u32 = 3;
/// How many chats are remembered before those that may be written to again are forgotten.
const REMEMBERED: usize = 1_024;

#[derive(Debug)]
struct Turns {
    /// When what was said in a chat would have been said without bursts.
    said_by: HashMap<i64, Instant>,
    /// Until when the messenger wants to be left alone.
    closed_until: Instant,
}

/// Gives each message that leaves its turn.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    turns: Mutex<Turns>,
    on_their_way: Semaphore,
    /// When the last message of the bot's own accord may have left. Held by whoever is next.
    next: tokio::sync::Mutex<Instant>,
}

/// A turn, until the messenger has answered.
pub(crate) type Turn<'a> = Option<SemaphorePermit<'a>>;

impl RateLimiter {
    pub(crate) fn new() -> Self {
        let now = Instant::now();
        Self {
            turns: Mutex::new(Turns { said_by: HashMap::new(), closed_until: now }),
            on_their_way: Semaphore::new(ON_THEIR_WAY),
            next: tokio::sync::Mutex::new(now),
        }
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When a chat may be written to again; each that asks has a place of its own.
    fn next_in(&self, chat: ChatId, now: Instant) -> Instant {
        let mut turns = self.turns();
        if turns.said_by.len() >= REMEMBERED {
            turns.said_by.retain(|_, said_by| *said_by > now);
        }
        let apart = if chat.0 < 0 { IN_GROUP } else { IN_CHAT };
        let said_by = turns.said_by.get(&chat.0).copied().unwrap_or(now).max(now);
        turns.said_by.insert(chat.0, said_by + apart);
        said_by.checked_sub(apart * (BURST - 1)).unwrap_or(now).max(now)
    }

    /// Waits until a message of the bot's own accord may leave. Turns are counted from when the last one really left:
    /// whoever was held up does not catch up in a rush.
    pub(crate) async fn turn(&self, chat: ChatId) -> Turn<'_> {
        sleep_until(self.next_in(chat, Instant::now())).await;
        // It is never closed.
        let turn = self.on_their_way.acquire().await.ok();
        let mut next = self.next.lock().await;
        loop {
            let at = (*next).max(self.turns().closed_until);
            if at <= Instant::now() {
                break;
            }
            sleep_until(at).await;
        }
        *next = Instant::now() + APART;
        turn
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
    use futures::future::join_all;

    use super::*;

    /// When each of these would leave, in the order of leaving.
    async fn departures(limiter: &RateLimiter, chats: impl Iterator<Item = i64>) -> Vec<Instant> {
        let leaving = chats.map(|chat| async move {
            let _turn = limiter.turn(ChatId(chat)).await;
            Instant::now()
        });
        let mut left = join_all(leaving).await;
        left.sort_unstable();
        left
    }

    #[tokio::test(start_paused = true)]
    async fn five_thousand_leave_25_a_second() {
        let (limiter, begun) = (RateLimiter::new(), Instant::now());
        let left = departures(&limiter, 1..=5_000).await;
        let most = left.windows(26).all(|some| some[25] - some[0] >= Duration::from_secs(1));
        assert!(most, "never more than 25 within a second");
        let length = left.last().map(|last| *last - begun);
        assert!(length.is_some_and(|length| length < Duration::from_secs(210)), "{length:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn those_of_one_chat_come_in_a_short_burst_and_then_apart_and_hold_nobody_up() {
        for (chat, apart) in [(1, IN_CHAT), (-1, IN_GROUP)] {
            let (limiter, begun) = (RateLimiter::new(), Instant::now());
            let (left, others) = tokio::join!(departures(&limiter, [chat; 6].into_iter()), departures(&limiter, 2..=9));
            assert!(left.iter().take(3).all(|one| *one - begun < IN_CHAT), "a short burst: {left:?}");
            assert!(left.windows(2).skip(2).all(|two| two[1] - two[0] + APART * 20 >= apart), "{left:?}");
            assert!(others.iter().all(|one| *one - begun < IN_CHAT), "{others:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_is_told_later_holds_everything_back_and_nobody_rushes_afterwards() {
        let (limiter, begun) = (RateLimiter::new(), Instant::now());
        limiter.close_for(Duration::from_secs(7));
        limiter.close_for(Duration::from_secs(2));
        let (left, ()) = tokio::join!(departures(&limiter, 1..=50), limiter.open());
        assert!(left.iter().all(|one| *one - begun >= Duration::from_secs(7)));
        assert!(left.windows(2).all(|two| two[1] - two[0] >= APART), "{left:?}");
    }
}

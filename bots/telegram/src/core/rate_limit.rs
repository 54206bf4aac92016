//! When the next message may leave.
//!
//! The messenger takes 30 messages a second of a bot, one a second for a chat and 20 a minute for a group, short bursts aside;
//! whoever sends more is told to wait, and has to. What the bot says of its own accord keeps well below that. Answers to people who wait go out at
//! once, so there is room left for them; they are held back only when the messenger has said “later”: of a chat, in that chat;
//! where it says so of several chats that little was said in, everywhere, since it does not say which it means. In a chat that
//! has many answers they come a little apart, all such chats together, so that nobody uses up what the messenger takes.

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
/// Of so many chats within this time the messenger says “later” when it means the bot as a whole; chats that have had many
/// messages lately do not count.
const MEANS_ALL: (usize, Duration) = (3, Duration::from_secs(5));
/// So many messages within this time are many for a chat: it may have had too many by itself.
const MANY: (u32, Duration) = (3, Duration::from_secs(10));
/// How many answers a chat has at once, and one a second from then on, before it shares with others that have many.
const ANSWERS_AT_ONCE: u32 = 10;
/// So many chats may have many answers at the same time: what they take is less than the messenger gives.
const FEW_CHATS: usize = 3;
/// How many chats are remembered before those that may be written to again are forgotten.
const REMEMBERED: usize = 1_024;

#[derive(Debug)]
struct Turns {
    /// When what was said in a chat would have been said without bursts.
    said_by: HashMap<i64, Instant>,
    /// What was said in a chat lately, and since when that is counted.
    lately: HashMap<i64, (Instant, u32)>,
    /// When answers in a chat would have been said one a second.
    answered_by: HashMap<i64, Instant>,
    /// The chats that have many answers at the moment, and when each had the last.
    with_many: HashMap<i64, Instant>,
    /// When the next answer in one of them may leave.
    next_of_many: Instant,
    /// Until when the messenger wants to be left alone in a chat, and since when.
    closed_chats: HashMap<i64, ClosedChat>,
    /// Until when the messenger wants to be left alone.
    closed_until: Instant,
}

/// A chat in which the messenger takes nothing for now.
#[derive(Debug, Clone, Copy)]
struct ClosedChat {
    said_at: Instant,
    until: Instant,
    /// Whether it had many messages when that was said.
    had_many: bool,
}

/// Gives each message that leaves its turn.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    turns: Mutex<Turns>,
    /// The pause between two answers in chats that have many, where more than a few do.
    answers_apart: Duration,
    on_their_way: Semaphore,
    /// When the last message of the bot's own accord may have left. Held by whoever is next.
    next: tokio::sync::Mutex<Instant>,
}

/// A turn, until the messenger has answered.
pub(crate) type Turn<'a> = Option<SemaphorePermit<'a>>;

impl RateLimiter {
    pub(crate) fn new(answers_apart: Duration) -> Self {
        let now = Instant::now();
        Self {
            answers_apart,
            turns: Mutex::new(Turns {
                said_by: HashMap::new(),
                lately: HashMap::new(),
                answered_by: HashMap::new(),
                with_many: HashMap::new(),
                next_of_many: now,
                closed_chats: HashMap::new(),
                closed_until: now,
            }),
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
    /// whoever was held up does not catch up in a rush. While a chat is closed, nobody's turn is taken by it.
    pub(crate) async fn turn(&self, chat: ChatId) -> Turn<'_> {
        sleep_until(self.next_in(chat, Instant::now())).await;
        loop {
            self.open(chat).await;
            // It is never closed.
            let turn = self.on_their_way.acquire().await.ok();
            let mut next = self.next.lock().await;
            sleep_until(*next).await;
            if self.closed_until(chat) <= Instant::now() {
                *next = Instant::now() + APART;
                self.count(chat);
                return turn;
            }
        }
    }

    fn closed_until(&self, chat: ChatId) -> Instant {
        let turns = self.turns();
        let of_chat = turns.closed_chats.get(&chat.0).map(|closed| closed.until);
        of_chat.map_or(turns.closed_until, |until| until.max(turns.closed_until))
    }

    /// For how long nothing may be said in this chat alone; nothing: it takes messages, or none does.
    pub(crate) fn closed_for(&self, chat: ChatId) -> Option<Duration> {
        let (now, turns) = (Instant::now(), self.turns());
        let closed = turns.closed_chats.get(&chat.0).filter(|_| turns.closed_until <= now)?;
        let wait = closed.until.saturating_duration_since(now);
        (!wait.is_zero()).then_some(wait)
    }

    /// Waits until the messenger takes messages in a chat.
    pub(crate) async fn open(&self, chat: ChatId) {
        loop {
            let until = self.closed_until(chat);
            if until <= Instant::now() {
                return;
            }
            sleep_until(until).await;
        }
    }

    /// Waits until an answer may leave: at once, unless the chat has many.
    pub(crate) async fn answer(&self, chat: ChatId) {
        self.count(chat);
        let at = self.next_answer(chat, Instant::now());
        sleep_until(at).await;
        self.open(chat).await;
    }

    /// When the next answer in a chat may leave; each that asks has a place of its own.
    fn next_answer(&self, chat: ChatId, now: Instant) -> Instant {
        let mut turns = self.turns();
        if turns.answered_by.len() >= REMEMBERED {
            turns.answered_by.retain(|_, answered_by| *answered_by > now);
        }
        let answered_by = turns.answered_by.get(&chat.0).copied().unwrap_or(now).max(now);
        if answered_by < now + IN_CHAT * ANSWERS_AT_ONCE {
            turns.answered_by.insert(chat.0, answered_by + IN_CHAT);
            return now;
        }
        turns.with_many.retain(|_, last| now - *last < IN_CHAT);
        turns.with_many.insert(chat.0, now);
        if turns.with_many.len() <= FEW_CHATS {
            return now;
        }
        let at = turns.next_of_many.max(now);
        turns.next_of_many = at + self.answers_apart;
        at
    }

    /// Counts what is said in a chat.
    fn count(&self, chat: ChatId) {
        let (now, mut turns) = (Instant::now(), self.turns());
        if turns.lately.len() >= REMEMBERED {
            turns.lately.retain(|_, (since, _)| now - *since < MANY.1);
        }
        let lately = turns.lately.entry(chat.0).or_insert((now, 0));
        if now - lately.0 >= MANY.1 {
            *lately = (now, 0);
        }
        lately.1 += 1;
    }

    /// The messenger wants to be left alone in a chat for so long; said of several chats at once, everywhere.
    pub(crate) fn close(&self, chat: ChatId, wait: Duration) {
        let (now, mut turns) = (Instant::now(), self.turns());
        turns.closed_chats.retain(|_, closed| closed.until > now);
        let until = now + wait;
        let had_many = turns.lately.get(&chat.0).is_some_and(|(_, count)| *count > MANY.0);
        let closed = turns.closed_chats.entry(chat.0).or_insert(ClosedChat { said_at: now, until, had_many });
        *closed = ClosedChat { said_at: now, until: until.max(closed.until), had_many };
        let counts = |closed: &&ClosedChat| !closed.had_many && now - closed.said_at < MEANS_ALL.1;
        let lately = turns.closed_chats.values().filter(counts);
        if lately.count() >= MEANS_ALL.0 {
            turns.closed_until = turns.closed_until.max(until);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::future::join_all;

    use super::*;

    const ANSWERS_APART: Duration = Duration::from_millis(50);

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
        let (limiter, begun) = (RateLimiter::new(ANSWERS_APART), Instant::now());
        let left = departures(&limiter, 1..=5_000).await;
        let most = left.windows(26).all(|some| some[25] - some[0] >= Duration::from_secs(1));
        assert!(most, "never more than 25 within a second");
        let length = left.last().map(|last| *last - begun);
        assert!(length.is_some_and(|length| length < Duration::from_secs(210)), "{length:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn those_of_one_chat_come_in_a_short_burst_and_then_apart_and_hold_nobody_up() {
        for (chat, apart) in [(1, IN_CHAT), (-1, IN_GROUP)] {
            let (limiter, begun) = (RateLimiter::new(ANSWERS_APART), Instant::now());
            let (left, others) = tokio::join!(departures(&limiter, [chat; 6].into_iter()), departures(&limiter, 2..=9));
            assert!(left.iter().take(3).all(|one| *one - begun < IN_CHAT), "a short burst: {left:?}");
            assert!(left.windows(2).skip(2).all(|two| two[1] - two[0] + APART * 20 >= apart), "{left:?}");
            assert!(others.iter().all(|one| *one - begun < IN_CHAT), "{others:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn later_said_of_a_chat_holds_back_that_chat_alone() {
        let (limiter, begun) = (RateLimiter::new(ANSWERS_APART), Instant::now());
        limiter.close(ChatId(1), Duration::from_secs(60));
        limiter.close(ChatId(1), Duration::from_secs(2));
        limiter.close(ChatId(2), Duration::from_secs(60));
        limiter.open(ChatId(3)).await;
        let (closed, others) = tokio::join!(departures(&limiter, [1; 6].into_iter()), departures(&limiter, 3..=50));
        assert!(others.iter().all(|one| *one - begun < Duration::from_secs(10)), "{others:?}");
        assert!(closed.iter().all(|one| *one - begun >= Duration::from_secs(60)), "{closed:?}");
        assert_eq!(limiter.closed_for(ChatId(1)), None);
    }

    #[tokio::test(start_paused = true)]
    async fn later_said_of_several_chats_at_once_holds_everything_back_and_nobody_rushes_afterwards() {
        let (limiter, begun) = (RateLimiter::new(ANSWERS_APART), Instant::now());
        for chat in 101..=103 {
            limiter.close(ChatId(chat), Duration::from_secs(7));
        }
        let (left, ()) = tokio::join!(departures(&limiter, 1..=50), limiter.open(ChatId(1)));
        assert!(left.iter().all(|one| *one - begun >= Duration::from_secs(7)));
        assert!(left.windows(2).all(|two| two[1] - two[0] >= APART), "{left:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn chats_that_have_many_answers_close_nobody_elses_and_share_what_there_is() {
        let (limiter, begun) = (RateLimiter::new(ANSWERS_APART), Instant::now());
        for chat in 1..=10 {
            for _ in 0..ANSWERS_AT_ONCE {
                limiter.answer(ChatId(chat)).await;
            }
            limiter.close(ChatId(chat), Duration::from_millis(1));
        }
        limiter.answer(ChatId(11)).await;
        assert_eq!(Instant::now(), begun);
        let many = (1..=10).flat_map(|chat| [chat; 8]).map(|chat| limiter.answer(ChatId(chat)));
        join_all(many).await;
        assert!(Instant::now() - begun >= ANSWERS_APART * 50, "{:?}", Instant::now() - begun);
    }

    #[tokio::test(start_paused = true)]
    async fn later_said_of_several_chats_one_after_the_other_is_no_matter_of_all() {
        let limiter = RateLimiter::new(ANSWERS_APART);
        for chat in 101..=110 {
            limiter.close(ChatId(chat), Duration::from_secs(60));
            tokio::time::advance(MEANS_ALL.1 / 2).await;
        }
        assert_eq!(limiter.closed_for(ChatId(1)), None);
    }
}

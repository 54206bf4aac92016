//! What the embedding program decides about a simulator.

use std::{path::PathBuf, time::Duration};

/// How a simulator behaves. [`SimConfig::new`] gives the defaults of a demonstration.
#[derive(Clone, Debug)]
pub struct SimConfig {
    /// The bot's token. Digits before a colon are taken as the bot's user id, as Telegram does.
    pub token: String,
    /// The bot's user name, without `@`.
    pub bot_username: String,
    /// The name people see at the head of the chat.
    pub bot_name: String,
    /// How often the bot may write before it gets 429. Off by default.
    pub rate: RateLimits,
    /// An `SQLite` file that keeps everything, so that the next start goes on where this one stopped. In memory
    /// only when `None`.
    pub state_file: Option<PathBuf>,
    /// Where the chat page's link to the secretariat leads. No link when `None`; can be set later with
    /// [`Simulator::set_secretariat_url`](crate::Simulator::set_secretariat_url).
    pub secretariat_url: Option<String>,
    /// How many updates may wait for the bot. What would be one too many is refused to the phone that sends it.
    pub max_pending_updates: usize,
    /// How long after the press of a button the bot may still answer it, in real time.
    pub callback_lifetime: Duration,
}

impl SimConfig {
    /// A configuration with the defaults of a demonstration.
    pub fn new(token: impl Into<String>, bot_username: impl Into<String>, bot_name: impl Into<String>) -> Self {
        Self {
            token: token.into(),
            bot_username: bot_username.into(),
            bot_name: bot_name.into(),
            rate: RateLimits::default(),
            state_file: None,
            secretariat_url: None,
            max_pending_updates: 100_000,
            callback_lifetime: Duration::from_secs(15 * 60),
        }
    }

    pub(crate) fn bot_id(&self) -> i64 {
        const WITHOUT_NUMBER: i64 = 7_000_000_001;
        self.token.split_once(':').and_then(|(id, _)| id.parse().ok()).filter(|id| *id > 0).unwrap_or(WITHOUT_NUMBER)
    }
}

/// How often the bot may write. The default sets no limit; [`RateLimits::telegram`] is near the real service.
#[derive(Clone, Copy, Debug, Default)]
pub struct RateLimits {
    /// For one chat.
    pub per_chat: Option<RateLimit>,
    /// For all chats together.
    pub overall: Option<RateLimit>,
}

impl RateLimits {
    /// About what Telegram documents: one message a second in a chat, thirty a second in all.
    pub const fn telegram() -> Self {
        Self {
            per_chat: Some(RateLimit { calls: 1, per: Duration::from_secs(1) }),
            overall: Some(RateLimit { calls: 30, per: Duration::from_secs(1) }),
        }
    }
}

/// So many calls in any span of this length, measured in real time.
#[derive(Clone, Copy, Debug)]
pub struct RateLimit {
    /// How many calls the span holds.
    pub calls: usize,
    /// The length of the span.
    pub per: Duration,
}

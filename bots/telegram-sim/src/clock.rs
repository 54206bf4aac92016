//! The time the chats live in.
//!
//! A demonstration has a clock that is moved by hand, from the chat page; the simulator itself only reads it and
//! passes the wish to move it on.

use std::time::SystemTime;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A wish to move the clock, as the chat page's clock bar sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum ClockMove {
    /// To the morning of the next day. What "morning" and "next day" mean is the clock's business.
    NextMorning,
    /// Forward by whole days.
    PlusDays {
        /// How many days; at least one.
        days: u32,
    },
    /// To a given day.
    GoTo {
        /// The day, in the clock's own time zone.
        date: NaiveDate,
    },
}

/// Where the simulator takes the time from.
#[async_trait]
pub trait DemoClock: Send + Sync {
    /// The present moment: messages are dated with it.
    fn now(&self) -> DateTime<Utc>;

    /// Whether the clock can be moved at all. The chat page shows its clock bar only then.
    fn controllable(&self) -> bool;

    /// Moves the clock and says what time it is then, or says in one sentence why it did not move.
    async fn control(&self, wish: ClockMove) -> Result<DateTime<Utc>, String>;
}

/// The machine's own clock, for use outside a demonstration. It refuses to be moved.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[async_trait]
impl DemoClock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the simulator's own port for the machine's time")]
    fn now(&self) -> DateTime<Utc> {
        DateTime::from(SystemTime::now())
    }

    fn controllable(&self) -> bool {
        false
    }

    async fn control(&self, _wish: ClockMove) -> Result<DateTime<Utc>, String> {
        Err("the system clock cannot be moved".to_owned())
    }
}

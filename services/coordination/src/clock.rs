//! The clock port: the only way in which time comes in.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Belgrade;
use events::Moment;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The instant, UTC.
    fn now(&self) -> DateTime<Utc>;

    /// The instant with its date in Kosovo.
    fn moment(&self) -> Moment {
        moment_at(self.now())
    }
}

/// An instant with its date in Kosovo (IANA zone Europe/Belgrade, which Kosovo observes).
pub fn moment_at(now: DateTime<Utc>) -> Moment {
    Moment { now, today: now.with_timezone(&Belgrade).date_naive() }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the port through which the machine's time comes in")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

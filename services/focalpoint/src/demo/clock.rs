//! The demo's clock: it runs like a real one, and can be set forward.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use coordination::Clock;
use tokio::sync::watch;

/// The hour, Europe/Belgrade, of the demo's mornings: when digests leave.
const MORNING: u32 = 8;

/// Why the clock did not move.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// Time does not go back: events were recorded since.
    #[error("{0} is in the past: the clock only goes forward")]
    Backwards(NaiveDate),
    /// Too far ahead for a calendar.
    #[error("that is too far ahead")]
    TooFar,
    /// The time could not be kept.
    #[error("the clock's file {path} cannot be written: {source}")]
    File {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

#[derive(Debug, Clone, Copy)]
struct Anchor {
    time: DateTime<Utc>,
    at: Instant,
}

impl Anchor {
    fn now(&self) -> DateTime<Utc> {
        self.time + TimeDelta::from_std(self.at.elapsed()).unwrap_or(TimeDelta::zero())
    }
}

/// A clock that can be set forward and goes on, after a restart, from where it was.
pub struct DemoClock {
    anchor: Mutex<Anchor>,
    file: PathBuf,
    moved: watch::Sender<()>,
}

impl DemoClock {
    /// The clock kept in this file, or one that begins at `beginning`.
    pub fn open(file: &Path, beginning: DateTime<Utc>) -> Result<Self, ClockError> {
        let kept = std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok());
        let time = kept.unwrap_or(beginning);
        let clock = Self {
            anchor: Mutex::new(Anchor { time, at: Instant::now() }),
            file: file.to_owned(),
            moved: watch::Sender::new(()),
        };
        clock.keep()?;
        Ok(clock)
    }

    /// Changes whenever the clock is set.
    pub fn moved(&self) -> watch::Receiver<()> {
        self.moved.subscribe()
    }

    /// Sets the clock to the next time it is eight in the morning.
    pub fn next_morning(&self) -> Result<DateTime<Utc>, ClockError> {
        let here = self.now().with_timezone(&Belgrade);
        let today = morning_of(here.date_naive())?;
        let next = if today > here { today } else { morning_of(day_after(here.date_naive(), 1)?)? };
        self.set(next.with_timezone(&Utc))
    }

    /// Sets the clock forward by whole days.
    pub fn plus_days(&self, days: u16) -> Result<DateTime<Utc>, ClockError> {
        let ahead = self.now().checked_add_days(Days::new(days.into())).ok_or(ClockError::TooFar)?;
        self.set(ahead)
    }

    /// Sets the clock to the morning of a date to come.
    pub fn go_to(&self, date: NaiveDate) -> Result<DateTime<Utc>, ClockError> {
        let morning = morning_of(date)?.with_timezone(&Utc);
        if morning <= self.now() {
            return Err(ClockError::Backwards(date));
        }
        self.set(morning)
    }

    /// Goes on from this time if it is ahead: after a crash, nothing is recorded earlier than what was recorded already.
    pub fn not_before(&self, recorded: DateTime<Utc>) -> Result<(), ClockError> {
        if recorded > self.now() { self.set(recorded).map(drop) } else { Ok(()) }
    }

    /// Keeps the present time, for the next start.
    pub fn keep(&self) -> Result<(), ClockError> {
        let fresh = self.file.with_extension("new");
        std::fs::write(&fresh, self.now().to_rfc3339())
            .and_then(|()| std::fs::rename(&fresh, &self.file))
            .map_err(|source| ClockError::File { path: self.file.clone(), source })
    }

    fn set(&self, time: DateTime<Utc>) -> Result<DateTime<Utc>, ClockError> {
        *self.locked() = Anchor { time, at: Instant::now() };
        self.keep()?;
        self.moved.send_replace(());
        Ok(time)
    }

    fn locked(&self) -> MutexGuard<'_, Anchor> {
        // An anchor is replaced whole, so one left by a panic elsewhere is as good as any.
        self.anchor.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn day_after(date: NaiveDate, days: u64) -> Result<NaiveDate, ClockError> {
    date.checked_add_days(Days::new(days)).ok_or(ClockError::TooFar)
}

fn morning_of(date: NaiveDate) -> Result<DateTime<chrono_tz::Tz>, ClockError> {
    let time = NaiveTime::from_hms_opt(MORNING, 0, 0).ok_or(ClockError::TooFar)?;
    Belgrade.from_local_datetime(&date.and_time(time)).earliest().ok_or(ClockError::TooFar)
}

impl Clock for DemoClock {
    fn now(&self) -> DateTime<Utc> {
        self.locked().now()
    }
}

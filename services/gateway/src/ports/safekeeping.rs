//! The port to how the log and its copies stand. The types are the gateway's own; whoever puts the parts together fills them.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use events::ids::Position;

/// What is known of whether the log is as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogProof {
    /// It is being proved for the first time since the start.
    Underway,
    /// Nothing in it was changed.
    Whole {
        /// Up to where.
        until: Position,
        /// When that was proved, UTC.
        at: DateTime<Utc>,
    },
    /// Something is not as it must be.
    Damaged {
        /// What, in the words of the program.
        reason: String,
    },
}

/// A backup that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastBackup {
    /// When it was made, UTC.
    pub at: DateTime<Utc>,
    /// The position of the last event in it.
    pub position: Position,
    /// Whether the keys are in it.
    pub has_keys: bool,
}

/// How backups stand, where they are set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupState {
    /// The newest that is there.
    pub last: Option<LastBackup>,
    /// How long it is from one to the next.
    pub interval: Duration,
    /// Why the last try was in vain, in the words of the program.
    pub failure: Option<String>,
}

impl BackupState {
    /// How old the newest is.
    pub fn age(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.last.map(|last| (now - last.at).max(TimeDelta::zero()))
    }

    /// Whether there should have been another by now: one may be missed by half.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        let longest = TimeDelta::from_std(self.interval * 3 / 2).unwrap_or(TimeDelta::MAX);
        self.age(now).map_or(self.failure.is_some(), |age| age > longest)
    }
}

/// Where it is known how the log and its copies stand.
pub trait Safekeeping: Send + Sync {
    /// Whether the log is as it was written.
    fn log(&self) -> LogProof;

    /// How backups stand; none: they are not set up.
    fn backups(&self) -> Option<BackupState>;

    /// The newest signed checkpoint, as text; none: none was made since the start.
    fn checkpoint(&self) -> Option<String>;
}

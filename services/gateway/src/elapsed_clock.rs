//! The clock by which it is counted how often somebody asks: it only ever goes on, whatever the time of day is set to.

use std::time::{Duration, Instant};

/// Says how much time has passed since a moment that stays the same; never less than it said before.
pub trait ElapsedClock: Send + Sync {
    /// The time that has passed.
    fn elapsed(&self) -> Duration;
}

/// The machine's, from when it was made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MachineElapsed(Instant);

impl Default for MachineElapsed {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl ElapsedClock for MachineElapsed {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

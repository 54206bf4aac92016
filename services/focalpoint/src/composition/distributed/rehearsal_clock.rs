//! The time of a deployment: the machine's, or another one in a rehearsal.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use coordination::{Clock, SystemClock};

/// The clock that the settings ask for.
pub(super) fn clock(rehearsal: Option<PathBuf>) -> Arc<dyn Clock> {
    match rehearsal {
        None => Arc::new(SystemClock),
        Some(file) => Arc::new(RehearsalClock { file, ahead: AtomicI64::new(0) }),
    }
}

/// A clock that is ahead by as many seconds as a file says, or behind when it says a negative number. A file that is away,
/// or is being written, changes nothing.
struct RehearsalClock {
    file: PathBuf,
    ahead: AtomicI64,
}

impl Clock for RehearsalClock {
    fn now(&self) -> DateTime<Utc> {
        let seconds = std::fs::read_to_string(&self.file).ok().and_then(|text| text.trim().parse().ok());
        if let Some(ahead) = seconds {
            self.ahead.store(ahead, Ordering::Relaxed);
        }
        SystemClock.now() + TimeDelta::try_seconds(self.ahead.load(Ordering::Relaxed)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_rehearsal_is_as_far_ahead_as_its_file_says() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ahead");
        let clock = super::clock(Some(file.clone()));
        let ahead = |clock: &dyn Clock| (clock.now() - SystemClock.now()).num_hours();
        assert_eq!(ahead(clock.as_ref()), 0);
        std::fs::write(&file, "864030\n").unwrap();
        assert_eq!(ahead(clock.as_ref()), 240);
        std::fs::write(&file, "-864030").unwrap();
        assert_eq!(ahead(clock.as_ref()), -240);
        std::fs::write(&file, "864030").unwrap();
        assert_eq!(ahead(clock.as_ref()), 240);
        std::fs::write(&file, "").unwrap();
        assert_eq!(ahead(clock.as_ref()), 240, "a half-written file changes nothing");
    }
}

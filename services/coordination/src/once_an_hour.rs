//! What is recorded once an hour: this process remembers what it recorded in the hour that it is, so that what is repeated costs
//! nothing. It knows ids and hours, not what they stand for.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use events::ids::CommandId;

const SECONDS_OF_HOUR: i64 = 60 * 60;

/// Which hour since 1970 (UTC) it is.
pub const fn hour_of(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(SECONDS_OF_HOUR)
}

/// What was recorded in the latest hour.
#[derive(Default)]
pub struct OnceAnHour(Mutex<(i64, HashSet<CommandId>)>);

impl OnceAnHour {
    /// Whether something was not recorded yet in this hour; from now on it was.
    pub fn is_new(&self, at: DateTime<Utc>, id: CommandId) -> bool {
        self.in_hour(at).1.insert(id)
    }

    /// Something could not be recorded, and may be tried again.
    pub fn forget(&self, id: CommandId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.remove(&id);
    }

    /// How much was recorded in this hour.
    pub fn count(&self, at: DateTime<Utc>) -> usize {
        self.in_hour(at).1.len()
    }

    fn in_hour(&self, at: DateTime<Utc>) -> MutexGuard<'_, (i64, HashSet<CommandId>)> {
        let mut recorded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if recorded.0 != hour_of(at) {
            *recorded = (hour_of(at), HashSet::new());
        }
        recorded
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_is_repeated_within_an_hour_is_new_once() {
        let once = OnceAnHour::default();
        let at = |time: &str| format!("2017-06-13T{time}:00Z").parse::<DateTime<Utc>>().unwrap();
        let (id, other) = (CommandId::named("one"), CommandId::named("other"));
        assert!(once.is_new(at("09:00"), id) && !once.is_new(at("09:59"), id) && once.is_new(at("09:59"), other));
        assert_eq!(once.count(at("09:59")), 2);
        once.forget(id);
        assert!(once.is_new(at("09:59"), id), "what failed may be tried again");
        assert!(once.is_new(at("10:00"), id));
        assert_eq!(once.count(at("10:00")), 1);
    }
}

//! Since when something is so, in days.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Belgrade;
use serde::Serialize;

/// Since when something is so, and for how many days.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct ElapsedTime {
    on: NaiveDate,
    days: i64,
}

impl ElapsedTime {
    pub(super) fn of(at: DateTime<Utc>, today: NaiveDate) -> Self {
        let on = at.with_timezone(&Belgrade).date_naive();
        Self { on, days: (today - on).num_days().max(0) }
    }
}

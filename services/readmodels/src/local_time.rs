//! Dates as they are in Kosovo.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Belgrade;

/// The date in Kosovo (Europe/Belgrade) at an instant.
pub fn date_in_kosovo(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Belgrade).date_naive()
}

//! What clocks in Kosovo show: the instant of a day and an hour there. Pure: the rules of the zone are a table, and no clock is
//! looked at.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Belgrade;

/// The instant at which clocks in Kosovo (IANA zone Europe/Belgrade, which Kosovo observes) show this hour on this day, UTC; the
/// later one of an hour that comes twice, none for one that clocks skip.
pub fn instant_of(day: NaiveDate, hour: NaiveTime) -> Option<DateTime<Utc>> {
    Belgrade.from_local_datetime(&day.and_time(hour)).latest().map(|instant| instant.with_timezone(&Utc))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn instant(day: &str, hour: &str) -> Option<String> {
        instant_of(day.parse().unwrap(), hour.parse().unwrap()).map(|instant| instant.format("%H:%M").to_string())
    }

    #[test]
    fn an_hour_that_clocks_skip_is_none_and_of_two_the_later_counts() {
        assert_eq!(instant("2027-03-28", "01:59:00").as_deref(), Some("00:59"));
        assert_eq!(instant("2027-03-28", "02:30:00"), None);
        assert_eq!(instant("2027-03-28", "03:00:00").as_deref(), Some("01:00"));
        assert_eq!(instant("2027-10-31", "02:30:00").as_deref(), Some("01:30"));
        assert_eq!(instant("2027-07-01", "10:00:00").as_deref(), Some("08:00"));
    }
}

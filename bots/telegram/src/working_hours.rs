//! When a person may be written to beside the morning message: on working days, outside the person's quiet hours.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use events::institution::QuietHours;
use reminders::Calendar;

/// Further ahead than any row of days off.
const DAYS_AHEAD: usize = 60;

/// A time of day in Kosovo as an instant.
pub(crate) fn instant(date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    Belgrade.from_local_datetime(&date.and_time(time)).earliest().map(|local| local.with_timezone(&Utc))
}

/// The first instant from `from` on at which the person may be written to; `from` itself when that is one.
pub(crate) fn next_opening(from: DateTime<Utc>, quiet: QuietHours, calendar: &Calendar) -> DateTime<Utc> {
    let local = from.with_timezone(&Belgrade);
    if calendar.is_working_day(local.date_naive()) && !quiet.cover(local.time()) {
        return from;
    }
    let openings = local.date_naive().iter_days().take(DAYS_AHEAD).filter(|day| calendar.is_working_day(*day));
    openings
        .flat_map(|day| [NaiveTime::MIN, quiet.until].map(|time| (day, time)))
        .filter(|(_, time)| !quiet.cover(*time))
        .filter_map(|(day, time)| instant(day, time))
        .find(|opening| *opening >= from)
        .unwrap_or(from)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn quiet(from: u32, until: u32) -> QuietHours {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        QuietHours { from: at(from), until: at(until) }
    }

    fn opening(from: &str, quiet: QuietHours) -> String {
        let local = from.parse::<chrono::NaiveDateTime>().unwrap();
        let from = Belgrade.from_local_datetime(&local).unwrap().with_timezone(&Utc);
        let opening = next_opening(from, quiet, &Calendar::default());
        opening.with_timezone(&Belgrade).naive_local().format("%Y-%m-%dT%H:%M").to_string()
    }

    #[test]
    fn within_working_hours_it_is_now() {
        assert_eq!(opening("2017-07-03T10:30:00", quiet(20, 7)), "2017-07-03T10:30");
        assert_eq!(opening("2017-07-03T23:30:00", quiet(0, 0)), "2017-07-03T23:30", "no quiet hours");
    }

    #[test]
    fn in_the_evening_it_is_the_next_morning_and_on_a_day_off_the_next_working_day() {
        assert_eq!(opening("2017-07-03T20:00:00", quiet(20, 7)), "2017-07-04T07:00");
        assert_eq!(opening("2017-07-03T05:00:00", quiet(20, 7)), "2017-07-03T07:00");
        assert_eq!(opening("2017-07-07T21:00:00", quiet(20, 7)), "2017-07-10T07:00", "Friday evening");
        assert_eq!(opening("2017-07-08T10:00:00", quiet(17, 9)), "2017-07-10T09:00", "Saturday");
        assert_eq!(opening("2017-12-22T21:00:00", quiet(20, 7)), "2017-12-26T07:00", "Christmas");
        assert_eq!(opening("2017-07-03T12:30:00", quiet(12, 14)), "2017-07-03T14:00", "a quiet noon");
    }
}

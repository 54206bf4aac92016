//! When a person may be told something.
//!
//! A morning message leaves at the person's own hour, or the hub's; everything else as soon as the person is at work, and
//! what has a time limit on a day off as well. Nothing that rings arrives in quiet hours. Hours are those of Kosovo, and a day on
//! which the clock is changed has its own: a time that does not exist is the next that does.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use events::institution::{DigestHour, QuietHours};

use crate::calendar::Calendar;
use crate::ladder::Ladder;
use crate::owed::Urgency;

/// Further ahead than any row of days off.
const DAYS_AHEAD: usize = 60;
/// How far a clock is put forward at most: a time that does not exist on a day is looked for so much later.
const SKIPPED: TimeDelta = TimeDelta::hours(1);

/// A person's hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// When no message is to arrive.
    pub quiet: QuietHours,
    /// When the morning message leaves.
    pub morning: NaiveTime,
}

impl Hours {
    /// The hours of somebody who chose these, or those of the hub where nothing was chosen.
    pub fn chosen(quiet: Option<QuietHours>, digest_hour: Option<DigestHour>, ladder: &Ladder) -> Self {
        let chosen = digest_hour.and_then(|hour| NaiveTime::from_hms_opt(hour.value().into(), 0, 0));
        Self { quiet: quiet.unwrap_or(ladder.quiet_hours()), morning: chosen.unwrap_or(ladder.digest_at()) }
    }

    /// The first instant from `from` on at which something may be said; `from` itself when that is one.
    pub fn opening(&self, urgency: Urgency, from: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
        let local = from.with_timezone(&Belgrade);
        if self.allow(urgency, local.date_naive(), local.time(), calendar) {
            return from;
        }
        let days = local.date_naive().iter_days().take(DAYS_AHEAD);
        days.flat_map(|day| [NaiveTime::MIN, self.quiet.until, self.morning].map(|time| (day, time)))
            .filter(|(day, time)| self.allow(urgency, *day, *time, calendar))
            .filter_map(|(day, time)| instant(day, time))
            .filter(|opening| *opening >= from)
            .min()
            .unwrap_or(from)
    }

    fn allow(&self, urgency: Urgency, day: NaiveDate, time: NaiveTime, calendar: &Calendar) -> bool {
        let at_its_time = match urgency {
            Urgency::Morning => calendar.is_working_day(day) && time >= self.morning,
            Urgency::AtWork => calendar.is_working_day(day),
            Urgency::Pressing => true,
            // Nobody is woken by a message that changes.
            Urgency::Silent => return true,
        };
        at_its_time && !self.quiet.cover(time)
    }
}

/// The first working day of a week that is this day or after it.
pub fn first_of_a_week(day: NaiveDate, calendar: &Calendar) -> NaiveDate {
    let monday = day - TimeDelta::days(day.weekday().num_days_from_monday().into());
    let of_this_week = calendar.working_day_from(monday);
    if of_this_week >= day { of_this_week } else { calendar.working_day_from(monday + TimeDelta::days(7)) }
}

/// A time of day in Kosovo as an instant: the earlier one where the clock is put back, the next that exists where it is put
/// forward.
pub fn instant(date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let local = date.and_time(time);
    let found = Belgrade.from_local_datetime(&local).earliest();
    let found = found.or_else(|| Belgrade.from_local_datetime(&local.checked_add_signed(SKIPPED)?).earliest());
    found.map(|local| local.with_timezone(&Utc))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn hours(from: u32, until: u32, morning: u32) -> Hours {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        Hours { quiet: QuietHours { from: at(from), until: at(until) }, morning: at(morning) }
    }

    fn opening(urgency: Urgency, from: &str, hours: Hours) -> String {
        let local = from.parse::<chrono::NaiveDateTime>().unwrap();
        let from = Belgrade.from_local_datetime(&local).unwrap().with_timezone(&Utc);
        let opening = hours.opening(urgency, from, &Calendar::default());
        opening.with_timezone(&Belgrade).naive_local().format("%a %F %H:%M").to_string()
    }

    #[test]
    fn each_urgency_has_its_hours() {
        use Urgency::{AtWork, Morning, Pressing, Silent};
        for (urgency, from, (quiet_from, quiet_until, morning), expected) in [
            (AtWork, "2017-07-03T10:30:00", (20, 7, 8), "Mon 2017-07-03 10:30"),
            (AtWork, "2017-07-03T23:30:00", (0, 0, 8), "Mon 2017-07-03 23:30"),
            (AtWork, "2017-07-03T20:00:00", (20, 7, 8), "Tue 2017-07-04 07:00"),
            (AtWork, "2017-07-03T05:00:00", (20, 7, 8), "Mon 2017-07-03 07:00"),
            (AtWork, "2017-07-07T21:00:00", (20, 7, 8), "Mon 2017-07-10 07:00"),
            (AtWork, "2017-07-08T10:00:00", (17, 9, 8), "Mon 2017-07-10 09:00"),
            (AtWork, "2017-12-22T21:00:00", (20, 7, 8), "Tue 2017-12-26 07:00"),
            (AtWork, "2017-07-03T12:30:00", (12, 14, 8), "Mon 2017-07-03 14:00"),
            (Morning, "2017-07-03T07:30:00", (20, 7, 8), "Mon 2017-07-03 08:00"),
            (Morning, "2017-07-03T11:30:00", (20, 7, 8), "Mon 2017-07-03 11:30"),
            (Morning, "2017-07-07T20:30:00", (20, 7, 6), "Mon 2017-07-10 07:00"),
            (Morning, "2017-07-08T11:30:00", (20, 7, 14), "Mon 2017-07-10 14:00"),
            (Pressing, "2017-07-08T11:30:00", (20, 7, 8), "Sat 2017-07-08 11:30"),
            (Pressing, "2017-07-08T21:30:00", (20, 7, 8), "Sun 2017-07-09 07:00"),
            (Silent, "2017-07-08T23:30:00", (20, 7, 8), "Sat 2017-07-08 23:30"),
            (Silent, "2017-12-25T03:00:00", (20, 7, 8), "Mon 2017-12-25 03:00"),
            // The clock is put forward at two in the night: half past two does not exist.
            (Pressing, "2017-03-26T01:30:00", (1, 3, 8), "Sun 2017-03-26 03:00"),
        ] {
            assert_eq!(opening(urgency, from, hours(quiet_from, quiet_until, morning)), expected, "{urgency:?} {from}");
        }
    }

    #[test]
    fn a_time_that_is_skipped_is_the_next_that_exists_and_one_that_comes_twice_is_the_first() {
        let at = |date: &str, time: &str| {
            instant(date.parse().unwrap(), time.parse().unwrap()).map(|at| at.format("%FT%H:%MZ").to_string())
        };
        assert_eq!(at("2017-03-26", "02:30:00").as_deref(), Some("2017-03-26T01:30Z"));
        assert_eq!(at("2017-10-29", "02:30:00").as_deref(), Some("2017-10-29T00:30Z"));
    }
}

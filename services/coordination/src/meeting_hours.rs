//! Whether a meeting's hour is one that clocks in Kosovo will show. The domain knows days and no time zone, so that what hangs on
//! the zone is asked here, before anything is decided.

use chrono::TimeZone as _;
use chrono_tz::Europe::Belgrade;
use events::meeting::{MeetingCommand, MeetingRefusal, MeetingTime};
use events::{Command, Moment};

/// Why a command gives a meeting an hour that does not come: clocks skip it, or it has passed today.
pub(crate) fn objection(command: &Command, moment: &Moment) -> Option<MeetingRefusal> {
    let Command::Meeting(_, MeetingCommand::Schedule { at, .. } | MeetingCommand::Reschedule { at }) = command else {
        return None;
    };
    hour_objection(*at, moment)
}

fn hour_objection(at: MeetingTime, moment: &Moment) -> Option<MeetingRefusal> {
    let Some(begins) = Belgrade.from_local_datetime(&at.date.and_time(at.time?)).latest() else {
        return Some(MeetingRefusal::NoSuchHour);
    };
    (at.date == moment.today && begins <= moment.now).then_some(MeetingRefusal::HourPassed)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::clock::moment_at;

    fn objection_to(date: &str, time: Option<&str>, now: &str) -> Option<MeetingRefusal> {
        let at =
            MeetingTime { date: date.parse().unwrap(), time: time.map(|time| time.parse().unwrap()), minutes: None };
        hour_objection(at, &moment_at(now.parse().unwrap()))
    }

    /// E8: on the last Sunday of March the hour from two to three does not come.
    #[test]
    fn an_hour_that_clocks_skip_is_none() {
        let now = "2027-01-04T08:00:00Z";
        assert_eq!(objection_to("2027-03-28", Some("02:30:00"), now), Some(MeetingRefusal::NoSuchHour));
        for time in [Some("01:59:00"), Some("03:00:00"), None] {
            assert_eq!(objection_to("2027-03-28", time, now), None, "{time:?}");
        }
        // in October it comes twice, and once it will
        assert_eq!(objection_to("2027-10-31", Some("02:30:00"), now), None);
    }

    /// N54: an hour that has passed today, by the clock in Kosovo.
    #[test]
    fn an_hour_that_has_passed_today_is_none() {
        let now = "2026-12-04T09:30:00Z";
        assert_eq!(objection_to("2026-12-04", Some("10:00:00"), now), Some(MeetingRefusal::HourPassed));
        assert_eq!(objection_to("2026-12-04", Some("10:30:00"), now), Some(MeetingRefusal::HourPassed));
        for (date, time) in [("2026-12-04", Some("11:00:00")), ("2026-12-04", None), ("2026-12-05", Some("08:00:00"))] {
            assert_eq!(objection_to(date, time, now), None, "{date} {time:?}");
        }
        // of an hour that comes twice the second may still be meant
        assert_eq!(objection_to("2027-10-31", Some("02:30:00"), "2027-10-31T00:45:00Z"), None);
    }
}

//! A meeting as a calendar file (RFC 5545), for the calendar on a phone.
//!
//! Every version of a meeting has the same UID and a higher SEQUENCE, so that a calendar that took an earlier one puts the
//! meeting in its new place instead of showing two, and takes it out when it is called off.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Belgrade;
use events::meeting::MeetingTime;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// Who wrote the file, as the format wants to know.
const WRITTEN_BY: &str = "-//focalpoint//meetings//EN";

/// What stands behind the meeting's id in a UID.
const UID_DOMAIN: &str = "@focalpoint";

/// The UID of a meeting, the same in every calendar that has it.
pub fn meeting_uid(meeting: &str) -> String {
    format!("{meeting}{UID_DOMAIN}")
}

/// The meeting that a UID is of.
pub fn meeting_of_uid(uid: &str) -> Option<&str> {
    uid.strip_suffix(UID_DOMAIN)
}

/// When a meeting begins, UTC; `None`: its time of day is not known, or clocks skip it.
pub fn begins(at: MeetingTime) -> Option<DateTime<Utc>> {
    let local = at.date.and_time(at.time?).and_local_timezone(Belgrade);
    local.earliest().map(|begin| begin.with_timezone(&Utc))
}

/// How long a meeting is drawn whose length nobody said: without one, calendars draw it as no time at all.
const DRAWN_WITHOUT_LENGTH: TimeDelta = TimeDelta::hours(1);

/// When a meeting of a known length ends, UTC.
fn ends(at: MeetingTime) -> Option<DateTime<Utc>> {
    Some(begins(at)? + TimeDelta::minutes(at.minutes?.into()))
}

/// What clocks in Kosovo show when a meeting of a known length ends; over a change of the clocks it is not what they showed at its
/// beginning and the length.
pub fn ends_at_time(at: MeetingTime) -> Option<NaiveTime> {
    Some(ends(at)?.with_timezone(&Belgrade).time())
}

/// Who asks to a meeting in a file that names nobody: an address of no protocol, so that no calendar writes to anybody. Without an
/// organizer some calendars take a cancellation for a new meeting.
const ORGANIZER: &str = "invalid:nomail";

/// A meeting as a calendar shows it, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The meeting's id: the same in each of its versions.
    pub id: String,
    /// How often the meeting has changed since it was scheduled.
    pub changes: u32,
    /// What it is about; of a meeting that was called off it says so first, for calendars that only replace what they have.
    pub title: String,
    /// The place, where one is known.
    pub place: Option<String>,
    /// The items of the agenda, in order.
    pub agenda: Vec<String>,
    /// The day, and what is known of the time of day, in Kosovo.
    pub at: MeetingTime,
    /// Whether it was called off.
    pub cancelled: bool,
}

impl CalendarEntry {
    /// The file, written at this instant, for whoever keeps the calendar by hand.
    pub fn file(&self, now: DateTime<Utc>) -> Vec<u8> {
        let mut event = self.event(now);
        event.append_property(Property::new("ORGANIZER", ORGANIZER));
        calendar(if self.cancelled { "CANCEL" } else { "PUBLISH" }, event)
    }

    /// The meeting as an event of a calendar, nobody named.
    pub(crate) fn event(&self, now: DateTime<Utc>) -> Event {
        let mut event = Event::new();
        event
            .uid(&meeting_uid(&self.id))
            .timestamp(now)
            .sequence(self.changes)
            .summary(&self.title)
            .status(if self.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
        if let Some(place) = &self.place {
            event.location(place);
        }
        if !self.agenda.is_empty() {
            let items = self.agenda.iter().zip(1..).map(|(item, n)| format!("{n}. {item}"));
            event.description(&items.collect::<Vec<_>>().join("\n"));
        }
        if let Some(begin) = begins(self.at) {
            event.starts(begin);
            event.ends(ends(self.at).unwrap_or(begin + DRAWN_WITHOUT_LENGTH));
        } else {
            let day = self.at.date;
            event.starts(day);
            // the day on which something ends is not part of it (RFC 5545, 3.6.1)
            if let Some(next) = day.succ_opt() {
                event.ends(next);
            }
        }
        event.done()
    }
}

/// A calendar with one event, to be taken by this method of iTIP (RFC 5546).
pub(crate) fn calendar(method: &str, event: Event) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", WRITTEN_BY), ("CALSCALE", "GREGORIAN"), ("METHOD", method)] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.push(event);
    calendar.to_string().into_bytes()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn entry(date: &str, time: Option<&str>, minutes: Option<u16>) -> CalendarEntry {
        CalendarEntry {
            id: "m1".to_owned(),
            changes: 0,
            title: "Takim".to_owned(),
            place: None,
            agenda: vec![],
            at: MeetingTime { date: date.parse().unwrap(), time: time.map(|time| time.parse().unwrap()), minutes },
            cancelled: false,
        }
    }

    fn lines(entry: &CalendarEntry) -> Vec<String> {
        String::from_utf8(entry.file(DateTime::UNIX_EPOCH)).unwrap().lines().map(str::to_owned).collect()
    }

    /// Case 10: the day on which a whole day ends is the next one.
    #[test]
    fn a_meeting_without_a_time_takes_its_whole_day() {
        let lines = lines(&entry("2027-01-20", None, None));
        for line in ["DTSTART;VALUE=DATE:20270120", "DTEND;VALUE=DATE:20270121"] {
            assert!(lines.contains(&line.to_owned()), "{lines:#?}");
        }
    }

    /// N49: a meeting of no length is shown by some calendars as nothing.
    #[test]
    fn a_meeting_whose_length_nobody_said_is_drawn_an_hour_long() {
        let lines = lines(&entry("2027-01-20", Some("10:00:00"), None));
        for line in ["DTSTART:20270120T090000Z", "DTEND:20270120T100000Z"] {
            assert!(lines.contains(&line.to_owned()), "{lines:#?}");
        }
    }

    /// Case 12: some calendars take a cancellation without an organizer for a new meeting.
    #[test]
    fn each_version_has_one_uid_and_one_organizer() {
        let called_off = CalendarEntry { changes: 1, cancelled: true, ..entry("2027-01-20", None, None) };
        let (before, after) = (lines(&entry("2027-01-20", None, None)), lines(&called_off));
        for line in ["UID:m1@focalpoint", "ORGANIZER:invalid:nomail"] {
            assert!(before.contains(&line.to_owned()) && after.contains(&line.to_owned()), "{after:#?}");
        }
        for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"] {
            assert!(after.contains(&line.to_owned()), "{after:#?}");
        }
    }

    /// N52: of two hours from half past one, one is none on the night on which clocks go forward.
    #[test]
    fn the_end_is_what_clocks_show() {
        let at = |date: &str| MeetingTime {
            date: date.parse().unwrap(),
            time: NaiveTime::from_hms_opt(1, 30, 0),
            minutes: Some(120),
        };
        assert_eq!(ends_at_time(at("2027-03-28")), NaiveTime::from_hms_opt(4, 30, 0));
        assert_eq!(ends_at_time(at("2027-03-27")), NaiveTime::from_hms_opt(3, 30, 0));
    }
}

//! A meeting as a calendar file (RFC 5545), for the calendar on a phone.
//!
//! Every version of a meeting has the same UID and a higher SEQUENCE, so that a calendar that took an earlier one puts the
//! meeting in its new place instead of showing two, and takes it out when it is called off.

use chrono::{DateTime, TimeDelta, Utc};
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

/// A meeting as a calendar shows it, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The meeting's id: the same in each of its versions.
    pub id: String,
    /// How often the meeting has changed since it was scheduled.
    pub changes: u32,
    /// What it is about.
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
        calendar(if self.cancelled { "CANCEL" } else { "PUBLISH" }, self.event(now))
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
        match (begins(self.at), self.at.minutes) {
            (Some(begin), Some(minutes)) => {
                event.starts(begin);
                event.ends(begin + TimeDelta::minutes(minutes.into()));
            }
            (Some(begin), None) => {
                event.starts(begin);
            }
            (None, _) => {
                event.all_day(self.at.date);
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

//! A meeting as a calendar file (RFC 5545), for the calendar on a phone.
//!
//! Every version of a meeting has the same UID and a higher SEQUENCE, so that a calendar that took an earlier one puts the
//! meeting in its new place instead of showing two, and takes it out when it is called off.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Belgrade;
use events::language::Language;
use events::meeting::MeetingTime;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use projections::meetings::{MeetingStage, MeetingView};

/// Who wrote the file, as the format wants to know.
const WRITTEN_BY: &str = "-//focalpoint//meetings//EN";

/// When a meeting begins, UTC; `None`: its time of day is not known, or clocks skip it.
pub fn begins(at: MeetingTime) -> Option<DateTime<Utc>> {
    let local = at.date.and_time(at.time?).and_local_timezone(Belgrade);
    local.earliest().map(|begin| begin.with_timezone(&Utc))
}

/// The file's name.
pub fn calendar_file_name(meeting: &MeetingView) -> String {
    format!("{}.ics", meeting.id)
}

/// The file, written at this instant.
pub fn calendar_file(meeting: &MeetingView, language: Language, now: DateTime<Utc>) -> Vec<u8> {
    let cancelled = meeting.stage == MeetingStage::Cancelled;
    let mut event = Event::new();
    event
        .uid(&format!("{}@focalpoint", meeting.id))
        .timestamp(now)
        .sequence(meeting.changes)
        .summary(meeting.title.in_language(language))
        .status(if cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    if let Some(place) = &meeting.place {
        event.location(place.as_str());
    }
    if !meeting.agenda.is_empty() {
        let items = meeting.agenda.iter().zip(1..).map(|(item, n)| format!("{n}. {item}"));
        event.description(&items.collect::<Vec<_>>().join("\n"));
    }
    match (begins(meeting.at), meeting.at.minutes) {
        (Some(begin), Some(minutes)) => {
            event.starts(begin);
            event.ends(begin + TimeDelta::minutes(minutes.into()));
        }
        (Some(begin), None) => {
            event.starts(begin);
        }
        (None, _) => {
            event.all_day(meeting.at.date);
        }
    }
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", WRITTEN_BY),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", if cancelled { "CANCEL" } else { "PUBLISH" }),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.push(event.done());
    calendar.to_string().into_bytes()
}

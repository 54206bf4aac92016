//! A meeting as an invitation that a calendar answers (iTIP, RFC 5546), and what a calendar answers.
//!
//! Sent again with a higher SEQUENCE, an invitation moves the meeting in the calendars that took it; cancelled, it takes it
//! out. What comes back names the meeting by its UID, and who answers by the address. Times are UTC, so no description of
//! the time zone is needed.

use chrono::{DateTime, Utc};
use icalendar::parser::{Component as Parsed, read_calendar, unfold};
use icalendar::{Component, Property};

use crate::calendar_file::{CalendarEntry, calendar, meeting_of_uid};

/// Somebody in an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The name that calendars show.
    pub name: Option<String>,
    /// The e-mail address.
    pub address: String,
}

impl Participant {
    fn property(&self, key: &str) -> Property {
        let mut property = Property::new(key, format!("mailto:{}", self.address));
        if let Some(name) = &self.name {
            // A parameter can hold no quotation mark and no line break, not even escaped (RFC 5545, 3.1).
            let name: String =
                name.chars().map(|letter| if letter == '"' || letter.is_control() { ' ' } else { letter }).collect();
            property.add_parameter("CN", &name);
        }
        property
    }
}

/// An invitation for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The meeting as it is now.
    pub entry: CalendarEntry,
    /// Who invites, and where the answer goes.
    pub organizer: Participant,
    /// Who is invited.
    pub attendee: Participant,
}

impl Invitation {
    /// What a calendar is to do with it.
    pub const fn method(&self) -> &'static str {
        if self.entry.cancelled { "CANCEL" } else { "REQUEST" }
    }

    /// The calendar part, written at this instant.
    pub fn file(&self, now: DateTime<Utc>) -> Vec<u8> {
        let mut event = self.entry.event(now);
        event.append_property(self.organizer.property("ORGANIZER"));
        let mut attendee = self.attendee.property("ATTENDEE");
        attendee.add_parameter("CUTYPE", "INDIVIDUAL").add_parameter("ROLE", "REQ-PARTICIPANT");
        if !self.entry.cancelled {
            attendee.add_parameter("PARTSTAT", "NEEDS-ACTION").add_parameter("RSVP", "TRUE");
        }
        event.append_multi_property(attendee);
        calendar(self.method(), event)
    }
}

/// What a person answered in a calendar (PARTSTAT).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CalendarAnswer {
    /// `PARTSTAT=ACCEPTED`: whoever was invited will be there.
    Accepted,
    /// Does not come.
    Declined,
    /// `PARTSTAT=TENTATIVE`: whoever was invited does not know yet.
    Tentative,
    /// Somebody else comes instead.
    Delegated,
}

/// An attendee's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarReply {
    /// The meeting's id.
    pub meeting: String,
    /// The version of the meeting that was answered.
    pub sequence: u32,
    /// The address of whoever answers, as the calendar has it.
    pub attendee: String,
    /// What the calendar answers for its owner.
    pub answer: CalendarAnswer,
    /// What the attendee wrote to it.
    pub comment: Option<String>,
}

/// What is wrong with a calendar part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAReply {
    /// It is no calendar.
    #[error("it is no calendar: {0}")]
    Unreadable(String),
    /// Parts stand in parts more often than in any answer.
    #[error("more than {DEEPEST} parts stand in each other")]
    TooDeep,
    /// It answers nothing: the method is another.
    #[error("it is no answer but “{0}”")]
    OtherMethod(String),
    /// It is of a meeting from somewhere else, or names none.
    #[error("it is of no meeting of ours")]
    OtherMeeting,
    /// It names nobody who answers, or no answer.
    #[error("nobody answers in it")]
    NoAnswer,
}

/// So many parts stand in each other at most: a calendar, a meeting, an alarm, and what a program may have around them. The library
/// calls itself for each, and whoever sends thousands would end the process.
const DEEPEST: usize = 8;

fn is_too_deep(text: &str) -> bool {
    let begins = |line: &str, with: &str| line.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    let mut depth = 0_usize;
    text.split(['\r', '\n']).any(|line| {
        if begins(line, "BEGIN:") {
            depth += 1;
        } else if begins(line, "END:") {
            depth = depth.saturating_sub(1);
        }
        depth > DEEPEST
    })
}

fn value<'a>(component: &'a Parsed<'_>, name: &str) -> Option<&'a str> {
    component.properties.iter().find(|property| property.name == name).map(|property| property.val.as_str())
}

/// Reads what an attendee's calendar sent. A proposal of another time (COUNTER) is an answer too: it says whether the
/// person comes as things stand.
pub fn read_reply(text: &str) -> Result<CalendarReply, NotAReply> {
    let unfolded = unfold(text);
    if is_too_deep(&unfolded) {
        return Err(NotAReply::TooDeep);
    }
    let calendar = read_calendar(&unfolded).map_err(NotAReply::Unreadable)?;
    let method = calendar.properties.iter().find(|property| property.name == "METHOD");
    let method = method.map(|method| method.val.as_str().trim().to_ascii_uppercase()).unwrap_or_default();
    if !["REPLY", "COUNTER"].contains(&method.as_str()) {
        return Err(NotAReply::OtherMethod(method));
    }
    let event = calendar.components.iter().find(|component| component.name == "VEVENT");
    let event = event.ok_or(NotAReply::OtherMeeting)?;
    let uid = value(event, "UID").map(str::trim).ok_or(NotAReply::OtherMeeting)?;
    let meeting = meeting_of_uid(uid).ok_or(NotAReply::OtherMeeting)?;
    let attendee = event.properties.iter().find(|property| property.name == "ATTENDEE").ok_or(NotAReply::NoAnswer)?;
    let status = attendee.params.iter().find(|parameter| parameter.key.as_str().eq_ignore_ascii_case("PARTSTAT"));
    let status = status.and_then(|status| status.val.as_ref()).map(|status| status.as_str().to_ascii_uppercase());
    let answer = match status.as_deref().map(|status| status.trim_matches('"')) {
        Some("ACCEPTED") => CalendarAnswer::Accepted,
        Some("DECLINED") => CalendarAnswer::Declined,
        Some("TENTATIVE") => CalendarAnswer::Tentative,
        Some("DELEGATED") => CalendarAnswer::Delegated,
        _ => return Err(NotAReply::NoAnswer),
    };
    let address = attendee.val.as_str().trim();
    let scheme = address.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let comment =
        value(event, "COMMENT").map(|words| words.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";"));
    Ok(CalendarReply {
        meeting: meeting.to_owned(),
        sequence: value(event, "SEQUENCE").and_then(|number| number.trim().parse().ok()).unwrap_or_default(),
        attendee: scheme.map_or(address, |scheme| &address[scheme.len()..]).to_owned(),
        answer,
        comment: comment.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn nested(levels: usize) -> String {
        format!("{}{}", "BEGIN:VCALENDAR\n".repeat(levels), "END:VCALENDAR\n".repeat(levels))
    }

    /// The library calls itself for each, until there is no stack left.
    #[test]
    fn parts_in_parts_without_end_are_refused_before_they_are_read() {
        assert_eq!(read_reply(&nested(100_000)), Err(NotAReply::TooDeep));
        assert_eq!(read_reply(&"BEGIN:A\n".repeat(100_000)), Err(NotAReply::TooDeep));
        assert_eq!(read_reply(&nested(DEEPEST)), Err(NotAReply::OtherMethod(String::new())));
    }
}

//! A meeting as a file for the calendar on a phone.

use chrono::{DateTime, Utc};
use documents::calendar_file::CalendarEntry;
use events::language::Language;
use language::catalogue::Catalogue;
use language::recorded::marked;
use readmodels::meetings::{MeetingStage, MeetingView};

/// The file's name.
pub fn calendar_file_name(meeting: &MeetingView) -> String {
    format!("{}.ics", meeting.id)
}

/// The file, written at this instant.
pub fn calendar_file(catalogue: &Catalogue, meeting: &MeetingView, language: Language, now: DateTime<Utc>) -> Vec<u8> {
    let entry = CalendarEntry {
        id: meeting.id.to_string(),
        changes: meeting.changes,
        title: marked(catalogue, language, &meeting.title),
        place: meeting.place.as_ref().map(ToString::to_string),
        agenda: meeting.agenda.iter().map(ToString::to_string).collect(),
        at: meeting.at,
        cancelled: meeting.stage == MeetingStage::Cancelled,
    };
    entry.file(now)
}

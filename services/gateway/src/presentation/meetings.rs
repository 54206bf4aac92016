//! Meetings as lists show them.

use chrono::NaiveDate;
use events::language::Language;
use events::meeting::MeetingBody;
use readmodels::meetings::{MeetingStage, MeetingView};
use serde::Serialize;

use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// A meeting's line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MeetingRow {
    id: String,
    title: LocalizedText,
    date: NaiveDate,
    time: Option<String>,
    minutes_long: Option<u16>,
    place: Option<String>,
    convened: &'static str,
    /// The subgroup's name.
    convened_name: Option<LocalizedText>,
    invited: Vec<String>,
    stage: MeetingStage,
    series_number: Option<u16>,
}

impl MeetingRow {
    pub(crate) fn of(meeting: &MeetingView, names: &Names, language: Language) -> Self {
        let (convened, convened_name) = match &meeting.convened {
            MeetingBody::Authority => ("authority", None),
            MeetingBody::Subgroup(subgroup) => ("subgroup", Some(names.subgroup(subgroup))),
            MeetingBody::Invited => ("invited", None),
        };
        Self {
            id: meeting.id.to_string(),
            title: LocalizedText::of(&meeting.title, language),
            date: meeting.at.date,
            time: meeting.at.time.map(|time| time.format("%H:%M").to_string()),
            minutes_long: meeting.at.minutes,
            place: meeting.place.as_ref().map(ToString::to_string),
            convened,
            convened_name,
            invited: meeting.invited.iter().map(|institution| names.institution(institution)).collect(),
            stage: meeting.stage,
            series_number: meeting.recurrence.as_ref().map(|(_, number)| *number),
        }
    }
}

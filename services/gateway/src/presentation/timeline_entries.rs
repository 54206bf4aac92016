//! Entries of the timeline, as a line on a page and as the API gives them.

use chrono::{DateTime, NaiveDate, Utc};
use events::actor::Actor;
use events::language::Language;
use events::milestone::Precision;
use readmodels::views::{TimelineEntry, TimelineKind};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wording::dates::{date, month};
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;
use crate::wording::texts::{Texts, texts};
use crate::wording::wire_enum::wire_enum;

/// A kind's name, as texts, styles and addresses know it.
pub(crate) const fn kind_name(kind: TimelineKind) -> &'static str {
    match kind {
        TimelineKind::Organisation => "organisation",
        TimelineKind::Meeting => "meeting",
        TimelineKind::ActionItem => "action-item",
        TimelineKind::Reminder => "reminder",
        TimelineKind::Case => "case",
        TimelineKind::DataRequest => "data-request",
        TimelineKind::Training => "training",
        TimelineKind::Strategy => "strategy",
        TimelineKind::Milestone => "milestone",
    }
}

/// The kind with this name.
pub(crate) fn kind_named(name: &str) -> Option<TimelineKind> {
    TimelineKind::ALL.into_iter().find(|kind| kind_name(*kind) == name)
}

/// Who caused an event, as a line on a page shows it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ActorRow {
    /// The person and the institution acted for; none: somebody on the secretariat's page.
    name: Option<String>,
    /// Whether it was done for a chair who was away.
    stands_in: bool,
    /// Whether a program did it, through a token of the person's.
    by_program: bool,
}

impl ActorRow {
    pub(crate) fn of(actor: &Actor, names: &Names) -> Option<Self> {
        match actor {
            Actor::Official { person, institution, standing_in_for, through } => {
                let institution = names.institution(institution);
                let name =
                    names.person(person).map_or_else(|| institution.clone(), |name| format!("{name}, {institution}"));
                Some(Self { name: Some(name), stands_in: standing_in_for.is_some(), by_program: through.is_some() })
            }
            Actor::Secretariat => Some(Self { name: None, stands_in: false, by_program: false }),
            Actor::Service { .. } => None,
        }
    }
}

/// A timeline entry's line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EntryRow {
    position: u64,
    pub(crate) kind: &'static str,
    /// The key of the event's label.
    pub(crate) label: String,
    pub(crate) title: LocalizedText,
    detail: Option<String>,
    /// The indicator or the activity that it tells of.
    part: Option<LocalizedText>,
    pub(crate) on: NaiveDate,
    pub(crate) when: String,
    /// The page of what it is about.
    pub(crate) href: Option<String>,
    lanes: String,
    /// Who caused it; nobody where a part of focalpoint did.
    by: Option<ActorRow>,
    recorded_at: DateTime<Utc>,
}

fn when(entry: &TimelineEntry, language: Language) -> String {
    let known = |day| match entry.precision {
        Precision::Day => date(language, day),
        Precision::Month => format!("{} {}", month(language, day), day.format("%Y")),
        Precision::Year => day.format("%Y").to_string(),
    };
    let first = known(entry.on);
    match entry.until.map(known) {
        Some(last) if last != first => format!("{first} – {last}"),
        Some(_) | None => first,
    }
}

fn page_of(entry: &TimelineEntry) -> Option<String> {
    let key = entry.stream.key();
    match entry.stream.kind() {
        "action-item" => Some(format!("/action-items/{key}")),
        "case" => Some(format!("/cases/{key}")),
        "meeting" => Some(format!("/meetings/{key}")),
        "institution" => Some(format!("/institutions/{key}")),
        "subgroup" => Some(format!("/subgroups/{key}")),
        "strategy" => Some(format!("/strategy/{key}")),
        _ => None,
    }
}

impl EntryRow {
    pub(crate) fn of(entry: &TimelineEntry, names: &Names, language: Language) -> Self {
        let lanes: Vec<_> = entry.institutions.iter().map(|institution| names.institution(institution)).collect();
        Self {
            position: entry.position.0,
            kind: kind_name(entry.kind),
            label: format!("event-{}", entry.event_type.replace('.', "-")),
            title: match entry.kind {
                // A case is told of by its reference, which is in no language.
                TimelineKind::Case => LocalizedText::plain(entry.title.in_language(language)),
                TimelineKind::Organisation
                | TimelineKind::Meeting
                | TimelineKind::ActionItem
                | TimelineKind::Reminder
                | TimelineKind::DataRequest
                | TimelineKind::Training
                | TimelineKind::Strategy
                | TimelineKind::Milestone => LocalizedText::of(&entry.title, language),
            },
            detail: entry.detail.clone(),
            part: entry.part.as_ref().map(|part| LocalizedText::of(part, language)),
            on: entry.on,
            when: when(entry, language),
            href: page_of(entry),
            lanes: lanes.join(", "),
            by: ActorRow::of(&entry.by, names),
            recorded_at: entry.recorded_at,
        }
    }
}

wire_enum! {
    /// What sort of thing an entry of the timeline is about.
    pub(crate) enum EntryKind of TimelineKind {
        Milestone = "milestone",
        Meeting = "meeting",
        ActionItem = "action-item",
        Reminder = "reminder",
        Case = "case",
        DataRequest = "data-request",
        Training = "training",
        Strategy = "strategy",
        Organisation = "organisation",
    }
}

wire_enum! {
    /// How exactly a day is known.
    pub(crate) enum DayPrecision of Precision {
        Day = "day",
        Month = "month",
        Year = "year",
    }
}

wire_enum! {
    /// Whether a person in post caused it, somebody of the Secretariat before people had accounts, or a part of focalpoint.
    pub(crate) enum ActorKind of Actor {
        Official = "official",
        Secretariat = "secretariat",
        Service = "service",
    }
}

/// An entry of the timeline.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Entry {
    /// The event's position in the log.
    position: u64,
    /// What it happened to: `action-item/<id>`.
    stream: String,
    /// What happened: `action-item.completed`.
    event_type: String,
    kind: EntryKind,
    /// The day it is shown on, in Kosovo.
    on: NaiveDate,
    /// The last day, for something that lasts.
    until: Option<NaiveDate>,
    precision: DayPrecision,
    /// The institutions concerned; none: the Authority as a whole.
    institutions: Vec<String>,
    subgroup: Option<String>,
    title: Texts,
    detail: Option<String>,
    /// The indicator or the activity that it tells of.
    part: Option<Texts>,
    /// Who caused it.
    by: EntryActor,
    /// When it was recorded, UTC.
    recorded_at: DateTime<Utc>,
}

/// Who caused an event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryActor {
    kind: ActorKind,
    /// Of an official: the person.
    person: Option<String>,
    /// Of an official: the institution acted for.
    institution: Option<String>,
    /// The chair who was away and for whom it was done.
    standing_in_for: Option<String>,
    /// The token through which a program did it.
    through: Option<String>,
    /// Of a service: its name.
    service: Option<String>,
}

impl From<&Actor> for EntryActor {
    fn from(actor: &Actor) -> Self {
        let nobody = || Self {
            kind: ActorKind::from(actor),
            person: None,
            institution: None,
            standing_in_for: None,
            through: None,
            service: None,
        };
        match actor {
            Actor::Official { person, institution, standing_in_for, through } => Self {
                person: Some(person.to_string()),
                institution: Some(institution.to_string()),
                standing_in_for: standing_in_for.as_ref().map(ToString::to_string),
                through: through.as_ref().map(ToString::to_string),
                ..nobody()
            },
            Actor::Secretariat => nobody(),
            Actor::Service { name } => Self { service: Some(name.to_string()), ..nobody() },
        }
    }
}

impl From<&TimelineEntry> for Entry {
    fn from(entry: &TimelineEntry) -> Self {
        Self {
            position: entry.position.0,
            stream: entry.stream.to_string(),
            event_type: entry.event_type.clone(),
            kind: EntryKind::from(&entry.kind),
            on: entry.on,
            until: entry.until,
            precision: DayPrecision::from(&entry.precision),
            institutions: entry.institutions.iter().map(ToString::to_string).collect(),
            subgroup: entry.subgroup.as_ref().map(ToString::to_string),
            title: texts(&entry.title),
            detail: entry.detail.clone(),
            part: entry.part.as_ref().map(texts),
            by: EntryActor::from(&entry.by),
            recorded_at: entry.recorded_at,
        }
    }
}

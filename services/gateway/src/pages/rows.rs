//! Tasks, meetings and timeline entries as templates show them: names resolved, lateness counted.

use chrono::{DateTime, NaiveDate, Utc};
use events::action_item::ItemStage;
use events::ids::InstitutionId;
use events::institution::InstitutionKind;
use events::language::Language;
use events::meeting::Convened;
use events::milestone::Precision;
use projections::views::{InstitutionView, SubgroupView, TaskView, TimelineEntry, TimelineKind};
use serde::Serialize;

use crate::reading::Names;
use crate::render::{date, month};
use projections::meetings::{MeetingStage, MeetingView};

/// A stage's name, as texts and styles know it.
pub(crate) const fn stage_name(stage: &ItemStage) -> &'static str {
    match stage {
        ItemStage::Assigned => "assigned",
        ItemStage::Accepted => "accepted",
        ItemStage::UnderWay { .. } => "under-way",
        ItemStage::Blocked { .. } => "blocked",
        ItemStage::Completed => "completed",
        ItemStage::Verified => "verified",
        ItemStage::Cancelled => "cancelled",
    }
}

/// What an open item is blocked on.
pub(crate) fn reason_of(stage: &ItemStage) -> Option<String> {
    match stage {
        ItemStage::Blocked { reason, .. } => Some(reason.to_string()),
        ItemStage::Assigned
        | ItemStage::Accepted
        | ItemStage::UnderWay { .. }
        | ItemStage::Completed
        | ItemStage::Verified
        | ItemStage::Cancelled => None,
    }
}

/// How many days an open item is late; 0: not at all.
pub(crate) fn days_late(task: &TaskView, today: NaiveDate) -> i64 {
    if task.item.stage.is_open() { (today - task.item.due).num_days().max(0) } else { 0 }
}

/// A task's row or card.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TaskRow {
    pub(crate) id: String,
    number: u32,
    title: String,
    pub(crate) owner: String,
    owner_name: String,
    subgroup: Option<String>,
    subgroup_name: Option<String>,
    pub(crate) due: NaiveDate,
    pub(crate) overdue: bool,
    days_late: i64,
    pub(crate) stage: &'static str,
    pub(crate) open: bool,
    progress: u8,
    reason: Option<String>,
    extension_asked: Option<NaiveDate>,
    /// The day on which its owner was last nudged, while it is open.
    nudged: Option<NaiveDate>,
    pub(crate) changed_at: DateTime<Utc>,
}

impl TaskRow {
    /// The owner's name.
    pub(crate) fn owner_name(&self) -> &str {
        &self.owner_name
    }

    pub(crate) fn of(task: &TaskView, names: &Names, language: Language, today: NaiveDate) -> Self {
        let item = &task.item;
        let late = days_late(task, today);
        Self {
            id: task.id.to_string(),
            number: task.number,
            title: task.title.in_language(language).to_owned(),
            owner: item.owner.to_string(),
            owner_name: names.institution(&item.owner),
            subgroup: item.subgroup.as_ref().map(ToString::to_string),
            subgroup_name: item.subgroup.as_ref().map(|subgroup| names.subgroup(subgroup)),
            due: item.due,
            overdue: late > 0,
            days_late: late,
            stage: stage_name(&item.stage),
            open: item.stage.is_open(),
            progress: item.stage.progress().value(),
            reason: reason_of(&item.stage),
            extension_asked: item.extension_asked,
            nudged: item.nudged.as_ref().filter(|_| item.stage.is_open()).map(|nudge| nudge.on),
            changed_at: task.changed_at,
        }
    }
}

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

/// A timeline entry's line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EntryRow {
    position: u64,
    pub(crate) kind: &'static str,
    /// The key of the event's label.
    pub(crate) label: String,
    pub(crate) title: String,
    detail: Option<String>,
    pub(crate) on: NaiveDate,
    pub(crate) when: String,
    /// The page of what it is about.
    pub(crate) href: Option<String>,
    lanes: String,
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
            title: entry.title.in_language(language).to_owned(),
            detail: entry.detail.clone(),
            on: entry.on,
            when: when(entry, language),
            href: page_of(entry),
            lanes: lanes.join(", "),
            recorded_at: entry.recorded_at,
        }
    }
}

/// A meeting's line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MeetingRow {
    id: String,
    title: String,
    date: NaiveDate,
    time: Option<String>,
    minutes_long: Option<u16>,
    place: Option<String>,
    convened: &'static str,
    /// The subgroup's name.
    convened_name: Option<String>,
    invited: Vec<String>,
    stage: MeetingStage,
    series_number: Option<u16>,
}

impl MeetingRow {
    pub(crate) fn of(meeting: &MeetingView, names: &Names, language: Language) -> Self {
        let (convened, convened_name) = match &meeting.convened {
            Convened::Authority => ("authority", None),
            Convened::Subgroup(subgroup) => ("subgroup", Some(names.subgroup(subgroup))),
            Convened::Invited => ("invited", None),
        };
        Self {
            id: meeting.id.to_string(),
            title: meeting.title.in_language(language).to_owned(),
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

/// An institution's kind, as texts know it.
pub(crate) const fn institution_kind(kind: InstitutionKind) -> &'static str {
    match kind {
        InstitutionKind::Coordinator => "coordinator",
        InstitutionKind::Secretariat => "secretariat",
        InstitutionKind::Ministry => "ministry",
        InstitutionKind::Police => "police",
        InstitutionKind::Commission => "commission",
        InstitutionKind::Advocates => "advocates",
        InstitutionKind::Prosecution => "prosecution",
        InstitutionKind::Council => "council",
        InstitutionKind::Courts => "courts",
        InstitutionKind::SocialWork => "social-work",
        InstitutionKind::Shelter => "shelter",
        InstitutionKind::NgoShelter => "ngo-shelter",
        InstitutionKind::International => "international",
        InstitutionKind::Donor => "donor",
    }
}

/// Institutions to choose from: id and name, those that take part.
pub(crate) fn institution_options(all: &[InstitutionView], language: Language) -> Vec<(String, String)> {
    let active = all.iter().filter(|institution| institution.active);
    active.map(|one| (one.id.to_string(), one.names.in_language(language).to_owned())).collect()
}

/// Subgroups to choose from: id and name, those at work.
pub(crate) fn subgroup_options(all: &[SubgroupView], language: Language) -> Vec<(String, String)> {
    let at_work = all.iter().filter(|subgroup| !subgroup.dissolved);
    at_work.map(|one| (one.id.to_string(), one.name.in_language(language).to_owned())).collect()
}

/// The name of a subgroup's chair, with the institution.
pub(crate) fn chair_name(
    subgroup: &SubgroupView,
    all: &[InstitutionView],
    names: &Names,
    former: &str,
) -> Option<String> {
    let chair = subgroup.chair.as_ref()?;
    let of = |id: &InstitutionId| all.iter().find(|institution| &institution.id == id);
    let person = of(&chair.institution)?.staff.iter().find(|person| person.person == chair.person);
    let name = person.and_then(|person| person.name.as_ref()).map_or(former, |name| name.as_str());
    Some(format!("{name}, {}", names.institution(&chair.institution)))
}

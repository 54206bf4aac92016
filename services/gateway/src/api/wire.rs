//! What travels. These types belong to the API alone: the domain may change without them, and they may not change
//! without a new version of the API.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use coordination::Accepted;
use events::institution::Post;
use events::language::{Language, LocalText};
use events::meeting::{Convened, InvitationAnswer};
use events::milestone::Precision;
use events::text::Text;
use projections::views::{InstitutionView, PersonView, SubgroupView, TaskView, TimelineEntry};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::read;
use crate::failure::Failure;
use crate::pages::rows::{days_late, kind_name, reason_of, stage_name};
use projections::meetings::{MeetingStage, MeetingView};

/// A text by language: `sq`, `sr` or `en`; at least one.
pub type Texts = BTreeMap<String, String>;

pub(super) fn texts(text: &LocalText) -> Texts {
    text.versions().map(|(language, words)| (language.code().to_owned(), words.to_owned())).collect()
}

/// Reads a text by language.
pub(super) fn local_text(at: &str, given: &Texts) -> Result<LocalText, Failure> {
    let invalid = |what: String| Failure::Invalid { at: at.to_owned(), what };
    let mut versions: BTreeMap<Language, Text> = BTreeMap::new();
    for (code, words) in given {
        let language: Language = read(&format!("{at}.{code}"), code)?;
        versions.insert(language, read(&format!("{at}.{code}"), words)?);
    }
    LocalText::try_from(versions).map_err(|_| invalid("give it in at least one of sq, sr and en".to_owned()))
}

/// A list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// What is in it.
    pub items: Vec<T>,
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().collect() }
    }
}

/// An institution with its people in post.
#[derive(Debug, Serialize, ToSchema)]
pub struct Institution {
    id: String,
    names: Texts,
    /// What it is: `ministry`, `police`, `shelter` …
    kind: String,
    role: String,
    /// Whether it is a member of the National Authority.
    authority_member: bool,
    /// Whether it still takes part.
    active: bool,
    staff: Vec<Person>,
}

/// A member of staff in post.
// The wire calls the id what the domain calls it.
#[allow(clippy::struct_field_names)]
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    person: String,
    /// `focal-point` or `deputy`.
    post: String,
    /// Null: a former focal point whose personal data was erased.
    name: Option<String>,
    /// `sq`, `sr` or `en`.
    language: String,
    /// Whether a chat is linked.
    chat_linked: bool,
    /// Until when an open invitation can be taken, UTC.
    invited_until: Option<DateTime<Utc>>,
    /// The subgroups this person chairs.
    chairs: Vec<String>,
}

impl From<&PersonView> for Person {
    fn from(person: &PersonView) -> Self {
        Self {
            person: person.person.to_string(),
            post: match person.post {
                Post::FocalPoint => "focal-point",
                Post::Deputy => "deputy",
            }
            .to_owned(),
            name: person.name.as_ref().map(ToString::to_string),
            language: person.language.code().to_owned(),
            chat_linked: person.chat.is_some(),
            invited_until: person.invited_until,
            chairs: person.chairs.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&InstitutionView> for Institution {
    fn from(institution: &InstitutionView) -> Self {
        Self {
            id: institution.id.to_string(),
            names: texts(&institution.names),
            kind: crate::pages::rows::institution_kind(institution.kind).to_owned(),
            role: institution.role.to_string(),
            authority_member: institution.authority_member,
            active: institution.active,
            staff: institution.staff.iter().map(Person::from).collect(),
        }
    }
}

/// An action item.
#[derive(Debug, Serialize, ToSchema)]
pub struct Task {
    id: String,
    /// Its number in its owner's list.
    number: u32,
    title: Texts,
    /// The institution that is to do it.
    owner: String,
    /// The subgroup whose board it is on.
    subgroup: Option<String>,
    due: NaiveDate,
    /// `assigned`, `accepted`, `under-way`, `blocked`, `completed`, `verified` or `cancelled`.
    stage: String,
    /// Per cent, 0 to 100.
    progress: u8,
    /// What it is blocked on.
    reason: Option<String>,
    /// The date asked for, while nobody has decided on it.
    extension_asked: Option<NaiveDate>,
    /// How many days late it is; 0: not at all.
    days_late: i64,
    /// When it came to its present owner, date in Kosovo.
    assigned_on: NaiveDate,
    /// When it was last reported as done, date in Kosovo.
    completed_on: Option<NaiveDate>,
    /// The meeting that decided it.
    raised_by: Option<String>,
    /// When it last changed, UTC.
    changed_at: DateTime<Utc>,
}

impl Task {
    pub(super) fn of(task: &TaskView, today: NaiveDate) -> Self {
        let item = &task.item;
        Self {
            id: task.id.to_string(),
            number: task.number,
            title: texts(&task.title),
            owner: item.owner.to_string(),
            subgroup: item.subgroup.as_ref().map(ToString::to_string),
            due: item.due,
            stage: stage_name(&item.stage).to_owned(),
            progress: item.stage.progress().value(),
            reason: reason_of(&item.stage),
            extension_asked: item.extension_asked,
            days_late: days_late(task, today),
            assigned_on: task.assigned_on,
            completed_on: task.completed_on,
            raised_by: task.raised_by.as_ref().map(ToString::to_string),
            changed_at: task.changed_at,
        }
    }
}

/// An action item with what happened to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskWithHistory {
    /// The item.
    #[serde(flatten)]
    pub(super) task: Task,
    /// Its entries of the timeline, in order.
    pub(super) history: Vec<Entry>,
}

/// A subgroup.
#[derive(Debug, Serialize, ToSchema)]
pub struct Subgroup {
    id: String,
    name: Texts,
    chair: Option<Chair>,
    /// Its member institutions.
    members: Vec<String>,
    dissolved: bool,
}

/// Who chairs a subgroup.
#[derive(Debug, Serialize, ToSchema)]
pub struct Chair {
    person: String,
    institution: String,
}

impl From<&SubgroupView> for Subgroup {
    fn from(subgroup: &SubgroupView) -> Self {
        let chair = subgroup.chair.as_ref();
        Self {
            id: subgroup.id.to_string(),
            name: texts(&subgroup.name),
            chair: chair
                .map(|chair| Chair { person: chair.person.to_string(), institution: chair.institution.to_string() }),
            members: subgroup.members.iter().map(ToString::to_string).collect(),
            dissolved: subgroup.dissolved,
        }
    }
}

/// Which entries of the timeline are wanted. `kind` may be repeated.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the query for the document; it is read as a list because kind repeats")]
pub struct TimelineQuery {
    /// Only of this institution.
    institution: Option<String>,
    /// Only of this subgroup.
    subgroup: Option<String>,
    /// Only of these kinds: `milestone`, `meeting`, `action-item`, `reminder`, `case`, `data-request`, `training`, `strategy`, `organisation`.
    kind: Option<Vec<String>>,
    /// Not before this day.
    from: Option<NaiveDate>,
    /// Not after this day.
    until: Option<NaiveDate>,
    /// At most so many, the latest ones; 500 unless said, 10000 at most.
    limit: Option<usize>,
}

/// An entry of the timeline.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entry {
    /// The event's position in the log.
    position: u64,
    /// What it happened to: `action-item/<id>`.
    stream: String,
    /// What happened: `action-item.completed`.
    event_type: String,
    kind: String,
    /// The day it is shown on, in Kosovo.
    on: NaiveDate,
    /// The last day, for something that lasts.
    until: Option<NaiveDate>,
    /// How exactly the day is known: `day`, `month` or `year`.
    precision: String,
    /// The institutions concerned; none: the Authority as a whole.
    institutions: Vec<String>,
    subgroup: Option<String>,
    title: Texts,
    detail: Option<String>,
    /// When it was recorded, UTC.
    recorded_at: DateTime<Utc>,
}

impl From<&TimelineEntry> for Entry {
    fn from(entry: &TimelineEntry) -> Self {
        Self {
            position: entry.position.0,
            stream: entry.stream.to_string(),
            event_type: entry.event_type.clone(),
            kind: kind_name(entry.kind).to_owned(),
            on: entry.on,
            until: entry.until,
            precision: match entry.precision {
                Precision::Day => "day",
                Precision::Month => "month",
                Precision::Year => "year",
            }
            .to_owned(),
            institutions: entry.institutions.iter().map(ToString::to_string).collect(),
            subgroup: entry.subgroup.as_ref().map(ToString::to_string),
            title: texts(&entry.title),
            detail: entry.detail.clone(),
            recorded_at: entry.recorded_at,
        }
    }
}

/// A meeting.
#[derive(Debug, Serialize, ToSchema)]
pub struct Meeting {
    id: String,
    title: Texts,
    /// The day, in Kosovo.
    date: NaiveDate,
    /// The time of day in Kosovo, when known.
    time: Option<NaiveTime>,
    /// How long, in minutes, when known.
    minutes_long: Option<u16>,
    place: Option<String>,
    /// `authority`, `subgroup` or `invited`.
    convened: String,
    /// The subgroup, when one is convened.
    subgroup: Option<String>,
    invited: Vec<String>,
    /// Who answered: `attending`, `not-attending` or `sending-deputy`.
    answers: BTreeMap<String, String>,
    /// The rule of its series (RFC 5545).
    rule: Option<String>,
    agenda: Vec<String>,
    /// `scheduled`, `held` or `cancelled`.
    stage: String,
    attended: Vec<String>,
    minutes: Option<String>,
    minutes_approved: bool,
    decisions: Vec<Decision>,
}

/// A decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decision {
    decision: String,
    /// The ids of the action items it raised.
    raises: Vec<String>,
}

impl From<&MeetingView> for Meeting {
    fn from(meeting: &MeetingView) -> Self {
        let (convened, subgroup) = match &meeting.convened {
            Convened::Authority => ("authority", None),
            Convened::Subgroup(subgroup) => ("subgroup", Some(subgroup.to_string())),
            Convened::Invited => ("invited", None),
        };
        let answer = |answer: &InvitationAnswer| match answer {
            InvitationAnswer::Attending => "attending".to_owned(),
            InvitationAnswer::NotAttending => "not-attending".to_owned(),
            InvitationAnswer::SendingDeputy => "sending-deputy".to_owned(),
        };
        Self {
            id: meeting.id.to_string(),
            title: texts(&meeting.title),
            date: meeting.at.date,
            time: meeting.at.time,
            minutes_long: meeting.at.minutes,
            place: meeting.place.as_ref().map(ToString::to_string),
            convened: convened.to_owned(),
            subgroup,
            invited: meeting.invited.iter().map(ToString::to_string).collect(),
            answers: meeting.answers.iter().map(|(id, given)| (id.to_string(), answer(given))).collect(),
            rule: meeting.recurrence.as_ref().map(|(rule, _)| rule.to_string()),
            agenda: meeting.agenda.iter().map(ToString::to_string).collect(),
            stage: match meeting.stage {
                MeetingStage::Scheduled => "scheduled",
                MeetingStage::Held => "held",
                MeetingStage::Cancelled => "cancelled",
            }
            .to_owned(),
            attended: meeting.attended.iter().map(ToString::to_string).collect(),
            minutes: meeting.minutes.as_ref().map(ToString::to_string),
            minutes_approved: meeting.minutes_approved,
            decisions: meeting
                .decisions
                .iter()
                .map(|decision| Decision {
                    decision: decision.text.to_string(),
                    raises: decision.raises.iter().map(|item| item.action_item.to_string()).collect(),
                })
                .collect(),
        }
    }
}

/// A meeting to be scheduled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeeting {
    /// What it is about, by language.
    pub(super) title: Texts,
    /// The day, in Kosovo, not in the past.
    pub(super) date: NaiveDate,
    /// The time of day in Kosovo.
    #[serde(default)]
    pub(super) time: Option<NaiveTime>,
    /// How long, in minutes.
    #[serde(default)]
    pub(super) minutes_long: Option<u16>,
    #[serde(default)]
    pub(super) place: Option<String>,
    /// `authority`, `subgroup` (with `subgroup`) or `invited` (with `invited`).
    pub(super) convened: String,
    /// The subgroup, when one is convened.
    #[serde(default)]
    pub(super) subgroup: Option<String>,
    /// The institutions invited; none: the members of the Authority or of the subgroup.
    #[serde(default)]
    pub(super) invited: Vec<String>,
    /// The rule of a series (RFC 5545) with COUNT or UNTIL: `FREQ=MONTHLY;COUNT=6`.
    #[serde(default)]
    pub(super) rule: Option<String>,
}

/// The meetings scheduled.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduledMeetings {
    /// The first one's id.
    pub(super) id: String,
    /// The ids of all, in order; more than one for a series.
    pub(super) ids: Vec<String>,
    /// Whether the same key had been used before and this is that answer.
    pub(super) repeated: bool,
}

/// An action item to be assigned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTask {
    /// Its id; without one, it gets one made of its title.
    #[serde(default)]
    pub(super) id: Option<String>,
    /// What is to be done, by language.
    pub(super) title: Texts,
    /// The institution that is to do it.
    pub(super) owner: String,
    /// The subgroup whose board it goes to.
    #[serde(default)]
    pub(super) subgroup: Option<String>,
    /// By when, not in the past.
    pub(super) due: NaiveDate,
}

/// What a change led to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change {
    /// What was changed.
    pub(super) id: String,
    /// The types of the events recorded; none: it was so already.
    pub(super) events: Vec<String>,
    /// Whether the same key had been used before and this is that answer.
    pub(super) repeated: bool,
}

impl Change {
    pub(super) fn of(id: &str, accepted: &Accepted) -> Result<Self, Failure> {
        let events = accepted
            .events
            .iter()
            .map(|recorded| recorded.event.encode().map(|body| body.event_type))
            .collect::<Result<_, _>>()
            .map_err(|error| Failure::Page(error.to_string()))?;
        Ok(Self { id: id.to_owned(), events, repeated: accepted.repeated })
    }
}

/// What goes with a command to an action item; each command says what it needs.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommandBody {
    /// `progress`: per cent, 0 to 100.
    #[serde(default)]
    pub(super) progress: Option<u8>,
    /// `block`, `reopen`, `cancel`: required; `request-extension`, `refuse-extension`, `reassign`: if any.
    #[serde(default)]
    pub(super) reason: Option<String>,
    /// `request-extension`, `grant-extension`: until when.
    #[serde(default)]
    pub(super) until: Option<NaiveDate>,
    /// `reopen`: a new due date, if any.
    #[serde(default)]
    pub(super) due: Option<NaiveDate>,
    /// `reassign`: to which institution.
    #[serde(default)]
    pub(super) owner: Option<String>,
}

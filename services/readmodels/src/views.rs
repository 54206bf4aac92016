//! What the read models answer: plain values, ready to be shown.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use events::action_item::AssignedItem;
use events::actor::Actor;
use events::authority::{Principal, View};
use events::email_address::EmailAddress;
use events::ids::{ActionItemId, ChatId, EventId, InstitutionId, MeetingId, PersonId, Position, StreamId, SubgroupId};
use events::institution::{DigestHour, InstitutionKind, Post, QuietHours};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::milestone::Precision;
use events::period::Period;
use events::preferences::{Channels, DigestFrequency, Subject};
use events::subgroup::Chair;
use events::text::Text;
use serde::{Deserialize, Serialize};

/// An action item as lists and boards show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskView {
    /// The action item.
    pub id: ActionItemId,
    /// Its number in its owner's list, from 1. Given when it came to that owner and never given again.
    pub number: u32,
    /// What is to be done.
    pub title: LocalText,
    /// Owner, due date, stage and the rest of its state.
    pub item: AssignedItem,
    /// When it came to its present owner, date in Kosovo.
    pub assigned_on: NaiveDate,
    /// The meeting that decided it.
    pub raised_by: Option<MeetingId>,
    /// When it was last reported as done, date in Kosovo, while that holds.
    pub completed_on: Option<NaiveDate>,
    /// Its last event.
    pub last_event: EventId,
    /// When that happened, UTC.
    pub changed_at: DateTime<Utc>,
}

impl TaskView {
    /// What looking at it is.
    pub fn view(&self) -> View {
        View::Task { owner: self.item.owner.clone(), board: self.item.subgroup.clone() }
    }
}

/// An institution with its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstitutionView {
    /// By which id the commands know it.
    pub id: InstitutionId,
    /// What it is called, in each language that was given.
    pub names: LocalText,
    /// What kind of institution it is.
    pub kind: InstitutionKind,
    /// Its role in the mechanism.
    pub role: Text,
    /// Whether it is a member of the National Authority.
    pub authority_member: bool,
    /// Whether it still takes part.
    pub active: bool,
    /// Its people in post, the focal point first.
    pub staff: Vec<PersonView>,
}

/// A member of staff in post, personal fields opened where the person's key still exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// Who it is, by id.
    pub person: PersonId,
    /// The institution whose staff the person is on.
    pub institution: InstitutionId,
    /// Focal point or deputy.
    pub post: Post,
    /// The name; `None` when the key is gone: show “former focal point”.
    pub name: Option<Text>,
    /// A work phone number.
    pub phone: Option<Text>,
    /// The chat, while one is linked.
    pub chat: Option<ChatId>,
    /// The language the person is addressed in.
    pub language: Language,
    /// When no message is to arrive.
    pub quiet_hours: Option<QuietHours>,
    /// When the digest leaves, where the person chose.
    pub digest_hour: Option<DigestHour>,
    /// The e-mail address, while there is one; `None` when the key is gone, too.
    pub email: Option<EmailAddress>,
    /// By which channels the person is told things.
    pub channels: Channels,
    /// How often the digest leaves.
    pub frequency: DigestFrequency,
    /// What the person is not told of.
    pub muted: BTreeSet<Subject>,
    /// On which days, dates in Kosovo, the person is away; they may be over.
    pub absence: Option<Period>,
    /// Until when the person's open invitation can be taken, UTC.
    pub invited_until: Option<DateTime<Utc>>,
    /// Since when, UTC, the person is not reached any more by a chat or an address by which they were reached before; none: that
    /// never was so. What was sent to them until then may be in other hands.
    pub reached_since: Option<DateTime<Utc>>,
    /// The subgroups this person chairs.
    pub chairs: Vec<SubgroupId>,
    /// The subgroups that a colleague chairs who has announced to be away.
    pub absent_chairs: Vec<AbsentChair>,
    /// What the institution has to do with all others.
    pub mandate: Mandate,
}

impl PersonView {
    /// Whether the person is away on a day.
    pub fn is_away_on(&self, day: NaiveDate) -> bool {
        self.absence.is_some_and(|absence| absence.covers(day))
    }

    /// The subgroups whose chair this person is on a day, or stands in for.
    pub fn chairs_on(&self, day: NaiveDate) -> Vec<SubgroupId> {
        let away = self.absent_chairs.iter().filter(|chair| chair.absence.covers(day));
        self.chairs.iter().cloned().chain(away.map(|chair| chair.subgroup.clone())).collect()
    }

    /// What this person may do and see, as one who acts on a day, a date in Kosovo. Of whoever chairs a subgroup and is away
    /// on it, the colleagues have the rights.
    pub fn principal(&self, day: NaiveDate) -> Principal {
        let chairs = self.chairs.iter().cloned().collect();
        let away = self.absent_chairs.iter().filter(|chair| chair.absence.covers(day));
        Principal::official(self.person.clone(), self.institution.clone(), chairs, self.mandate)
            .standing_in_for(away.map(|chair| (chair.subgroup.clone(), chair.chair.clone())).collect())
    }
}

/// A colleague who chairs a subgroup and has announced to be away: the others in post at the institution stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AbsentChair {
    /// The subgroup whose chair is away.
    pub subgroup: SubgroupId,
    /// Who chairs it.
    pub chair: PersonId,
    /// On which days, dates in Kosovo, the chair is away; they may be over.
    pub absence: Period,
}

/// A subgroup as lists and pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubgroupView {
    /// By which id the commands know it.
    pub id: SubgroupId,
    /// What it is called, in each language that was given.
    pub name: LocalText,
    /// Who leads it, where somebody is appointed.
    pub chair: Option<Chair>,
    /// The institutions that take part in it.
    pub members: Vec<InstitutionId>,
    /// Where in the log it says that every way in was taken from it, the last time that was so.
    #[serde(default)]
    pub cut_off: Option<Position>,
    /// Whether it is dissolved.
    pub dissolved: bool,
}

/// An invitation, found by its token's fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// The institution of the person invited.
    pub institution: InstitutionId,
    /// The person invited.
    pub person: PersonId,
}

/// What sort of entry a timeline has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimelineKind {
    /// Institutions, people in post, subgroups.
    Organisation,
    /// Meetings and their decisions.
    Meeting,
    /// What became of action items.
    ActionItem,
    /// Reminders that went out, failed or escalated.
    Reminder,
    /// Cases, by their references only.
    Case,
    /// Data requests and what became of them.
    DataRequest,
    /// Modules, sessions, attendance and certificates.
    Training,
    /// Objectives, activities and indicators.
    Strategy,
    /// Milestones of the coordination as a whole.
    Milestone,
}

impl TimelineKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Milestone,
        Self::Meeting,
        Self::ActionItem,
        Self::Reminder,
        Self::Case,
        Self::DataRequest,
        Self::Training,
        Self::Strategy,
        Self::Organisation,
    ];
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The event's position; entries of the same day are ordered by it.
    pub position: Position,
    /// The event's stream.
    pub stream: StreamId,
    /// The event's type: `action-item.completed`. Its text on a page is the message `event-action-item-completed`.
    pub event_type: String,
    /// What sort it is.
    pub kind: TimelineKind,
    /// The day it is shown on, in Kosovo: the meeting's day, the day an item was done, the milestone's first day.
    pub on: NaiveDate,
    /// The last day, for something that lasts.
    pub until: Option<NaiveDate>,
    /// How exactly the day is known.
    pub precision: Precision,
    /// The institutions whose lanes it is in; none: the Authority's own lane.
    pub institutions: Vec<InstitutionId>,
    /// The subgroup it belongs to.
    pub subgroup: Option<SubgroupId>,
    /// What it is about: the item's, meeting's or module's title; of a case the reference and nothing else.
    pub title: LocalText,
    /// One more line where there is one: a reason, a percentage, a new due date, a decision's text.
    pub detail: Option<String>,
    /// The part of it that the event is about, where that has a title: an indicator, an activity.
    #[serde(default)]
    pub part: Option<LocalText>,
    /// Who caused it.
    pub by: Actor,
    /// When it was recorded, UTC.
    pub recorded_at: DateTime<Utc>,
}

/// Which entries of the timeline are wanted; what is not said is not restricted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TimelineFilter {
    /// Only of this stream.
    pub stream: Option<StreamId>,
    /// Only in this institution's lane.
    pub institution: Option<InstitutionId>,
    /// Only of this subgroup.
    pub subgroup: Option<SubgroupId>,
    /// Only of these kinds; none: all.
    pub kinds: Vec<TimelineKind>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub until: Option<NaiveDate>,
    /// At most so many, the latest ones; 0: the default of 500.
    pub limit: usize,
}

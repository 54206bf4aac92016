//! Meetings as their dossiers tell them: agenda, answers, attendance, minutes and decisions.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use events::authority::View;
use events::ids::{EventId, InstitutionId, MeetingId, Position};
use events::language::LocalText;
use events::meeting::{InvitationAnswer, MeetingBody, MeetingEvent, MeetingTime, RaisedItem};
use events::minutes::Minutes;
use events::recurrence::RecurrenceRule;
use events::text::Text;
use events::{Event, RecordedEvent};
use serde::Serialize;

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// How far a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingStage {
    /// To come, or its attendance is not taken yet.
    Scheduled,
    /// It has taken place, and who came is recorded.
    Held,
    /// It was called off, and will not be held.
    Cancelled,
}

/// A decision and what it raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The decision, as the minutes have it.
    pub text: Text,
    /// The action items.
    pub raises: Vec<RaisedItem>,
}

/// What is written of a meeting that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenRecord {
    /// How many versions of the minutes and decisions there have been together.
    pub version: u32,
    /// When the last one was recorded, UTC.
    pub recorded_at: DateTime<Utc>,
}

/// A meeting as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingView {
    /// By which id the commands know it.
    pub id: MeetingId,
    /// What it is about.
    pub title: LocalText,
    /// The day, the time of day and how long it takes, as far as they are known, in Kosovo.
    pub at: MeetingTime,
    /// The place, once it is known.
    pub place: Option<Text>,
    /// The Authority or the subgroup that was convened.
    pub convened: MeetingBody,
    /// Who is invited, in the order of the invitation.
    pub invited: Vec<InstitutionId>,
    /// Who answered what to the invitation as it stands.
    pub answers: BTreeMap<InstitutionId, InvitationAnswer>,
    /// The rule of its series and its number in it, from 1.
    pub recurrence: Option<(RecurrenceRule, u16)>,
    /// What is to be spoken of, in order.
    pub agenda: Vec<Text>,
    /// How far it is.
    pub stage: MeetingStage,
    /// The institutions that came.
    pub attended: Vec<InstitutionId>,
    /// What was said, once it is written down.
    pub minutes: Option<Minutes>,
    /// Whether they are approved.
    pub minutes_approved: bool,
    /// What was decided, in the order of the minutes.
    pub decisions: Vec<Decision>,
    /// Why it was called off.
    pub cancelled_because: Option<Text>,
    /// How often the date, the agenda or whether it takes place has changed: what calendars call the sequence.
    pub changes: u32,
    /// How often it was moved to another time.
    pub moves: u32,
    /// How many changes there had been once it was moved last: an invitation with fewer is to an earlier time. 0: it was
    /// never moved.
    pub moved_at_change: u32,
    /// How often each institution has answered, earlier times of the meeting included.
    pub answers_given: BTreeMap<InstitutionId, u32>,
    /// The event by which each institution answered last, and its position; earlier times of the meeting included.
    pub last_answers: BTreeMap<InstitutionId, (EventId, Position)>,
    /// When anything last happened to it, UTC.
    pub changed_at: DateTime<Utc>,
    /// What is written of it, once something is.
    pub account: Option<WrittenRecord>,
}

impl MeetingView {
    /// Whether it is still to come on this day.
    pub fn is_ahead(&self, today: NaiveDate) -> bool {
        self.stage == MeetingStage::Scheduled && self.at.date >= today
    }

    /// The institutions to be counted on: those invited but for those that said that they do not come.
    pub fn expected(&self) -> impl Iterator<Item = &InstitutionId> {
        self.invited.iter().filter(|id| self.answers.get(*id).is_none_or(|answer| answer.comes()))
    }

    /// What looking at it is.
    pub fn view(&self) -> View {
        View::Meeting { convened: self.convened.clone(), invited: self.invited.iter().cloned().collect() }
    }

    fn record_version(&mut self, recorded: &RecordedEvent) {
        let version = self.account.as_ref().map_or(0, |account| account.version) + 1;
        self.account = Some(WrittenRecord { version, recorded_at: recorded.metadata.recorded_at });
    }
}

/// The meetings, folded from their events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meetings {
    meetings: BTreeMap<MeetingId, MeetingView>,
}

impl Meetings {
    /// The meeting of this id, if there is one.
    pub fn meeting(&self, id: &MeetingId) -> Option<&MeetingView> {
        self.meetings.get(id)
    }

    /// Every meeting, by its id.
    pub fn all(&self) -> impl Iterator<Item = &MeetingView> {
        self.meetings.values()
    }

    /// Every meeting, the latest first.
    pub fn latest_first(&self) -> Vec<&MeetingView> {
        let mut all: Vec<_> = self.meetings.values().collect();
        all.sort_by(|one, other| (other.at, &other.id).cmp(&(one.at, &one.id)));
        all
    }

    /// Those to come on a day, the next first.
    pub fn ahead(&self, today: NaiveDate) -> Vec<&MeetingView> {
        let mut ahead: Vec<_> = self.meetings.values().filter(|meeting| meeting.is_ahead(today)).collect();
        ahead.sort_by_key(|meeting| (meeting.at, &meeting.id));
        ahead
    }
}

fn scheduled(id: &MeetingId, event: &MeetingEvent, recorded: DateTime<Utc>) -> Option<MeetingView> {
    let MeetingEvent::Scheduled { title, at, place, convened, invited, recurrence } = event else { return None };
    Some(MeetingView {
        id: id.clone(),
        title: title.clone(),
        at: *at,
        place: place.clone(),
        convened: convened.clone(),
        invited: invited.iter().cloned().collect(),
        answers: BTreeMap::new(),
        recurrence: recurrence.as_ref().map(|place| (place.rule.clone(), place.number)),
        agenda: Vec::new(),
        stage: MeetingStage::Scheduled,
        attended: Vec::new(),
        minutes: None,
        minutes_approved: false,
        decisions: Vec::new(),
        cancelled_because: None,
        changes: 0,
        moves: 0,
        moved_at_change: 0,
        answers_given: BTreeMap::new(),
        last_answers: BTreeMap::new(),
        changed_at: recorded,
        account: None,
    })
}

impl Folded for Meetings {
    const KIND: DossierKind = DossierKind::Meeting;

    fn fold(&mut self, recorded: &RecordedEvent) {
        use MeetingEvent as E;

        let Event::Meeting(id, event) = &recorded.event else { return };
        let now = recorded.metadata.occurred_at;
        if let Some(meeting) = scheduled(id, event, now) {
            self.meetings.insert(id.clone(), meeting);
            return;
        }
        let Some(meeting) = self.meetings.get_mut(id) else { return };
        meeting.changed_at = now;
        match event {
            E::Scheduled { .. } => {}
            E::AgendaItemAdded { item } => {
                meeting.agenda.push(item.clone());
                meeting.changes += 1;
            }
            E::Rescheduled { at } => {
                meeting.at = *at;
                meeting.answers.clear();
                meeting.changes += 1;
                meeting.moves += 1;
                meeting.moved_at_change = meeting.changes;
            }
            E::InvitationAnswered { institution, answer } => {
                meeting.answers.insert(institution.clone(), *answer);
                *meeting.answers_given.entry(institution.clone()).or_default() += 1;
                meeting.last_answers.insert(institution.clone(), (recorded.id, recorded.position));
            }
            E::Held { attended } => {
                meeting.stage = MeetingStage::Held;
                meeting.attended = attended.iter().cloned().collect();
            }
            E::MinutesRecorded { minutes } => {
                meeting.minutes = Some(minutes.clone());
                meeting.record_version(recorded);
            }
            E::DecisionTaken { decision, raises, .. } => {
                meeting.decisions.push(Decision { text: decision.clone(), raises: raises.clone() });
                meeting.record_version(recorded);
            }
            E::MinutesApproved {} => meeting.minutes_approved = true,
            E::Cancelled { reason } => {
                meeting.stage = MeetingStage::Cancelled;
                meeting.cancelled_because = Some(reason.clone());
                meeting.changes += 1;
            }
        }
    }
}

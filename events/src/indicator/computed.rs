//! Indicators that nobody reports, because the log knows them.
//!
//! Each says from which kinds of events it is worked out and gives, with its value, the positions of the very events, so
//! that whoever doubts it can open them. An event counts in the period in which what it is about falls: an action item
//! and a data request by the due date, a meeting and a session by their day, a case by the day it was opened, a referral
//! by the day it was accepted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::action_item::{ActionItemEvent, AssignedItem};
use crate::aggregate::Occurrence;
use crate::case::CaseEvent;
use crate::data_request::DataRequestEvent;
use crate::envelope::RecordedEvent;
use crate::event::Event;
use crate::figure::{Figure, Unit};
use crate::ids::{
    ActionItemId, CaseId, DataRequestId, InstitutionId, MeetingId, ModuleId, Position, ReferralId, SessionId,
};
use crate::meeting::MeetingEvent;
use crate::period::Period;
use crate::person_key::VictimKey;
use crate::training::ModuleEvent;

/// Decimal places of shares and of days.
const PLACES: u8 = 1;

/// An indicator worked out from the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ComputedIndicator {
    /// The share of the action items due that were reported done by their due date, as it stood then. Those called off do
    /// not count.
    ActionItemsDoneInTime,
    /// The median of the days from a referral to its acceptance.
    ReferralAcceptanceDays,
    /// The share of the institutions invited to meetings that came.
    MeetingAttendance,
    /// The share of the answers to data requests that were first submitted by the due date.
    DataRequestsAnsweredInTime,
    /// The training sessions given.
    TrainingSessionsDelivered,
    /// The incidents: cases opened.
    Incidents,
    /// The persons among them; a case of nobody known is a person of its own.
    Persons,
    /// The persons among them whose re-trafficking was confirmed.
    RetraffickedPersons,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The value; none where there is nothing to take a share or a median of.
    pub value: Option<Figure>,
    /// The events that it was worked out from, in the order of the log.
    pub from: BTreeSet<Position>,
}

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Which days count.
    pub period: Period,
    /// The date in Kosovo today: what is due later cannot be late yet.
    pub today: NaiveDate,
    /// The date in Kosovo at an instant.
    pub date_of: &'a dyn Fn(DateTime<Utc>) -> NaiveDate,
}

impl ComputedIndicator {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::ActionItemsDoneInTime,
        Self::ReferralAcceptanceDays,
        Self::MeetingAttendance,
        Self::DataRequestsAnsweredInTime,
        Self::TrainingSessionsDelivered,
        Self::Incidents,
        Self::Persons,
        Self::RetraffickedPersons,
    ];

    /// The name that texts hang on.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ActionItemsDoneInTime => "action-items-done-in-time",
            Self::ReferralAcceptanceDays => "referral-acceptance-days",
            Self::MeetingAttendance => "meeting-attendance",
            Self::DataRequestsAnsweredInTime => "data-requests-answered-in-time",
            Self::TrainingSessionsDelivered => "training-sessions-delivered",
            Self::Incidents => "incidents",
            Self::Persons => "persons",
            Self::RetraffickedPersons => "retrafficked-persons",
        }
    }

    /// Whether its values count people of whom a few could be known.
    pub const fn counts_victims(self) -> bool {
        match self {
            Self::Incidents | Self::Persons | Self::RetraffickedPersons => true,
            Self::ActionItemsDoneInTime
            | Self::ReferralAcceptanceDays
            | Self::MeetingAttendance
            | Self::DataRequestsAnsweredInTime
            | Self::TrainingSessionsDelivered => false,
        }
    }

    /// The unit of its values.
    pub const fn unit(self) -> Unit {
        match self {
            Self::ActionItemsDoneInTime | Self::MeetingAttendance | Self::DataRequestsAnsweredInTime => Unit::Percent,
            Self::ReferralAcceptanceDays => Unit::Days,
            Self::TrainingSessionsDelivered => Unit::Sessions,
            Self::Incidents => Unit::Incidents,
            Self::Persons | Self::RetraffickedPersons => Unit::Persons,
        }
    }

    /// The kinds of the events that it is worked out from, those that [`Computed::from`] names.
    pub const fn event_types(self) -> &'static [&'static str] {
        match self {
            Self::ActionItemsDoneInTime => &["action-item.assigned", "action-item.completed"],
            Self::ReferralAcceptanceDays => &["case.referral-made", "case.referral-accepted"],
            Self::MeetingAttendance => &["meeting.scheduled", "meeting.held"],
            Self::DataRequestsAnsweredInTime => &["data-request.issued", "data-request.submitted"],
            Self::TrainingSessionsDelivered => &["training.session-scheduled", "training.attendance-recorded"],
            Self::Incidents => &["case.opened"],
            Self::Persons => &["case.opened", "case.linked-to-person"],
            Self::RetraffickedPersons => &["case.opened", "case.linked-to-person", "case.retrafficking-confirmed"],
        }
    }

    /// Works it out from the log, in the log's order.
    pub fn compute<'a>(self, log: impl IntoIterator<Item = &'a RecordedEvent>, question: Question<'_>) -> Computed {
        let log = log.into_iter();
        match self {
            Self::ActionItemsDoneInTime => action_items(log, question),
            Self::ReferralAcceptanceDays => referrals(log, question),
            Self::MeetingAttendance => meetings(log, question),
            Self::DataRequestsAnsweredInTime => data_requests(log, question),
            Self::TrainingSessionsDelivered => sessions(log, question),
            Self::Incidents => incidents(&cases(log, question)),
            Self::Persons => persons(&cases(log, question)),
            Self::RetraffickedPersons => retrafficked(&cases(log, question)),
        }
    }
}

fn count(number: usize) -> Option<Figure> {
    u64::try_from(number).ok().and_then(|number| Figure::try_from(number).ok())
}

/// So many of so many, per cent.
fn share(part: usize, whole: usize) -> Option<Figure> {
    let share = (Decimal::ONE_HUNDRED * Decimal::from(part)).checked_div(Decimal::from(whole))?;
    Figure::rounded(share, PLACES).ok()
}

fn action_items<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> Computed {
    struct Known {
        item: AssignedItem,
        assigned: Position,
        done: Option<(NaiveDate, Position)>,
    }
    let mut items: BTreeMap<&ActionItemId, Known> = BTreeMap::new();
    for recorded in log {
        let Event::ActionItem(id, event) = &recorded.event else { continue };
        if let ActionItemEvent::Assigned { owner, subgroup, due, .. } = event {
            let item = AssignedItem::assigned(owner.clone(), subgroup.clone(), *due);
            items.insert(id, Known { item, assigned: recorded.position, done: None });
            continue;
        }
        let Some(known) = items.get_mut(id) else { continue };
        let (at, by) = (recorded.metadata.occurred_at, recorded.metadata.actor.clone());
        known.item.apply(event, &Occurrence { id: recorded.id, at, by });
        known.done = match (known.item.stage.is_done(), known.done) {
            (true, None) => Some(((question.date_of)(at), recorded.position)),
            (true, already) => already,
            (false, _) => None,
        };
    }
    let counts = |known: &&Known| {
        let due = known.item.due;
        question.period.covers(due) && due <= question.today && !known.item.stage.is_cancelled()
    };
    let due: Vec<&Known> = items.values().filter(counts).collect();
    let in_time = due.iter().filter(|known| known.done.is_some_and(|(on, _)| on <= known.item.due)).count();
    let events =
        due.iter().flat_map(|known| std::iter::once(known.assigned).chain(known.done.map(|(_, position)| position)));
    Computed { value: share(in_time, due.len()), from: events.collect() }
}

fn referrals<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> Computed {
    let mut made: BTreeMap<(&CaseId, &ReferralId), (DateTime<Utc>, Position)> = BTreeMap::new();
    let mut waits: Vec<Decimal> = Vec::new();
    let mut from = BTreeSet::new();
    for recorded in log {
        let Event::Case(case, event) = &recorded.event else { continue };
        let at = recorded.metadata.occurred_at;
        match event {
            CaseEvent::ReferralMade { referral, .. } => {
                made.insert((case, referral), (at, recorded.position));
            }
            CaseEvent::ReferralAccepted { referral } if question.period.covers((question.date_of)(at)) => {
                if let Some((since, position)) = made.get(&(case, referral)) {
                    waits.push(Decimal::from((at - since).num_seconds()) / Decimal::from(24 * 60 * 60));
                    from.extend([*position, recorded.position]);
                }
            }
            CaseEvent::ReferralAccepted { .. }
            | CaseEvent::Opened { .. }
            | CaseEvent::ProfileRevised { .. }
            | CaseEvent::CaseManagerAssigned(_)
            | CaseEvent::CoordinatorAppointed(_)
            | CaseEvent::ReferralDeclined { .. }
            | CaseEvent::ReferralEscalated { .. }
            | CaseEvent::UpdateReported { .. }
            | CaseEvent::StageReached { .. }
            | CaseEvent::TransnationalReferralMade { .. }
            | CaseEvent::LinkedToPerson { .. }
            | CaseEvent::RetraffickingConfirmed { .. }
            | CaseEvent::Closed { .. }
            | CaseEvent::Reopened { .. } => {}
        }
    }
    Computed { value: median(waits).and_then(|days| Figure::rounded(days, PLACES).ok()), from }
}

/// The middle one, or the mean of the two in the middle.
fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some((lower + upper) / Decimal::TWO)
}

fn meetings<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> Computed {
    let mut scheduled: BTreeMap<&MeetingId, (Position, NaiveDate, BTreeSet<&InstitutionId>)> = BTreeMap::new();
    let (mut came, mut invitations, mut from) = (0, 0, BTreeSet::new());
    for recorded in log {
        let Event::Meeting(meeting, event) = &recorded.event else { continue };
        match event {
            MeetingEvent::Scheduled { at, invited, .. } => {
                scheduled.insert(meeting, (recorded.position, at.date, invited.iter().collect()));
            }
            MeetingEvent::Rescheduled { at } => {
                if let Some((_, date, _)) = scheduled.get_mut(meeting) {
                    *date = at.date;
                }
            }
            MeetingEvent::Held { attended } => {
                let Some((position, date, invited)) = scheduled.get(meeting) else { continue };
                if question.period.covers(*date) {
                    let attended: BTreeSet<&InstitutionId> = attended.iter().collect();
                    came += invited.intersection(&attended).count();
                    invitations += invited.len();
                    from.extend([*position, recorded.position]);
                }
            }
            MeetingEvent::AgendaItemAdded { .. }
            | MeetingEvent::InvitationAnswered { .. }
            | MeetingEvent::MinutesRecorded { .. }
            | MeetingEvent::DecisionTaken { .. }
            | MeetingEvent::MinutesApproved {}
            | MeetingEvent::Cancelled { .. } => {}
        }
    }
    Computed { value: share(came, invitations), from }
}

fn data_requests<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> Computed {
    let mut due: BTreeMap<&DataRequestId, NaiveDate> = BTreeMap::new();
    let (mut in_time, mut asked, mut from) = (0, 0, BTreeSet::new());
    for recorded in log {
        let Event::DataRequest(request, event) = &recorded.event else { continue };
        match event {
            DataRequestEvent::Issued { due: date, recipients, .. } => {
                if question.period.covers(*date) && *date <= question.today {
                    due.insert(request, *date);
                    asked += recipients.iter().collect::<BTreeSet<_>>().len();
                    from.insert(recorded.position);
                }
            }
            DataRequestEvent::Submitted { .. } => {
                let Some(date) = due.get(request) else { continue };
                in_time += usize::from((question.date_of)(recorded.metadata.occurred_at) <= *date);
                from.insert(recorded.position);
            }
            DataRequestEvent::Returned { .. }
            | DataRequestEvent::Corrected { .. }
            | DataRequestEvent::Accepted { .. }
            | DataRequestEvent::Nudged { .. }
            | DataRequestEvent::Closed {} => {}
        }
    }
    Computed { value: share(in_time, asked), from }
}

fn sessions<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> Computed {
    let mut scheduled: BTreeMap<(&ModuleId, &SessionId), (Position, NaiveDate)> = BTreeMap::new();
    let mut given: BTreeMap<(&ModuleId, &SessionId), [Position; 2]> = BTreeMap::new();
    for recorded in log {
        let Event::Module(module, event) = &recorded.event else { continue };
        match event {
            ModuleEvent::SessionScheduled { session, days, .. } => {
                scheduled.insert((module, session), (recorded.position, days.until()));
            }
            ModuleEvent::AttendanceRecorded { session, .. } => {
                let planned = scheduled.get(&(module, session));
                if let Some((position, _)) = planned.filter(|(_, last_day)| question.period.covers(*last_day)) {
                    given.insert((module, session), [*position, recorded.position]);
                }
            }
            ModuleEvent::ModulePlanned(_)
            | ModuleEvent::TrainerCertified { .. }
            | ModuleEvent::TrainerLapsed { .. }
            | ModuleEvent::SessionCancelled { .. }
            | ModuleEvent::ParticipantEnrolled { .. }
            | ModuleEvent::CertificateIssued(_)
            | ModuleEvent::TrainerReminded { .. } => {}
        }
    }
    Computed { value: count(given.len()), from: given.into_values().flatten().collect() }
}

/// A case opened in the period.
struct Incident<'a> {
    opened: Position,
    /// The person key that holds, and the event that linked it later than the opening.
    person: Option<(&'a VictimKey, Option<Position>)>,
    confirmed: Option<Position>,
}

fn cases<'a>(
    log: impl Iterator<Item = &'a RecordedEvent>,
    question: Question<'_>,
) -> BTreeMap<&'a CaseId, Incident<'a>> {
    let mut cases: BTreeMap<&CaseId, Incident<'a>> = BTreeMap::new();
    for recorded in log {
        let Event::Case(id, event) = &recorded.event else { continue };
        match event {
            CaseEvent::Opened { person, .. } => {
                if question.period.covers((question.date_of)(recorded.metadata.occurred_at)) {
                    let person = person.as_ref().map(|person| (person, None));
                    cases.insert(id, Incident { opened: recorded.position, person, confirmed: None });
                }
            }
            CaseEvent::LinkedToPerson { person } => {
                if let Some(case) = cases.get_mut(id) {
                    case.person = Some((person, Some(recorded.position)));
                    case.confirmed = None;
                }
            }
            CaseEvent::RetraffickingConfirmed { .. } => {
                if let Some(case) = cases.get_mut(id) {
                    case.confirmed = Some(recorded.position);
                }
            }
            CaseEvent::ProfileRevised { .. }
            | CaseEvent::CaseManagerAssigned(_)
            | CaseEvent::CoordinatorAppointed(_)
            | CaseEvent::ReferralMade { .. }
            | CaseEvent::ReferralAccepted { .. }
            | CaseEvent::ReferralDeclined { .. }
            | CaseEvent::ReferralEscalated { .. }
            | CaseEvent::UpdateReported { .. }
            | CaseEvent::StageReached { .. }
            | CaseEvent::TransnationalReferralMade { .. }
            | CaseEvent::Closed { .. }
            | CaseEvent::Reopened { .. } => {}
        }
    }
    cases
}

fn incidents(cases: &BTreeMap<&CaseId, Incident<'_>>) -> Computed {
    Computed { value: count(cases.len()), from: cases.values().map(|case| case.opened).collect() }
}

fn persons(cases: &BTreeMap<&CaseId, Incident<'_>>) -> Computed {
    let known: BTreeSet<&VictimKey> = cases.values().filter_map(|case| case.person).map(|(person, _)| person).collect();
    let unknown = cases.values().filter(|case| case.person.is_none()).count();
    let linked = |case: &Incident<'_>| case.person.and_then(|(_, linked)| linked);
    let from = cases.values().flat_map(|case| std::iter::once(case.opened).chain(linked(case))).collect();
    Computed { value: count(known.len() + unknown), from }
}

fn retrafficked(cases: &BTreeMap<&CaseId, Incident<'_>>) -> Computed {
    let confirmed: Vec<&Incident<'_>> = cases.values().filter(|case| case.confirmed.is_some()).collect();
    let persons: BTreeSet<&VictimKey> =
        confirmed.iter().filter_map(|case| case.person).map(|(person, _)| person).collect();
    let linked = |case: &Incident<'_>| case.person.and_then(|(_, linked)| linked);
    let events = |case: &&Incident<'_>| [Some(case.opened), linked(case), case.confirmed];
    let from = confirmed.iter().flat_map(events).flatten().collect();
    Computed { value: count(persons.len()), from }
}

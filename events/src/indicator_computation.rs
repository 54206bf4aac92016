//! Working out the indicators that nobody reports, because the log knows them ([`ComputedIndicator`] lists them).
//!
//! Each says from which kinds of events it is worked out and gives, with its value, the positions of the very events, so
//! that whoever doubts it can open them. An event counts in the period in which what it is about falls: an action item
//! and a data request by the due date, a meeting and a session by their day, a case by the day it was opened, a referral
//! by the day it was accepted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::action_item::{ActionItemEvent, AssignedItem};
use crate::aggregate::Occurrence;
use crate::case::CaseEvent;
use crate::data_request::DataRequestEvent;
use crate::event::{Event, RecordedEvent};
use crate::figure::Figure;
use crate::ids::{
    ActionItemId, CaseId, DataRequestId, InstitutionId, MeetingId, ModuleId, Position, ReferralId, SessionId,
};
use crate::indicator::ComputedIndicator;
use crate::meeting::MeetingEvent;
use crate::period::Period;
use crate::same_person::SamePerson;
use crate::training::ModuleEvent;

/// Decimal places of shares and of days.
const PLACES: u8 = 1;

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComputedValue {
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
    /// The kinds of the events that it is worked out from, those that [`ComputedValue::from`] names.
    pub const fn event_types(self) -> &'static [&'static str] {
        match self {
            Self::ActionItemsDoneInTime => &["action-item.assigned", "action-item.completed"],
            Self::ReferralAcceptanceDays => &["case.referral-made", "case.referral-accepted"],
            Self::MeetingAttendance => &["meeting.scheduled", "meeting.held"],
            Self::DataRequestsAnsweredInTime => &["data-request.issued", "data-request.submitted"],
            Self::TrainingSessionsDelivered => &["training.session-scheduled", "training.attendance-recorded"],
            Self::Incidents => &["case.opened"],
            Self::Persons => &["case.opened", "case.retrafficking-confirmed"],
            Self::RetraffickedPersons => &["case.opened", "case.linked-to-person", "case.retrafficking-confirmed"],
        }
    }

    /// Whether it is worked out from cases, so that its events are for whoever sees every case.
    pub fn is_of_cases(self) -> bool {
        self.event_types().iter().any(|event_type| event_type.starts_with("case."))
    }

    /// Works it out from the log, in the log's order.
    pub fn compute<'a>(
        self,
        log: impl IntoIterator<Item = &'a RecordedEvent>,
        question: Question<'_>,
    ) -> ComputedValue {
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

/// So many of so many, per cent with one decimal place; none where there are none to take a share of.
pub fn share(part: usize, whole: usize) -> Option<Figure> {
    let share = (Decimal::ONE_HUNDRED * Decimal::from(part)).checked_div(Decimal::from(whole))?;
    Figure::rounded(share, PLACES).ok()
}

fn action_items<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> ComputedValue {
    struct TrackedItem {
        item: AssignedItem,
        assigned: Position,
        done: Option<(NaiveDate, Position)>,
    }
    let mut items: BTreeMap<&ActionItemId, TrackedItem> = BTreeMap::new();
    for recorded in log {
        let Event::ActionItem(id, event) = &recorded.event else { continue };
        if let ActionItemEvent::Assigned { owner, subgroup, due, .. } = event {
            let item = AssignedItem::assigned(owner.clone(), subgroup.clone(), *due);
            items.insert(id, TrackedItem { item, assigned: recorded.position, done: None });
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
    let counts = |known: &&TrackedItem| {
        let due = known.item.due;
        question.period.covers(due) && due <= question.today && !known.item.stage.is_cancelled()
    };
    let due: Vec<&TrackedItem> = items.values().filter(counts).collect();
    let in_time = due.iter().filter(|known| known.done.is_some_and(|(on, _)| on <= known.item.due)).count();
    let events =
        due.iter().flat_map(|known| std::iter::once(known.assigned).chain(known.done.map(|(_, position)| position)));
    ComputedValue { value: share(in_time, due.len()), from: events.collect() }
}

fn referrals<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> ComputedValue {
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
    ComputedValue { value: median(waits).and_then(|days| Figure::rounded(days, PLACES).ok()), from }
}

/// The middle one, or the mean of the two in the middle.
fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some((lower + upper) / Decimal::TWO)
}

fn meetings<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> ComputedValue {
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
    ComputedValue { value: share(came, invitations), from }
}

fn data_requests<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> ComputedValue {
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
    ComputedValue { value: share(in_time, asked), from }
}

fn sessions<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> ComputedValue {
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
    ComputedValue { value: count(given.len()), from: given.into_values().flatten().collect() }
}

/// A case, opened in the period or not.
struct Incident<'a> {
    opened: Position,
    /// Whether it was opened in the period.
    counts: bool,
    /// The event that linked it to a person later than the opening.
    linked: Option<Position>,
    /// The earlier cases that were confirmed to be of the same person, and the events that did.
    confirmed: Vec<(&'a CaseId, Position)>,
}

/// All cases: what was confirmed of one outside the period can join two inside it.
struct Cases<'a>(BTreeMap<&'a CaseId, Incident<'a>>);

fn cases<'a>(log: impl Iterator<Item = &'a RecordedEvent>, question: Question<'_>) -> Cases<'a> {
    let mut cases: BTreeMap<&CaseId, Incident<'a>> = BTreeMap::new();
    for recorded in log {
        let Event::Case(id, event) = &recorded.event else { continue };
        match event {
            CaseEvent::Opened { .. } => {
                let counts = question.period.covers((question.date_of)(recorded.metadata.occurred_at));
                let incident = Incident { opened: recorded.position, counts, linked: None, confirmed: Vec::new() };
                cases.insert(id, incident);
            }
            CaseEvent::LinkedToPerson { .. } => {
                if let Some(case) = cases.get_mut(id) {
                    case.linked = Some(recorded.position);
                    case.confirmed.clear();
                }
            }
            CaseEvent::RetraffickingConfirmed { earlier } => {
                if let Some(case) = cases.get_mut(id) {
                    case.confirmed.push((earlier, recorded.position));
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
    Cases(cases)
}

impl<'a> Cases<'a> {
    /// Those opened in the period.
    fn counted(&self) -> impl Iterator<Item = (&'a CaseId, &Incident<'a>)> {
        self.0.iter().filter(|(_, case)| case.counts).map(|(id, case)| (*id, case))
    }

    fn same_person(&self) -> SamePerson<'a> {
        let earlier = |(id, case): (&&'a CaseId, &Incident<'a>)| -> Vec<(&'a CaseId, &'a CaseId)> {
            case.confirmed.iter().map(|(earlier, _)| (*id, *earlier)).collect()
        };
        self.0.iter().flat_map(earlier).collect()
    }
}

fn incidents(cases: &Cases<'_>) -> ComputedValue {
    let from: BTreeSet<Position> = cases.counted().map(|(_, case)| case.opened).collect();
    ComputedValue { value: count(from.len()), from }
}

/// Two cases are of one person once somebody has confirmed it: until then each is of a person of its own.
fn persons(cases: &Cases<'_>) -> ComputedValue {
    let same = cases.same_person();
    let mut persons: BTreeMap<&CaseId, usize> = BTreeMap::new();
    for (id, _) in cases.counted() {
        *persons.entry(same.first_of(id)).or_default() += 1;
    }
    // Whatever joins two of those counted is where the value comes from, be it said of an earlier case.
    let joins = |id: &&CaseId| persons.get(same.first_of(id)).is_some_and(|cases| *cases > 1);
    let confirmed = cases.0.iter().filter(|(id, _)| joins(id)).flat_map(|(_, case)| &case.confirmed);
    let from = cases.counted().map(|(_, case)| case.opened).chain(confirmed.map(|(_, position)| *position)).collect();
    ComputedValue { value: count(persons.len()), from }
}

fn retrafficked(cases: &Cases<'_>) -> ComputedValue {
    let same = cases.same_person();
    let confirmed = || cases.counted().filter(|(_, case)| !case.confirmed.is_empty());
    let persons: BTreeSet<&CaseId> = confirmed().map(|(id, _)| same.first_of(id)).collect();
    let events = |(_, case): (&CaseId, &Incident<'_>)| -> Vec<Position> {
        let confirmed = case.confirmed.iter().map(|(_, position)| *position);
        [case.opened].into_iter().chain(case.linked).chain(confirmed).collect()
    };
    ComputedValue { value: count(persons.len()), from: confirmed().flat_map(events).collect() }
}

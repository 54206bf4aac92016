//! What may leave of an event by a webhook: put together here, field by field. The match is exhaustive: whoever adds an event
//! decides whether it leaves, and what is said of it.
//!
//! Who may see it is not asked here, nor is it known where it goes.

use std::collections::BTreeMap;

use crate::action_item::ActionItemEvent;
use crate::data_request::DataRequestEvent;
use crate::event::Event;
use crate::ids::{ActionItemId, DataRequestId, MeetingId};
use crate::language::LocalText;
use crate::meeting::{MeetingEvent, MeetingTime};
use crate::milestone::MilestoneEvent;
use crate::strategy::ObjectiveEvent;
use crate::webhook::{OutgoingData, OutgoingEvent, OutgoingKind, OutgoingSubject};

fn by_language(title: &LocalText) -> BTreeMap<String, String> {
    title.versions().map(|(language, words)| (language.to_string(), words.to_owned())).collect()
}

fn of_action_item(id: &ActionItemId, event: &ActionItemEvent) -> Option<OutgoingEvent> {
    use {ActionItemEvent as E, OutgoingKind as K};
    // A gap in a case is a task whose id has the case's reference.
    if id.is_of_a_case() {
        return None;
    }
    let plain = OutgoingData { id: id.to_string(), ..OutgoingData::default() };
    let (kind, data) = match event {
        E::Assigned { owner, subgroup, due, title: _, raised_by: _ } => {
            let subgroup = subgroup.as_ref().map(ToString::to_string);
            let (institution, due) = (Some(owner.clone()), Some(*due));
            (K::ActionItemAssigned, OutgoingData { institution, subgroup, due, ..plain })
        }
        E::Accepted {} => (K::ActionItemAccepted, plain),
        E::ProgressReported { progress } => {
            (K::ActionItemProgressReported, OutgoingData { progress: Some(progress.value()), ..plain })
        }
        E::Blocked { reason: _ } => (K::ActionItemBlocked, plain),
        E::Unblocked {} => (K::ActionItemUnblocked, plain),
        E::Disclaimed { suggested: _, reason: _ } => (K::ActionItemDisclaimed, plain),
        E::ExtensionRequested { until, reason: _ } => {
            (K::ActionItemExtensionRequested, OutgoingData { until: Some(*until), ..plain })
        }
        E::ExtensionGranted { until } => (K::ActionItemExtensionGranted, OutgoingData { until: Some(*until), ..plain }),
        E::ExtensionRefused { reason: _ } => (K::ActionItemExtensionRefused, plain),
        E::Completed {} => (K::ActionItemCompleted, plain),
        E::ReportWithdrawn { report: _ } => (K::ActionItemReportWithdrawn, plain),
        E::Verified {} => (K::ActionItemVerified, plain),
        E::Reopened { due, reason: _ } => (K::ActionItemReopened, OutgoingData { due: *due, ..plain }),
        E::Returned { reason: _ } => (K::ActionItemReturned, plain),
        E::Reassigned { owner, reason: _ } => {
            (K::ActionItemReassigned, OutgoingData { institution: Some(owner.clone()), ..plain })
        }
        E::Cancelled { reason: _ } => (K::ActionItemCancelled, plain),
        // That somebody is reminded is between them.
        E::Nudged { on: _ } => return None,
    };
    Some(OutgoingEvent { kind, about: OutgoingSubject::ActionItem(id.clone()), data })
}

fn of_meeting(id: &MeetingId, event: &MeetingEvent) -> Option<OutgoingEvent> {
    use {MeetingEvent as E, OutgoingKind as K};
    let plain = OutgoingData { id: id.to_string(), ..OutgoingData::default() };
    let at = |at: &MeetingTime, data| OutgoingData { date: Some(at.date), time: at.time, ..data };
    let (kind, data) = match event {
        E::Scheduled { title, at: time, place: _, convened: _, invited: _, recurrence: _ } => {
            (K::MeetingScheduled, at(time, OutgoingData { title: by_language(title), ..plain }))
        }
        E::Rescheduled { at: time } => (K::MeetingRescheduled, at(time, plain)),
        E::InvitationAnswered { institution, answer } => {
            let (institution, answer) = (Some(institution.clone()), Some(answer.code().to_owned()));
            (K::MeetingInvitationAnswered, OutgoingData { institution, answer, ..plain })
        }
        E::Held { attended: _ } => (K::MeetingHeld, plain),
        E::MinutesApproved {} => (K::MeetingMinutesApproved, plain),
        E::Cancelled { reason: _ } => (K::MeetingCancelled, plain),
        // What was said and decided is read where one signs in.
        E::AgendaItemAdded { item: _ } | E::MinutesRecorded { minutes: _ } | E::DecisionTaken { .. } => return None,
    };
    Some(OutgoingEvent { kind, about: OutgoingSubject::Meeting(id.clone()), data })
}

fn of_data_request(id: &DataRequestId, event: &DataRequestEvent) -> Option<OutgoingEvent> {
    use {DataRequestEvent as E, OutgoingKind as K};
    let plain = OutgoingData { id: id.to_string(), ..OutgoingData::default() };
    let (kind, institution, data) = match event {
        E::Issued { title, period, due, form: _, recipients: _ } => {
            let (period, due) = (Some(*period), Some(*due));
            (K::DataRequestIssued, None, OutgoingData { title: by_language(title), period, due, ..plain })
        }
        E::Submitted { institution, answers: _, confirmed: _ } => (K::DataRequestSubmitted, Some(institution), plain),
        E::Returned { institution, comments: _ } => (K::DataRequestReturned, Some(institution), plain),
        E::Corrected { institution, answers: _, confirmed: _, note: _ } => {
            (K::DataRequestCorrected, Some(institution), plain)
        }
        E::Accepted { institution } => (K::DataRequestAccepted, Some(institution), plain),
        E::Closed {} => (K::DataRequestClosed, None, plain),
        E::Nudged { institution: _ } => return None,
    };
    let about = match institution {
        Some(institution) => OutgoingSubject::Submission(institution.clone()),
        None => OutgoingSubject::DataRequest(id.clone()),
    };
    Some(OutgoingEvent { kind, about, data: OutgoingData { institution: institution.cloned(), ..data } })
}

fn of_objective(id: &str, event: &ObjectiveEvent) -> Option<OutgoingEvent> {
    use {ObjectiveEvent as E, OutgoingKind as K, OutgoingSubject as S};
    let plain = OutgoingData { id: id.to_owned(), ..OutgoingData::default() };
    let titled = |title: &LocalText| OutgoingData { title: by_language(title), ..plain.clone() };
    let (kind, about, data) = match event {
        E::ObjectiveSet { statement, owners: _, key_issue: _ } => (K::ObjectiveSet, S::Strategy, titled(statement)),
        E::ActivityPlanned { activity, plan } => {
            let data = OutgoingData { activity: Some(activity.to_string()), ..titled(&plan.title) };
            (K::ObjectiveActivityPlanned, S::Strategy, data)
        }
        E::IndicatorDefined { indicator, definition } => {
            let (due, indicator) = (definition.due, Some(indicator.to_string()));
            let data = OutgoingData { due, indicator, ..titled(&definition.title) };
            (K::ObjectiveIndicatorDefined, S::Strategy, data)
        }
        E::ValueReported { indicator, institution, period, reported: _ }
        | E::ValueCorrected { indicator, institution, period, reported: _, .. } => {
            let kind = match event {
                E::ValueCorrected { .. } => K::ObjectiveValueCorrected,
                E::ValueReported { .. }
                | E::ObjectiveSet { .. }
                | E::ActivityPlanned { .. }
                | E::IndicatorDefined { .. }
                | E::BaselineSet { .. }
                | E::TargetSet { .. } => K::ObjectiveValueReported,
            };
            let (institution, period) = (Some(institution.clone()), Some(*period));
            let about = S::Indicators(institution.clone()?);
            (kind, about, OutgoingData { institution, period, indicator: Some(indicator.to_string()), ..plain })
        }
        // A figure, and nothing to say without it.
        E::BaselineSet { .. } | E::TargetSet { .. } => return None,
    };
    Some(OutgoingEvent { kind, about, data })
}

impl Event {
    /// What may leave of it; none: it does not leave.
    pub fn outgoing(&self) -> Option<OutgoingEvent> {
        match self {
            Self::ActionItem(id, event) => of_action_item(id, event),
            Self::Meeting(id, event) => of_meeting(id, event),
            Self::DataRequest(id, event) => of_data_request(id, event),
            Self::Objective(id, event) => of_objective(id.as_str(), event),
            Self::Milestone(id, MilestoneEvent::Recorded { title, kind: _, at }) => Some(OutgoingEvent {
                kind: OutgoingKind::MilestoneRecorded,
                about: OutgoingSubject::Timeline,
                data: OutgoingData {
                    id: id.to_string(),
                    title: by_language(title),
                    date: Some(at.from),
                    ..OutgoingData::default()
                },
            }),
            // Cases, people in post, who learns what and who was told what, who signed in and who looked: never.
            Self::Case(..)
            | Self::Institution(..)
            | Self::Subgroup(..)
            | Self::Module(..)
            | Self::Reminder(..)
            | Self::Notification(..)
            | Self::Account(..)
            | Self::AuditTrail(..)
            | Self::Erasure(..)
            | Self::Webhook(..) => None,
        }
    }
}

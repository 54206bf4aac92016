//! Which institution an event concerns: what it is published under, so that others can subscribe to what is theirs.
//!
//! Only what the event itself says is here. Whose an action item is at a point of its stream is for whoever reads the
//! stream to know. Nothing here knows of subjects or subscribers.

use crate::action_item::ActionItemEvent;
use crate::aggregate::Aggregate;
use crate::case::Case;
use crate::data_request::DataRequestEvent;
use crate::event::Event;
use crate::ids::InstitutionId;
use crate::meeting::MeetingEvent;
use crate::notification::{Audience, Notice, NotificationEvent};
use crate::reminder::{Recipient, ReminderEvent};
use crate::strategy::ObjectiveEvent;
use crate::subgroup::SubgroupEvent;

/// Which institution an event concerns, as far as the event itself says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern<'a> {
    /// No institution in particular.
    Nobody,
    /// One institution, whoever is in post there.
    Institution(&'a InstitutionId),
    /// This institution, which owns the event's action item from this event on.
    NewOwner(&'a InstitutionId),
    /// Whoever owns the event's action item at this point of its stream.
    CurrentOwner,
}

/// That an institution has to do with a case is as little for subscribers as the case itself.
fn told_by(notice: &Notice) -> Concern<'_> {
    match &notice.to {
        Audience::FocalPoint(institution) if notice.about.kind() != Case::KIND => Concern::Institution(institution),
        Audience::FocalPoint(_)
        | Audience::Chair(_)
        | Audience::Secretariat
        | Audience::Coordinator
        | Audience::CaseCoordinator(_)
        | Audience::Person(_)
        | Audience::Group(_) => Concern::Nobody,
    }
}

impl Event {
    /// Which institution it concerns. An action item's events concern its owner at that time; when it changes hands, the
    /// new one.
    pub fn concerns(&self) -> Concern<'_> {
        match self {
            Self::Institution(institution, _) => Concern::Institution(institution),
            Self::Subgroup(_, event) => match event {
                SubgroupEvent::ChairAppointed(chair) => Concern::Institution(&chair.institution),
                SubgroupEvent::InstitutionJoined { institution } | SubgroupEvent::InstitutionLeft { institution } => {
                    Concern::Institution(institution)
                }
                SubgroupEvent::Formed { .. } | SubgroupEvent::CutOff { .. } | SubgroupEvent::Dissolved { .. } => {
                    Concern::Nobody
                }
            },
            Self::Meeting(_, event) => match event {
                MeetingEvent::InvitationAnswered { institution, .. } => Concern::Institution(institution),
                MeetingEvent::Scheduled { .. }
                | MeetingEvent::AgendaItemAdded { .. }
                | MeetingEvent::Rescheduled { .. }
                | MeetingEvent::Held { .. }
                | MeetingEvent::MinutesRecorded { .. }
                | MeetingEvent::DecisionTaken { .. }
                | MeetingEvent::MinutesApproved {}
                | MeetingEvent::Cancelled { .. } => Concern::Nobody,
            },
            Self::ActionItem(_, event) => match event {
                ActionItemEvent::Assigned { owner, .. } | ActionItemEvent::Reassigned { owner, .. } => {
                    Concern::NewOwner(owner)
                }
                ActionItemEvent::Accepted {}
                | ActionItemEvent::ProgressReported { .. }
                | ActionItemEvent::Blocked { .. }
                | ActionItemEvent::Unblocked {}
                | ActionItemEvent::Disclaimed { .. }
                | ActionItemEvent::ExtensionRequested { .. }
                | ActionItemEvent::ExtensionGranted { .. }
                | ActionItemEvent::ExtensionRefused { .. }
                | ActionItemEvent::Completed {}
                | ActionItemEvent::ReportWithdrawn { .. }
                | ActionItemEvent::Verified {}
                | ActionItemEvent::Reopened { .. }
                | ActionItemEvent::Returned { .. }
                | ActionItemEvent::Nudged { .. }
                | ActionItemEvent::Cancelled { .. } => Concern::CurrentOwner,
            },
            Self::Reminder(_, event) => match event {
                ReminderEvent::Planned { recipient, .. } | ReminderEvent::Escalated { recipient, .. } => {
                    match recipient {
                        Recipient::FocalPoint(institution) => Concern::Institution(institution),
                        Recipient::Chair(_) | Recipient::Secretariat => Concern::Nobody,
                    }
                }
                ReminderEvent::Sent { .. } | ReminderEvent::Failed { .. } | ReminderEvent::Answered { .. } => {
                    Concern::Nobody
                }
            },
            Self::Notification(_, event) => match event {
                NotificationEvent::Planned { notice } | NotificationEvent::CarriedOver { notice, .. } => {
                    told_by(notice)
                }
                NotificationEvent::Sent { .. }
                | NotificationEvent::Posted { .. }
                | NotificationEvent::Failed { .. }
                | NotificationEvent::Answered { .. }
                | NotificationEvent::Overtaken {} => Concern::Nobody,
            },
            // Who may see a case changes with the case, and every look at one is recorded; no subscription does either.
            Self::Case(..) => Concern::Nobody,
            Self::DataRequest(_, event) => match event {
                DataRequestEvent::Submitted { institution, .. }
                | DataRequestEvent::Returned { institution, .. }
                | DataRequestEvent::Corrected { institution, .. }
                | DataRequestEvent::Accepted { institution }
                | DataRequestEvent::Nudged { institution } => Concern::Institution(institution),
                DataRequestEvent::Issued { .. } | DataRequestEvent::Closed {} => Concern::Nobody,
            },
            Self::Objective(_, event) => match event {
                ObjectiveEvent::ValueReported { institution, .. }
                | ObjectiveEvent::ValueCorrected { institution, .. } => Concern::Institution(institution),
                ObjectiveEvent::ObjectiveSet { .. }
                | ObjectiveEvent::ActivityPlanned { .. }
                | ObjectiveEvent::IndicatorDefined { .. }
                | ObjectiveEvent::BaselineSet { .. }
                | ObjectiveEvent::TargetSet { .. } => Concern::Nobody,
            },
            // Who signed in, who looked at what and who has what sent where is for nobody who subscribes.
            Self::Account(..)
            | Self::AuditTrail(..)
            | Self::Webhook(..)
            | Self::Erasure(..)
            | Self::Module(..)
            | Self::Milestone(..) => Concern::Nobody,
        }
    }
}

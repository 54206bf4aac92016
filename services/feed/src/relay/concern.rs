//! Which institution an event concerns, so that others can subscribe to what is theirs.

use std::collections::HashMap;

use events::action_item::ActionItemEvent;
use events::data_request::DataRequestEvent;
use events::ids::{InstitutionId, Revision, StreamId};
use events::meeting::MeetingEvent;
use events::reminder::{Recipient, ReminderEvent};
use events::strategy::ObjectiveEvent;
use events::subgroup::SubgroupEvent;
use events::{Event, StoredEvent};
use store::{Direction, EventStore, ReadError};

/// How many owners are remembered. Beyond, all are looked up anew, which costs a read each.
const REMEMBERED: usize = 50_000;
/// How many events of an action item are read at a time.
const PAGE: usize = 64;

/// Knows who owns an action item at each of its events.
#[derive(Default)]
pub(super) struct Concern {
    owners: HashMap<StreamId, (Revision, Option<InstitutionId>)>,
}

/// What an event by itself says.
enum Named {
    /// It concerns this institution, or none in particular.
    Said(Option<InstitutionId>),
    /// It makes this institution the owner.
    Owner(InstitutionId),
    /// It concerns whoever owns the action item.
    WhoeverOwnsIt,
}

impl Concern {
    /// The institution that an event concerns. An action item's events concern its owner at that time; when it changes
    /// hands, the new one.
    pub(super) async fn of(
        &mut self,
        event: &StoredEvent,
        store: &dyn EventStore,
    ) -> Result<Option<InstitutionId>, ReadError> {
        let owner = match named(event) {
            Named::Said(institution) => return Ok(institution),
            Named::Owner(owner) => Some(owner),
            Named::WhoeverOwnsIt => match self.owners.get(&event.stream) {
                Some((revision, owner)) if revision.0 + 1 == event.revision.0 => owner.clone(),
                _ => owner_before(event, store).await?,
            },
        };
        if self.owners.len() >= REMEMBERED {
            self.owners.clear();
        }
        self.owners.insert(event.stream.clone(), (event.revision, owner.clone()));
        Ok(owner)
    }
}

async fn owner_before(event: &StoredEvent, store: &dyn EventStore) -> Result<Option<InstitutionId>, ReadError> {
    let mut from = event.revision;
    loop {
        let page = store.read_stream(&event.stream, Some(from), Direction::Backwards, PAGE).await?;
        for earlier in &page {
            if let Named::Owner(owner) = named(earlier) {
                return Ok(Some(owner));
            }
        }
        match page.last().and_then(|first| first.revision.0.checked_sub(1)) {
            Some(earlier) if page.len() == PAGE => from = Revision(earlier),
            _ => return Ok(None),
        }
    }
}

fn named(stored: &StoredEvent) -> Named {
    // An event of a newer focalpoint is relayed like any other; whom it concerns is not known here.
    let Ok(event) = Event::decode(&stored.stream, &stored.body) else {
        return Named::Said(None);
    };
    match event {
        Event::Institution(institution, _) => Named::Said(Some(institution)),
        Event::Subgroup(_, event) => Named::Said(match event {
            SubgroupEvent::ChairAppointed(chair) => Some(chair.institution),
            SubgroupEvent::InstitutionJoined { institution } | SubgroupEvent::InstitutionLeft { institution } => {
                Some(institution)
            }
            SubgroupEvent::Formed { .. } | SubgroupEvent::Dissolved { .. } => None,
        }),
        Event::Meeting(_, event) => Named::Said(match event {
            MeetingEvent::InvitationAnswered { institution, .. } => Some(institution),
            MeetingEvent::Scheduled { .. }
            | MeetingEvent::AgendaItemAdded { .. }
            | MeetingEvent::Rescheduled { .. }
            | MeetingEvent::Held { .. }
            | MeetingEvent::MinutesRecorded { .. }
            | MeetingEvent::DecisionTaken { .. }
            | MeetingEvent::MinutesApproved {}
            | MeetingEvent::Cancelled { .. } => None,
        }),
        Event::ActionItem(_, event) => match event {
            ActionItemEvent::Assigned { owner, .. } | ActionItemEvent::Reassigned { owner, .. } => Named::Owner(owner),
            ActionItemEvent::Accepted {}
            | ActionItemEvent::ProgressReported { .. }
            | ActionItemEvent::Blocked { .. }
            | ActionItemEvent::Unblocked {}
            | ActionItemEvent::ExtensionRequested { .. }
            | ActionItemEvent::ExtensionGranted { .. }
            | ActionItemEvent::ExtensionRefused { .. }
            | ActionItemEvent::Completed {}
            | ActionItemEvent::ReportWithdrawn { .. }
            | ActionItemEvent::Verified {}
            | ActionItemEvent::Reopened { .. }
            | ActionItemEvent::Nudged { .. }
            | ActionItemEvent::Cancelled { .. } => Named::WhoeverOwnsIt,
        },
        Event::Reminder(_, event) => Named::Said(match event {
            ReminderEvent::Planned { recipient, .. } | ReminderEvent::Escalated { recipient, .. } => match recipient {
                Recipient::FocalPoint(institution) => Some(institution),
                Recipient::Chair(_) | Recipient::Secretariat => None,
            },
            ReminderEvent::Sent { .. } | ReminderEvent::Failed { .. } | ReminderEvent::Answered { .. } => None,
        }),
        // Who may see a case changes with the case, and every look at one is recorded; no subscription does either.
        Event::Case(..) => Named::Said(None),
        Event::DataRequest(_, event) => Named::Said(match event {
            DataRequestEvent::Submitted { institution, .. }
            | DataRequestEvent::Returned { institution, .. }
            | DataRequestEvent::Corrected { institution, .. }
            | DataRequestEvent::Accepted { institution }
            | DataRequestEvent::Nudged { institution } => Some(institution),
            DataRequestEvent::Issued { .. } | DataRequestEvent::Closed {} => None,
        }),
        Event::Objective(_, event) => Named::Said(match event {
            ObjectiveEvent::ValueReported { institution, .. } | ObjectiveEvent::ValueCorrected { institution, .. } => {
                Some(institution)
            }
            ObjectiveEvent::ObjectiveSet { .. }
            | ObjectiveEvent::ActivityPlanned { .. }
            | ObjectiveEvent::IndicatorDefined { .. }
            | ObjectiveEvent::BaselineSet { .. }
            | ObjectiveEvent::TargetSet { .. } => None,
        }),
        Event::Module(..) | Event::Milestone(..) => Named::Said(None),
    }
}

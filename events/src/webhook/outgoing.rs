//! Which kinds of events may leave by a webhook, and what can be said of one.
//!
//! The list is closed, and so are the fields: ids, days, how far something is, and titles that are public by what they are. No text
//! that somebody wrote of a matter, no figure that was reported and nothing about cases, people, accounts, notices or the audit
//! trail has a field. What an event fills them with is in [`Event::outgoing`](crate::Event::outgoing).

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::ids::{ActionItemId, DataRequestId, InstitutionId, MeetingId};
use crate::period::Period;
use crate::text::Text;

macro_rules! outgoing_kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// A kind of event that may leave, by its type in the log.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
        )]
        pub enum OutgoingKind {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl OutgoingKind {
            /// Every kind, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The event's type, which never changes.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The kind with this name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

outgoing_kinds! {
    /// An action item came to an institution.
    ActionItemAssigned = "action-item.assigned";
    /// Its owner took it on.
    ActionItemAccepted = "action-item.accepted";
    /// Its owner said how far it is.
    ActionItemProgressReported = "action-item.progress-reported";
    /// Its owner cannot go on.
    ActionItemBlocked = "action-item.blocked";
    /// Its owner goes on.
    ActionItemUnblocked = "action-item.unblocked";
    /// Its owner says that it is not theirs.
    ActionItemDisclaimed = "action-item.disclaimed";
    /// Its owner asked for more time.
    ActionItemExtensionRequested = "action-item.extension-requested";
    /// More time was given.
    ActionItemExtensionGranted = "action-item.extension-granted";
    /// No more time was given.
    ActionItemExtensionRefused = "action-item.extension-refused";
    /// Its owner says that it is done.
    ActionItemCompleted = "action-item.completed";
    /// Its owner took a report back.
    ActionItemReportWithdrawn = "action-item.report-withdrawn";
    /// Somebody confirmed that it is done.
    ActionItemVerified = "action-item.verified";
    /// It is not done after all.
    ActionItemReopened = "action-item.reopened";
    /// It is its owner's after all.
    ActionItemReturned = "action-item.returned";
    /// It went to another institution.
    ActionItemReassigned = "action-item.reassigned";
    /// It was called off.
    ActionItemCancelled = "action-item.cancelled";
    /// A meeting was convened.
    MeetingScheduled = "meeting.scheduled";
    /// It was moved.
    MeetingRescheduled = "meeting.rescheduled";
    /// An institution said whether it comes.
    MeetingInvitationAnswered = "meeting.invitation-answered";
    /// It was held.
    MeetingHeld = "meeting.held";
    /// Its minutes were approved.
    MeetingMinutesApproved = "meeting.minutes-approved";
    /// It was called off.
    MeetingCancelled = "meeting.cancelled";
    /// Institutions were asked for data.
    DataRequestIssued = "data-request.issued";
    /// An institution submitted its answers.
    DataRequestSubmitted = "data-request.submitted";
    /// They were returned to be corrected.
    DataRequestReturned = "data-request.returned";
    /// They were corrected.
    DataRequestCorrected = "data-request.corrected";
    /// They were accepted.
    DataRequestAccepted = "data-request.accepted";
    /// The request was closed.
    DataRequestClosed = "data-request.closed";
    /// An objective of the strategy was set.
    ObjectiveSet = "strategy.objective-set";
    /// An activity was planned for it.
    ObjectiveActivityPlanned = "strategy.activity-planned";
    /// It was said by what it is measured.
    ObjectiveIndicatorDefined = "strategy.indicator-defined";
    /// An institution reported a value; which, is not said.
    ObjectiveValueReported = "strategy.value-reported";
    /// It corrected one.
    ObjectiveValueCorrected = "strategy.value-corrected";
    /// Something in the mechanism's history or in a project was reached.
    MilestoneRecorded = "milestone.recorded";
}

/// What an event that leaves is about: what its maker must be able to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum OutgoingSubject {
    /// An action item, by whose list or board it is on at that moment.
    ActionItem(ActionItemId),
    /// A meeting, by whom it convenes and who is invited.
    Meeting(MeetingId),
    /// A data request as a whole, by whom it asks.
    DataRequest(DataRequestId),
    /// What an institution answers to data requests.
    Submission(InstitutionId),
    /// The strategy as a whole.
    Strategy,
    /// The values that an institution reports.
    Indicators(InstitutionId),
    /// The timeline as a whole.
    Timeline,
}

/// What is said of an event that leaves. Whoever may see more asks the API by the id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutgoingData {
    /// What it happened to.
    pub id: String,
    /// The institution that it concerns: an item's new owner, whoever answers or reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<InstitutionId>,
    /// The subgroup whose board or meeting it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subgroup: Option<String>,
    /// The title of a meeting, a data request, an objective or a milestone, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub title: BTreeMap<String, String>,
    /// The last day on which it is in time, a date in Kosovo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The due date that was asked for or given, a date in Kosovo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// How much is done, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<u8>,
    /// The day of a meeting or a milestone, in Kosovo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The time of day of a meeting, in Kosovo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<NaiveTime>,
    /// What an institution answered to an invitation: `attending`, `not-attending` or `sending-deputy`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The days that are reported on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The activity of an objective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<String>,
    /// The indicator of an objective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
}

impl OutgoingData {
    /// The same without anything that somebody wrote: what was taken out is marked as such.
    pub fn without_texts(mut self) -> Self {
        self.title.values_mut().for_each(|title| *title = Text::taken_out().to_string());
        self
    }
}

/// An event as it may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingEvent {
    /// Which kind it is.
    pub kind: OutgoingKind,
    /// What one must be able to see.
    pub about: OutgoingSubject,
    /// What is said of it.
    pub data: OutgoingData,
}

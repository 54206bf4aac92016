//! Which indicators nobody reports, because the log knows them: their names and units. How each is worked out is in
//! [`indicator_computation`](crate::indicator_computation), which knows the events; nothing here does.

use serde::{Deserialize, Serialize};

use crate::figure::Unit;

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
    /// The persons among them: two cases are of one once somebody has confirmed it.
    Persons,
    /// The persons among them whose re-trafficking was confirmed.
    RetraffickedPersons,
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
}

//! Scheduling meetings, one or a series, for the page and the API alike.

use chrono::NaiveDate;
use coordination::series::occurrences;
use events::Command;
use events::authority::Principal;
use events::ids::{CommandId, InstitutionId, MeetingId};
use events::language::LocalText;
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime, Recurrence};
use events::non_empty::NonEmpty;
use events::recurrence::RecurrenceRule;
use events::text::Text;

use crate::app::App;
use crate::failure::Failure;
use crate::http::new_id::new_id;

/// A meeting to be scheduled.
#[derive(Debug, Clone)]
pub(crate) struct MeetingPlan {
    pub(crate) title: LocalText,
    pub(crate) first: MeetingTime,
    pub(crate) place: Option<Text>,
    pub(crate) convened: MeetingBody,
    /// None: whoever belongs to the body that is convened.
    pub(crate) invited: Vec<InstitutionId>,
    /// A rule (RFC 5545) when it is a series.
    pub(crate) rule: Option<RecurrenceRule>,
    /// The days of the series on which there is no meeting.
    pub(crate) left_out: Vec<NaiveDate>,
}

impl MeetingPlan {
    /// When it is, or each meeting of the series that is not left out.
    pub(crate) fn times(&self) -> Result<NonEmpty<MeetingTime>, SchedulingError> {
        let Some(rule) = &self.rule else { return Ok(NonEmpty::one(self.first)) };
        let no_series = |error: &dyn std::fmt::Display| SchedulingError::NoSeries(error.to_string());
        let all = occurrences(rule.as_str(), self.first).map_err(|error| no_series(&error))?;
        let kept: Vec<_> = all.iter().copied().filter(|at| !self.left_out.contains(&at.date)).collect();
        NonEmpty::try_from(kept).map_err(|error| no_series(&error))
    }
}

/// Why a plan makes no meeting.
#[derive(Debug)]
pub(crate) enum SchedulingError {
    /// Nobody is invited.
    NobodyInvited,
    /// An institution does not take part, or the subgroup is not at work.
    Unknown,
    /// The rule gives no series.
    NoSeries(String),
    /// The read models or the command service failed.
    Failed(Failure),
}

impl From<Failure> for SchedulingError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl App {
    async fn invited(
        &self,
        principal: &Principal,
        plan: &MeetingPlan,
    ) -> Result<NonEmpty<InstitutionId>, SchedulingError> {
        let taking_part: Vec<_> =
            self.queries().institutions(principal).await?.into_iter().filter(|one| one.active).collect();
        let subgroup = match &plan.convened {
            MeetingBody::Subgroup(id) => match self.queries().subgroup(principal, id).await {
                Ok(subgroup) if !subgroup.dissolved => Some(subgroup),
                Ok(_) | Err(Failure::NotFound) => return Err(SchedulingError::Unknown),
                Err(failure) => return Err(failure.into()),
            },
            MeetingBody::Authority | MeetingBody::Invited => None,
        };
        let invited: Vec<InstitutionId> = if !plan.invited.is_empty() {
            plan.invited.clone()
        } else if let Some(subgroup) = subgroup {
            subgroup.members
        } else if plan.convened == MeetingBody::Authority {
            taking_part.iter().filter(|one| one.authority_member).map(|one| one.id.clone()).collect()
        } else {
            Vec::new()
        };
        if !invited.iter().all(|id| taking_part.iter().any(|one| &one.id == id)) {
            return Err(SchedulingError::Unknown);
        }
        NonEmpty::try_from(invited).map_err(|_| SchedulingError::NobodyInvited)
    }

    /// Schedules a meeting or every meeting of a series, and gives their ids, the first one first. Asked again with the
    /// same id after a failure in the middle, it goes on with what is missing.
    pub(super) async fn schedule(
        &self,
        id: CommandId,
        principal: &Principal,
        plan: MeetingPlan,
    ) -> Result<Vec<MeetingId>, SchedulingError> {
        let invited = self.invited(principal, &plan).await?;
        let times = plan.times()?;
        let title = plan.title.versions().last().map_or("", |(_, words)| words).to_owned();
        let (mut meetings, mut last) = (Vec::new(), None);
        for (n, at) in times.into_iter().enumerate() {
            let meeting: MeetingId = new_id(&title, id, n).map_err(Failure::from)?;
            let number = u16::try_from(n + 1).unwrap_or(u16::MAX);
            let command = MeetingCommand::Schedule {
                title: plan.title.clone(),
                at,
                place: plan.place.clone(),
                convened: plan.convened.clone(),
                invited: invited.clone(),
                recurrence: plan.rule.clone().map(|rule| Recurrence { rule, number }),
            };
            let own = if n == 0 { id } else { id.event(n).follow_up(0) };
            let accepted =
                self.execute_without_waiting(own, principal, Command::Meeting(meeting.clone(), command)).await?;
            meetings.push(meeting);
            last = Some(accepted);
        }
        if let Some(last) = last {
            self.wait_until_shown(&last).await;
        }
        Ok(meetings)
    }
}

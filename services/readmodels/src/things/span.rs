//! From when to when a thing lasts, and whose it was when: little enough to be read of thousands at once.

use chrono::NaiveDate;
use events::ids::{InstitutionId, MeetingId, ObjectiveId, Position, SubgroupId};
use serde::{Deserialize, Serialize};

use super::standing::{Standpoint, standing};
use super::{Thing, ThingKind};
use crate::local_time::date_in_kosovo;

/// The last day of what is owed and not done: it is late until it is done.
pub(crate) const OPEN_END: NaiveDate = NaiveDate::MAX;

/// Whose a thing is from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneChange {
    /// The day on which it was recorded, a date in Kosovo.
    pub since: NaiveDate,
    /// Whose it is; none: the Authority's as a whole.
    pub institutions: Vec<InstitutionId>,
}

/// A thing without its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThingSpan {
    /// What it is known by.
    pub position: Position,
    /// What sort it is.
    pub kind: ThingKind,
    /// The earliest day that it was ever planned for.
    pub first: NaiveDate,
    /// The latest day that it ever had; `None`: it is owed and not done.
    pub last: Option<NaiveDate>,
    /// The last day as it is planned now.
    pub until: Option<NaiveDate>,
    /// When it was done, or ended without.
    pub ended: Option<NaiveDate>,
    /// Whose it was, from when on; the first says since when it is known.
    pub lanes: Vec<LaneChange>,
    /// On whose board it is, or who was convened.
    pub subgroup: Option<SubgroupId>,
    /// Which objective it serves.
    pub objective: Option<ObjectiveId>,
    /// The meeting that raised it, or that it is.
    pub meeting: Option<MeetingId>,
}

impl ThingSpan {
    /// Of a thing as everything that is known of it says.
    pub(crate) fn of(thing: &Thing) -> Self {
        // Whatever the day, what is done and until when does not follow from it.
        let whole = standing(thing, None, Standpoint::Now(NaiveDate::MIN));
        let ended = whole.as_ref().and_then(|whole| whole.done_on.or(whole.ended_on));
        let planned = thing.steps.iter().flat_map(|step| [Some(step.from), step.until].into_iter().flatten());
        // What is called off, or done early, is still where it was planned.
        let first = planned.clone().min().unwrap_or(OPEN_END);
        let is_owed = thing.kind.is_owed() && ended.is_none();
        let lanes = thing.steps.iter().filter_map(|step| {
            let institutions = step.institutions.clone()?;
            Some(LaneChange { since: date_in_kosovo(step.recorded_at), institutions })
        });
        Self {
            position: thing.position,
            kind: thing.kind,
            first,
            last: planned.chain(ended).max().filter(|_| !is_owed),
            until: thing.steps.last().and_then(|step| step.until),
            ended,
            lanes: lanes.collect(),
            subgroup: thing.subgroup.clone(),
            objective: thing.objective.clone(),
            meeting: thing.meeting.clone(),
        }
    }

    /// Whose it was at a standpoint; `None`: it was not known yet.
    pub fn institutions_at(&self, standpoint: Standpoint) -> Option<&[InstitutionId]> {
        let known = |lane: &&LaneChange| match standpoint {
            Standpoint::Now(_) => true,
            Standpoint::AsOf(day) => lane.since <= day,
        };
        self.lanes.iter().rfind(known).map(|lane| lane.institutions.as_slice())
    }

    /// Whether it is late at a standpoint, as far as what is known now says.
    pub fn is_late_at(&self, standpoint: Standpoint) -> bool {
        let day = standpoint.day();
        let end = self.ended.filter(|ended| *ended <= day).unwrap_or(day);
        self.kind.is_owed() && self.until.is_some_and(|until| end > until)
    }
}

//! How a thing stood at a moment: folded from the steps that were known then.

use chrono::NaiveDate;
use events::ids::InstitutionId;
use events::period::Period;
use serde::{Deserialize, Serialize};

use super::{Step, StepKind, Thing, ThingKind, ThingStage};
use crate::local_time::date_in_kosovo;

/// From when a thing is looked at, a date in Kosovo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standpoint {
    /// Today, with everything that is known.
    Now(NaiveDate),
    /// The end of an earlier day, with what was recorded by then and nothing else.
    AsOf(NaiveDate),
}

impl Standpoint {
    /// The day that counts as today.
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Now(day) | Self::AsOf(day) => day,
        }
    }

    /// Whether a step was known there.
    pub fn knows(self, step: &Step) -> bool {
        match self {
            Self::Now(_) => true,
            Self::AsOf(day) => date_in_kosovo(step.recorded_at) <= day,
        }
    }
}

/// That something was given another last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMove {
    /// The day on which it was.
    pub on: NaiveDate,
    /// The last day before.
    pub from: NaiveDate,
    /// The last day since.
    pub to: NaiveDate,
}

/// By how much something is or was late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lateness {
    /// The due date that passed.
    pub due: NaiveDate,
    /// The day on which it was done, ended or is looked at.
    pub until: NaiveDate,
}

impl Lateness {
    /// How many days late, at least 1.
    pub fn days(self) -> i64 {
        (self.until - self.due).num_days()
    }
}

/// How a thing stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingStanding {
    /// How far it was.
    pub stage: ThingStage,
    /// Whose it was; none: the Authority's as a whole.
    pub institutions: Vec<InstitutionId>,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day as it was planned: of what is owed, the due date.
    pub until: Option<NaiveDate>,
    /// When it was done, while that held.
    pub done_on: Option<NaiveDate>,
    /// When it ended without having been done.
    pub ended_on: Option<NaiveDate>,
    /// While it was stuck.
    pub blocked: Vec<Period>,
    /// How its last day was moved, in order.
    pub moves: Vec<DueMove>,
    /// By how much it was late; `None`: it was not, or cannot be.
    pub late: Option<Lateness>,
    /// Of what several are asked: how many have answered, and how many are asked.
    pub answered: Option<(usize, usize)>,
}

impl ThingStanding {
    /// Whether it was late and still to be done.
    pub fn is_overdue(&self) -> bool {
        self.late.is_some() && self.stage.is_open()
    }

    /// The first day after which nothing of it is drawn.
    pub fn last_day(&self) -> NaiveDate {
        let late = self.late.map(|late| late.until);
        [self.until, self.done_on, self.ended_on, late].into_iter().flatten().fold(self.from, NaiveDate::max)
    }
}

/// How a thing stood at a standpoint, or the part of it that is one recipient's; `None`: it was not known yet.
pub fn standing(thing: &Thing, whose: Option<&InstitutionId>, standpoint: Standpoint) -> Option<ThingStanding> {
    let known: Vec<&Step> = thing.steps.iter().filter(|step| standpoint.knows(step)).collect();
    let institutions = known.iter().rev().find_map(|step| step.institutions.clone())?;
    if thing.kind == ThingKind::DataRequest {
        return match whose {
            Some(whose) => of_part(thing.kind, &known, Some(whose), institutions, standpoint.day()),
            None => of_all(thing.kind, &known, institutions, standpoint.day()),
        };
    }
    of_part(thing.kind, &known, None, institutions, standpoint.day())
}

/// What everybody's parts come to.
fn of_all(kind: ThingKind, known: &[&Step], institutions: Vec<InstitutionId>, day: NaiveDate) -> Option<ThingStanding> {
    let part = |whose: &InstitutionId| of_part(kind, known, Some(whose), vec![], day);
    let parts: Vec<ThingStanding> = institutions.iter().filter_map(part).collect();
    let first = parts.first()?.clone();
    let is_open = parts.iter().any(|part| part.stage.is_open());
    let stage = if is_open {
        // Where nobody can do anything, it does not wait for anybody; whatever else is told of each.
        ThingStage::Open
    } else if parts.iter().all(|part| part.stage == ThingStage::Verified) {
        ThingStage::Verified
    } else if parts.iter().any(|part| part.stage.is_done()) {
        ThingStage::Done
    } else {
        first.stage
    };
    let latest = |day: fn(&ThingStanding) -> Option<NaiveDate>| parts.iter().filter_map(day).max();
    let has_ended = !is_open;
    Some(ThingStanding {
        stage,
        done_on: latest(|part| part.done_on).filter(|_| has_ended && stage.is_done()),
        ended_on: latest(|part| part.ended_on).filter(|_| has_ended && !stage.is_done()),
        late: parts.iter().filter_map(|part| part.late).max_by_key(|late| late.until),
        answered: Some((parts.iter().filter(|part| part.stage.is_done()).count(), parts.len())),
        institutions,
        ..first
    })
}

fn of_part(
    kind: ThingKind,
    known: &[&Step],
    whose: Option<&InstitutionId>,
    institutions: Vec<InstitutionId>,
    day: NaiveDate,
) -> Option<ThingStanding> {
    let own = known.iter().filter(|step| step.whose.is_none() || step.whose.as_ref() == whose);
    let mut stage = ThingStage::Open;
    let mut planned: Option<(NaiveDate, Option<NaiveDate>)> = None;
    let (mut done_on, mut ended_on, mut blocked_since) = (None, None, None);
    let (mut blocked, mut moves) = (Vec::new(), Vec::new());
    for step in own {
        // What ends for everybody leaves those alone who have done their part.
        let leaves_alone = step.what == StepKind::Closed && stage.is_done();
        stage = if leaves_alone { stage } else { step.stage };
        done_on = if stage.is_done() { done_on.or(Some(step.on)) } else { None };
        ended_on = if stage.has_ended_undone() { ended_on.or(Some(step.on)) } else { None };
        match (stage == ThingStage::Blocked, blocked_since) {
            (true, None) => blocked_since = Some(step.on),
            (false, Some(since)) => {
                blocked.extend(Period::new(since, step.on));
                blocked_since = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
        if let (Some((_, Some(from))), Some(to)) = (planned, step.until)
            && from != to
        {
            moves.push(DueMove { on: step.on, from, to });
        }
        planned = Some((step.from, step.until));
    }
    let (from, until) = planned?;
    if let Some(since) = blocked_since {
        blocked.extend(Period::new(since, day));
    }
    let end = done_on.or(ended_on).unwrap_or(day);
    let late = until.filter(|due| kind.is_owed() && end > *due).map(|due| Lateness { due, until: end });
    Some(ThingStanding { stage, institutions, from, until, done_on, ended_on, blocked, moves, late, answered: None })
}

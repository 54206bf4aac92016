//! What became of reports and requests: the owner hears what was decided, the chair hears what waits for a decision.
//!
//! Whoever decided is not told of it: the owner's institution hears of the chair's decisions, the chair of the owner's
//! reports. A decision is news for some days; what waits for the chair is, until it is decided.

use chrono::{DateTime, TimeDelta, Utc};
use events::action_item::{ItemStage, TAKE_BACK_WITHIN};
use events::actor::Actor;
use events::ids::{InstitutionId, PersonId};
use events::notification::{Audience, Notice, Occasion};
use readmodels::work_items::{DecisionKind, ItemDecision, ItemReport, ReportKind, WorkItem};

use crate::content::{Content, WorkContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::topics::Topic;
use crate::topics::action_items::stream_of;

/// For how long a decision is news.
const NEWS_FOR: TimeDelta = TimeDelta::days(7);

/// The topic.
pub struct Outcomes;

impl Topic for Outcomes {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let mut owed = Vec::new();
        for work in facts.work.all() {
            let fresh = |at| facts.moment.now - at <= NEWS_FOR;
            for decision in work.decisions.iter().filter(|decision| fresh(decision.at)) {
                owed.extend(told(decision, work).into_iter().filter_map(|owner| of_decision(work, decision, owner)));
            }
            let settled = |at| facts.moment.now - at >= TAKE_BACK_WITHIN;
            let told = |report: &&ItemReport| fresh(report.at) && settled(report.at) && still_waits(work, report);
            for report in work.reports.iter().filter(told) {
                owed.extend(of_report(work, report, facts));
            }
        }
        owed
    }

    fn moments_ahead(&self, facts: &Facts<'_>) -> Vec<DateTime<Utc>> {
        let reports = facts.work.all().flat_map(|work| &work.reports);
        reports.map(|report| report.at + TAKE_BACK_WITHIN).filter(|settled| *settled > facts.moment.now).collect()
    }
}

/// The institutions that a decision is told to: the task's owner, and of a task that was moved both.
fn told(decision: &ItemDecision, work: &WorkItem) -> Vec<InstitutionId> {
    let institutions = match &decision.what {
        // The new owner hears of the task as of any new one.
        DecisionKind::Reassigned { from, .. } => vec![from.clone()],
        DecisionKind::Granted { .. }
        | DecisionKind::Refused { .. }
        | DecisionKind::Verified
        | DecisionKind::Reopened { .. }
        | DecisionKind::Returned { .. }
        | DecisionKind::Cancelled { .. } => vec![work.item.owner.clone()],
    };
    let own = |institution: &InstitutionId| institution_of(&decision.by) == Some(institution);
    institutions.into_iter().filter(|institution| !own(institution)).collect()
}

fn institution_of(actor: &Actor) -> Option<&InstitutionId> {
    match actor {
        Actor::Official { institution, .. } => Some(institution),
        Actor::Secretariat | Actor::Service { .. } => None,
    }
}

fn of_decision(work: &WorkItem, decision: &ItemDecision, owner: InstitutionId) -> Option<Owed> {
    Some(Owed {
        notice: Notice {
            about: stream_of(&work.id)?,
            occasion: Occasion::try_from(format!("decided.{}", decision.event)).ok()?,
            to: Audience::FocalPoint(owner),
        },
        content: Content::Work(WorkContent::Decided { item: work.id.clone(), decision: decision.event }),
        urgency: Urgency::AtWork,
        since: decision.at,
    })
}

/// Whether a report still waits for whoever decides: nothing has come after it that makes it moot.
fn still_waits(work: &WorkItem, report: &ItemReport) -> bool {
    match &report.what {
        ReportKind::Done => work.item.stage == ItemStage::Completed,
        ReportKind::ExtensionAsked { until, .. } => work.item.extension_asked == Some(*until),
        ReportKind::Blocked { .. } => work.item.stage.code() == "blocked" && work.last_event == report.event,
        ReportKind::Disclaimed { .. } => work.item.stage.is_disclaimed(),
        ReportKind::Withdrawn => false,
    }
}

/// To whoever decides: the chair, and of a task on no board the Secretariat.
fn of_report(work: &WorkItem, report: &ItemReport, facts: &Facts<'_>) -> Option<Owed> {
    let chair = |subgroup| facts.subgroups.subgroup(subgroup).filter(|one| !one.dissolved)?.chair.as_ref();
    let chaired = work.item.subgroup.as_ref().and_then(|subgroup| Some((subgroup, chair(subgroup)?)));
    let to = match chaired {
        Some((_, chair)) if person_of(&report.by) == Some(&chair.person) => return None,
        Some((subgroup, _)) => Audience::Chair(subgroup.clone()),
        None => Audience::Secretariat,
    };
    Some(Owed {
        notice: Notice {
            about: stream_of(&work.id)?,
            occasion: Occasion::try_from(format!("reported.{}", report.event)).ok()?,
            to,
        },
        content: Content::Work(WorkContent::Reported { item: work.id.clone(), report: report.event }),
        urgency: Urgency::AtWork,
        // A thumb slips: what can still be taken back is not told yet.
        since: report.at + TAKE_BACK_WITHIN,
    })
}

fn person_of(actor: &Actor) -> Option<&PersonId> {
    match actor {
        Actor::Official { person, .. } => Some(person),
        Actor::Secretariat | Actor::Service { .. } => None,
    }
}

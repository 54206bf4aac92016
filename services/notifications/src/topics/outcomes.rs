//! What became of reports and requests: the owner hears what was decided, the chair hears what waits for a decision.
//!
//! Whoever decided is not told of it: the owner's institution hears of the chair's decisions, the chair of the owner's
//! reports. A decision is news for some days, and so is what is done or stuck. A request for time, or that a task is not the
//! owner's, waits until somebody decides: nobody else can go on with the task. The chair is told of it again and again, and
//! once it has waited for long the Secretariat. Only the step that it has reached counts, so that nobody gets all those at
//! once that an outage left out.

use chrono::{DateTime, NaiveTime, Utc};
use events::action_item::{ItemStage, TAKE_BACK_WITHIN};
use events::ids::{InstitutionId, StreamId, SubgroupId};
use events::notification::{Audience, Notice, Occasion};
use events::subgroup::Chair;
use readmodels::local_time::date_in_kosovo;
use readmodels::work_items::{DecisionKind, ItemDecision, ItemReport, ReportKind, WorkItem};

use crate::content::{Content, WorkContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::hours::instant;
use crate::policy::intervals::{
    OUTCOME_IS_NEWS_FOR, UNANSWERED_AFTER_WORKING_DAYS, UNANSWERED_AGAIN_AFTER_WORKING_DAYS,
    WAITS_AGAIN_AFTER_WORKING_DAYS,
};
use crate::policy::recipients::acting_person;
use crate::topics::Topic;
use crate::topics::action_items::stream_of;

/// What became of whatever somebody asked or reported.
pub struct Outcomes;

impl Topic for Outcomes {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let mut owed = Vec::new();
        let news_from = facts.moment.now.checked_sub_signed(OUTCOME_IS_NEWS_FOR).unwrap_or(DateTime::<Utc>::MIN_UTC);
        for work in facts.items_with_news_since(news_from) {
            for decision in work.decisions.iter().filter(|decision| decision.at >= news_from) {
                let owners = told(decision, work, facts).into_iter();
                owed.extend(owners.filter_map(|owner| of_decision(work, decision, owner)));
            }
            let is_told =
                |report: &&ItemReport| report.at >= news_from && is_settled(report, facts) && stands(work, report);
            owed.extend(work.reports.iter().filter(is_told).filter_map(|report| of_report(work, report, facts)));
        }
        owed.extend(facts.undecided_items().into_iter().flat_map(|(work, report)| of_undecided(work, report, facts)));
        owed
    }

    fn moments_ahead(&self, facts: &Facts<'_>) -> Vec<(DateTime<Utc>, StreamId)> {
        let now = facts.moment.now;
        let from = now.checked_sub_signed(TAKE_BACK_WITHIN).unwrap_or(DateTime::<Utc>::MIN_UTC);
        let reports = facts.items_with_news_since(from).into_iter().flat_map(|work| {
            work.reports.iter().filter_map(|report| Some((report.at + TAKE_BACK_WITHIN, stream_of(&work.id)?)))
        });
        reports.filter(|(settled, _)| *settled > now).collect()
    }
}

/// Whether a report cannot be taken back any more: a thumb slips.
fn is_settled(report: &ItemReport, facts: &Facts<'_>) -> bool {
    facts.moment.now - report.at >= TAKE_BACK_WITHIN
}

/// The institutions that a decision is told to: the task's owner, and of a task that was moved both.
/// One where nobody but whoever decided is in post knows already.
fn told(decision: &ItemDecision, work: &WorkItem, facts: &Facts<'_>) -> Vec<InstitutionId> {
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
    let knows = |institution: &InstitutionId| {
        let (decider, found) = (acting_person(&decision.by), facts.institutions.entry(institution));
        let staff = found.map_or(&[][..], |(_, one)| &one.staff);
        !staff.is_empty() && staff.iter().all(|member| Some(&member.person) == decider)
    };
    institutions.into_iter().filter(|institution| !knows(institution)).collect()
}

fn of_decision(work: &WorkItem, decision: &ItemDecision, owner: InstitutionId) -> Option<Owed> {
    Some(Owed {
        notice: notice(work, format!("decided.{}", decision.event), Audience::FocalPoint(owner))?,
        content: Content::Work(WorkContent::Decided { item: work.id.clone(), decision: decision.event }),
        urgency: Urgency::AtWork,
        since: decision.at,
    })
}

/// Whether a report that waits for no decision still says how things are: nothing has come after it that makes it moot.
fn stands(work: &WorkItem, report: &ItemReport) -> bool {
    match &report.what {
        ReportKind::Done => work.item.stage == ItemStage::Completed,
        ReportKind::Blocked { .. } => work.item.stage.code() == "blocked" && work.last_event == report.event,
        ReportKind::ExtensionAsked { .. } | ReportKind::Disclaimed { .. } | ReportKind::Withdrawn => false,
    }
}

/// Who decides: the chair, and of a task on no board the Secretariat.
fn who_decides(work: &WorkItem, facts: &Facts<'_>) -> Audience {
    match chair_of(work, facts) {
        Some((subgroup, _)) => Audience::Chair(subgroup.clone()),
        None => Audience::Secretariat,
    }
}

fn chair_of<'a>(work: &'a WorkItem, facts: &'a Facts<'_>) -> Option<(&'a SubgroupId, &'a Chair)> {
    let subgroup = work.item.subgroup.as_ref()?;
    let chair = facts.subgroups.subgroup(subgroup).filter(|one| !one.dissolved)?.chair.as_ref()?;
    Some((subgroup, chair))
}

/// Whether it was reported by the chair who decides on it.
fn is_the_chairs_own(work: &WorkItem, report: &ItemReport, facts: &Facts<'_>) -> bool {
    chair_of(work, facts).is_some_and(|(_, chair)| acting_person(&report.by) == Some(&chair.person))
}

/// To whoever decides, that there is a report.
fn of_report(work: &WorkItem, report: &ItemReport, facts: &Facts<'_>) -> Option<Owed> {
    if is_the_chairs_own(work, report, facts) {
        return None;
    }
    Some(Owed {
        notice: notice(work, format!("reported.{}", report.event), who_decides(work, facts))?,
        content: reported(work, report),
        urgency: Urgency::AtWork,
        // What can still be taken back is not told yet.
        since: report.at + TAKE_BACK_WITHIN,
    })
}

/// Of a report that waits for a decision: that there is one, or how long it has waited.
fn of_undecided(work: &WorkItem, report: &ItemReport, facts: &Facts<'_>) -> Vec<Owed> {
    let waited = facts.calendar.working_days_between(date_in_kosovo(report.at), facts.today());
    let to = who_decides(work, facts);
    let for_whoever_decides = match waited / WAITS_AGAIN_AFTER_WORKING_DAYS * WAITS_AGAIN_AFTER_WORKING_DAYS {
        0 => of_report(work, report, facts).filter(|_| is_settled(report, facts)),
        _ if is_the_chairs_own(work, report, facts) => None,
        days => still_waits(work, report, ("waits", days, to.clone()), facts),
    };
    let for_the_secretariat = match waited.checked_sub(UNANSWERED_AFTER_WORKING_DAYS) {
        Some(more) if to != Audience::Secretariat => {
            let again = more / UNANSWERED_AGAIN_AFTER_WORKING_DAYS * UNANSWERED_AGAIN_AFTER_WORKING_DAYS;
            let days = UNANSWERED_AFTER_WORKING_DAYS + again;
            still_waits(work, report, ("unanswered", days, Audience::Secretariat), facts)
        }
        Some(_) | None => None,
    };
    for_whoever_decides.into_iter().chain(for_the_secretariat).collect()
}

/// To somebody, that a report has waited for so many working days.
fn still_waits(
    work: &WorkItem,
    report: &ItemReport,
    (step, days, to): (&str, u32, Audience),
    facts: &Facts<'_>,
) -> Option<Owed> {
    let n = u16::try_from(days).unwrap_or(u16::MAX);
    let reached_on = facts.calendar.nth_working_day_after(date_in_kosovo(report.at), n);
    Some(Owed {
        notice: notice(work, format!("{step}.{days}.{}", report.event), to)?,
        content: reported(work, report),
        urgency: Urgency::Morning,
        since: instant(reached_on, NaiveTime::MIN).unwrap_or(report.at),
    })
}

fn notice(work: &WorkItem, occasion: String, to: Audience) -> Option<Notice> {
    Some(Notice { about: stream_of(&work.id)?, occasion: Occasion::try_from(occasion).ok()?, to })
}

fn reported(work: &WorkItem, report: &ItemReport) -> Content {
    Content::Work(WorkContent::Reported { item: work.id.clone(), report: report.event })
}

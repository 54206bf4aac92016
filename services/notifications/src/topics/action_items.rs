//! Action items: the ladder. The owner hears of a new task, before it is due, on the day and when it is late, again and
//! again; the chair and the Secretariat hear of what is late, each once for each due date.
//!
//! A task whose owner waits for the chair's answer to a request for time is not the owner's to be reminded of as late. One
//! that comes after the morning's message has left, and is due before the next one, is told while people are at work.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use events::ids::{ActionItemId, EventId, InstitutionId, NotificationKey, StreamId};
use events::notification::{Audience, Notice, Occasion};
use events::reminder::{ReminderId, Rung};
use readmodels::local_time::date_in_kosovo;
use readmodels::work_items::{DecisionKind, WorkItem};

use crate::channel::Part;
use crate::content::{Content, TaskSection, WorkContent};
use crate::facts::Facts;
use crate::ladder::{LadderItem, Step, first_morning};
use crate::owed::{Owed, Urgency};
use crate::policy::hours::instant;
use crate::policy::plan::morning_has_left;
use crate::policy::recipients::targets;
use crate::topics::{Topic, answer_to_last, answers_from};

/// Tasks: what is new, due and late.
pub struct ActionItems;

/// The stream of an action item.
pub fn stream_of(item: &ActionItemId) -> Option<StreamId> {
    StreamId::new("action-item", item.as_str()).ok()
}

impl Topic for ActionItems {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        facts.open_items().into_iter().flat_map(|work| of_item(work, facts)).collect()
    }

    /// A report answers the last notice that the owner got.
    fn answered(&self, facts: &Facts<'_>) -> Vec<(NotificationKey, EventId)> {
        let answers = facts.items_with_news_since(answers_from(facts)).into_iter().filter_map(|work| {
            let (owner, about) = (owner_of(work), stream_of(&work.id)?);
            answer_to_last(
                facts.ledger.entries_about(&about).filter(|entry| entry.notice.to == owner),
                work.last_report?,
            )
        });
        answers.collect()
    }
}

fn of_item(work: &WorkItem, facts: &Facts<'_>) -> Vec<Owed> {
    let Some(about) = stream_of(&work.id) else { return vec![] };
    let (due, today) = (work.item.due, facts.today());
    let climber = LadderItem {
        due,
        since: work.since,
        heard_of: has_heard_of(work, &about, facts),
        waits_for_the_chair: work.item.extension_asked.is_some(),
    };
    let reached = facts.ladder.due_rungs(&climber, today, facts.calendar);
    let told_before = |rung: Rung| {
        let reminder = ReminderId { action_item: work.id.clone(), rung, due };
        facts.earlier_reminders.sent(&reminder).is_some()
    };
    let mut owed = Vec::new();
    for step in reached.iter().filter(|step| step.earlier().is_none_or(|rung| !told_before(rung))) {
        // Whose it is, is the chair's to decide: the owner is not reminded of it, the chair hears when it is late.
        if work.item.stage.is_disclaimed() && matches!(step, Step::Owner(_)) {
            continue;
        }
        let (to, content, urgency) = match step {
            Step::Owner(_) => {
                let urgency = if cannot_wait(work, facts) { Urgency::AtWork } else { Urgency::Morning };
                (owner_of(work), task(work, section_of(work, step.is_new(), today)), urgency)
            }
            Step::Chair(_) => match chaired(work, facts) {
                Some(to) => (to.clone(), late_elsewhere(work, to, facts), Urgency::Morning),
                None => continue,
            },
            Step::Secretariat(_) => {
                (Audience::Secretariat, late_elsewhere(work, Audience::Secretariat, facts), Urgency::Morning)
            }
        };
        let Ok(occasion) = Occasion::try_from(format!("{}.{due}", step.code())) else { continue };
        let notice = Notice { about: about.clone(), occasion, to };
        // Since it was reached, or since the task came, where that was later.
        let reached = facts.ladder.reached_on(step, due, facts.calendar);
        let reached = reached.and_then(|day| instant(day, NaiveTime::MIN)).unwrap_or(work.since);
        owed.push(Owed { notice, content, urgency, since: reached.max(work.since).min(facts.moment.now) });
    }
    owed
}

fn owner_of(work: &WorkItem) -> Audience {
    Audience::FocalPoint(work.item.owner.clone())
}

/// Whether a task came to its owner after the morning's message had left and is due before the next one leaves.
fn cannot_wait(work: &WorkItem, facts: &Facts<'_>) -> bool {
    let told = targets(&owner_of(work), facts).ok().and_then(|found| found.first().copied());
    let leaves_at = told.map_or(facts.ladder.digest_at(), |target| target.hours(facts).morning);
    let came_today = date_in_kosovo(work.since) == facts.today();
    let next_morning = match &told {
        Some(target) if came_today && morning_has_left(target, facts) => {
            facts.calendar.nth_working_day_after(facts.today(), 1)
        }
        Some(_) | None => first_morning(work.since, leaves_at, facts.calendar),
    };
    work.item.due < next_morning && facts.today() < next_morning
}

fn chaired(work: &WorkItem, facts: &Facts<'_>) -> Option<Audience> {
    let subgroup = work.item.subgroup.as_ref()?;
    let found = facts.subgroups.subgroup(subgroup).filter(|one| !one.dissolved && one.chair.is_some());
    found.map(|_| Audience::Chair(subgroup.clone()))
}

fn task(work: &WorkItem, section: TaskSection) -> Content {
    Content::Work(WorkContent::Task { item: work.id.clone(), section })
}

fn late_elsewhere(work: &WorkItem, to: Audience, facts: &Facts<'_>) -> Content {
    Content::Work(WorkContent::LateElsewhere {
        item: work.id.clone(),
        owner: work.item.owner.clone(),
        working_days_late: facts.calendar.working_days_between(work.item.due, facts.today()),
        to,
    })
}

fn section_of(work: &WorkItem, new: bool, today: NaiveDate) -> TaskSection {
    if work.item.due < today {
        TaskSection::Late
    } else if new {
        TaskSection::New
    } else if work.item.due == today {
        TaskSection::Today
    } else {
        TaskSection::DueSoon
    }
}

/// When the task came to its present owner from another one, if that is known.
fn moved_at(work: &WorkItem) -> Option<DateTime<Utc>> {
    let moved = work.decisions.iter().rev().find(|decision| matches!(decision.what, DecisionKind::Reassigned { .. }));
    moved.map(|decision| decision.at)
}

/// Whether the owner has been told of the task.
fn has_heard_of(work: &WorkItem, about: &StreamId, facts: &Facts<'_>) -> bool {
    let owner = owner_of(work);
    let after_it_came = |at: DateTime<Utc>| moved_at(work).is_none_or(|moved| moved <= at);
    let told = facts
        .ledger
        .entries_about(about)
        .any(|entry| entry.notice.to == owner && entry.sent.as_ref().is_some_and(|sent| after_it_came(sent.at)));
    let earlier = facts.earlier_reminders.of_item(&work.id).filter(|(reminder, _)| !reminder.rung.escalates());
    told || earlier.map(|(_, sent)| sent.at).any(after_it_came)
}

/// What stands in a message beside the tasks that bring it up: whatever else of the institution is due soon or late, so
/// that whoever reads it sees all of it. What could not wait for the morning comes alone: the rest was said in the morning.
pub fn completing(parts: &[Part], institution: &InstitutionId, facts: &Facts<'_>) -> Vec<Part> {
    let mut listed = std::collections::BTreeSet::new();
    for part in parts {
        if let Content::Work(WorkContent::Task { item, .. }) = &part.content {
            listed.insert(item);
        }
    }
    let can_wait = |item: &&ActionItemId| facts.work.item(item).is_none_or(|work| !cannot_wait(work, facts));
    if !listed.iter().any(can_wait) {
        return vec![];
    }
    let today = facts.today();
    let soon = today.checked_add_days(Days::new(facts.ladder.soon().into())).unwrap_or(NaiveDate::MAX);
    let own = facts.work.open_of(institution, soon).filter(|work| work.item.stage.is_the_owners_turn());
    own.filter(|work| !listed.contains(&work.id))
        .map(|work| Part { notice: None, content: task(work, section_of(work, false, today)) })
        .collect()
}

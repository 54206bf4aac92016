//! Nudges: the chair has the owner of a task reminded. A nudge that anything has overtaken is not told any more.

use events::ids::EventId;
use events::notification::{Audience, Notice, Occasion};
use readmodels::work_items::WorkItem;

use crate::content::{Content, WorkContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::recipients::recipients;
use crate::topics::Topic;
use crate::topics::action_items::stream_of;

/// Nudges: a chair asks an owner by hand.
pub struct Nudges;

impl Topic for Nudges {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let nudged = facts.open_items().into_iter().filter_map(|work| {
            let nudge = work.item.nudged.as_ref().filter(|nudge| nudge.id == work.last_event)?;
            let told = owed(work, format!("nudge.{}", nudge.id), Audience::FocalPoint(work.item.owner.clone()), {
                WorkContent::Nudged { item: work.id.clone() }
            })?;
            let silence = reaches_nobody(&told, facts).then(|| not_arrived(work, nudge.id)).flatten();
            Some([told].into_iter().chain(silence))
        });
        nudged.flatten().collect()
    }
}

fn owed(work: &WorkItem, occasion: String, to: Audience, says: WorkContent) -> Option<Owed> {
    let notice = Notice { about: stream_of(&work.id)?, occasion: Occasion::try_from(occasion).ok()?, to };
    Some(Owed { notice, content: Content::Work(says), urgency: Urgency::AtWork, since: work.changed_at })
}

/// Whether there is nobody to be tried, or whoever is tried last was, and in vain.
fn reaches_nobody(told: &Owed, facts: &Facts<'_>) -> bool {
    let Ok(people) = recipients(&told.notice.to, facts) else { return true };
    let failed = facts.ledger.entry(&told.notice.key()).filter(|entry| !entry.is_settled());
    let failed = failed.and_then(|entry| entry.failed()).and_then(|failed| failed.person.as_ref());
    failed.is_some() && failed == people.last().map(|last| &last.member.person)
}

/// The chair who nudged hears that the owner could not be reached.
fn not_arrived(work: &WorkItem, nudge: EventId) -> Option<Owed> {
    let to = Audience::Chair(work.item.subgroup.clone()?);
    owed(work, format!("nudge-not-arrived.{nudge}"), to, WorkContent::NudgeNotArrived { item: work.id.clone() })
}

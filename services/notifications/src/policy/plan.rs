//! From what is owed to the messages that are to be sent now.
//!
//! What is for the same person at the same time is one message. A person gets one morning message a working day; what is
//! said at once waits a little for others to join it, and joins the morning message when that leaves at the same time. What
//! rings no bell waits for nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use events::ids::{InstitutionId, MessageId, NotificationKey, PersonId, Position};
use events::notification::{NotDelivered, Notice};

use crate::channel::{Addressee, Message, Part};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::recipients::{Target, TargetName, targets_of};

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Notices that are owed and not in the ledger yet.
    pub to_plan: Vec<Notice>,
    /// Notices that reach nobody, and why.
    pub failing: Vec<(NotificationKey, NotDelivered)>,
    /// Messages to deliver now.
    pub messages: Vec<Message>,
    /// How many notices are owed and not told.
    pub owed: usize,
    /// Since when the oldest of them is owed, UTC.
    pub oldest: Option<DateTime<Utc>>,
    /// The next instant at which something that waits can be said.
    pub next: Option<DateTime<Utc>>,
}

/// What the plan is made by, beside the facts.
#[derive(Debug, Clone)]
pub struct Terms {
    /// How long something that is said at once waits for others to join it.
    pub joins_within: TimeDelta,
    /// Who cannot be told what today, because a channel refused it; nobody where that was a group.
    pub refused_today: BTreeSet<(NotificationKey, Option<PersonId>)>,
    /// What stands in a message to an institution beside the parts that are owed, so that whoever reads it sees all of it.
    pub completing: fn(&[Part], &InstitutionId, &Facts<'_>) -> Vec<Part>,
}

/// A notice on its way.
struct Addressed {
    key: NotificationKey,
    owed: Owed,
}

/// The morning message of a person and day is one, whatever it says.
pub fn morning_message(person: &PersonId, day: chrono::NaiveDate) -> MessageId {
    morning_message_to(TargetName::Person(person), day)
}

fn morning_message_to(target: TargetName<'_>, day: chrono::NaiveDate) -> MessageId {
    MessageId::named(&format!("morning/{target}/{day}"))
}

/// What is to be done now about what is owed.
pub fn plan(owed: Vec<Owed>, facts: &Facts<'_>, terms: &Terms) -> Plan {
    let mut plan = Plan::default();
    // What is told in a chat that was lost is a message by itself.
    let mut by_target: BTreeMap<(TargetName<'_>, Option<Position>), (Target<'_>, Vec<Addressed>)> = BTreeMap::new();
    for owed in owed {
        let key = owed.notice.key();
        if facts.ledger.is_settled(&key) {
            continue;
        }
        plan.owed += 1;
        plan.oldest = plan.oldest.min(Some(owed.since)).or(Some(owed.since));
        let entry = facts.ledger.entry(&key);
        if entry.is_none() {
            plan.to_plan.push(owed.notice.clone());
        }
        let found = targets_of(&owed, facts);
        let found = found.map(|found| {
            let failed = entry.and_then(|entry| entry.failed.as_ref());
            let failed_today = |person: Option<&PersonId>| {
                failed.is_some_and(|(_, of, on)| of.as_ref() == person && *on == facts.today())
            };
            let can_be = |one: &Target<'_>| {
                let name = one.name();
                let refused = terms.refused_today.contains(&(key.clone(), name.person().cloned()));
                !failed_today(name.person()) && !refused
            };
            found.into_iter().find(can_be)
        });
        match found {
            Ok(Some(target)) => {
                let place = (target.name(), owed.content.as_lost_chat().map(|lost| lost.position));
                let at = by_target.entry(place).or_insert_with(|| (target, vec![]));
                at.1.push(Addressed { key, owed });
            }
            // Refused by everybody; tried again on the next working day.
            Ok(None) => {}
            Err(failure) => {
                let known = entry.and_then(|entry| entry.failed.as_ref()).is_some_and(|(known, ..)| *known == failure);
                if !known {
                    plan.failing.push((key, failure));
                }
            }
        }
    }
    for (target, addressed) in by_target.into_values() {
        let (message, later) = message(target, addressed, facts, terms);
        plan.messages.extend(message);
        plan.next = [plan.next, later].into_iter().flatten().min();
    }
    plan
}

/// What somebody is told now, and when the next of the rest can be said.
fn message(
    target: Target<'_>,
    addressed: Vec<Addressed>,
    facts: &Facts<'_>,
    terms: &Terms,
) -> (Option<Message>, Option<DateTime<Utc>>) {
    let (now, today, hours, name) = (facts.moment.now, facts.today(), target.hours(facts), target.name());
    let morning = morning_message_to(name, today);
    let morning_is_told = facts.ledger.was_sent(&morning);
    let opens = |owed: &Owed| {
        // What is owed after the morning's message has left waits for the next one.
        let from = if owed.urgency == Urgency::Morning && morning_is_told {
            super::hours::instant(today.succ_opt().unwrap_or(today), chrono::NaiveTime::MIN).unwrap_or(now)
        } else {
            now
        };
        hours.opening(owed.urgency, from, facts.calendar)
    };
    let (ready, waiting): (Vec<_>, Vec<_>) = addressed.into_iter().partition(|one| opens(&one.owed) <= now);
    let later = waiting.iter().map(|one| opens(&one.owed)).min();
    let in_the_morning = ready.iter().any(|one| one.owed.urgency == Urgency::Morning);
    let rings = |one: &Addressed| one.owed.urgency != Urgency::Silent;
    let joined_at = ready.iter().filter(|one| rings(one)).map(|one| one.owed.since).min();
    let held_until = joined_at.map(|since| since + terms.joins_within).filter(|at| !in_the_morning && *at > now);
    let ready: Vec<_> = ready.into_iter().filter(|one| held_until.is_none() || !rings(one)).collect();
    let later = later.into_iter().chain(held_until).min();
    if ready.is_empty() {
        return (None, later);
    }
    let keys: Vec<String> = ready.iter().map(|one| one.key.to_string()).collect();
    let id = if in_the_morning { morning } else { MessageId::named(&format!("{name}/{}", keys.join("/"))) };
    let mut parts: Vec<Part> =
        ready.into_iter().map(|one| Part { notice: Some(one.key), content: one.owed.content }).collect();
    let to = match target {
        Target::Person(recipient) => {
            parts.extend((terms.completing)(&parts, recipient.institution, facts));
            Addressee::Person {
                person: recipient.member.person.clone(),
                institution: recipient.institution.clone(),
                language: recipient.member.language,
            }
        }
        Target::Group(subgroup) => Addressee::Group { subgroup: subgroup.clone() },
    };
    (Some(Message { id, to, on: today, morning: in_the_morning, parts }), later)
}

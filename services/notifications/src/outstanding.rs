//! What is owed and not told at a moment, and why not: for whoever sees to it that nobody is forgotten.
//!
//! Asks the same topics, people and hours as the plan does, and sends nothing.

use chrono::{DateTime, Utc};
use events::ids::PersonId;
use events::notification::{NotDelivered, Notice};
use readmodels::delivery_ledger::LedgerEntry;
use readmodels::local_time::date_in_kosovo;

use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::plan::{channels_to_try, opening};
use crate::policy::recipients::targets_of;
use crate::topics;

/// Why something that is owed is not told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotToldBecause {
    /// It is said with the morning message, which leaves then, UTC.
    WaitsForMorning(DateTime<Utc>),
    /// It is a day off or a quiet hour; it is said then, UTC.
    WaitsForHours(DateTime<Utc>),
    /// It waits a little for others to join it, until then, UTC.
    WaitsForOthers(DateTime<Utc>),
    /// Everybody who could be told was tried today, without success; it is tried again on another day.
    FailedToday(NotDelivered),
    /// There is nobody who can be told.
    NobodyReachable(NotDelivered),
    /// Nothing keeps it: it is said with the next look. Where it stays so, messages are not being taken.
    OnItsWay,
}

/// Something that is owed and not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outstanding {
    /// What it is about, the occasion, and the post that is to be told.
    pub notice: Notice,
    /// Since when it is known to be owed, UTC: when it was planned, where it is.
    pub since: DateTime<Utc>,
    /// Who is to be told in person, where there is somebody.
    pub person: Option<PersonId>,
    /// Why it is not told yet.
    pub because: NotToldBecause,
}

/// Everything that is owed and not told, the oldest first.
pub fn outstanding(facts: &Facts<'_>) -> Vec<Outstanding> {
    let owed = topics::ALL.iter().flat_map(|topic| topic.owed(facts));
    let mut found: Vec<Outstanding> = owed.filter_map(|owed| of(&owed, facts)).collect();
    found.sort_by(|one, other| (one.since, &one.notice).cmp(&(other.since, &other.notice)));
    found
}

/// Nothing, where it is told or settled, or nobody wants to be told.
fn of(owed: &Owed, facts: &Facts<'_>) -> Option<Outstanding> {
    let key = owed.notice.key();
    if facts.ledger.is_settled(&key) {
        return None;
    }
    let entry = facts.ledger.entry(&key);
    let planned_on = entry.map_or(facts.today(), |entry| date_in_kosovo(entry.planned_at));
    let (person, because) = match targets_of(owed, facts) {
        Err(failure) => (None, NotToldBecause::NobodyReachable(failure)),
        Ok(mut targets) => {
            targets.retain(|target| target.wants(&owed.content));
            if targets.is_empty() {
                return None;
            }
            let next = targets.iter().find_map(|target| {
                let channel = channels_to_try(target, owed, entry, facts).first().copied()?;
                Some((target, opening(target, channel, owed, planned_on, facts)))
            });
            match (next, entry.and_then(LedgerEntry::failed)) {
                (Some((target, opens)), _) => (target.name().person().cloned(), waits(owed, opens, facts)),
                (None, Some(failed)) => (None, NotToldBecause::FailedToday(failed.failure)),
                (None, None) => (None, NotToldBecause::OnItsWay),
            }
        }
    };
    let since = entry.map_or(owed.since, |entry| entry.planned_at);
    Some(Outstanding { notice: owed.notice.clone(), since, person, because })
}

fn waits(owed: &Owed, opens: DateTime<Utc>, facts: &Facts<'_>) -> NotToldBecause {
    let now = facts.moment.now;
    let joined_by = owed.since + facts.ladder.joins_within();
    match owed.urgency {
        Urgency::Morning if opens > now => NotToldBecause::WaitsForMorning(opens),
        Urgency::AtWork | Urgency::Pressing if opens > now => NotToldBecause::WaitsForHours(opens),
        Urgency::AtWork | Urgency::Pressing if joined_by > now => NotToldBecause::WaitsForOthers(joined_by),
        Urgency::Morning | Urgency::AtWork | Urgency::Pressing | Urgency::Silent => NotToldBecause::OnItsWay,
    }
}

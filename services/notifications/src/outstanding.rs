//! What is owed and not told at a moment, and why not: for whoever sees to it that nobody is forgotten.
//!
//! Asks the same topics, people and hours as the plan does, and sends nothing.

use chrono::{DateTime, NaiveTime, Utc};
use events::ids::PersonId;
use events::notification::{NotDelivered, Notice};
use readmodels::local_time::date_in_kosovo;
use readmodels::notice_history::{NoticeHistory, NoticeRecord};

use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::hours::instant;
use crate::policy::plan::morning_message;
use crate::policy::recipients::{Target, targets_of};
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

/// Everything that is owed and not told, the oldest first. Who was tried today is known from what happened to notices.
pub fn outstanding(facts: &Facts<'_>, notices: &NoticeHistory) -> Vec<Outstanding> {
    let owed = topics::ALL.iter().flat_map(|topic| topic.owed(facts));
    let mut found: Vec<Outstanding> = owed.filter_map(|owed| of(&owed, facts, notices)).collect();
    found.sort_by(|one, other| (one.since, &one.notice).cmp(&(other.since, &other.notice)));
    found
}

/// Nothing, where it is told or settled.
fn of(owed: &Owed, facts: &Facts<'_>, notices: &NoticeHistory) -> Option<Outstanding> {
    let key = owed.notice.key();
    if facts.ledger.is_settled(&key) {
        return None;
    }
    let entry = facts.ledger.entry(&key);
    let failures = || notices.notice(&key).into_iter().flat_map(NoticeRecord::failures);
    let today = || failures().filter(|failure| date_in_kosovo(failure.at) == facts.today());
    let failed_today = |target: &&Target<'_>| today().any(|failure| failure.person == target.name().person());
    let (person, because) = match targets_of(owed, facts) {
        Err(failure) => (None, NotToldBecause::NobodyReachable(failure)),
        Ok(targets) => match (targets.iter().find(|target| !failed_today(target)), today().next_back()) {
            (Some(target), _) => (target.name().person().cloned(), waits(owed, target, facts)),
            (None, Some(last)) => (None, NotToldBecause::FailedToday(last.failure)),
            (None, None) => (None, NotToldBecause::OnItsWay),
        },
    };
    let since = entry.map_or(owed.since, |entry| entry.planned_at);
    Some(Outstanding { notice: owed.notice.clone(), since, person, because })
}

fn waits(owed: &Owed, target: &Target<'_>, facts: &Facts<'_>) -> NotToldBecause {
    let (now, today) = (facts.moment.now, facts.today());
    let morning_has_left =
        target.name().person().is_some_and(|person| facts.ledger.was_sent(&morning_message(person, today)));
    let from = if owed.urgency == Urgency::Morning && morning_has_left {
        instant(today.succ_opt().unwrap_or(today), NaiveTime::MIN).unwrap_or(now)
    } else {
        now
    };
    let opens = target.hours(facts).opening(owed.urgency, from, facts.calendar);
    let joined_by = owed.since + facts.ladder.joins_within();
    match owed.urgency {
        Urgency::Morning if opens > now => NotToldBecause::WaitsForMorning(opens),
        Urgency::AtWork | Urgency::Pressing if opens > now => NotToldBecause::WaitsForHours(opens),
        Urgency::AtWork | Urgency::Pressing if joined_by > now => NotToldBecause::WaitsForOthers(joined_by),
        Urgency::Morning | Urgency::AtWork | Urgency::Pressing | Urgency::Silent => NotToldBecause::OnItsWay,
    }
}

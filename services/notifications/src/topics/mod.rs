//! The topics: each says, from the facts, what should have been told to whom by now. A topic sends nothing and has no clock,
//! no loop and no table; what was told already is the ledger's to know.

pub mod action_items;
pub mod briefings;
pub mod data_requests;
pub mod indicator_values;
pub mod lost_chats;
pub mod meetings;
pub mod nudges;
pub mod outcomes;
pub mod overviews;
pub mod put_off;
pub mod referrals;
pub mod silent_groups;
pub mod training;
pub mod unreachable;
pub mod ways_in;

use chrono::{DateTime, Utc};
use events::ids::{EventId, NotificationKey, Position, StreamId};
use readmodels::delivery_ledger::LedgerEntry;
use readmodels::work_items::KEPT_FOR;

use crate::facts::Facts;
use crate::owed::Owed;

/// A subject that people are told of. Of everything that is known, a topic goes through what the look is about
/// ([`Facts::subjects`]).
pub trait Topic: Send + Sync {
    /// What should have been told by now, told or not.
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed>;

    /// Notices that were answered and of which that is not noted yet, each with the event that answered it.
    fn answered(&self, _facts: &Facts<'_>) -> Vec<(NotificationKey, EventId)> {
        vec![]
    }

    /// When something comes to be owed because an hour has come, as far as it is known, UTC, and about what; what a new day
    /// brings is not among it.
    fn moments_ahead(&self, _facts: &Facts<'_>) -> Vec<(DateTime<Utc>, StreamId)> {
        vec![]
    }
}

/// Since when, UTC, what was answered is looked at: for so long reports are kept. What came during an outage is noted after it.
pub(crate) fn answers_from(facts: &Facts<'_>) -> DateTime<Utc> {
    facts.moment.now.checked_sub_signed(KEPT_FOR).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// Of what was told, the last that came before an answer: that is what was answered. Nothing, where it is noted, or where more
/// was told since.
pub(crate) fn answer_to_last<'a>(
    told: impl Iterator<Item = &'a LedgerEntry>,
    (answer, at): (EventId, Position),
) -> Option<(NotificationKey, EventId)> {
    let (sent, last) =
        told.filter_map(|entry| Some((entry.sent.as_ref()?.position, entry))).max_by_key(|told| told.0)?;
    (last.answered.is_none() && at > sent).then(|| (last.notice.key(), answer))
}

/// The topics there are; that of action items comes first.
pub const ALL: &[&dyn Topic] = &[
    &action_items::ActionItems,
    &outcomes::Outcomes,
    &nudges::Nudges,
    &put_off::PutOff,
    &data_requests::DataRequests,
    &referrals::Referrals,
    &indicator_values::IndicatorValues,
    &meetings::Meetings,
    &training::Training,
    &briefings::Briefings,
    &overviews::Overviews,
    &unreachable::Unreachable,
    &silent_groups::SilentGroups,
    &lost_chats::LostChats,
    &ways_in::WaysIn,
];

/// Every topic but the ladder of action items: what is told of their own accord beside the morning's list.
pub fn beside_the_ladder() -> Vec<&'static dyn Topic> {
    ALL.iter().skip(1).copied().collect()
}

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
pub mod training;
pub mod unreachable;

use chrono::{DateTime, Utc};

use crate::facts::Facts;
use crate::owed::Owed;

/// A subject that people are told of.
pub trait Topic: Send + Sync {
    /// What should have been told by now, told or not.
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed>;

    /// When something comes to be owed because an hour has come, as far as it is known, UTC; what a new day brings is not
    /// among it.
    fn moments_ahead(&self, _facts: &Facts<'_>) -> Vec<DateTime<Utc>> {
        vec![]
    }
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
    &lost_chats::LostChats,
];

/// Every topic but the ladder of action items: what is told of their own accord beside the morning's list.
pub fn beside_the_ladder() -> Vec<&'static dyn Topic> {
    ALL.iter().skip(1).copied().collect()
}

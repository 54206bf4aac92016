//! What changed between two days: how a thing stood then, held against how it stands now.

use serde::{Deserialize, Serialize};

use super::ThingStage;
use super::standing::ThingStanding;

/// Something that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It was not known before.
    Added,
    /// It is on other days, or due on another.
    Moved,
    /// It is another institution's.
    Reassigned,
    /// It was done.
    Done,
    /// It was confirmed.
    Verified,
    /// It became late.
    BecameLate,
    /// It got stuck.
    Blocked,
    /// It was found not done after all.
    Reopened,
    /// It ended without having been done.
    CalledOff,
}

impl Change {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Added,
        Self::Moved,
        Self::Reassigned,
        Self::Done,
        Self::Verified,
        Self::BecameLate,
        Self::Blocked,
        Self::Reopened,
        Self::CalledOff,
    ];

    /// Its name in texts, styles and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Moved => "moved",
            Self::Reassigned => "reassigned",
            Self::Done => "done",
            Self::Verified => "verified",
            Self::BecameLate => "became-late",
            Self::Blocked => "blocked",
            Self::Reopened => "reopened",
            Self::CalledOff => "called-off",
        }
    }
}

/// What changed, in the order in which it is told; `before` is none where the thing was not known yet.
pub fn changes(before: Option<&ThingStanding>, after: &ThingStanding) -> Vec<Change> {
    let Some(before) = before else { return vec![Change::Added] };
    let has = |change: Change| match change {
        Change::Added => false,
        Change::Moved => (before.from, before.until) != (after.from, after.until),
        Change::Reassigned => before.institutions != after.institutions,
        Change::Done => after.stage.is_done() && !before.stage.is_done(),
        Change::Verified => after.stage == ThingStage::Verified && before.stage != ThingStage::Verified,
        Change::BecameLate => after.late.is_some() && before.late.is_none(),
        Change::Blocked => after.stage == ThingStage::Blocked && before.stage != ThingStage::Blocked,
        Change::Reopened => before.stage.is_done() && after.stage.is_open(),
        Change::CalledOff => after.stage.has_ended_undone() && !before.stage.has_ended_undone(),
    };
    Change::ALL.into_iter().filter(|change| has(*change)).collect()
}

//! What is owed and not told, and need not be gone through again before something happens to it or its hour comes: what waits
//! for its reader's morning, and what reached nobody today or was refused by everybody.
//!
//! A look goes through what is new and what can be said; of the rest it is enough to know how much there is, and since when the
//! oldest is owed. Pure, as the agenda is: it has no clock.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use events::ids::StreamId;

/// A notice that rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestingNotice {
    /// What it is about.
    pub about: StreamId,
    /// Since when it is owed, UTC; nothing, where everybody chose not to be told of it: that is not owed.
    pub owed_since: Option<DateTime<Utc>>,
    /// When it can be said, UTC; nothing: not today.
    pub until: Option<DateTime<Utc>>,
}

/// How many notices are owed of something, and since when the oldest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Owed {
    notices: usize,
    oldest: DateTime<Utc>,
}

/// What rests, by what it is about.
#[derive(Debug, Default)]
pub struct RestingNotices {
    owed: BTreeMap<StreamId, Owed>,
    notices: usize,
    by_age: BTreeSet<(DateTime<Utc>, StreamId)>,
}

impl RestingNotices {
    /// How many are owed.
    pub fn owed(&self) -> usize {
        self.notices
    }

    /// Since when the oldest of them is owed, UTC.
    pub fn oldest(&self) -> Option<DateTime<Utc>> {
        self.by_age.first().map(|(since, _)| *since)
    }

    /// Nothing rests: everything is gone through.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What is about this is gone through: it does not rest any more.
    pub fn wake(&mut self, about: &StreamId) {
        if let Some(owed) = self.owed.remove(about) {
            self.notices -= owed.notices;
            self.by_age.remove(&(owed.oldest, about.clone()));
        }
    }

    /// These rest from now on. What each is about was gone through, and nothing else about it is owed.
    pub fn lay(&mut self, resting: impl IntoIterator<Item = RestingNotice>) {
        for RestingNotice { about, owed_since, until: _ } in resting {
            let Some(since) = owed_since else { continue };
            let before = self.owed.get(&about).copied();
            if let Some(before) = before {
                self.by_age.remove(&(before.oldest, about.clone()));
            }
            let (notices, oldest) = before.map_or((0, since), |before| (before.notices, before.oldest.min(since)));
            self.by_age.insert((oldest, about.clone()));
            self.owed.insert(about, Owed { notices: notices + 1, oldest });
            self.notices += 1;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn at(hour: u32) -> DateTime<Utc> {
        format!("2017-07-03T{hour:02}:00:00Z").parse().unwrap()
    }

    fn resting(about: &str, owed_since: Option<DateTime<Utc>>) -> RestingNotice {
        RestingNotice { about: about.parse().unwrap(), owed_since, until: None }
    }

    #[test]
    fn what_rests_is_counted_until_it_is_gone_through() {
        let mut rest = RestingNotices::default();
        rest.lay([
            resting("action-item/a", Some(at(9))),
            resting("action-item/a", Some(at(8))),
            resting("action-item/b", Some(at(7))),
            resting("action-item/c", None),
        ]);
        assert_eq!((rest.owed(), rest.oldest()), (3, Some(at(7))));
        rest.wake(&"action-item/b".parse().unwrap());
        rest.wake(&"action-item/b".parse().unwrap());
        assert_eq!((rest.owed(), rest.oldest()), (2, Some(at(8))));
        rest.clear();
        assert_eq!((rest.owed(), rest.oldest()), (0, None));
    }
}

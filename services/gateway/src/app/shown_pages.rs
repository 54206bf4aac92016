//! Which pages were shown to somebody because they asked for them: what such a page asks for by itself from then on is no other look.
//!
//! Only what was shown here counts, and for a day: whoever has a session cannot look at anything unseen by saying that a page asks.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use events::account::Fingerprint;
use events::ids::WebSessionId;

/// For how long a page that was shown is taken to be open.
const OPEN_FOR: TimeDelta = TimeDelta::days(1);

/// How many are remembered. Beyond it those of before are forgotten, and where there are none, all: then a look is told once more.
const MOST_PAGES: usize = 50_000;

/// The pages that were shown, each by whose session and at which address it was.
#[derive(Debug, Default)]
pub(crate) struct ShownPages(Mutex<HashMap<Fingerprint, DateTime<Utc>>>);

fn mark(session: &WebSessionId, address: &str) -> Fingerprint {
    Fingerprint::of(&format!("{session} {address}"))
}

impl ShownPages {
    /// Remembers that a page was shown in a session at an instant, UTC.
    pub(crate) fn remember(&self, session: &WebSessionId, address: &str, at: DateTime<Utc>) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.len() >= MOST_PAGES {
            shown.retain(|_, since| at < *since + OPEN_FOR);
            if shown.len() >= MOST_PAGES {
                shown.clear();
            }
        }
        shown.insert(mark(session, address), at);
    }

    /// Whether it was, within the day before an instant, UTC.
    pub(crate) fn has(&self, session: &WebSessionId, address: &str, at: DateTime<Utc>) -> bool {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.get(&mark(session, address)).is_some_and(|since| at < *since + OPEN_FOR)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_open_for_a_day_in_its_own_session_and_what_is_remembered_has_a_bound() {
        let (one, other): (WebSessionId, WebSessionId) = ("s-1".parse().unwrap(), "s-2".parse().unwrap());
        let (shown, at) = (ShownPages::default(), DateTime::UNIX_EPOCH);
        shown.remember(&one, "/cases/2017-014", at);
        assert!(shown.has(&one, "/cases/2017-014", at + TimeDelta::hours(23)));
        assert!(!shown.has(&one, "/cases/2017-014", at + OPEN_FOR));
        assert!(!shown.has(&one, "/cases", at) && !shown.has(&other, "/cases/2017-014", at));
        for n in 0..2 * MOST_PAGES {
            shown.remember(&one, &format!("/cases/{n}"), at);
        }
        assert!(shown.0.lock().unwrap().len() <= MOST_PAGES);
    }
}

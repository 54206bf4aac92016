//! What somebody had seen when they were here last: how far the log was. Kept beside their drafts, sealed like one.
//!
//! Looks that follow each other within an hour are one visit, so that a page that is opened again still says what is new since the visit
//! before.

use chrono::{DateTime, TimeDelta, Utc};
use events::ids::Position;

/// After how long without a look a visit is over.
const PAUSE: TimeDelta = TimeDelta::hours(1);

/// The fields under which it is kept.
const SINCE: &str = "since";
const SEEN: &str = "seen";

/// Somebody's visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Visit {
    /// How far the log was at the end of the visit before; none: this is the first.
    pub(super) since: Option<Position>,
    /// How far it was at the last look.
    seen: Position,
}

impl Visit {
    /// What a look makes of the visit that is known, and of when its last look was.
    pub(super) fn after(before: Option<(Self, DateTime<Utc>)>, now: DateTime<Utc>, position: Position) -> Self {
        match before {
            None => Self { since: None, seen: position },
            Some((before, at)) if now - at > PAUSE => Self { since: Some(before.seen), seen: position },
            Some((before, _)) => Self { since: before.since, seen: before.seen.max(position) },
        }
    }

    /// How it is kept.
    pub(super) fn fields(self) -> Vec<(String, String)> {
        let since = self.since.map(|since| (SINCE.to_owned(), since.0.to_string()));
        since.into_iter().chain([(SEEN.to_owned(), self.seen.0.to_string())]).collect()
    }

    /// What was kept; `None`: something else.
    pub(super) fn read(fields: &[(String, String)]) -> Option<Self> {
        let field = |wanted| fields.iter().find(|(name, _)| name == wanted)?.1.parse().ok().map(Position);
        Some(Self { since: field(SINCE), seen: field(SEEN)? })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn looks_within_an_hour_are_one_visit() {
        let at = |text: &str| format!("2017-07-03T{text}:00Z").parse::<DateTime<Utc>>().unwrap();
        let first = Visit::after(None, at("08:00"), Position(10));
        assert_eq!(first.since, None, "nothing is new to whoever has never been here");
        let again = Visit::after(Some((first, at("08:00"))), at("08:59"), Position(12));
        assert_eq!(again.since, None);
        let later = Visit::after(Some((again, at("08:59"))), at("10:00"), Position(20));
        assert_eq!(later.since, Some(Position(12)));
        let opened_again = Visit::after(Some((later, at("10:00"))), at("10:30"), Position(25));
        assert_eq!(opened_again.since, Some(Position(12)), "what was new stays new for the visit");
        for visit in [first, later] {
            assert_eq!(Visit::read(&visit.fields()), Some(visit));
        }
        assert_eq!(Visit::read(&[]), None);
    }
}

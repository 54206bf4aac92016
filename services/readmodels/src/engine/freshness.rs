//! How old what a read model says is.
//!
//! A reader knows what it has taken in, not what it is missing. So the log's end is looked at from time to time; once
//! the reader has come to where the end was then, what it says is as of then. While it falls behind, or the log cannot
//! be reached, the age grows. Ages are measured on the machine's own clock that never jumps, not on the coordination
//! clock: the demo moves that one by days.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use events::ids::{Position, StreamId};
use events::log_mark::LogId;
use feed::{EventFeed, FeedError};
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

/// How often to look where the log ends, and how long to wait for that.
const LOOK_AT_END: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(5));

/// A stream of which a read model shows the past only, because one of its events could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeldStream {
    /// The read model.
    pub projection: String,
    /// The stream whose events wait.
    pub stream: StreamId,
    /// The first event that was not taken in.
    pub position: Position,
    /// Why it was not.
    pub reason: String,
}

/// How old what a part of the read models says is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freshness {
    /// Which part: `read-models`, `read-models-2-of-3`, `meetings`.
    pub part: String,
    /// The last event it has taken in.
    pub reached: Position,
    /// How far it is from the log's end as that was seen last, in positions; 0: nothing is missing. A position is an event on
    /// SQLite and a byte on EventStoreDB, so this says whether it gets on, and not how much there is to do.
    pub behind: u64,
    /// How long ago it is known to have held everything there was. `None`: not since it was started.
    pub age: Option<Duration>,
    /// Whether it does not answer.
    pub away: bool,
    /// The streams of which it shows the past only.
    pub held: Vec<HeldStream>,
}

impl Freshness {
    /// Whether it answers and is not older than this.
    pub fn is_within(&self, longest: Duration) -> bool {
        !self.away && self.age.is_some_and(|age| age <= longest)
    }
}

/// The log is not the one any more that a reader has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogChanged {
    /// Another one is in its place.
    #[error("the log was replaced while it was read (it was {read}, now it is {found}): start focalpoint again")]
    Replaced {
        /// The log that was read.
        read: LogId,
        /// The log that is there.
        found: LogId,
    },
    /// It ends before what was read of it.
    #[error(
        "the log was set back while it was read (it ends at {end}, and was read up to {reached}): start focalpoint again"
    )]
    SetBack {
        /// How far it was read.
        reached: Position,
        /// Where it ends.
        end: Position,
    },
}

/// How far a reader was when it was asked where the log ends.
#[derive(Debug, Clone, Copy)]
pub struct AskedForEnd {
    at: Instant,
    reached: Position,
}

/// Measures one reader's age.
#[derive(Debug, Clone)]
pub struct Gauge {
    as_of: Option<Instant>,
    /// Where the log ended when it was looked at, not reached yet.
    awaited: Option<(Position, Instant)>,
    end: Position,
    reached: Position,
    /// The reader was beyond the log's end: what it shows is of another log.
    beyond: bool,
}

impl Default for Gauge {
    fn default() -> Self {
        Self { as_of: None, awaited: None, end: Position::START, reached: Position::START, beyond: false }
    }
}

impl Gauge {
    /// Before it is asked where the log ends: by the time of the answer, the reader may have come further than that.
    pub fn ask(&self, at: Instant) -> AskedForEnd {
        AskedForEnd { at, reached: self.reached }
    }

    /// The log ended here when it was looked at.
    pub fn saw_end(&mut self, end: Position, asked: AskedForEnd) {
        let AskedForEnd { at, reached } = asked;
        self.beyond = reached > end;
        if self.beyond {
            (self.as_of, self.awaited, self.end) = (None, None, end);
            return;
        }
        self.end = self.end.max(end);
        // The one waited for stays: what comes after it says nothing of how old this is.
        self.awaited.get_or_insert((end, at));
        self.reach(self.reached);
    }

    /// The reader has come this far; back, when it is being rebuilt.
    pub fn reach(&mut self, reached: Position) {
        self.reached = reached;
        if let Some((_, at)) = self.awaited.take_if(|(end, _)| *end <= reached) {
            self.as_of = Some(self.as_of.map_or(at, |as_of| as_of.max(at)));
        }
    }

    /// Everything is to be read anew: what is shown until then is nothing.
    pub fn reset(&mut self) {
        self.as_of = None;
        self.awaited = None;
        self.reached = Position::START;
        self.beyond = false;
    }

    /// How far the reader is from the log's end, in positions; of one that is beyond it, how far beyond.
    pub fn behind(&self) -> u64 {
        if self.beyond {
            return self.reached.0.abs_diff(self.end.0);
        }
        self.end.0.saturating_sub(self.reached.0)
    }

    /// How long ago the reader is known to have held everything.
    pub fn age(&self, now: Instant) -> Option<Duration> {
        self.as_of.map(|as_of| now.saturating_duration_since(as_of))
    }
}

/// Keeps looking where the log ends, so that a gauge knows how old its reader is, until the log is another one.
pub async fn look_at_end(feed: &dyn EventFeed, gauge: &Mutex<Gauge>, log: LogId) -> LogChanged {
    let gauge = || gauge.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let asked = gauge().ask(Instant::now());
        let look = async { Ok::<_, FeedError>((feed.log().await?, feed.end().await?)) };
        match tokio::time::timeout(LOOK_AT_END.1, look).await {
            Ok(Ok((found, _))) if found != log => return LogChanged::Replaced { read: log, found },
            Ok(Ok((_, end))) => {
                gauge().saw_end(end, asked);
                if asked.reached > end {
                    return LogChanged::SetBack { reached: asked.reached, end };
                }
            }
            Ok(Err(error)) => tracing::debug!(%error, "it is not known where the log ends"),
            Err(_) => tracing::debug!("it is not known where the log ends: no answer"),
        }
        tokio::time::sleep(LOOK_AT_END.0).await;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn what_is_shown_is_as_of_the_last_end_that_was_reached() {
        let start = Instant::now();
        let mut gauge = Gauge::default();
        assert_eq!(gauge.age(start), None, "nothing is known at the start");
        gauge.saw_end(Position(10), gauge.ask(start));
        gauge.reach(Position(9));
        assert_eq!((gauge.age(start + SECOND), gauge.behind()), (None, 1));
        gauge.saw_end(Position(20), gauge.ask(start + 2 * SECOND));
        gauge.reach(Position(10));
        assert_eq!((gauge.age(start + 5 * SECOND), gauge.behind()), (Some(5 * SECOND), 10));
        gauge.saw_end(Position(20), gauge.ask(start + 6 * SECOND));
        gauge.reach(Position(20));
        assert_eq!((gauge.age(start + 7 * SECOND), gauge.behind()), (Some(SECOND), 0));
    }

    #[test]
    fn it_ages_while_the_log_cannot_be_looked_at() {
        let start = Instant::now();
        let mut gauge = Gauge::default();
        gauge.saw_end(Position::START, gauge.ask(start));
        assert_eq!(gauge.age(start + 60 * SECOND), Some(60 * SECOND));
    }

    #[test]
    fn a_rebuild_begins_without_an_age() {
        let start = Instant::now();
        let mut gauge = Gauge::default();
        gauge.saw_end(Position(3), gauge.ask(start));
        gauge.reach(Position(3));
        gauge.reset();
        assert_eq!((gauge.age(start), gauge.behind()), (None, 3));
    }

    #[test]
    fn a_reader_beyond_the_logs_end_is_not_fresh() {
        let start = Instant::now();
        let mut gauge = Gauge::default();
        gauge.saw_end(Position(10), gauge.ask(start));
        gauge.reach(Position(10));
        assert_eq!((gauge.age(start), gauge.behind()), (Some(Duration::ZERO), 0));
        gauge.saw_end(Position(7), gauge.ask(start + SECOND));
        assert_eq!((gauge.age(start + SECOND), gauge.behind()), (None, 3));
        gauge.reset();
        gauge.saw_end(Position(7), gauge.ask(start + 2 * SECOND));
        gauge.reach(Position(7));
        assert_eq!((gauge.age(start + 2 * SECOND), gauge.behind()), (Some(Duration::ZERO), 0));
    }

    #[test]
    fn what_was_taken_in_while_the_end_was_asked_for_is_not_beyond_it() {
        let start = Instant::now();
        let mut gauge = Gauge::default();
        let asked = gauge.ask(start);
        gauge.reach(Position(9));
        gauge.saw_end(Position(7), asked);
        assert_eq!((gauge.age(start), gauge.behind()), (Some(Duration::ZERO), 0));
    }

    #[test]
    fn whoever_is_away_or_was_never_current_is_not_fresh() {
        let fresh = Freshness {
            part: "read-models".to_owned(),
            reached: Position(1),
            behind: 0,
            age: Some(SECOND),
            away: false,
            held: vec![],
        };
        assert!(fresh.is_within(SECOND));
        assert!(!fresh.is_within(Duration::ZERO));
        assert!(!Freshness { age: None, ..fresh.clone() }.is_within(SECOND));
        assert!(!Freshness { away: true, ..fresh }.is_within(SECOND));
    }
}

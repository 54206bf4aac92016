//! What this process knows of the log already.
//!
//! On a server that others use too, most of the log can be theirs. Where a read or a checkpoint showed that nothing of
//! ours stands in a stretch, it need not be read again: the log only grows at its end.

use std::sync::{Mutex, MutexGuard, PoisonError};

use events::ids::Position;
use kurrentdb::StreamPosition;

/// A place in `$all`.
pub(super) type ServerPosition = kurrentdb::Position;

/// The place of an event that has this position.
pub(super) fn server_position(position: Position) -> ServerPosition {
    // What lies beyond the server's integers is beyond every event.
    let offset = position.0.min(i64::MAX.unsigned_abs());
    ServerPosition { commit: offset, prepare: offset }
}

/// Whether one place is not after another.
pub(super) fn not_after(one: ServerPosition, other: ServerPosition) -> bool {
    order(&one) <= order(&other)
}

fn order(place: &ServerPosition) -> (u64, u64) {
    (place.commit, place.prepare)
}

/// Nothing of ours stands after `after`, up to and including `through`.
#[derive(Clone, Copy)]
struct EmptyRange {
    after: Position,
    through: ServerPosition,
}

struct ScannedState {
    last: Position,
    quiet: Option<EmptyRange>,
}

/// What is known so far.
pub(super) struct ScannedLog(Mutex<ScannedState>);

impl Default for ScannedLog {
    fn default() -> Self {
        Self(Mutex::new(ScannedState { last: Position::START, quiet: None }))
    }
}

impl ScannedLog {
    /// There is an event of ours at this position.
    pub(super) fn seen(&self, position: Position) {
        let mut known = self.known();
        known.last = known.last.max(position);
    }

    /// Nothing of ours stands after a position, up to and including a place.
    pub(super) fn nothing_between(&self, after: Position, through: ServerPosition) {
        let mut known = self.known();
        known.quiet = Some(match known.quiet {
            Some(quiet) if order(&quiet.through) >= order(&through) => quiet,
            Some(quiet) if quiet.after <= after && after.0 <= quiet.through.commit => {
                EmptyRange { after: quiet.after, through }
            }
            Some(_) | None => EmptyRange { after, through },
        });
    }

    /// Where to begin looking for what comes after a position.
    pub(super) fn start(&self, after: Position) -> StreamPosition<ServerPosition> {
        match self.known().quiet {
            Some(quiet) if quiet.after <= after && after.0 < quiet.through.commit => {
                StreamPosition::Position(quiet.through)
            }
            Some(_) | None if after == Position::START => StreamPosition::Start,
            Some(_) | None => StreamPosition::Position(server_position(after)),
        }
    }

    /// The last position of ours that is known, and the place before which nothing later can be.
    pub(super) fn last(&self) -> (Position, ServerPosition) {
        let known = self.known();
        let floor = match known.quiet {
            Some(quiet) if quiet.after == known.last => quiet.through,
            Some(_) | None => server_position(known.last),
        };
        (known.last, floor)
    }

    fn known(&self) -> MutexGuard<'_, ScannedState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(offset: u64) -> StreamPosition<ServerPosition> {
        StreamPosition::Position(server_position(Position(offset)))
    }

    #[test]
    fn a_quiet_stretch_is_passed_over_from_inside_it_only() {
        let scanned_log = ScannedLog::default();
        assert_eq!(scanned_log.start(Position::START), StreamPosition::Start);
        scanned_log.nothing_between(Position(100), server_position(Position(900)));
        assert_eq!(scanned_log.start(Position::START), StreamPosition::Start);
        assert_eq!(scanned_log.start(Position(64)), at(64));
        assert_eq!(scanned_log.start(Position(100)), at(900));
        assert_eq!(scanned_log.start(Position(899)), at(900));
        assert_eq!(scanned_log.start(Position(900)), at(900));
        assert_eq!(scanned_log.start(Position(901)), at(901));
    }

    #[test]
    fn stretches_that_meet_become_one_and_others_are_forgotten_for_later_ones() {
        let scanned_log = ScannedLog::default();
        scanned_log.nothing_between(Position(100), server_position(Position(200)));
        scanned_log.nothing_between(Position(150), server_position(Position(300)));
        scanned_log.nothing_between(Position(120), server_position(Position(250)));
        assert_eq!(scanned_log.start(Position(100)), at(300));
        scanned_log.nothing_between(Position(400), server_position(Position(500)));
        assert_eq!(scanned_log.start(Position(100)), at(100));
        assert_eq!(scanned_log.start(Position(400)), at(500));
    }

    #[test]
    fn the_last_of_ours_bounds_how_far_back_to_look() {
        let scanned_log = ScannedLog::default();
        assert_eq!(scanned_log.last(), (Position::START, server_position(Position::START)));
        scanned_log.seen(Position(100));
        scanned_log.seen(Position(50));
        assert_eq!(scanned_log.last(), (Position(100), server_position(Position(100))));
        scanned_log.nothing_between(Position(100), server_position(Position(900)));
        assert_eq!(scanned_log.last(), (Position(100), server_position(Position(900))));
        scanned_log.seen(Position(1000));
        assert_eq!(scanned_log.last(), (Position(1000), server_position(Position(1000))));
    }
}

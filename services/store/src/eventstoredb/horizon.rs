//! What this process knows of the log already.
//!
//! On a server that others use too, most of the log can be theirs. Where a read or a checkpoint showed that nothing of
//! ours stands in a stretch, it need not be read again: the log only grows at its end.

use std::sync::{Mutex, MutexGuard, PoisonError};

use events::ids::Position;
use eventstore::StreamPosition;

/// A place in `$all`.
pub(super) type Place = eventstore::Position;

/// The place of an event that has this position.
pub(super) fn place(position: Position) -> Place {
    // What lies beyond the server's integers is beyond every event.
    let offset = position.0.min(i64::MAX.unsigned_abs());
    Place { commit: offset, prepare: offset }
}

/// Whether one place is not after another.
pub(super) fn not_after(one: Place, other: Place) -> bool {
    order(&one) <= order(&other)
}

fn order(place: &Place) -> (u64, u64) {
    (place.commit, place.prepare)
}

/// Nothing of ours stands after `after`, up to and including `through`.
#[derive(Clone, Copy)]
struct Stretch {
    after: Position,
    through: Place,
}

struct Known {
    last: Position,
    quiet: Option<Stretch>,
}

/// What is known so far.
pub(super) struct Horizon(Mutex<Known>);

impl Default for Horizon {
    fn default() -> Self {
        Self(Mutex::new(Known { last: Position::START, quiet: None }))
    }
}

impl Horizon {
    /// There is an event of ours at this position.
    pub(super) fn seen(&self, position: Position) {
        let mut known = self.known();
        known.last = known.last.max(position);
    }

    /// Nothing of ours stands after a position, up to and including a place.
    pub(super) fn nothing_between(&self, after: Position, through: Place) {
        let mut known = self.known();
        known.quiet = Some(match known.quiet {
            Some(quiet) if order(&quiet.through) >= order(&through) => quiet,
            Some(quiet) if quiet.after <= after && after.0 <= quiet.through.commit => {
                Stretch { after: quiet.after, through }
            }
            Some(_) | None => Stretch { after, through },
        });
    }

    /// Where to begin looking for what comes after a position.
    pub(super) fn start(&self, after: Position) -> StreamPosition<Place> {
        match self.known().quiet {
            Some(quiet) if quiet.after <= after && after.0 < quiet.through.commit => {
                StreamPosition::Position(quiet.through)
            }
            Some(_) | None if after == Position::START => StreamPosition::Start,
            Some(_) | None => StreamPosition::Position(place(after)),
        }
    }

    /// The last position of ours that is known, and the place before which nothing later can be.
    pub(super) fn last(&self) -> (Position, Place) {
        let known = self.known();
        let floor = match known.quiet {
            Some(quiet) if quiet.after == known.last => quiet.through,
            Some(_) | None => place(known.last),
        };
        (known.last, floor)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(offset: u64) -> StreamPosition<Place> {
        StreamPosition::Position(place(Position(offset)))
    }

    #[test]
    fn a_quiet_stretch_is_passed_over_from_inside_it_only() {
        let horizon = Horizon::default();
        assert_eq!(horizon.start(Position::START), StreamPosition::Start);
        horizon.nothing_between(Position(100), place(Position(900)));
        assert_eq!(horizon.start(Position::START), StreamPosition::Start);
        assert_eq!(horizon.start(Position(64)), at(64));
        assert_eq!(horizon.start(Position(100)), at(900));
        assert_eq!(horizon.start(Position(899)), at(900));
        assert_eq!(horizon.start(Position(900)), at(900));
        assert_eq!(horizon.start(Position(901)), at(901));
    }

    #[test]
    fn stretches_that_meet_become_one_and_others_are_forgotten_for_later_ones() {
        let horizon = Horizon::default();
        horizon.nothing_between(Position(100), place(Position(200)));
        horizon.nothing_between(Position(150), place(Position(300)));
        horizon.nothing_between(Position(120), place(Position(250)));
        assert_eq!(horizon.start(Position(100)), at(300));
        horizon.nothing_between(Position(400), place(Position(500)));
        assert_eq!(horizon.start(Position(100)), at(100));
        assert_eq!(horizon.start(Position(400)), at(500));
    }

    #[test]
    fn the_last_of_ours_bounds_how_far_back_to_look() {
        let horizon = Horizon::default();
        assert_eq!(horizon.last(), (Position::START, place(Position::START)));
        horizon.seen(Position(100));
        horizon.seen(Position(50));
        assert_eq!(horizon.last(), (Position(100), place(Position(100))));
        horizon.nothing_between(Position(100), place(Position(900)));
        assert_eq!(horizon.last(), (Position(100), place(Position(900))));
        horizon.seen(Position(1000));
        assert_eq!(horizon.last(), (Position(1000), place(Position(1000))));
    }
}

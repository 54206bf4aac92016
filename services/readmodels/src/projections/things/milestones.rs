//! Milestones: what the whole coordination reached, and when.

use events::RecordedEvent;
use events::milestone::MilestoneEvent;
use rusqlite::Transaction;

use super::tables::{Beginning, KeptThing, put};
use crate::engine::projection::ProjectionError;
use crate::things::ThingKind;

pub(super) fn apply(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &MilestoneEvent,
) -> Result<(), ProjectionError> {
    let MilestoneEvent::Recorded { title, at, .. } = event;
    let beginning = Beginning { from: at.from, until: at.until, institutions: vec![] };
    let mut kept = KeptThing::begun(recorded, ThingKind::Milestone, title.clone(), beginning);
    kept.thing.precision = at.precision;
    put(transaction, &kept)
}

//! Data requests: from the day on which they were issued until everybody has answered; the answers are told elsewhere.

use events::RecordedEvent;
use events::data_request::DataRequestEvent;
use rusqlite::Transaction;

use super::tables::{Beginning, KeptThing, day_of, find, put};
use crate::engine::projection::ProjectionError;
use crate::things::{StepKind, ThingKind, ThingStage};

pub(super) fn apply(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &DataRequestEvent,
) -> Result<(), ProjectionError> {
    use DataRequestEvent as E;

    if let E::Issued { title, recipients, due, .. } = event {
        let institutions = recipients.iter().cloned().collect();
        let beginning = Beginning { from: day_of(recorded), until: Some(*due), institutions };
        return put(transaction, &KeptThing::begun(recorded, ThingKind::DataRequest, title.clone(), beginning));
    }
    let Some(mut kept) = find(transaction, &recorded.stream, "")? else { return Ok(()) };
    let (whose, what, stage) = match event {
        E::Issued { .. } | E::Nudged { .. } => return Ok(()),
        E::Submitted { institution, .. } => (Some(institution), StepKind::Reported, ThingStage::Done),
        E::Corrected { institution, .. } => (Some(institution), StepKind::Corrected, ThingStage::Done),
        E::Returned { institution, .. } => (Some(institution), StepKind::Returned, ThingStage::Returned),
        E::Accepted { institution } => (Some(institution), StepKind::Verified, ThingStage::Verified),
        E::Closed {} => (None, StepKind::Closed, ThingStage::Closed),
    };
    kept.step(recorded, what, stage, |step| step.whose = whose.cloned());
    put(transaction, &kept)
}

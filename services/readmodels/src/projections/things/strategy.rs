//! Activities of the action plan, and what institutions reported of indicators for a period: that they did, not the value.

use events::RecordedEvent;
use events::ids::ObjectiveId;
use events::strategy::ObjectiveEvent;
use rusqlite::Transaction;

use super::tables::{Beginning, KeptThing, find, put, put_subject, subject};
use crate::engine::projection::ProjectionError;
use crate::things::{StepKind, ThingKind, ThingStage};

pub(super) fn apply(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    id: &ObjectiveId,
    event: &ObjectiveEvent,
) -> Result<(), ProjectionError> {
    use ObjectiveEvent as E;

    let stream = &recorded.stream;
    match event {
        E::ObjectiveSet { statement, .. } => put_subject(transaction, stream, "", statement),
        E::IndicatorDefined { indicator, definition } => {
            put_subject(transaction, stream, indicator.as_str(), &definition.title)
        }
        E::ActivityPlanned { activity, plan } => {
            let institutions = plan.owners.iter().cloned().collect();
            let beginning = Beginning { from: plan.days.from(), until: Some(plan.days.until()), institutions };
            let mut kept = KeptThing::begun(recorded, ThingKind::Activity, plan.title.clone(), beginning);
            kept.thing.part_of = subject(transaction, stream, "")?;
            kept.thing.objective = Some(id.clone());
            put(transaction, &kept.with_part(format!("activity/{activity}")))
        }
        E::ValueReported { indicator, institution, period, .. } => {
            let Some(title) = subject(transaction, stream, indicator.as_str())? else { return Ok(()) };
            let (from, until, institutions) = (period.from(), Some(period.until()), vec![institution.clone()]);
            let beginning = Beginning { from, until, institutions };
            let mut kept = KeptThing::begun(recorded, ThingKind::IndicatorValue, title, beginning);
            if let Some(first) = kept.thing.steps.first_mut() {
                (first.what, first.stage) = (StepKind::Reported, ThingStage::Done);
            }
            kept.thing.part_of = subject(transaction, stream, "")?;
            kept.thing.objective = Some(id.clone());
            put(transaction, &kept.with_part(format!("value/{indicator}/{institution}/{period}")))
        }
        E::ValueCorrected { indicator, institution, period, .. } => {
            let part = format!("value/{indicator}/{institution}/{period}");
            let Some(mut kept) = find(transaction, stream, &part)? else { return Ok(()) };
            kept.step(recorded, StepKind::Corrected, ThingStage::Done, |_| ());
            put(transaction, &kept)
        }
        E::BaselineSet { .. } | E::TargetSet { .. } => Ok(()),
    }
}

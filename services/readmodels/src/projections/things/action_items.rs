//! Action items: from their assignment until they are done.

use events::action_item::{ActionItemEvent, AssignedItem, ItemStage};
use events::{Event, Occurrence, RecordedEvent};
use rusqlite::Transaction;

use super::tables::{Beginning, KeptThing, day_of, find, put, remove};
use crate::engine::partition::Partition;
use crate::engine::projection::ProjectionError;
use crate::json::to_column;
use crate::things::{StepKind, ThingKind, ThingStage};

const fn stage_of(stage: &ItemStage) -> ThingStage {
    match stage {
        ItemStage::Assigned | ItemStage::Accepted | ItemStage::UnderWay { .. } => ThingStage::Open,
        ItemStage::Blocked { .. } => ThingStage::Blocked,
        ItemStage::Disclaimed { .. } => ThingStage::Disclaimed,
        ItemStage::Completed => ThingStage::Done,
        ItemStage::Verified => ThingStage::Verified,
        ItemStage::Cancelled => ThingStage::Cancelled,
    }
}

/// What an event is to a drawing; `None`: nothing, it changes neither days nor how far the item is.
const fn step_of(event: &ActionItemEvent) -> Option<StepKind> {
    use ActionItemEvent as E;

    Some(match event {
        E::Assigned { .. } => StepKind::Begun,
        E::Accepted {} => StepKind::Accepted,
        E::ProgressReported { .. } => StepKind::Progressed,
        E::Blocked { .. } => StepKind::Blocked,
        E::Unblocked {} => StepKind::Unblocked,
        E::Disclaimed { .. } => StepKind::Disclaimed,
        E::ExtensionRequested { .. } => StepKind::TimeAsked,
        E::ExtensionGranted { .. } => StepKind::TimeGiven,
        E::ExtensionRefused { .. } => StepKind::TimeRefused,
        E::Completed {} => StepKind::Reported,
        E::ReportWithdrawn { .. } => StepKind::Withdrawn,
        E::Verified {} => StepKind::Verified,
        E::Reopened { .. } => StepKind::Reopened,
        E::Returned { .. } => StepKind::Returned,
        E::Reassigned { .. } => StepKind::Reassigned,
        E::Cancelled { .. } => StepKind::Cancelled,
        E::Nudged { .. } => return None,
    })
}

fn assigned(recorded: &RecordedEvent, event: &ActionItemEvent) -> Result<Option<KeptThing>, ProjectionError> {
    let ActionItemEvent::Assigned { title, owner, subgroup, due, raised_by } = event else { return Ok(None) };
    let beginning = Beginning { from: day_of(recorded), until: Some(*due), institutions: vec![owner.clone()] };
    let mut kept = KeptThing::begun(recorded, ThingKind::ActionItem, title.clone(), beginning);
    kept.thing.subgroup.clone_from(subgroup);
    kept.thing.meeting.clone_from(raised_by);
    kept.item = Some(to_column(&AssignedItem::assigned(owner.clone(), subgroup.clone(), *due))?);
    Ok(Some(kept))
}

/// Folds one event into an item, and says whether anything of it changed.
fn go_on(kept: &mut KeptThing, recorded: &RecordedEvent, event: &ActionItemEvent) -> Result<bool, ProjectionError> {
    let Some(item) = &kept.item else { return Ok(false) };
    let mut item: AssignedItem = serde_json::from_str(item)?;
    let owner_before = item.owner.clone();
    let metadata = &recorded.metadata;
    item.apply(event, &Occurrence { id: recorded.id, at: metadata.occurred_at, by: metadata.actor.clone() });
    kept.item = Some(to_column(&item)?);
    let Some(what) = step_of(event) else { return Ok(true) };
    kept.step(recorded, what, stage_of(&item.stage), |step| {
        step.until = Some(item.due);
        step.institutions = (item.owner != owner_before).then(|| vec![item.owner.clone()]);
    });
    Ok(true)
}

/// Takes in what happened to an item before it came here.
pub(super) fn adopt(
    transaction: &Transaction<'_>,
    history: &[RecordedEvent],
    recorded: &RecordedEvent,
) -> Result<(), ProjectionError> {
    if find(transaction, &recorded.stream, "")?.is_some() {
        return Ok(());
    }
    let mut kept = None;
    for earlier in history {
        let Event::ActionItem(_, event) = &earlier.event else { continue };
        match &mut kept {
            Some(kept) => {
                go_on(kept, earlier, event)?;
            }
            None => kept = assigned(earlier, event)?,
        }
    }
    match kept {
        Some(kept) => put(transaction, &kept),
        None => Ok(()),
    }
}

pub(super) fn apply(
    transaction: &Transaction<'_>,
    partition: Partition,
    recorded: &RecordedEvent,
    event: &ActionItemEvent,
) -> Result<(), ProjectionError> {
    if let ActionItemEvent::Assigned { owner, .. } = event {
        let kept = if partition.keeps(owner) { assigned(recorded, event)? } else { None };
        return kept.map_or(Ok(()), |kept| put(transaction, &kept));
    }
    let Some(mut kept) = find(transaction, &recorded.stream, "")? else { return Ok(()) };
    if let ActionItemEvent::Reassigned { owner, .. } = event
        && !partition.keeps(owner)
    {
        return remove(transaction, &kept);
    }
    if go_on(&mut kept, recorded, event)? { put(transaction, &kept) } else { Ok(()) }
}

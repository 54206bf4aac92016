//! Meetings: one mark each, on the day of the meeting.

use events::RecordedEvent;
use events::ids::MeetingId;
use events::meeting::{MeetingBody, MeetingEvent};
use rusqlite::Transaction;

use super::tables::{Beginning, KeptThing, find, put};
use crate::engine::projection::ProjectionError;
use crate::things::{StepKind, ThingKind, ThingStage};

pub(super) fn apply(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    id: &MeetingId,
    event: &MeetingEvent,
) -> Result<(), ProjectionError> {
    use MeetingEvent as E;

    if let E::Scheduled { title, at, convened, invited, .. } = event {
        let (subgroup, institutions) = match convened {
            MeetingBody::Authority => (None, vec![]),
            MeetingBody::Subgroup(subgroup) => (Some(subgroup.clone()), invited.iter().cloned().collect()),
            MeetingBody::Invited => (None, invited.iter().cloned().collect()),
        };
        let beginning = Beginning { from: at.date, until: Some(at.date), institutions };
        let mut kept = KeptThing::begun(recorded, ThingKind::Meeting, title.clone(), beginning);
        (kept.thing.subgroup, kept.thing.meeting) = (subgroup, Some(id.clone()));
        return put(transaction, &kept);
    }
    let Some(mut kept) = find(transaction, &recorded.stream, "")? else { return Ok(()) };
    let stage = kept.stage();
    match event {
        E::Scheduled { .. } | E::AgendaItemAdded { .. } | E::InvitationAnswered { .. } => return Ok(()),
        E::Rescheduled { at } => kept.step(recorded, StepKind::Moved, stage, |step| {
            (step.from, step.until) = (at.date, Some(at.date));
        }),
        // What is recorded of a meeting counts on the meeting's day.
        E::Held { .. } => kept.step(recorded, StepKind::Reported, ThingStage::Done, |step| step.on = step.from),
        E::DecisionTaken { .. } => kept.step(recorded, StepKind::Decided, stage, |step| step.on = step.from),
        E::MinutesRecorded { .. } => kept.step(recorded, StepKind::Minuted, stage, |_| ()),
        E::MinutesApproved {} => kept.step(recorded, StepKind::Verified, ThingStage::Verified, |_| ()),
        E::Cancelled { .. } => kept.step(recorded, StepKind::Cancelled, ThingStage::Cancelled, |step| {
            step.on = step.on.min(step.from);
        }),
    }
    put(transaction, &kept)
}

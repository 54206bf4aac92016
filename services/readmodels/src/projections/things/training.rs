//! Modules of the training over the months planned, and their sessions; nobody in them is named.

use events::RecordedEvent;
use events::milestone::Precision;
use events::training::ModuleEvent;
use rusqlite::Transaction;

use super::tables::{Beginning, KeptThing, find, put, put_subject, subject};
use crate::engine::projection::ProjectionError;
use crate::things::{StepKind, ThingKind, ThingStage};

pub(super) fn apply(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &ModuleEvent,
) -> Result<(), ProjectionError> {
    use ModuleEvent as E;

    let of_authority = |from, until| Beginning { from, until: Some(until), institutions: vec![] };
    let (session, what, stage) = match event {
        E::ModulePlanned(plan) => {
            put_subject(transaction, &recorded.stream, "", &plan.title)?;
            let beginning = of_authority(plan.from, plan.until);
            let mut kept = KeptThing::begun(recorded, ThingKind::Module, plan.title.clone(), beginning);
            kept.thing.precision = Precision::Month;
            return put(transaction, &kept);
        }
        E::SessionScheduled { session, days, .. } => {
            let Some(title) = subject(transaction, &recorded.stream, "")? else { return Ok(()) };
            let beginning = of_authority(days.from(), days.until());
            let kept = KeptThing::begun(recorded, ThingKind::Session, title, beginning);
            return put(transaction, &kept.with_part(session.to_string()));
        }
        E::SessionCancelled { session, .. } => (session, StepKind::Cancelled, ThingStage::Cancelled),
        E::AttendanceRecorded { session, .. } => (session, StepKind::Reported, ThingStage::Done),
        E::TrainerCertified { .. }
        | E::TrainerLapsed { .. }
        | E::ParticipantEnrolled { .. }
        | E::CertificateIssued(_)
        | E::TrainerReminded { .. } => return Ok(()),
    };
    let Some(mut kept) = find(transaction, &recorded.stream, session.as_str())? else { return Ok(()) };
    kept.step(recorded, what, stage, |step| step.on = step.until.unwrap_or(step.from).min(step.on));
    put(transaction, &kept)
}

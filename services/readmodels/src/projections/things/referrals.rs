//! Referrals of cases: that something was asked of an institution, when, and whether it was taken on. Never a word of the case.

use events::RecordedEvent;
use events::case::CaseEvent;
use events::ids::CaseId;
use events::language::{Language, LocalText};
use rusqlite::Transaction;

use super::tables::{Beginning, KeptThing, day_of, find, parts_of, put};
use crate::engine::projection::ProjectionError;
use crate::local_time::date_in_kosovo;
use crate::things::{StepKind, ThingKind, ThingStage};

pub(super) fn apply(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    id: &CaseId,
    event: &CaseEvent,
) -> Result<(), ProjectionError> {
    use CaseEvent as E;

    let (referral, what, stage) = match event {
        E::ReferralMade { referral, receiver, answer_by, .. } => {
            let until = Some(date_in_kosovo(*answer_by));
            let beginning = Beginning { from: day_of(recorded), until, institutions: vec![receiver.clone()] };
            let reference = LocalText::only(Language::default(), id.into());
            let kept = KeptThing::begun(recorded, ThingKind::Referral, reference, beginning);
            return put(transaction, &kept.with_part(referral.to_string()));
        }
        E::ReferralAccepted { referral } => (referral, StepKind::Accepted, ThingStage::Done),
        E::ReferralDeclined { referral, .. } => (referral, StepKind::Declined, ThingStage::Declined),
        E::ReferralEscalated { referral } => (referral, StepKind::Escalated, ThingStage::Open),
        E::Closed { .. } => {
            // Nobody waits for an answer any more.
            for mut kept in parts_of(transaction, &recorded.stream)? {
                if kept.stage().is_open() {
                    kept.step(recorded, StepKind::Closed, ThingStage::Closed, |_| ());
                    put(transaction, &kept)?;
                }
            }
            return Ok(());
        }
        E::Opened { .. }
        | E::ProfileRevised { .. }
        | E::CaseManagerAssigned(_)
        | E::CoordinatorAppointed(_)
        | E::UpdateReported { .. }
        | E::StageReached { .. }
        | E::TransnationalReferralMade { .. }
        | E::LinkedToPerson { .. }
        | E::RetraffickingConfirmed { .. }
        | E::Reopened { .. } => return Ok(()),
    };
    let Some(mut kept) = find(transaction, &recorded.stream, referral.as_str())? else { return Ok(()) };
    kept.step(recorded, what, stage, |_| ());
    put(transaction, &kept)
}

//! Dead letters as the pages show them, translated from where they are kept.

use feed::dead_letters::{Cause, DeadLetter};
use feed::process::Redriven;
use gateway::{DeadLetterCause, RedriveOutcome};

/// A letter for the pages.
pub(crate) fn letter_for_page(letter: DeadLetter) -> gateway::DeadLetter {
    gateway::DeadLetter {
        consumer: letter.consumer,
        cause: match letter.cause {
            Cause::Failed { why, tries } => DeadLetterCause::Failed { reason: why, tries },
            Cause::Behind { position } => DeadLetterCause::Behind { position },
        },
        since: letter.at,
        position: letter.event.position,
        stream: letter.event.stream,
        event_type: letter.event.body.event_type,
    }
}

/// What came of trying again, for the pages.
pub(crate) fn outcome_for_page(redriven: Redriven) -> RedriveOutcome {
    RedriveOutcome { processed: redriven.processed, waiting: redriven.waiting }
}

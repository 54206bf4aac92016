//! What a command that was not carried out means for the process that gave it: wait, or put the event aside.

use feed::process::Failure;

use crate::port::CommandError;

pub(crate) fn failure(error: &CommandError) -> Failure {
    match error {
        // Whoever's turn is over is about to be stopped; to go on would be to leave this consequence out.
        CommandError::Unavailable { .. } | CommandError::Contended { .. } | CommandError::TurnOver { .. } => {
            Failure::Away(error.to_string())
        }
        CommandError::Rejected(_)
        | CommandError::BadId(_)
        | CommandError::KeyReused { .. }
        | CommandError::Overtaken { .. }
        | CommandError::Elsewhere { .. }
        | CommandError::Unreadable(_)
        | CommandError::Unwritable(_) => Failure::Stuck(error.to_string()),
    }
}

//! What was noted of a person's replies, so that words can take it back. It is kept in the bot's file, so names and content
//! never change.

use events::Command;
use events::action_item::ActionItemCommand;
use events::ids::{ActionItemId, EventId, MeetingId};
use events::meeting::MeetingCommand;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::core::config::BotError;
use crate::core::outbox::{Acceptance, AcceptanceHandler, Issuer};
use crate::core::storage::noted::{forget_noted, record_noted};
use crate::features::work::confirmation::confirmed_task;

/// Something that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum UndoableReply {
    /// A report on a task.
    Report(ActionItemId, EventId),
    /// An answer to an invitation.
    Answer(MeetingId),
    /// Something that no word takes back.
    Other,
}

/// Notes what was accepted.
pub(super) struct NoteAccepted;

impl AcceptanceHandler for NoteAccepted {
    fn on_accepted<'a>(&'a self, acceptance: Acceptance<'a>) -> BoxFuture<'a, Result<(), BotError>> {
        Box::pin(note(acceptance))
    }
}

/// Keeps what was noted of a command that was accepted.
async fn note(Acceptance { services, chat, entry, accepted }: Acceptance<'_>) -> Result<(), BotError> {
    let (Issuer::Person(person), Some(last)) = (&entry.issuer, accepted.events.last()) else { return Ok(()) };
    let what = match (&entry.command, confirmed_task(&entry.on_acceptance)) {
        (Command::ActionItem(item, ActionItemCommand::WithdrawReport { report }), _) => {
            return forget_noted(&services.database, chat, &UndoableReply::Report(item.clone(), *report)).await;
        }
        (_, Some(item)) => UndoableReply::Report(item, last.id),
        (Command::Meeting(meeting, MeetingCommand::AnswerInvitation { .. }), None) => {
            UndoableReply::Answer(meeting.clone())
        }
        (_, None) => UndoableReply::Other,
    };
    record_noted(&services.database, chat, person, entry.correlation, entry.said_at, &what).await
}

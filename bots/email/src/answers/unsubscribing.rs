//! A person wants no more messages by e-mail, and says so by one.

use events::Command;
use events::institution::InstitutionCommand;
use events::preferences::Channels;

use crate::answers::answer_mail::WORK_THREAD;
use crate::answers::context::{AnswerContext, CommandOutcome};
use crate::draft::ThreadKey;
use crate::receiving::NotHandled;

/// From now on the person is told everything in the chat. Whom no chat reaches is told once that nothing does.
pub(super) async fn on_unsubscribe(context: &AnswerContext<'_>) -> Result<(), NotHandled> {
    let person = context.person.person.clone();
    let choose = InstitutionCommand::ChooseChannels { person: person.clone(), channels: Channels::Telegram };
    let line = match context.carry_out(0, Command::Institution(context.person.institution.clone(), choose)).await? {
        CommandOutcome::Refused(why) => context.not_saved(None, why),
        CommandOutcome::Accepted(_) if context.person.chat.is_some() => return Ok(()),
        CommandOutcome::Accepted(_) => {
            tracing::warn!(%person, "somebody wants no more messages by e-mail, and has no chat: nothing reaches this person");
            context.say("page-mail-stopped-no-chat", &[])
        }
    };
    context.answer(&ThreadKey(WORK_THREAD.to_owned()), vec![line]).await
}

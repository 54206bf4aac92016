//! A person wants no more messages by e-mail, and says so by one.

use events::Command;
use events::institution::InstitutionCommand;
use events::preferences::Channels;

use crate::answers::answer_mail::WORK_THREAD;
use crate::answers::context::{AnswerContext, CommandOutcome};
use crate::draft::ThreadKey;
use crate::receiving::NotHandled;

/// From now on the person is told everything in the chat, and nothing is sent to the address, whether a chat reaches the person
/// or not. Whom no chat reaches is told once that nothing does.
pub(super) async fn on_unsubscribe(context: &AnswerContext<'_>) -> Result<(), NotHandled> {
    let of = || context.person.person.clone();
    let choose = InstitutionCommand::ChooseChannels { person: of(), channels: Channels::Telegram };
    let forget = InstitutionCommand::RemoveEmailAddress { person: of() };
    for (step, command) in (0..).zip([choose, forget]) {
        let outcome =
            context.carry_out(step, Command::Institution(context.person.institution.clone(), command)).await?;
        if let CommandOutcome::Refused(why) = outcome {
            let line = context.not_saved(None, why);
            return context.answer(&ThreadKey(WORK_THREAD.to_owned()), vec![line]).await;
        }
    }
    if context.person.chat.is_some() {
        return Ok(());
    }
    tracing::warn!(person = %of(), "somebody wants no more messages by e-mail, and has no chat: nothing reaches this person");
    let line = context.say("page-mail-stopped-no-chat", &[]);
    context.answer(&ThreadKey(WORK_THREAD.to_owned()), vec![line]).await
}

//! Taking back in words what a person's last message led to, as long as the domain lets a report be taken back.

use events::Command;
use events::action_item::ActionItemCommand;
use events::audit::AuditedAct;

use crate::answers::context::{AnswerContext, CommandOutcome};
use crate::answers::said::AnswerLine;
use crate::correspondence::{RecordedEffect, SettledAnswer};
use crate::receiving::NotHandled;

/// “Undo”: all that the last message recorded is taken back. An answer to an invitation is not: it is given once more.
pub(super) async fn undo(context: &AnswerContext<'_>) -> Result<Vec<AnswerLine>, NotHandled> {
    let correspondence = &context.services().correspondence;
    let before = context.settled.as_ref().and_then(|settled| settled.takes_back.clone());
    let last = if before.is_some() {
        before
    } else {
        let last = correspondence.noted_last(&context.person.person, context.services().clock.now())?;
        last.map(|last| (last.key, last.what))
    };
    let Some((key, what)) = last else { return Ok(vec![AnswerLine::only(context.say("email-nothing-to-undo", &[]))]) };
    context.settle(&SettledAnswer { takes_back: Some((key.clone(), what.clone())), ..context.unsettled() })?;
    let mut said = Vec::new();
    for (n, what) in what.into_iter().enumerate() {
        said.push(AnswerLine::only(match what {
            RecordedEffect::Invitation(_) => context.say("email-undo-invitation", &[]),
            RecordedEffect::Report(item, report) => match context.own_task(&item).await? {
                None => {
                    let object = format!("action-item/{item} withdraw-report");
                    context.services().audit.record(&context.principal(), AuditedAct::Refused, &object);
                    context.not_saved(None, context.say("refusal-not-permitted", &[]))
                }
                Some(task) => {
                    let command = ActionItemCommand::WithdrawReport { report };
                    match context.carry_out(n, Command::ActionItem(item, command)).await? {
                        CommandOutcome::Accepted(_) => context.say("email-undone", &context.task_values(&task)),
                        CommandOutcome::Refused(why) => context.not_saved(Some(&task), why),
                    }
                }
            },
        }));
    }
    // Whatever came of it: the next “undo” is about what was recorded before.
    correspondence.forget_noted(&key)?;
    Ok(said)
}

//! The buttons below something that was not clear.

use events::ids::ActionItemId;
use events::meeting::InvitationAnswer;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::features::meetings::answering::on_attendance;
use crate::features::replies::several::{on_each, together};
use crate::features::replies::undo::take_back_together;
use crate::features::work::clarification::ask_which;
use crate::features::work::more_time::ask_for_time;
use crate::features::work::press::{ClarificationPress, TaskReport};
use crate::features::work::reports::carry_out_report;
use crate::features::work::task_access::{still_open, visible_task};
use crate::features::work::task_lists::task_list;

/// A button below something that was not clear was pressed.
pub(super) async fn on_clarification_press(
    context: &ChatContext<'_>,
    pressed: ClarificationPress,
    message: i32,
) -> Result<(), ChatError> {
    let answers = match pressed {
        ClarificationPress::Meant(items, said) => vec![on_meant(context, &items, said).await?],
        ClarificationPress::OfEach(items, said) => on_each(context, &items, said).await?,
        ClarificationPress::MoreTime { item, until, or } => match visible_task(context, &item).await? {
            Some(task) => vec![ask_for_time(context, &task, until, or).await?],
            None => vec![context.refusal("not-yours", &format!("action-item/{item} request-extension"))],
        },
        ClarificationPress::Attend(answer) => vec![on_meant_attendance(context, answer).await?],
        ClarificationPress::NoneOfThese => vec![context.message("not-understood")],
        ClarificationPress::TakeBack(correlation) => together(context, take_back_together(context, correlation).await?),
    };
    let mut answers = answers.into_iter();
    if let Some(first) = answers.next() {
        context.replace(message, first).await?;
    }
    for answer in answers {
        context.answer(answer).await?;
    }
    Ok(())
}

async fn on_meant(context: &ChatContext<'_>, items: &[ActionItemId], said: TaskReport) -> Result<Outgoing, ChatError> {
    match still_open(context, items).await?.as_slice() {
        [] => task_list(context, vec![]).await,
        [task] => carry_out_report(context, task, said).await,
        several => Ok(ask_which(context, several, &[said])),
    }
}

async fn on_meant_attendance(context: &ChatContext<'_>, answer: InvitationAnswer) -> Result<Outgoing, ChatError> {
    on_attendance(context, answer, None).await
}

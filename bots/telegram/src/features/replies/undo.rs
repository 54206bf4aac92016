//! Taking back in words what was noted last, as the button below it does.

use events::action_item::TAKE_BACK_WITHIN;
use events::ids::{ActionItemId, CorrelationId, EventId};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::feature::UndoOutcome;
use crate::core::outgoing::Outgoing;
use crate::core::storage::message_subjects::tasks_of_bot_message;
use crate::core::storage::noted::{NotedTogether, forget_noted, recently_noted};
use crate::features::meetings::answering::answer_again;
use crate::features::replies::noted::UndoableReply;
use crate::features::work::reports::take_back;
use crate::features::work::task_access::visible_task;

/// “Undo”: a question that is open is dropped; else what was noted last is taken back, of the message that was replied
/// to where it is about tasks.
pub(super) async fn undo(context: &ChatContext<'_>, reply_to: Option<i32>) -> Result<Vec<Outgoing>, ChatError> {
    let about = match reply_to {
        Some(message) => tasks_of_bot_message(&context.services.database, context.chat, message).await?,
        None => vec![],
    };
    let noted =
        recently_noted::<UndoableReply>(&context.services.database, context.chat, &context.person.person).await?;
    let of = |noted: &NotedTogether<UndoableReply>| {
        let is_about = |what: &UndoableReply| matches!(what, UndoableReply::Report(item, _) if about.contains(item));
        about.is_empty() || noted.what.iter().any(is_about)
    };
    let last = noted.into_iter().find(of);
    let is_newer_than_question = last.as_ref().is_some_and(|last| !last.before_question);
    if about.is_empty() && !is_newer_than_question && context.question().await?.is_some() {
        context.forget_question().await?;
        return Ok(vec![context.message("reading-cancelled")]);
    }
    match last {
        Some(last) => take_all_back(context, last).await,
        None => Ok(vec![context.message("nothing-to-undo")]),
    }
}

/// Takes back what one message or press reported: the button below it.
pub(super) async fn take_back_together(
    context: &ChatContext<'_>,
    correlation: CorrelationId,
) -> Result<Vec<Outgoing>, ChatError> {
    let noted =
        recently_noted::<UndoableReply>(&context.services.database, context.chat, &context.person.person).await?;
    match noted.into_iter().find(|noted| noted.correlation == correlation) {
        Some(noted) => take_all_back(context, noted).await,
        None => Ok(vec![context.message("too-late-to-undo")]),
    }
}

/// Takes back what a message led to that the person has changed since. An answer to an invitation stays until there is another.
pub(super) async fn take_back_changed(
    context: &ChatContext<'_>,
    message: CorrelationId,
) -> Result<UndoOutcome, ChatError> {
    let (database, person) = (&context.services.database, &context.person.person);
    let noted = recently_noted::<UndoableReply>(database, context.chat, person).await?;
    let Some(noted) = noted.into_iter().find(|noted| noted.correlation == message) else {
        return Ok(UndoOutcome::Nothing);
    };
    if noted.what.contains(&UndoableReply::Other) {
        return Ok(UndoOutcome::Not(context.message("edited-stays")));
    }
    let mut taken = UndoOutcome::Nothing;
    for what in noted.what {
        let UndoableReply::Report(item, report) = &what else { continue };
        let Some(task) = visible_task(context, item).await? else { continue };
        let outcome = take_back(context, &task, *report).await?;
        let left = recently_noted::<UndoableReply>(database, context.chat, person).await?;
        // What is taken back is not noted any more.
        if left.iter().any(|left| left.what.contains(&what)) {
            return Ok(UndoOutcome::Not(outcome));
        }
        taken = UndoOutcome::All;
    }
    Ok(taken)
}

async fn take_all_back(
    context: &ChatContext<'_>,
    noted: NotedTogether<UndoableReply>,
) -> Result<Vec<Outgoing>, ChatError> {
    if context.services.clock.now() - noted.at > TAKE_BACK_WITHIN {
        return Ok(vec![context.message("too-late-to-undo")]);
    }
    let mut answers = Vec::new();
    for what in noted.what {
        answers.push(match what {
            UndoableReply::Report(item, report) => take_report_back(context, &item, report).await?,
            UndoableReply::Answer(meeting) => match answer_again(context, &meeting).await? {
                Some(invitation) => invitation,
                None => context.message("undo-not-by-word"),
            },
            UndoableReply::Other => context.message("undo-not-by-word"),
        });
    }
    Ok(answers)
}

async fn take_report_back(
    context: &ChatContext<'_>,
    item: &ActionItemId,
    report: EventId,
) -> Result<Outgoing, ChatError> {
    // Whatever comes of it: the next “undo” is about what was noted before.
    forget_noted(&context.services.database, context.chat, &UndoableReply::Report(item.clone(), report)).await?;
    match visible_task(context, item).await? {
        Some(task) => take_back(context, &task, report).await,
        None => Ok(context.refusal("not-yours", &format!("action-item/{item} withdraw-report"))),
    }
}

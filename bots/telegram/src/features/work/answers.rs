//! Answers to what is asked of a task.

use events::text::Text;
use language::dates::{DateError, read_date};
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::text_errors::unusable;
use crate::features::work::board::reopen;
use crate::features::work::clarification::ask_meaning;
use crate::features::work::disputes::{call_off, return_to_owner};
use crate::features::work::more_time::{ask_for_time_in_words, counted_from};
use crate::features::work::press::{TaskQuestion, TaskReport};
use crate::features::work::reports::carry_out_report;
use crate::features::work::task_access::visible_task;

/// The answer to a question about a task; `None`: it was none.
pub(super) async fn on_task_answer(
    context: &ChatContext<'_>,
    question: TaskQuestion,
    text: &str,
) -> Result<Option<Outgoing>, ChatError> {
    let (TaskQuestion::ReasonOfBlock(item)
    | TaskQuestion::UntilWhen(item)
    | TaskQuestion::ReasonOfReopening(item)
    | TaskQuestion::ReasonOfReturn(item)
    | TaskQuestion::ReasonOfCallingOff(item)) = &question;
    let Some(task) = visible_task(context, item).await? else {
        context.forget_question().await?;
        return Ok(None);
    };
    let texts = context.texts();
    match question {
        TaskQuestion::ReasonOfBlock(_) => match text.parse::<Text>() {
            Ok(reason) => carry_out_report(context, &task, TaskReport::Blocked(Some(reason))).await.map(Some),
            Err(error) => Ok(Some(unusable(context.texts(), error))),
        },
        TaskQuestion::ReasonOfReopening(_) | TaskQuestion::ReasonOfReturn(_) | TaskQuestion::ReasonOfCallingOff(_) => {
            match text.parse::<Text>() {
                Ok(reason) => {
                    context.forget_question().await?;
                    decide_for(context, &task, &question, reason).await
                }
                Err(error) => Ok(Some(unusable(context.texts(), error))),
            }
        }
        TaskQuestion::UntilWhen(_) => match read_date(text, texts.today) {
            Ok(Some(date)) if date < texts.today => {
                Ok(Some(Outgoing::text(texts.say("date-in-past", &[("date", texts.date(date))]))))
            }
            Ok(Some(date)) => ask_for_time_in_words(context, &task, date, text).await.map(Some),
            Ok(None) => match counted_from(context, text, texts.today) {
                Some(date) => ask_for_time_in_words(context, &task, date, text).await.map(Some),
                None => Ok(None),
            },
            Err(DateError::NoSuchDate { text }) => {
                Ok(Some(Outgoing::text(texts.say("no-such-date", &[("date", text.into())]))))
            }
            Err(DateError::TooFar(day)) => Ok(Some(Outgoing::text(texts.too_far(day)))),
            Err(DateError::Several(dates)) => {
                let meanings = dates.iter().map(|date| TaskReport::Extension(Some(*date))).collect();
                Ok(Some(ask_meaning(context, &task, meanings)))
            }
        },
    }
}

/// Decides on a task, as was asked, for a reason given in words.
async fn decide_for(
    context: &ChatContext<'_>,
    task: &TaskView,
    question: &TaskQuestion,
    reason: Text,
) -> Result<Option<Outgoing>, ChatError> {
    match question {
        TaskQuestion::ReasonOfReopening(_) => reopen(context, task, reason).await.map(Some),
        TaskQuestion::ReasonOfReturn(_) => return_to_owner(context, task, reason).await.map(Some),
        TaskQuestion::ReasonOfCallingOff(_) => call_off(context, task, reason).await.map(Some),
        TaskQuestion::ReasonOfBlock(_) | TaskQuestion::UntilWhen(_) => Ok(None),
    }
}

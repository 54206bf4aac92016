//! What comes of something that is said of one task.

use language::reading::Report;
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::features::meetings::answering::AnswerableInvitation;
use crate::features::replies::interpretation::Interpretation;
use crate::features::replies::offers::offers;
use crate::features::work::clarification::offer_meanings;
use crate::features::work::more_time::ask_for_time_in_words;
use crate::features::work::reports::carry_out_report;
use crate::features::work::task_lists::task_buttons;

/// What comes of something that is said of one task.
pub(super) async fn on_statement(
    context: &ChatContext<'_>,
    task: &TaskView,
    interpretation: Interpretation,
    asked: Option<&AnswerableInvitation>,
    text: &str,
) -> Result<Outgoing, ChatError> {
    let about = std::slice::from_ref(task);
    match interpretation {
        Interpretation::Clear(Report::Extension { until: Some(until) }) => {
            ask_for_time_in_words(context, task, until, text).await
        }
        Interpretation::Clear(report) => carry_out_report(context, task, report.into()).await,
        Interpretation::Open { meanings, is_guess } => {
            let offers = offers(context, meanings, about, asked, text).await?;
            Ok(offer_meanings(context, about, offers, is_guess))
        }
        Interpretation::Impossible(why) => {
            let buttons = task_buttons(context.texts(), task, false);
            Ok(Outgoing::text(why).with_buttons(buttons).about(vec![task.id.clone()]))
        }
    }
}

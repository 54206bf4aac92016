//! Days that are counted, each time from today: “+3 days”, “ten working days”, and the other day that may be meant, so
//! much after the due date.

use chrono::NaiveDate;
use language::dates::{RelativeDate, read_relative_date};
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::features::work::press::{TaskPress, TaskReport};
use crate::features::work::reports::carry_out_report;
use crate::features::work::task_wording::task_line;

/// The day that a text counts to from another, by Kosovo's calendar where it counts working days.
pub(crate) fn counted_from(context: &ChatContext<'_>, text: &str, from: NaiveDate) -> Option<NaiveDate> {
    Some(match read_relative_date(text, from)? {
        RelativeDate::Day(day) => day,
        RelativeDate::WorkingDays(days) => context.services.settings.calendar.nth_working_day_after(from, days),
    })
}

/// The other day that can be meant where time until a day was counted: so much after the due date, if that is later
/// than today.
pub(crate) fn counted_from_due(
    context: &ChatContext<'_>,
    task: &TaskView,
    until: NaiveDate,
    text: &str,
) -> Option<NaiveDate> {
    let (today, due) = (context.texts().today, task.item.due);
    let counted = counted_from(context, text, today).filter(|day| *day == until && due > today);
    counted.and_then(|_| counted_from(context, text, due))
}

/// Asks for the time that a text says is needed.
pub(crate) async fn ask_for_time_in_words(
    context: &ChatContext<'_>,
    task: &TaskView,
    until: NaiveDate,
    text: &str,
) -> Result<Outgoing, ChatError> {
    ask_for_time(context, task, until, counted_from_due(context, task, until, text)).await
}

/// Asks for time until a day. Where another may be meant, that one is offered.
pub(crate) async fn ask_for_time(
    context: &ChatContext<'_>,
    task: &TaskView,
    until: NaiveDate,
    or: Option<NaiveDate>,
) -> Result<Outgoing, ChatError> {
    let (texts, due) = (context.texts(), task.item.due);
    let Some(later) = or else { return carry_out_report(context, task, TaskReport::Extension(Some(until))).await };
    let label = texts.label("button-after-due", &[("date", texts.date(later))]);
    let offer = vec![(label, TaskPress::Answer(task.id.clone(), TaskReport::Extension(Some(later))).into())];
    if until <= due {
        let args = [("date", texts.date(until)), ("due", texts.date(due))];
        let text = format!("{}\n{}", task_line(texts, task), texts.say("counted-within-due", &args));
        let none = vec![cancel_button(texts)];
        return Ok(Outgoing::text(text).with_buttons(vec![offer, none]).about(vec![task.id.clone()]));
    }
    let mut answer = carry_out_report(context, task, TaskReport::Extension(Some(until))).await?;
    // Only what was noted can have been counted otherwise.
    if answer.buttons.iter().flatten().any(|(_, press)| matches!(press.read(), Some(TaskPress::Undo(..)))) {
        answer.text = format!("{}\n{}", answer.text, texts.say("counted-from-today", &[]));
        answer.buttons.insert(0, offer);
    }
    Ok(answer)
}

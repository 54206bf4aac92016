//! Days that are counted in a reply about a task.

use chrono::NaiveDate;
use language::dates::{RelativeDate, read_relative_date};
use language::reading::Report;
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::press::Press;
use crate::features::work::more_time::counted_from_due;
use crate::features::work::press::ClarificationPress;

/// The report with the day that Kosovo's calendar gives, where so many working days were asked for.
pub(super) fn by_the_calendar(context: &ChatContext<'_>, report: Report, text: &str) -> Report {
    let today = context.texts().today;
    match (report, read_relative_date(text, today)) {
        (Report::Extension { until: Some(_) }, Some(RelativeDate::WorkingDays(days))) => {
            let day = context.services.settings.calendar.nth_working_day_after(today, days);
            Report::Extension { until: Some(day) }
        }
        (report, _) => report,
    }
}

/// What a button asks for that stands for time until a day.
pub(super) fn press_for_time(context: &ChatContext<'_>, task: &TaskView, until: NaiveDate, text: &str) -> Press {
    let or = counted_from_due(context, task, until, text);
    ClarificationPress::MoreTime { item: task.id.clone(), until, or }.into()
}

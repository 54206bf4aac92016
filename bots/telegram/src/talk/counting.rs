//! Days that are counted, each time from today: “+3 days”, “ten working days”, and the other day that may be meant, so
//! much after the due date.

use chrono::NaiveDate;
use dialogue::dates::{Counted, read_counted};
use dialogue::reading::Report;
use projections::views::TaskView;

use super::TalkPress;
use crate::buttons::{Press, Said};
use crate::outgoing::Outgoing;
use crate::visit::{Visit, VisitError};

impl Visit<'_> {
    /// The day that a text counts to from another, by Kosovo's calendar where it counts working days.
    pub(crate) fn counted_from(&self, text: &str, from: NaiveDate) -> Option<NaiveDate> {
        Some(match read_counted(text, from)? {
            Counted::Day(day) => day,
            Counted::WorkingDays(days) => self.bot.data_requests.calendar.nth_working_day_after(from, days),
        })
    }

    /// The report with the day that Kosovo's calendar gives, where so many working days were asked for.
    pub(super) fn by_the_calendar(&self, report: Report, text: &str) -> Report {
        let today = self.speech().today;
        match (report, read_counted(text, today)) {
            (Report::Extension { until: Some(_) }, Some(Counted::WorkingDays(days))) => {
                let day = self.bot.data_requests.calendar.nth_working_day_after(today, days);
                Report::Extension { until: Some(day) }
            }
            (report, _) => report,
        }
    }

    /// The other day that can be meant where time until a day was counted: so much after the due date, if that is later
    /// than today.
    fn counted_from_due(&self, task: &TaskView, until: NaiveDate, text: &str) -> Option<NaiveDate> {
        let (today, due) = (self.speech().today, task.item.due);
        let counted = self.counted_from(text, today).filter(|day| *day == until && due > today);
        counted.and_then(|_| self.counted_from(text, due))
    }

    /// What a button asks for that stands for time until a day.
    pub(super) fn press_for_time(&self, task: &TaskView, until: NaiveDate, text: &str) -> Press {
        let or = self.counted_from_due(task, until, text);
        Press::Talk(TalkPress::MoreTime { item: task.id.clone(), until, or })
    }

    /// Asks for the time that a text says is needed.
    pub(crate) async fn ask_for_time_in_words(
        &self,
        task: &TaskView,
        until: NaiveDate,
        text: &str,
    ) -> Result<Outgoing, VisitError> {
        self.ask_for_time(task, until, self.counted_from_due(task, until, text)).await
    }

    /// Asks for time until a day. Where another may be meant, that one is offered.
    pub(super) async fn ask_for_time(
        &self,
        task: &TaskView,
        until: NaiveDate,
        or: Option<NaiveDate>,
    ) -> Result<Outgoing, VisitError> {
        let (speech, due) = (self.speech(), task.item.due);
        let Some(later) = or else { return self.act(task, Said::Extension(Some(until))).await };
        let label = speech.label("button-after-due", &[("date", speech.date(later))]);
        let offer = vec![(label, Press::Answer(task.id.clone(), Said::Extension(Some(later))))];
        if until <= due {
            let args = [("date", speech.date(until)), ("due", speech.date(due))];
            let text = format!("{}\n{}", speech.line(task), speech.say("counted-within-due", &args));
            let none = vec![(speech.label("button-cancel", &[]), Press::Cancel)];
            return Ok(Outgoing::text(text).with_buttons(vec![offer, none]).about(vec![task.id.clone()]));
        }
        let mut answer = self.act(task, Said::Extension(Some(until))).await?;
        // Only what was noted can have been counted otherwise.
        if answer.buttons.iter().flatten().any(|(_, press)| matches!(press, Press::Undo(..))) {
            answer.text = format!("{}\n{}", answer.text, speech.say("counted-from-today", &[]));
            answer.buttons.insert(0, offer);
        }
        Ok(answer)
    }
}

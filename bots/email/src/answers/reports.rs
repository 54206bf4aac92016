//! Doing what was said of one task, and the words that confirm it.

use chrono::NaiveDate;
use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::text::{Percent, Text};
use language::assignments::{Candidate, OwnerReading, read_institution_within};
use language::catalogue::Value;
use language::dates::{RelativeDate, read_relative_date};
use language::reading::Report;
use readmodels::views::TaskView;

use crate::answers::context::{AnswerContext, CommandOutcome};
use crate::answers::said::AnswerLine;
use crate::correspondence::RecordedEffect;
use crate::receiving::NotHandled;

impl AnswerContext<'_> {
    /// Does what was said of a task as the `n`-th thing.
    pub(super) async fn report(
        &self,
        n: usize,
        task: &TaskView,
        report: &Report,
        text: &str,
    ) -> Result<AnswerLine, NotHandled> {
        let ask = |key: &str| Ok(AnswerLine::only(self.not_saved(Some(task), self.say(key, &self.task_values(task)))));
        let mut values = Vec::new();
        let (command, key) = match report {
            Report::Done | Report::Progress(Some(Percent::WHOLE)) => (ActionItemCommand::Complete, "email-saved-done"),
            Report::Progress(Some(progress)) => {
                values.push(("percent", progress.value().into()));
                (ActionItemCommand::ReportProgress { progress: *progress }, "email-saved-progress")
            }
            Report::Progress(None) if matches!(task.item.stage, ItemStage::Blocked { .. }) => {
                (ActionItemCommand::Unblock, "email-saved-in-progress")
            }
            Report::Progress(None) => (ActionItemCommand::Accept, "email-saved-in-progress"),
            Report::Accepted => (ActionItemCommand::Accept, "email-saved-accepted"),
            Report::Blocked { reason: None } => return ask("email-blocked-by-what"),
            Report::Blocked { reason: Some(reason) } => {
                values.push(("reason", reason.as_str().into()));
                (ActionItemCommand::Block { reason: reason.clone() }, "email-saved-blocked")
            }
            Report::Extension { until: None } => return ask("email-until-when"),
            Report::Extension { until: Some(until) } => {
                let later = self.counted_from_due(task, *until, text);
                if let Some(later) = later.filter(|_| *until <= task.item.due) {
                    let dates = [("date", *until), ("due", task.item.due), ("later", later)];
                    let dates = dates.map(|(name, day)| (name, self.date(day)));
                    return Ok(AnswerLine::only(
                        self.not_saved(Some(task), self.say("email-counted-within-due", &dates)),
                    ));
                }
                values.push(("date", self.date(*until)));
                let key = if later.is_some() { "email-saved-extension-from-today" } else { "email-saved-extension" };
                (ActionItemCommand::RequestExtension { until: *until, reason: None }, key)
            }
            Report::NotOurs { institution } => match self.disclaim(task, institution.as_ref()).await? {
                (command, Some(name)) => {
                    values.push(("institution", name.into()));
                    (command, "email-saved-not-ours-but")
                }
                (command, None) => (command, "email-saved-not-ours"),
            },
        };
        self.record(n, task, command, key, values).await
    }

    async fn record(
        &self,
        n: usize,
        task: &TaskView,
        command: ActionItemCommand,
        key: &str,
        mut values: Vec<(&'static str, Value)>,
    ) -> Result<AnswerLine, NotHandled> {
        values.extend(self.task_values(task));
        match self.carry_out(n, Command::ActionItem(task.id.clone(), command)).await? {
            CommandOutcome::Refused(why) => Ok(AnswerLine::only(self.not_saved(Some(task), why))),
            CommandOutcome::Accepted(accepted) => match accepted.events.last() {
                None => Ok(AnswerLine::only(self.say("email-saved-already", &values))),
                Some(last) => {
                    self.note(&RecordedEffect::Report(task.id.clone(), last.id))?;
                    Ok(AnswerLine::recorded(self.say(key, &values)))
                }
            },
        }
    }

    /// The other day that can be meant where time until a day was counted: so much after the due date, if that is later than
    /// today.
    fn counted_from_due(&self, task: &TaskView, until: NaiveDate, text: &str) -> Option<NaiveDate> {
        let (today, due) = (self.today, task.item.due);
        let counted = |from: NaiveDate| {
            Some(match read_relative_date(text, from)? {
                RelativeDate::Day(day) => day,
                RelativeDate::WorkingDays(days) => self.services().calendar.nth_working_day_after(from, days),
            })
        };
        counted(today).filter(|day| *day == until && due > today).and_then(|_| counted(due))
    }

    /// That a task is not the institution's, and what the institution is called that is named instead: one of those that take
    /// part, if the words mean one of them; else the words are kept as they are.
    async fn disclaim(
        &self,
        task: &TaskView,
        words: Option<&Text>,
    ) -> Result<(ActionItemCommand, Option<String>), NotHandled> {
        let Some(words) = words else {
            return Ok((ActionItemCommand::Disclaim { suggested: None, reason: None }, None));
        };
        let mut known = self.services().read_models.institutions().await?;
        known.retain(|one| one.active && one.id != task.item.owner);
        let among: Vec<_> = known.iter().map(|one| Candidate { id: &one.id, names: &one.names }).collect();
        let meant = match read_institution_within(words.as_str(), &among) {
            OwnerReading::One(id) => known.iter().find(|one| one.id == id),
            OwnerReading::AnyOf(_) | OwnerReading::Unknown { .. } => None,
        };
        Ok(match meant {
            Some(one) => {
                let name = one.names.in_language(self.person.language).to_owned();
                (ActionItemCommand::Disclaim { suggested: Some(one.id.clone()), reason: None }, Some(name))
            }
            None => (ActionItemCommand::Disclaim { suggested: None, reason: Some(words.clone()) }, None),
        })
    }
}

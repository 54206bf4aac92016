//! Tasks as messages: lists, one task, and the buttons under them.

use events::ids::ActionItemId;
use projections::views::TaskView;

use crate::buttons::{Press, Said};
use crate::outgoing::Outgoing;
use crate::speech::Speech;
use crate::visit::{Visit, VisitError};

/// Up to so many tasks each get worded buttons; more get a number each, which opens the task.
const WORDED: usize = 3;
/// How many number buttons stand in a row.
const NUMBERS_IN_A_ROW: usize = 5;
/// How many tasks one message lists; the messenger's limit on text leaves room for so many.
const LONGEST_LIST: usize = 20;

impl Speech<'_> {
    /// The four worded buttons of a task, two in a row.
    pub(crate) fn task_buttons(&self, task: &TaskView, numbered: bool) -> Vec<Vec<(String, Press)>> {
        let button = |key: &str, said: Said| {
            let words = self.label(key, &[]);
            let label = if numbered { format!("{}. {words}", task.number) } else { words };
            (label, Press::Report(task.id.clone(), said))
        };
        vec![
            vec![button("button-done", Said::Done), button("button-in-progress", Said::Progress(None))],
            vec![button("button-blocked", Said::Blocked(None)), button("button-more-time", Said::Extension(None))],
        ]
    }

    /// The buttons under a list of tasks.
    pub(crate) fn list_buttons(&self, tasks: &[TaskView]) -> Vec<Vec<(String, Press)>> {
        if tasks.len() <= WORDED {
            return tasks.iter().flat_map(|task| self.task_buttons(task, tasks.len() > 1)).collect();
        }
        let all = ids(tasks);
        let numbers: Vec<_> =
            tasks.iter().map(|task| (task.number.to_string(), Press::Open(task.id.clone(), all.clone()))).collect();
        numbers.chunks(NUMBERS_IN_A_ROW).map(<[_]>::to_vec).collect()
    }

    /// One task by itself, opened from a list.
    pub(crate) fn one_task(&self, task: &TaskView, list: Vec<ActionItemId>) -> Outgoing {
        let mut buttons = self.task_buttons(task, false);
        buttons.push(vec![(self.label("button-back", &[]), Press::List(list))]);
        Outgoing::text(self.line(task)).with_buttons(buttons).about(vec![task.id.clone()])
    }
}

pub(crate) fn ids(tasks: &[TaskView]) -> Vec<ActionItemId> {
    tasks.iter().map(|task| task.id.clone()).collect()
}

impl Visit<'_> {
    pub(crate) async fn show_tasks(&self) -> Result<(), VisitError> {
        let tasks = self.open_tasks().await?;
        let message = self.task_list(tasks).await?;
        self.answer(message).await
    }

    /// A list of this institution's tasks.
    pub(crate) async fn task_list(&self, mut tasks: Vec<TaskView>) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        if tasks.is_empty() {
            return Ok(Outgoing::text(speech.say("tasks-none", &[])));
        }
        let institution = self.institution_name().await?;
        let count = tasks.len();
        if count > LONGEST_LIST {
            tasks.sort_by_key(|task| task.item.due);
            tasks.truncate(LONGEST_LIST);
            tasks.sort_by_key(|task| task.number);
        }
        let mut lines =
            vec![speech.say("tasks-heading", &[("count", count.into()), ("institution", institution.into())])];
        lines.extend(tasks.iter().map(|task| speech.line(task)));
        if count > tasks.len() {
            lines.push("…".to_owned());
        }
        let buttons = speech.list_buttons(&tasks);
        Ok(Outgoing::text(lines.join("\n\n")).with_buttons(buttons).about(ids(&tasks)))
    }
}

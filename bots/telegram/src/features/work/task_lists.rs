//! Tasks as messages: lists, one task, and the buttons under them.

use events::ids::ActionItemId;
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::texts::Texts;
use crate::features::work::press::{TaskPress, TaskReport};
use crate::features::work::task_access::open_tasks;
use crate::features::work::task_wording::task_line;

/// Up to so many tasks each get worded buttons; more get a number each, which opens the task.
const WORDED: usize = 3;
/// How many number buttons stand in a row.
const NUMBERS_IN_A_ROW: usize = 5;
/// How many tasks one message lists; the messenger's limit on text leaves room for so many.
const LONGEST_LIST: usize = 20;

/// The four worded buttons of a task, two in a row.
pub(crate) fn task_buttons(texts: Texts<'_>, task: &TaskView, numbered: bool) -> Vec<Vec<(String, Press)>> {
    let button = |key: &str, said: TaskReport| {
        let words = texts.label(key, &[]);
        let label = if numbered { format!("{}. {words}", task.number) } else { words };
        (label, TaskPress::Report(task.id.clone(), said).into())
    };
    vec![
        vec![button("button-done", TaskReport::Done), button("button-in-progress", TaskReport::Progress(None))],
        vec![
            button("button-blocked", TaskReport::Blocked(None)),
            button("button-more-time", TaskReport::Extension(None)),
        ],
    ]
}

/// The buttons under a list of tasks.
pub(crate) fn list_buttons(texts: Texts<'_>, tasks: &[TaskView]) -> Vec<Vec<(String, Press)>> {
    if tasks.len() <= WORDED {
        return tasks.iter().flat_map(|task| task_buttons(texts, task, tasks.len() > 1)).collect();
    }
    let all = task_ids(tasks);
    let numbers: Vec<_> = tasks
        .iter()
        .map(|task| (task.number.to_string(), TaskPress::Open(task.id.clone(), all.clone()).into()))
        .collect();
    numbers.chunks(NUMBERS_IN_A_ROW).map(<[_]>::to_vec).collect()
}

/// One task by itself, opened from a list.
pub(crate) fn one_task(texts: Texts<'_>, task: &TaskView, list: Vec<ActionItemId>) -> Outgoing {
    let mut buttons = task_buttons(texts, task, false);
    buttons.push(vec![(texts.label("button-back", &[]), TaskPress::List(list).into())]);
    Outgoing::text(task_line(texts, task)).with_buttons(buttons).about(vec![task.id.clone()])
}

pub(crate) fn task_ids(tasks: &[TaskView]) -> Vec<ActionItemId> {
    tasks.iter().map(|task| task.id.clone()).collect()
}

pub(crate) async fn show_tasks(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let tasks = open_tasks(context).await?;
    let message = task_list(context, tasks).await?;
    context.answer(message).await
}

/// A list of this institution's tasks.
pub(crate) async fn task_list(context: &ChatContext<'_>, mut tasks: Vec<TaskView>) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    if tasks.is_empty() {
        return Ok(Outgoing::text(texts.say("tasks-none", &[])));
    }
    let institution = context.institution_name().await?;
    let count = tasks.len();
    if count > LONGEST_LIST {
        tasks.sort_by_key(|task| task.item.due);
        tasks.truncate(LONGEST_LIST);
        tasks.sort_by_key(|task| task.number);
    }
    let mut lines = vec![texts.say("tasks-heading", &[("count", count.into()), ("institution", institution.into())])];
    lines.extend(tasks.iter().map(|task| task_line(texts, task)));
    if count > tasks.len() {
        lines.push("…".to_owned());
    }
    let buttons = list_buttons(texts, &tasks);
    Ok(Outgoing::text(lines.join("\n\n")).with_buttons(buttons).about(task_ids(&tasks)))
}

//! A task in words: title, status, the line of a list.

use events::action_item::AssignedItem;
use language::catalogue::Value;
use language::item_status::status_in_words;
use readmodels::views::TaskView;

use crate::core::texts::Texts;

pub(crate) fn task_title(texts: Texts<'_>, task: &TaskView) -> String {
    texts.marked(&task.title)
}

/// `number` and `title`, which most messages about a task have.
pub(crate) fn task_args(texts: Texts<'_>, task: &TaskView) -> Vec<(&'static str, Value)> {
    vec![("number", task.number.into()), ("title", task_title(texts, task).into())]
}

/// How far a task is, in words; not escaped.
pub(crate) fn task_status(texts: Texts<'_>, item: &AssignedItem) -> String {
    let plain = |key: &str, args: &[(&str, Value)]| texts.catalogue.say(texts.language, key, args);
    status_in_words(texts.catalogue, texts.language, item, texts.today, &plain)
}

/// A task as a line of a list.
pub(crate) fn task_line(texts: Texts<'_>, task: &TaskView) -> String {
    let mut args = task_args(texts, task);
    args.push(("due", texts.date(task.item.due)));
    args.push(("status", task_status(texts, &task.item).into()));
    texts.say("task-line", &args)
}

//! A task in words: title, status, the line of a list.

use events::action_item::{AssignedItem, ItemStage};
use language::catalogue::Value;
use language::recorded::say_recorded;
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
    let stage = match &item.stage {
        ItemStage::UnderWay { progress } if progress.value() == 0 => plain("status-under-way-unmeasured", &[]),
        ItemStage::UnderWay { progress } => plain("status-under-way", &[("percent", progress.value().into())]),
        ItemStage::Blocked { reason, .. } => plain(
            "status-blocked",
            &[("reason", say_recorded(texts.catalogue, texts.language, reason.as_str()).into())],
        ),
        ItemStage::Disclaimed { reason: Some(reason), .. } => {
            plain("status-disclaimed-because", &[("reason", reason.as_str().into())])
        }
        ItemStage::Assigned
        | ItemStage::Accepted
        | ItemStage::Disclaimed { reason: None, .. }
        | ItemStage::Completed
        | ItemStage::Verified
        | ItemStage::Cancelled => plain(&format!("status-{}", item.stage.code()), &[]),
    };
    match item.extension_asked {
        Some(date) => format!("{stage}; {}", plain("status-extension-asked", &[("date", texts.date(date))])),
        None => stage,
    }
}

/// A task as a line of a list.
pub(crate) fn task_line(texts: Texts<'_>, task: &TaskView) -> String {
    let mut args = task_args(texts, task);
    args.push(("due", texts.date(task.item.due)));
    args.push(("status", task_status(texts, &task.item).into()));
    texts.say("task-line", &args)
}

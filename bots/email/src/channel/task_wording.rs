//! A task in an e-mail: its line, its status, and the links with which its owner or its chair takes a step.

use chrono::Days;
use events::action_item::{AssignedItem, ItemStage};
use events::ids::InstitutionId;
use links::LinkedAction;
use readmodels::AskError;
use readmodels::views::TaskView;

use crate::channel::context::MailContext;
use crate::draft::Link;

/// How much more time one link asks for.
const MORE_TIME: Days = Days::new(7);

/// How far a task is, in words.
fn task_status(context: &MailContext<'_>, item: &AssignedItem) -> String {
    let stage = match &item.stage {
        ItemStage::UnderWay { progress } if progress.value() == 0 => context.say("status-under-way-unmeasured", &[]),
        ItemStage::UnderWay { progress } => context.say("status-under-way", &[("percent", progress.value().into())]),
        ItemStage::Blocked { reason, .. } => {
            context.say("status-blocked", &[("reason", context.recorded(reason).into())])
        }
        ItemStage::Disclaimed { reason: Some(reason), .. } => {
            context.say("status-disclaimed-because", &[("reason", reason.as_str().into())])
        }
        ItemStage::Assigned
        | ItemStage::Accepted
        | ItemStage::Disclaimed { reason: None, .. }
        | ItemStage::Completed
        | ItemStage::Verified
        | ItemStage::Cancelled => context.say(&format!("status-{}", item.stage.code()), &[]),
    };
    match item.extension_asked {
        Some(date) => format!("{stage}; {}", context.say("status-extension-asked", &[("date", context.date(date))])),
        None => stage,
    }
}

/// A task of the person's own institution as a line.
pub(super) fn task_line(context: &MailContext<'_>, task: &TaskView) -> String {
    let args = [
        ("number", task.number.into()),
        ("title", context.marked(&task.title).into()),
        ("due", context.date(task.item.due)),
        ("status", task_status(context, &task.item).into()),
    ];
    context.say("task-line", &args)
}

/// A task of any institution as a line.
pub(super) async fn task_line_with_institution(
    context: &MailContext<'_>,
    task: &TaskView,
    owner: &InstitutionId,
) -> Result<String, AskError> {
    let args = [
        ("number", task.number.into()),
        ("title", context.marked(&task.title).into()),
        ("institution", context.institution_name(owner).await?.into()),
        ("due", context.date(task.item.due)),
        ("status", task_status(context, &task.item).into()),
    ];
    Ok(context.say("task-line-with-institution", &args))
}

/// The steps that an owner can take with a link.
pub(super) fn owner_links(context: &MailContext<'_>, task: &TaskView) -> Vec<Link> {
    if !task.item.stage.is_open() {
        return vec![];
    }
    let accept = (task.item.stage == ItemStage::Assigned).then_some(LinkedAction::Accept);
    let later = task.item.due.max(context.moment.today) + MORE_TIME;
    let more_time = task.item.extension_asked.is_none().then_some(LinkedAction::RequestExtension(later));
    let steps = accept.into_iter().chain([LinkedAction::Complete]).chain(more_time);
    steps.map(|action| context.step_link(&task.id, action)).collect()
}

/// The steps that whoever decides on a task can take with a link.
pub(super) fn decision_links(context: &MailContext<'_>, task: &TaskView) -> Vec<Link> {
    let verify = (task.item.stage == ItemStage::Completed).then_some(LinkedAction::Verify);
    let asked = task.item.extension_asked.filter(|_| task.item.stage.is_open());
    let extension = asked.map(|until| [LinkedAction::GrantExtension(until), LinkedAction::RefuseExtension]);
    let steps = verify.into_iter().chain(extension.into_iter().flatten());
    steps.map(|action| context.step_link(&task.id, action)).collect()
}

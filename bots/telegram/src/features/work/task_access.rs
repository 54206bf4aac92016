//! Which tasks a person sees.

use events::authority::permit_view;
use events::ids::ActionItemId;
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;

/// The institution's open tasks.
pub(crate) async fn open_tasks(context: &ChatContext<'_>) -> Result<Vec<TaskView>, ChatError> {
    let mut tasks = context.services.read_models.task_list(&context.person.institution).await?;
    tasks.retain(|task| task.item.stage.is_open());
    Ok(tasks)
}

/// Of these tasks, those that this person sees and that are not done.
pub(crate) async fn still_open(context: &ChatContext<'_>, items: &[ActionItemId]) -> Result<Vec<TaskView>, ChatError> {
    let mut open = Vec::new();
    for item in items {
        open.extend(visible_task(context, item).await?.filter(|task| task.item.stage.is_open()));
    }
    Ok(open)
}

/// A task that this person may see.
pub(crate) async fn visible_task(context: &ChatContext<'_>, id: &ActionItemId) -> Result<Option<TaskView>, ChatError> {
    let (task, principal) = (context.services.read_models.task(id).await?, context.principal());
    Ok(task.filter(|task| permit_view(&principal, &task.view()).is_ok()))
}

/// The task, or word that it is not this person's to see any more.
pub(crate) async fn task_or_say(context: &ChatContext<'_>, item: &ActionItemId) -> Result<Option<TaskView>, ChatError> {
    let task = visible_task(context, item).await?;
    if task.is_none() {
        context.refuse("not-yours", &format!("action-item/{item}")).await?;
    }
    Ok(task)
}

//! Where tasks stand that the chat was told of: what tells that one has moved on, and the line that says where it is by now.

use events::ids::ActionItemId;
use notifications::{Content, WorkContent};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::services::Services;
use crate::features::work::board::line_with_institution;
use crate::features::work::task_wording::task_line;

/// How each task stands, as its last event; nothing, where none of these contents is about one.
pub(super) async fn standings_of_tasks(
    services: &Services,
    contents: &[Content],
) -> Result<Vec<Option<String>>, ChatError> {
    if !contents.iter().any(|content| content.as_work().is_some()) {
        return Ok(vec![]);
    }
    let work = services.work().await?;
    let standing = |content: &Content| Some(work.item(content.as_work()?.item())?.last_event.to_string());
    Ok(contents.iter().map(standing).collect())
}

/// A line for each task that has moved on and that the message does not list any more with how far it is.
pub(super) async fn where_tasks_stand(
    context: &ChatContext<'_>,
    contents: &[Content],
) -> Result<Vec<String>, ChatError> {
    let mut said: Vec<&ActionItemId> = Vec::new();
    let mut lines = Vec::new();
    for content in contents.iter().filter_map(Content::as_work) {
        let item = content.item();
        let Some(task) = context.services.read_models.task(item).await?.filter(|_| !said.contains(&item)) else {
            continue;
        };
        let (is_open, is_own) = (task.item.stage.is_open(), task.item.owner == context.person.institution);
        let is_listed = match content {
            WorkContent::Task { .. }
            | WorkContent::Nudged { .. }
            | WorkContent::PutOff { .. }
            | WorkContent::Decided { .. } => is_open && is_own,
            WorkContent::LateElsewhere { owner, .. } => is_open && *owner == task.item.owner,
            WorkContent::Reported { .. } | WorkContent::NudgeNotArrived { .. } => false,
        };
        if is_listed {
            continue;
        }
        said.push(item);
        lines.push(if is_own {
            task_line(context.texts(), &task)
        } else {
            line_with_institution(context, &task).await?
        });
    }
    Ok(lines)
}

//! A step with a task. What is decided on a report is decided on that report and no later one.

use axum::http::StatusCode;
use events::action_item::ItemStage;
use events::ids::ActionItemId;
use language::catalogue::Value;
use links::LinkedAction;
use readmodels::views::TaskView;

use crate::failure::Failure;
use crate::features::links::prepared::{Fields, LinkPage, LinkReader, PreparedLink};
use crate::wording::localized_text::LocalizedText;

/// Whether a step still makes sense, so that nobody presses a button that says no.
async fn is_needed(reader: &LinkReader<'_>, action: &LinkedAction, task: &TaskView) -> Result<bool, Failure> {
    Ok(match action {
        LinkedAction::Accept => task.item.stage == ItemStage::Assigned,
        LinkedAction::Complete | LinkedAction::RequestExtension(_) => task.item.stage.is_open(),
        LinkedAction::Decide(report, _) => {
            let waiting = reader.app.queries().report_to_be_decided(&reader.principal, &task.id).await?;
            let exists = match action.institution() {
                Some(institution) => reader.app.queries().is_active(institution).await?,
                None => true,
            };
            waiting.as_ref() == Some(report) && exists
        }
    })
}

pub(super) async fn prepare(
    reader: &LinkReader<'_>,
    item: &ActionItemId,
    action: &LinkedAction,
) -> Result<PreparedLink, Failure> {
    let (queries, language, today) =
        (reader.app.queries(), reader.page_request.language, reader.page_request.moment.today);
    let task = queries.task(&reader.principal, item).await?;
    let title = LocalizedText::of(&task.title, language);
    if task.last_event == reader.used {
        return Ok(PreparedLink::Nothing(StatusCode::GONE, "page-link-used", Some(title)));
    }
    if !is_needed(reader, action, &task).await? {
        return Ok(PreparedLink::Nothing(StatusCode::CONFLICT, "page-link-over", Some(title)));
    }
    let mut args = Vec::new();
    if let Some(day) = action.until() {
        args.push(("date", Value::Day { day, today }));
    }
    if let Some(institution) = action.institution() {
        args.push(("institution", queries.institution_name(institution, language).await?.into()));
    }
    Ok(PreparedLink::Page(Box::new(LinkPage {
        title,
        question: reader.app.catalogue().say(language, &format!("page-link-{}", action.name()), &args),
        button: format!("page-link-button-{}", action.name()),
        institution: queries.institution_name(&task.item.owner, language).await?,
        due: Some(task.item.due),
        details: vec![],
        fields: if action.asks_for_a_reason() { Fields::Reason } else { Fields::Nothing },
    })))
}

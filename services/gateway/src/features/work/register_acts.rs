//! What is done with several items of the register at once. Each is a command of its own, by an id that the form and the item make:
//! sent twice, it is done once. What was done and what was not is said item by item.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::NotPermitted;
use events::ids::ActionItemId;
use events::text::Text;
use minijinja::context;
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries};
use crate::http::page_request::PageRequest;
use crate::http::pagination::LARGEST_LIMIT;
use crate::wording::localized_text::LocalizedText;

actions! {
    /// What can be done with several items.
    RegisterAction {
        Remind = "remind",
        Verify = "verify",
        Cancel = "cancel",
    }
}

/// What became of one of them.
#[derive(Debug, Serialize)]
struct DoneRow {
    id: String,
    /// None: it is not for whoever asked to see.
    title: Option<LocalizedText>,
    is_done: bool,
    /// The key of why it was not done, and what was found in a text.
    why: Option<String>,
}

/// What a form asks of each item, when its fields read well.
fn read_act(action: RegisterAction, check: &mut FormCheck<'_>) -> Option<ActionItemCommand> {
    match action {
        RegisterAction::Remind => Some(ActionItemCommand::Nudge),
        RegisterAction::Verify => Some(ActionItemCommand::Verify),
        RegisterAction::Cancel => check.text("reason").map(|reason: Text| ActionItemCommand::Cancel { reason }),
    }
}

/// The key of what to say of a failure that concerns one item; any other ends the whole.
fn why(failure: Failure) -> Result<String, Failure> {
    if let Some(refusal) = failure.refusal() {
        return Ok(refusal.text_key());
    }
    let is_of_item = matches!(failure, Failure::NotPermitted(_) | Failure::NotFound);
    if is_of_item { Ok(failure.text_key().to_owned()) } else { Err(failure) }
}

pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath(action): ActionPath<RegisterAction>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let page_request = page_request.at("/work");
    let back = entries.back_or("/work").to_owned();
    let mut check = FormCheck::of(&entries);
    let chosen: Vec<ActionItemId> = check.chosen("item");
    let command = read_act(action, &mut check);
    let (Some(command), false) = (command, chosen.is_empty() || chosen.len() > LARGEST_LIMIT) else {
        // What was typed is shown again where something is wrong with it; where nothing was chosen, there is nothing to send again.
        let again = !chosen.is_empty() && chosen.len() <= LARGEST_LIMIT;
        let form = again.then(|| check.into_state(action.name()));
        let items: Vec<_> = chosen.iter().map(ActionItemId::as_str).collect();
        let shown =
            context! { action => action.name(), back, form, items, is_wrong => true, once => entries.get("once") };
        return app.render(&page_request, StatusCode::UNPROCESSABLE_ENTITY, "work_done.html", shown);
    };
    let (mut rows, mut refused) = (vec![], 0);
    for id in &chosen {
        let task = match app.queries().task(principal, id).await {
            Ok(task) => Some(task),
            Err(Failure::NotPermitted(_) | Failure::NotFound) => None,
            Err(failure) => return Err(failure),
        };
        let command_id = form_command_id(entries.get("once"), &format!("{}/{id}", action.name()));
        let outcome = match &task {
            Some(_) => {
                let command = Command::ActionItem(id.clone(), command.clone());
                app.execute(command_id, principal, command).await.map(drop)
            }
            None => Err(NotPermitted.into()),
        };
        refused += usize::from(matches!(&outcome, Err(Failure::NotPermitted(_))));
        rows.push(DoneRow {
            id: id.to_string(),
            title: task.map(|task| LocalizedText::of(&task.title, page_request.language)),
            is_done: outcome.is_ok(),
            why: outcome.err().map(why).transpose()?,
        });
    }
    if refused == chosen.len() {
        return Err(NotPermitted.into());
    }
    let done = rows.iter().filter(|row| row.is_done).count();
    let shown = context! { action => action.name(), back, done, left => rows.len() - done, rows };
    app.render(&page_request, StatusCode::OK, "work_done.html", shown)
}

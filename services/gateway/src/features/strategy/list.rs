//! The list of objectives, and setting a new one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::ids::{InstitutionId, ObjectiveId};
use events::non_empty::NonEmpty;
use events::strategy::ObjectiveCommand;
use minijinja::context;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::strategy::forms::{all_take_part, title_of};
use crate::features::strategy::rows::ObjectiveRow;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::institution_options;

/// The assessment's key issues, which an objective answers one of.
pub(super) const KEY_ISSUES: std::ops::RangeInclusive<u8> = 1..=3;

async fn show_list(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let names = queries.names(principal, page_request.language).await?;
    let book = queries.strategy(principal).await?;
    let objectives: Vec<_> =
        book.objectives().map(|one| ObjectiveRow::of(one, &names, page_request.language)).collect();
    let say = |number: u8| app.say(page_request.language, &format!("strategy-key-issue-{number}"));
    let shown = context! {
        form,
        once => draw_secret(),
        measurable => objectives.iter().filter(|one| one.measurable).count(),
        total => objectives.len(),
        objectives,
        institutions => institution_options(&queries.institutions(principal).await?, page_request.language),
        key_issues => KEY_ISSUES.map(|number| (number.to_string(), say(number))).collect::<Vec<_>>(),
    };
    app.render(page_request, status, "strategy.html", shown)
}

pub(super) async fn list(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    show_list(&app, &page_request, StatusCode::OK, None).await
}

/// Sets an objective.
pub(super) async fn set(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let page_request = page_request.at("/strategy");
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let mut check = FormCheck::of(&entries);
    let statement = check.local_text("statement");
    let owners = NonEmpty::try_from(check.chosen::<InstitutionId>("owners"));
    match &owners {
        Ok(owners) => all_take_part(&app, page_request.principal()?, &mut check, "owners", owners.iter()).await?,
        Err(_) => check.wrong("owners", "strategy-wrong-nobody"),
    }
    let key_issue = check.parsed::<u8>("key_issue", "page-wrong-choice");
    if key_issue.is_some_and(|number| !KEY_ISSUES.contains(&number)) {
        check.wrong("key_issue", "page-wrong-choice");
    }
    let good = check.is_good();
    let (Some(statement), Ok(owners), Some(key_issue), true) = (statement, owners, key_issue, good) else {
        return show_list(&app, &page_request, unprocessable, Some(check.into_state("set"))).await;
    };
    let id = form_command_id(entries.get("once"), "objective");
    let objective: ObjectiveId = new_id(&title_of(&entries, "statement"), id, 0)?;
    let command = ObjectiveCommand::Set { statement, owners, key_issue };
    match app.execute(id, page_request.principal()?, Command::Objective(objective.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(&format!("/strategy/{objective}")).into_response()),
        Err(failure) => {
            let form = refused(failure, check, "set")?;
            show_list(&app, &page_request, unprocessable, Some(form)).await
        }
    }
}

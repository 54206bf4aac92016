//! The strategy: the list of objectives, an objective with its activities and indicators, the dashboard, and the events
//! that a computed value comes from.

mod dashboard;
mod evidence;
mod forms;
mod objective;
mod rows;
mod values_file;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use events::Command;
use events::ids::{IndicatorId, InstitutionId, ObjectiveId};
use events::indicator::Indicator;
use events::non_empty::NonEmpty;
use events::strategy::ObjectiveCommand;
use minijinja::context;

use self::rows::ObjectiveRow;
use self::words::Words;
use super::rows::institution_options;
use super::{refused, standing};
use crate::asking::form_command;
use crate::failure::Failure;
use crate::form::{Check, Entries, Shown};
use crate::gateway::Gateway;
use crate::indicator_picture::Picture;
use crate::meeting_book::MeetingBook;
use crate::new_id::new_id;
use crate::sessions::draw_secret;
use crate::visit::Visit;

/// The assessment's key issues, which an objective answers one of.
const KEY_ISSUES: std::ops::RangeInclusive<u8> = 1..=3;

/// The strategy's pages.
pub(super) fn routes() -> Router<Gateway> {
    Router::new()
        .route("/strategy", get(list).post(set))
        .route("/strategy/{objective}", get(objective::page))
        .route("/strategy/{objective}/activities", post(objective::plan))
        .route("/strategy/{objective}/indicators", post(objective::define))
        .route("/strategy/{objective}/indicators/{indicator}/events", get(evidence::page))
        .route("/strategy/{objective}/indicators/{indicator}/{act}", post(objective::act))
        .route("/dashboard", get(dashboard::page))
        .route("/dashboard/values.csv", get(values_file::serve))
}

fn words<'a>(gateway: &'a Gateway, visit: &Visit) -> Words<'a> {
    Words { catalogue: gateway.pages().catalogue(), language: visit.language }
}

/// What an indicator looks like today.
fn picture(indicator: &Indicator, visit: &Visit, book: &Arc<MeetingBook>) -> Picture {
    let today = visit.moment.today;
    Picture::of(indicator, today, &|computed, period| book.log().compute(computed, period, today))
}

fn title_of(entries: &Entries, field: &str) -> String {
    let versions = ["en", "sq", "sr"].map(|language| entries.get(&format!("{field}-{language}")));
    versions.into_iter().find(|words| !words.is_empty()).unwrap_or_default().to_owned()
}

async fn show_list(
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    form: Option<Shown>,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let names = reading.names(&standing, visit.language).await?;
    let book = reading.strategy(&standing).await?;
    let objectives: Vec<_> = book.objectives().map(|one| ObjectiveRow::of(one, &names, visit.language)).collect();
    let say = |number: u8| gateway.pages().say(visit.language, &format!("strategy-key-issue-{number}"));
    let shown = context! {
        form,
        once => draw_secret(),
        measurable => objectives.iter().filter(|one| one.measurable).count(),
        total => objectives.len(),
        objectives,
        institutions => institution_options(&reading.institutions(&standing).await?, visit.language),
        key_issues => KEY_ISSUES.map(|number| (number.to_string(), say(number))).collect::<Vec<_>>(),
    };
    gateway.render(visit, status, "strategy.html", shown)
}

async fn list(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    show_list(&gateway, &visit, StatusCode::OK, None).await
}

/// Notes at a field which of the institutions chosen does not take part.
async fn all_take_part(
    gateway: &Gateway,
    check: &mut Check<'_>,
    field: &str,
    institutions: impl Iterator<Item = &InstitutionId>,
) -> Result<(), Failure> {
    for institution in institutions {
        if !gateway.reading().takes_part(&standing(), institution).await? {
            check.wrong(field, "page-wrong-choice");
        }
    }
    Ok(())
}

/// Sets an objective.
async fn set(State(gateway): State<Gateway>, visit: Visit, entries: Entries) -> Result<Response, Failure> {
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let mut check = Check::of(&entries);
    let statement = check.local_text("statement");
    let owners = NonEmpty::try_from(check.chosen::<InstitutionId>("owners"));
    match &owners {
        Ok(owners) => all_take_part(&gateway, &mut check, "owners", owners.iter()).await?,
        Err(_) => check.wrong("owners", "strategy-wrong-nobody"),
    }
    let key_issue = check.parsed::<u8>("key_issue", "page-wrong-choice");
    if key_issue.is_some_and(|number| !KEY_ISSUES.contains(&number)) {
        check.wrong("key_issue", "page-wrong-choice");
    }
    let good = check.is_good();
    let (Some(statement), Ok(owners), Some(key_issue), true) = (statement, owners, key_issue, good) else {
        return show_list(&gateway, &visit, unprocessable, Some(check.shown("set"))).await;
    };
    let id = form_command(entries.get("once"), "objective");
    let objective: ObjectiveId = new_id(&title_of(&entries, "statement"), id, 0)?;
    let command = ObjectiveCommand::Set { statement, owners, key_issue };
    match gateway.ask(id, &standing(), Command::Objective(objective.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(&format!("/strategy/{objective}")).into_response()),
        Err(failure) => {
            let form = refused(failure, check, "set")?;
            show_list(&gateway, &visit, unprocessable, Some(form)).await
        }
    }
}

/// Where an indicator is on its objective's page.
fn place_of(objective: &ObjectiveId, indicator: &IndicatorId) -> String {
    format!("/strategy/{objective}#indicator-{indicator}")
}

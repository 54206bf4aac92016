//! One step with one task, by a signed link.
//!
//! That a link serves once is kept nowhere: its command's id is worked out from the link, and the same command id twice is
//! one command. Its first event is known by that id, so the page can tell a link that was used before it is pressed.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use events::Command;
use events::action_item::ItemStage;
use language::catalogue::Value;
use links::{ActionLink, LinkFault, LinkedAction};
use minijinja::context;
use readmodels::views::{PersonView, TaskView};

use crate::app::App;
use crate::failure::Failure;
use crate::features::links::private;
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::LocalizedText;

/// What a link opened.
struct OpenedLink {
    link: ActionLink,
    person: PersonView,
    task: TaskView,
    page_request: PageRequest,
}

/// Whether a step still makes sense, so that nobody presses a button that says no.
fn is_needed(action: LinkedAction, task: &TaskView) -> bool {
    match action {
        LinkedAction::Accept => task.item.stage == ItemStage::Assigned,
        LinkedAction::Complete | LinkedAction::RequestExtension(_) => task.item.stage.is_open(),
        LinkedAction::Verify => task.item.stage == ItemStage::Completed,
        LinkedAction::GrantExtension(_) | LinkedAction::RefuseExtension => task.item.extension_asked.is_some(),
    }
}

/// A page without the button: why there is none, or what was done.
fn without_button(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    key: &str,
    task: Option<&TaskView>,
) -> Result<Response, Failure> {
    let title = task.map(|task| LocalizedText::of(&task.title, page_request.language));
    let shown = context! { bare => true, key, title, good => status == StatusCode::OK };
    app.render(page_request, status, "link.html", shown).map(private)
}

async fn open(
    app: &App,
    page_request: PageRequest,
    headers: &HeaderMap,
    token: &str,
) -> Result<Result<OpenedLink, Response>, Failure> {
    let away = |page_request: &PageRequest, status, key| without_button(app, page_request, status, key, None).map(Err);
    let Some(key) = &app.config().form_links else {
        return away(&page_request, StatusCode::NOT_FOUND, "page-link-forged");
    };
    let link = match key.open_action(token, page_request.moment.now) {
        Ok(link) => link,
        Err(LinkFault::Forged) => return away(&page_request, StatusCode::FORBIDDEN, "page-link-forged"),
        Err(LinkFault::Expired) => return away(&page_request, StatusCode::GONE, "page-link-expired"),
    };
    let Some(person) = app.queries().person(&link.person).await? else {
        return away(&page_request, StatusCode::GONE, "page-link-not-in-post");
    };
    let page_request = page_request.for_reader(headers, person.language);
    let task = match app.queries().task(&person.principal(page_request.moment.today), &link.item).await {
        Ok(task) => task,
        Err(Failure::NotFound) => return away(&page_request, StatusCode::NOT_FOUND, "page-link-no-task"),
        // The person has another post by now, or the task another owner.
        Err(Failure::NotPermitted(_)) => return away(&page_request, StatusCode::GONE, "page-link-not-in-post"),
        Err(failure) => return Err(failure),
    };
    if task.last_event == link.command_id().event(0) {
        return without_button(app, &page_request, StatusCode::GONE, "page-link-used", Some(&task)).map(Err);
    }
    if !is_needed(link.action, &task) {
        return without_button(app, &page_request, StatusCode::CONFLICT, "page-link-over", Some(&task)).map(Err);
    }
    Ok(Ok(OpenedLink { link, person, task, page_request }))
}

async fn show(
    app: &App,
    opened: &OpenedLink,
    token: &str,
    status: StatusCode,
    wrong: Option<String>,
) -> Result<Response, Failure> {
    let OpenedLink { link, person, task, page_request } = opened;
    let (language, today) = (page_request.language, page_request.moment.today);
    let day = link.action.until().map(|day| ("date", Value::Day { day, today }));
    let question = format!("page-link-{}", link.action.name());
    let shown = context! {
        bare => true,
        token,
        wrong,
        title => LocalizedText::of(&task.title, language),
        question => app.catalogue().say(language, &question, day.as_slice()),
        button => format!("page-link-button-{}", link.action.name()),
        person => person.name.as_ref().map(ToString::to_string),
        institution => app.queries().institution_name(&task.item.owner, language).await?,
        due => task.item.due,
        until => link.until,
    };
    app.render(page_request, status, "link.html", shown).map(private)
}

/// Shows what the link will do. Changes nothing, however often and by whomever it is opened.
pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match open(&app, page_request, &headers, &token).await? {
        Ok(opened) => show(&app, &opened, &token, StatusCode::OK, None).await,
        Err(page) => Ok(page),
    }
}

/// Takes the step as the person whom the link names.
pub(super) async fn take(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let opened = match open(&app, page_request, &headers, &token).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let OpenedLink { link, person, task, page_request } = &opened;
    let command = Command::ActionItem(link.item.clone(), link.action.command());
    let page = |status, key| without_button(&app, page_request, status, key, Some(task));
    match app.execute(link.command_id(), &person.principal(page_request.moment.today), command).await {
        Ok(accepted) if accepted.repeated => page(StatusCode::GONE, "page-link-used"),
        Ok(_) => page(StatusCode::OK, "page-link-done"),
        Err(Failure::Refused { code, .. }) => {
            let why = app.say(page_request.language, &format!("refusal-{code}"));
            show(&app, &opened, &token, StatusCode::UNPROCESSABLE_ENTITY, Some(why)).await
        }
        Err(failure) => Err(failure),
    }
}

//! One step by a signed link: what every such page has in common.
//!
//! That a link serves once is kept nowhere: its command's id is worked out from the link, and the same command id twice is
//! one command. Its first event is known by that id, so the page can tell a link that was used before it is pressed.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::text::Text;
use links::{ActionLink, LinkedStep};
use minijinja::context;
use readmodels::views::PersonView;

use crate::app::App;
use crate::failure::Failure;
use crate::features::links::prepared::{Fields, LinkPage, LinkReader, PreparedLink};
use crate::features::links::{attendance, private, referral, task, value};
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::opened_link::{self, Closed, Opened};
use crate::http::page_request::PageRequest;
use crate::http::value_form::value_fields;
use crate::wording::localized_text::LocalizedText;

/// The name of the form of such a page.
const FORM: &str = "link";

/// What a link opened.
struct OpenedLink {
    link: ActionLink,
    person: PersonView,
    page: Box<LinkPage>,
    page_request: PageRequest,
}

/// A page without the button: why there is none, or what was done.
fn without_button(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    key: &str,
    title: Option<&LocalizedText>,
) -> Result<Response, Failure> {
    let shown = context! { bare => true, key, title, good => status == StatusCode::OK };
    app.render(page_request, status, "link.html", shown).map(private)
}

async fn prepare(reader: &LinkReader<'_>, step: &LinkedStep) -> Result<PreparedLink, Failure> {
    match step {
        LinkedStep::Task { item, action } => task::prepare(reader, item, action).await,
        LinkedStep::AnswerReferral { case, referral, accepts } => {
            referral::prepare(reader, case, referral, *accepts).await
        }
        LinkedStep::ReportValue { objective, indicator, period } => {
            value::prepare(reader, objective, indicator, *period).await
        }
        LinkedStep::TakeAttendance { module, session } => attendance::prepare(reader, module, session).await,
    }
}

/// What the audit trail calls a step that is refused: the thing, and what was asked of it.
fn object_of(step: &LinkedStep) -> String {
    match step {
        LinkedStep::Task { item, action } => format!("action-item/{item} {}", action.name()),
        LinkedStep::AnswerReferral { case, accepts: true, .. } => format!("case/{case} accept-referral"),
        LinkedStep::AnswerReferral { case, accepts: false, .. } => format!("case/{case} decline-referral"),
        LinkedStep::ReportValue { objective, .. } => format!("objective/{objective} report-value"),
        LinkedStep::TakeAttendance { module, .. } => format!("module/{module} record-attendance"),
    }
}

async fn open(
    app: &App,
    page_request: PageRequest,
    headers: &HeaderMap,
    token: &str,
) -> Result<Result<OpenedLink, Response>, Failure> {
    let away = |page_request: &PageRequest, status, key| without_button(app, page_request, status, key, None).map(Err);
    let Opened { link, person, page_request } =
        match opened_link::open::<ActionLink>(app, page_request, headers, token).await? {
            Ok(opened) => opened,
            Err((closed, page_request)) => return away(&page_request, closed.status(), closed.key()),
        };
    // Where cases are seen after a second factor only, whoever has the message with the link sees none by it.
    if let LinkedStep::AnswerReferral { case, .. } = &link.step
        && app.config().second_factor_for_cases
    {
        return Ok(Err(private(Redirect::to(&format!("/cases/{case}")).into_response())));
    }
    let reader = LinkReader {
        app,
        page_request: &page_request,
        person: &person,
        principal: person.principal(page_request.moment.today),
        used: link.command_id().event(0),
    };
    let not_theirs = |title: Option<&LocalizedText>| {
        opened_link::record_refused(app, &reader.principal, &object_of(&link.step));
        without_button(app, &page_request, Closed::NotInPost.status(), Closed::NotInPost.key(), title).map(Err)
    };
    match prepare(&reader, &link.step).await {
        Ok(PreparedLink::Page(page)) => Ok(Ok(OpenedLink { link, person, page, page_request })),
        Ok(PreparedLink::Nothing(status, key, title)) => {
            without_button(app, &page_request, status, key, title.as_ref()).map(Err)
        }
        Err(Failure::NotFound) => away(&page_request, StatusCode::NOT_FOUND, "page-link-no-task"),
        // The person has another post by now, or it is another institution's.
        Err(Failure::NotPermitted(_)) => not_theirs(None),
        Ok(PreparedLink::NotTheirs(title)) => not_theirs(title.as_ref()),
        Err(failure) => Err(failure),
    }
}

fn show(
    app: &App,
    opened: &OpenedLink,
    token: &str,
    status: StatusCode,
    form: Option<&FormState>,
) -> Result<Response, Failure> {
    let OpenedLink { link, person, page, page_request } = opened;
    let (asks, fields) = match &page.fields {
        Fields::Nothing => ("", context! {}),
        Fields::Reason => ("reason", context! {}),
        Fields::Value(indicator) => ("value", value_fields(app, page_request.language, indicator)),
        Fields::Attendance(people) => ("attendance", context! { people }),
    };
    let shown = context! {
        bare => true,
        token,
        form,
        asks,
        fields,
        title => page.title,
        question => page.question,
        button => page.button,
        person => person.name.as_ref().map(ToString::to_string),
        institution => page.institution,
        due => page.due,
        details => page.details,
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
        Ok(opened) => show(&app, &opened, &token, StatusCode::OK, None),
        Err(page) => Ok(page),
    }
}

/// What the link asks for, with what the form says; nothing, where something is wrong with that.
fn command_of(opened: &OpenedLink, check: &mut FormCheck<'_>, entries: &FormEntries) -> Option<Command> {
    let reason: Option<Text> = match opened.page.fields {
        Fields::Reason => Some(check.text("reason")?),
        Fields::Nothing | Fields::Value(_) | Fields::Attendance(_) => None,
    };
    match (&opened.link.step, &opened.page.fields) {
        (LinkedStep::Task { item, action }, _) => Some(Command::ActionItem(item.clone(), action.command(reason)?)),
        (LinkedStep::AnswerReferral { case, referral, .. }, _) => {
            Some(Command::Case(case.clone(), referral::answer(referral, reason)))
        }
        (LinkedStep::ReportValue { objective, indicator, period }, Fields::Value(known)) => {
            let institution = opened.person.institution.clone();
            let reported = value::report(check, entries, (indicator, known), institution, *period)?;
            Some(Command::Objective(objective.clone(), reported))
        }
        (LinkedStep::TakeAttendance { module, session }, Fields::Attendance(_)) => {
            Some(Command::Module(module.clone(), attendance::record(check, session)?))
        }
        (LinkedStep::ReportValue { .. } | LinkedStep::TakeAttendance { .. }, _) => None,
    }
}

/// Takes the step as the person whom the link names.
pub(super) async fn take(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let opened = match open(&app, page_request, &headers, &token).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let OpenedLink { link, person, page_request, page } = &opened;
    let mut check = FormCheck::of(&entries);
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(command) = command_of(&opened, &mut check, &entries).filter(|_| check.is_good()) else {
        return show(&app, &opened, &token, unprocessable, Some(&check.into_state(FORM)));
    };
    let said = |status, key| without_button(&app, page_request, status, key, Some(&page.title));
    match app.execute(link.command_id(), &person.principal(page_request.moment.today), command).await {
        Ok(accepted) if accepted.repeated => said(StatusCode::GONE, "page-link-used"),
        Ok(_) => said(StatusCode::OK, "page-link-done"),
        Err(failure) => {
            let form = refused(failure, check, FORM)?;
            show(&app, &opened, &token, unprocessable, Some(&form))
        }
    }
}

//! The end of somebody's messages by e-mail, by the signed link that stands in each of them.
//!
//! A mail program may press the button itself (RFC 8058): its `POST` has no cookie, comes from no page and brings nothing but
//! the link. So the link is all that is asked for. Opening the page changes nothing, since mail servers open every link.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use events::Command;
use events::institution::InstitutionCommand;
use events::preferences::Channels;
use links::UnsubscribeLink;
use minijinja::context;
use readmodels::views::PersonView;

use crate::app::App;
use crate::failure::Failure;
use crate::features::links::private;
use crate::http::commands::form_command_id;
use crate::http::opened_link::{self, Closed, Opened};
use crate::http::page_request::PageRequest;

/// A page without the button: why there is none, or what was done.
fn without_button(app: &App, page_request: &PageRequest, status: StatusCode, key: &str) -> Result<Response, Failure> {
    let shown = context! { bare => true, key, good => status == StatusCode::OK };
    app.render(page_request, status, "unsubscribe.html", shown).map(private)
}

/// What is said when no more messages come by e-mail: whom nothing else reaches is told so.
fn ended(app: &App, page_request: &PageRequest, person: &PersonView) -> Result<Response, Failure> {
    let key = if person.chat.is_some() { "page-mail-stopped" } else { "page-mail-stopped-no-chat" };
    without_button(app, page_request, StatusCode::OK, key)
}

async fn open(
    app: &App,
    page_request: PageRequest,
    headers: &HeaderMap,
    token: &str,
) -> Result<Result<(PersonView, PageRequest), Response>, Failure> {
    match opened_link::open::<UnsubscribeLink>(app, page_request, headers, token).await? {
        Ok(Opened { person, page_request, .. }) => Ok(Ok((person, page_request))),
        Err((closed, page_request)) => {
            // Where no links are sent, one that is pressed is as one of somebody else's.
            let status = if closed == Closed::NotServed { Closed::Forged.status() } else { closed.status() };
            without_button(app, &page_request, status, closed.key()).map(Err)
        }
    }
}

/// Shows what the button does.
pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (person, page_request) = match open(&app, page_request, &headers, &token).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    if person.email.is_none() {
        return ended(&app, &page_request, &person);
    }
    let shown = context! {
        bare => true,
        token,
        has_chat => person.chat.is_some(),
        person => person.name.as_ref().map(ToString::to_string),
    };
    app.render(&page_request, StatusCode::OK, "unsubscribe.html", shown).map(private)
}

/// Ends the messages as the person whom the link names.
pub(super) async fn end(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (person, page_request) = match open(&app, page_request, &headers, &token).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    // Without the address nothing is sent, whatever else reaches the person or does not. Each press is a command of its own: the
    // link serves again after the person has given an address again.
    let principal = person.principal(page_request.moment.today);
    let (of, channels) = (|| person.person.clone(), Channels::Telegram);
    for (step, command) in [
        ("chat", InstitutionCommand::ChooseChannels { person: of(), channels }),
        ("address", InstitutionCommand::RemoveEmailAddress { person: of() }),
    ] {
        let id = form_command_id("", &format!("mail-stop/{step}/{}", person.person));
        app.execute(id, &principal, Command::Institution(person.institution.clone(), command)).await?;
    }
    ended(&app, &page_request, &person)
}

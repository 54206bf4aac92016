//! One's own account: the sessions that are open, by device, network and last use, and the end of those that should not be.

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use events::Command;
use events::account::{Account, AccountCommand, EndCause, Network, Role, Session};
use events::ids::{CommandId, WebSessionId};
use minijinja::context;
use readmodels::accounts::WAY_IN_CHANGES_KEPT_FOR;
use serde::Serialize;

use super::open_id::own_identities;
use crate::app::App;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;

/// A session, as a page lists it.
#[derive(Debug, Serialize)]
pub(super) struct SessionRow {
    id: String,
    way: &'static str,
    browser: &'static str,
    system: &'static str,
    network: Option<String>,
    opened: DateTime<Utc>,
    used: DateTime<Utc>,
    confirmed: bool,
    /// Whether it is the one in which the page is looked at.
    is_this: bool,
}

impl SessionRow {
    fn of(id: &WebSessionId, session: &Session, own: Option<&WebSessionId>) -> Self {
        let (browser, system) = session.device.names();
        Self {
            id: id.to_string(),
            way: session.way.code(),
            browser,
            system,
            network: session.network.as_ref().map(|network| Network::as_str(network).to_owned()),
            opened: session.opened,
            used: session.used,
            confirmed: session.confirmed.is_some(),
            is_this: own == Some(id),
        }
    }
}

/// The open sessions of an account, those used last first.
pub(super) fn rows(app: &App, account: &Account, own: Option<&WebSessionId>) -> Vec<SessionRow> {
    let open = app.open_sessions(account);
    let mut rows: Vec<_> = open.map(|(id, session)| SessionRow::of(id, session, own)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.is_this, row.used)));
    rows
}

/// Something that was done to one's ways in, as the page lists it.
#[derive(Debug, Serialize)]
struct ChangeRow {
    kind: &'static str,
    at: DateTime<Utc>,
}

/// What was done to one's ways in lately, the latest first.
async fn changes(app: &App, reader: &Reader) -> Result<Vec<ChangeRow>, Failure> {
    let accounts = app.queries().accounts().await?;
    let kept_from = app.clock().moment().now - WAY_IN_CHANGES_KEPT_FOR;
    let recent = accounts.way_in_changes(&reader.person.person).iter().rev().filter(|change| change.at >= kept_from);
    Ok(recent.map(|change| ChangeRow { kind: change.kind.code(), at: change.at }).collect())
}

/// In which header the page says whose account it is: by it a page that is still open notices that somebody else has signed in since.
const PERSON: HeaderName = HeaderName::from_static("focalpoint-person");

/// Shows one's own account.
pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let account = app.queries().account(&reader.principal, &reader.person.person).await?;
    let names = app.queries().names(&reader.principal, page_request.language).await?;
    let shown = context! {
        name => reader.person.name,
        institution => names.institution(&reader.person.institution),
        roles => account.roles_at(&reader.person.institution).into_iter().map(Role::code).collect::<Vec<_>>(),
        sessions => rows(&app, &account, reader.session()),
        identities => own_identities::rows(&app, &account, page_request.language),
        tokens => account.tokens.len(),
        passkeys => account.passkeys.len(),
        changes => changes(&app, reader).await?,
    };
    let mut page = app.render(&page_request, StatusCode::OK, "account.html", shown)?;
    let person = HeaderValue::from_str(reader.person.person.as_str());
    page.headers_mut().extend(person.ok().map(|person| (PERSON, person)));
    Ok(page)
}

/// Ends one of one's own sessions.
pub(super) async fn end(
    State(app): State<App>,
    page_request: PageRequest,
    Path(session): Path<String>,
) -> Result<Response, Failure> {
    let session: WebSessionId = session.parse()?;
    let reader = page_request.reader()?;
    let end = AccountCommand::EndSession { session: session.clone(), cause: EndCause::EndedByOwner };
    let id = CommandId::named(&format!("gateway/end-session/{session}"));
    app.execute(id, &reader.principal, Command::Account(reader.person.person.clone(), end)).await?;
    Ok(Redirect::to("/account").into_response())
}

/// Ends all others of one's own sessions.
pub(super) async fn end_others(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let end = AccountCommand::EndSessionsBut { kept: reader.session().cloned(), cause: EndCause::EndedByOwner };
    let id = crate::http::commands::form_command_id("", "end-other-sessions");
    app.execute(id, &reader.principal, Command::Account(reader.person.person.clone(), end)).await?;
    Ok(Redirect::to("/account").into_response())
}

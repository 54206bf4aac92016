//! The ways in, signing in with a one-time link, signing out, and choosing the language.
//!
//! Opening a link shows a button and spends nothing, whatever opens it: a mail scanner, a preview, a person. Only the button's POST
//! signs in, and it must come from this site.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use events::Command;
use events::account::{AccountCommand, AccountRefusal, EndCause, Fingerprint, Way};
use events::audit::{AuditedAct, Door};
use events::ids::CommandId;
use events::language::Language;
use minijinja::context;
use serde::Deserialize;

use super::entering::let_in;
use super::open_id::{self, rows};
use crate::app::App;
use crate::failure::Failure;
use crate::http::cookies::{LANGUAGE_COOKIE, WAY_BACK_COOKIE, cookie};
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::http::visitor::Visitor;
use coordination::{Origin, on_behalf};

#[derive(Debug, Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    token: String,
    /// The page to go on to.
    #[serde(default)]
    back: String,
}

/// Shows the ways in; with a link's token the button that uses it.
pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Query(link): Query<Link>,
) -> Result<Response, Failure> {
    let by_email = app.config().by_email && app.config().form_links.is_some();
    let providers = rows(&app, page_request.language);
    // A link by e-mail names no page; this browser may remember from which it was asked for.
    let remembered = cookie(&headers, WAY_BACK_COOKIE).filter(|_| link.back.is_empty() && !link.token.is_empty());
    let back = remembered.unwrap_or(&link.back);
    let shown = context! { token => link.token, back, by_email, providers, bare => true };
    app.render(&page_request, StatusCode::OK, "sign_in.html", shown)
}

/// Why a link opens nothing, in the trail's words.
fn why(failure: &Failure) -> &'static str {
    if let Failure::Refused { code, .. } = failure { code } else { failure.code() }
}

/// Spends the token of a link and signs in.
pub(super) async fn enter(
    State(app): State<App>,
    page_request: PageRequest,
    visitor: Visitor,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let origin = Origin { door: Door::Page, network: visitor.network() };
    on_behalf(origin, async {
        let entered = by_link(&app, &page_request, &visitor, &entries).await;
        if let Err(failure) = &entered {
            app.audit().record(&app.own_principal(), AuditedAct::SignInFailed, why(failure));
        }
        entered
    })
    .await
}

async fn by_link(
    app: &App,
    page_request: &PageRequest,
    visitor: &Visitor,
    entries: &FormEntries,
) -> Result<Response, Failure> {
    let link = Fingerprint::of(entries.get("token"));
    let accounts = app.queries().accounts().await?;
    let person = accounts.person_of_link(&link).ok_or(Failure::LinkSpent)?;
    let person = app.queries().person(person).await?.ok_or(Failure::LinkSpent)?;
    let page_request = &page_request.clone().for_person(person.language);
    let entered = let_in(app, page_request, visitor, &person, Way::Link { link }, entries.back_or("/")).await;
    entered.map_err(|failure| {
        // What an account has against a link is all one to whoever holds it: a new one helps.
        let about_link = matches!(&failure, Failure::Refused { code, .. } if is_about_link(code));
        if about_link { Failure::LinkSpent } else { failure }
    })
}

fn is_about_link(code: &str) -> bool {
    [AccountRefusal::LinkUnknown, AccountRefusal::LinkSpent, AccountRefusal::LinkTooOld]
        .iter()
        .any(|refusal| refusal.code() == code)
}

/// Ends the session, and then the one at the provider through which it was opened: whoever sits down next at this device is to be
/// nobody in both places.
pub(super) async fn leave(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let exit = open_id::exit(&app, reader).await?;
    if let Some(session) = reader.session() {
        let end = AccountCommand::EndSession { session: session.clone(), cause: EndCause::SignedOut };
        let command = Command::Account(reader.person.person.clone(), end);
        app.execute(CommandId::named(&format!("gateway/sign-out/{session}")), &reader.principal, command).await?;
    }
    let gone = app.set_cookie(app.session_cookie(), "", 0);
    let page = match exit {
        Some(exit) => open_id::leaving(&app, &page_request, &exit)?,
        None => Redirect::to("/sign-in").into_response(),
    };
    Ok((AppendHeaders([(header::SET_COOKIE, gone)]), page).into_response())
}

/// Keeps the language chosen and goes back to the page.
pub(super) async fn choose_language(State(app): State<App>, entries: FormEntries) -> Result<Response, Failure> {
    let language: Language = entries.get("language").parse().map_err(|_| Failure::Malformed("language"))?;
    let kept = app.set_cookie(LANGUAGE_COOKIE, language.code(), 365 * 24 * 60 * 60);
    Ok((AppendHeaders([(header::SET_COOKIE, kept)]), Redirect::to(entries.back_or("/"))).into_response())
}

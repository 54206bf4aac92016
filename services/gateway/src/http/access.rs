//! The doors: no page without a session, no change from another site.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use events::audit::{AuditedAct, Door};
use events::authority::{Principal, View, permit_view};
use events::ids::WebSessionId;

use crate::app::App;
use crate::app::rate_limit::RouteKind;
use crate::app::reader::{Credential, Reader, SessionUse};
use crate::failure::Failure;
use crate::http::asked_thing::asked_thing;
use crate::http::by_itself::is_by_itself;
use crate::http::cookies::cookie;
use crate::http::rate_limiting;
use crate::http::route_kinds::kind_of;
use crate::http::second_factor::wants_second_factor;
use crate::http::sent_form::is_written_by_another;
use crate::http::signed_in::SignedIn;
use crate::http::visitor::Visitor;
use coordination::{Origin, on_behalf, untold};

/// What programs read beside the API.
const PROGRAM_PAGES: [&str; 2] = ["/metrics", "/ready"];

/// Lets through only whoever is known: by the session's cookie, or at the API by a token. Of a session that waits for its second
/// factor only the way to show one is open.
pub(crate) async fn require_session(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let reader = match reader(&app, &parts).await {
        Ok(reader) => Arc::new(reader),
        Err(failure) => {
            note_refused(&app, &failure, origin_of(&app, &parts));
            return failure.into_response();
        }
    };
    let changes = parts.method != Method::GET && parts.method != Method::HEAD;
    let route = parts.extensions.get::<MatchedPath>().map_or("/", MatchedPath::as_str);
    let asked = asked_thing(&parts.method, route, parts.uri.path());
    let origin = Origin { door: reader.door, network: reader.network.clone() };
    if let Err(failure) = must_not_be_half(&app, &reader, parts.uri.path()).await {
        if let Some(act) = audited_as(&failure, changes) {
            app.audit().record_from(&reader.principal, act, &asked, origin);
        }
        return failure.into_response();
    }
    let mut request = Request::from_parts(parts, body);
    request.extensions_mut().insert(SignedIn(reader.clone()));
    let look = Look::at(&app, &reader, &request);
    let work = async {
        if let Err(failure) = rate_limiting::ask_as(&app, &reader, &request) {
            return failure.into_response();
        }
        let mut response = next.run(request).await;
        if let Some(act) = response.extensions().get::<Failure>().and_then(|failure| audited_as(failure, changes)) {
            app.audit().record(&reader.principal, act, &asked);
        }
        if let Some(look) = &look {
            look.remember(&app, &response);
        }
        response.extensions_mut().insert(SignedIn(reader));
        response
    };
    if look.as_ref().is_some_and(|look| look.is_no_other) {
        // The page is there already, and who looked at it was told.
        on_behalf(origin, untold(work)).await
    } else {
        on_behalf(origin, work).await
    }
}

/// A look at a page in somebody's session.
struct Look {
    session: WebSessionId,
    address: String,
    /// Whether it is none beside the one by which the page was opened, which asks by itself.
    is_no_other: bool,
}

impl Look {
    fn at(app: &App, reader: &Reader, request: &Request) -> Option<Self> {
        let (session, uri) = (reader.session()?.clone(), request.uri());
        let address = uri.path_and_query().filter(|_| request.method() == Method::GET)?.to_string();
        let by_itself = is_by_itself(request.method(), request.headers(), uri.path());
        let is_no_other = by_itself && app.shown_pages().has(&session, &address, app.world_time());
        Some(Self { session, address, is_no_other })
    }

    /// Remembers the page that came of it, for what it will ask by itself. A file is no page: it is taken along each time.
    fn remember(&self, app: &App, response: &Response) {
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let is_page = response.status().is_success() && kind.is_some_and(|kind| kind.starts_with("text/html"));
        if is_page && !self.is_no_other {
            app.shown_pages().remember(&self.session, &self.address, app.world_time());
        }
    }
}

/// Lets through whoever shows a link from a message, of whom the audit trail says that they came by one. What the link opens is
/// asked later; other pages that open without a session say themselves from where somebody came.
pub(crate) async fn by_link(State(app): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    match kind_of(request.method(), route) {
        RouteKind::Link | RouteKind::Lookup => {
            let origin = Origin { door: Door::Link, network: Visitor::of_request(&request, &app).network() };
            on_behalf(origin, next.run(request)).await
        }
        RouteKind::Read
        | RouteKind::ReadByItself
        | RouteKind::Write
        | RouteKind::Draft
        | RouteKind::Computed
        | RouteKind::ComputedByItself
        | RouteKind::SignIn
        | RouteKind::Mail => next.run(request).await,
    }
}

fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || PROGRAM_PAGES.contains(&path)
}

fn shows_token(parts: &Parts) -> bool {
    is_for_programs(parts.uri.path()) && bearer(&parts.headers).is_some()
}

async fn reader(app: &App, parts: &Parts) -> Result<Reader, Failure> {
    let (path, network) = (parts.uri.path(), Visitor::of(parts, app).network());
    let is_api = is_for_programs(path);
    if let (true, Some(token)) = (is_api, bearer(&parts.headers)) {
        return app.reader_of_token(token, network).await;
    }
    let secret = cookie(&parts.headers, app.session_cookie()).ok_or(Failure::SignedOut)?;
    let door = if is_api { Door::Api } else { Door::Page };
    let by_itself = is_by_itself(&parts.method, &parts.headers, path);
    let use_of = if by_itself { SessionUse::ByItself } else { SessionUse::ByPerson };
    let reader = app.reader_of_session(secret, network, door, use_of).await?;
    // What another typed into a page that is still open is neither done nor kept in the name of whoever has signed in since.
    if is_written_by_another(&reader.person.person) {
        return Err(Failure::SomebodyElses);
    }
    Ok(reader)
}

/// Refuses whoever still has to show a second factor, but where one shows it.
async fn must_not_be_half(app: &App, reader: &Reader, path: &str) -> Result<(), Failure> {
    let is_half = matches!(reader.credential, Credential::Session { confirmed: None, .. });
    if is_half && !serves_half(path) && app.wants_second_factor(reader).await? {
        return Err(Failure::SecondFactorWanted);
    }
    Ok(())
}

/// What the audit trail calls it that a request was refused. That a page asks for the second factor first is everyday; that something
/// would have been done without it is not.
fn audited_as(failure: &Failure, changes: bool) -> Option<AuditedAct> {
    let wants_it = changes && wants_second_factor(failure);
    if wants_it { Some(AuditedAct::Refused) } else { failure.audited() }
}

/// Whoever is known, on a page that opens for everybody.
pub(crate) async fn reader_if_any(app: &App, parts: &Parts) -> Option<Reader> {
    let known = async {
        let reader = reader(app, parts).await?;
        must_not_be_half(app, &reader, parts.uri.path()).await?;
        Ok(reader)
    };
    known.await.inspect_err(|failure| note_refused(app, failure, origin_of(app, parts))).ok()
}

/// Keeps in the trail that somebody who is not known was refused, where that is more than everyday.
fn note_refused(app: &App, failure: &Failure, origin: Origin) {
    if let Some(act) = failure.audited() {
        app.audit().record_from(&app.own_principal(), act, failure.code(), origin);
    }
}

/// From where somebody comes who is not known.
fn origin_of(app: &App, parts: &Parts) -> Origin {
    let door = if shows_token(parts) { Door::Api } else { Door::Page };
    Origin { door, network: Visitor::of(parts, app).network() }
}

/// Whether somebody may see how the hub itself does.
pub(crate) fn may_see_operations(principal: &Principal) -> bool {
    permit_view(principal, &View::Operations).is_ok()
}

/// What is open to whoever has not shown the second factor yet: to show one, to make one, and to leave.
fn serves_half(path: &str) -> bool {
    path == "/sign-out" || path.starts_with("/second-factor")
}

/// The token that a program sends (RFC 6750).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn names_this_site(headers: &HeaderMap, public_url: &str) -> Option<bool> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return Some(matches!(site, "same-origin" | "none"));
    }
    let origin = text(header::ORIGIN)?;
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    Some(origin == public_url || (authority.is_some() && authority == text(header::HOST)))
}

/// Whether a page of this site had the browser ask, and nobody else's.
pub(crate) fn is_from_here(headers: &HeaderMap, public_url: &str) -> bool {
    names_this_site(headers, public_url) == Some(true)
}

/// Refuses changes that another site has a browser ask for. Browsers say where a form comes from (`Sec-Fetch-Site`,
/// `Origin`); a program says neither, and may then use the API only.
pub(crate) async fn same_site(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let own = names_this_site(request.headers(), &app.config().public_url);
    if safe || own.unwrap_or_else(|| request.uri().path().starts_with("/api/")) {
        next.run(request).await
    } else {
        // Whoever is signed in here has not asked for it, so it is nobody's.
        let (failure, network) = (Failure::Foreign, Visitor::of_request(&request, &app).network());
        note_refused(&app, &failure, Origin { door: Door::Page, network });
        failure.into_response()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (header::HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_form_of_another_site_is_told_apart() {
        let ours = "https://hub.example.org";
        for (given, expected) in [
            (headers(&[("sec-fetch-site", "same-origin")]), Some(true)),
            (headers(&[("sec-fetch-site", "cross-site"), ("origin", ours)]), Some(false)),
            (headers(&[("sec-fetch-site", "same-site")]), Some(false)),
            (headers(&[("origin", ours)]), Some(true)),
            (headers(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]), Some(true)),
            (headers(&[("origin", "https://evil.example"), ("host", "hub.example.org")]), Some(false)),
            (headers(&[("origin", "null"), ("host", "null")]), Some(false)),
            (headers(&[]), None),
        ] {
            assert_eq!(names_this_site(&given, ours), expected, "{given:?}");
        }
    }
}

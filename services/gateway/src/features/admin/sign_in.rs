//! Signing in with a one-time link, signing out, and choosing the language.
//!
//! The link signs in at once, as the links of notebook servers do. It answers with a page of this site that goes on to
//! the first page by itself, not with a redirect: a `SameSite=Strict` cookie is not sent along a redirect that began on
//! another site (a mail page), but it is from a page of our own. Programs that look at links ahead of people (`HEAD`,
//! prefetch, preview) do not spend the token.

use std::time::Instant;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use events::language::Language;
use minijinja::context;
use serde::Deserialize;

use crate::app::App;
use crate::app::sessions::SESSION_LONGEST;
use crate::failure::Failure;
use crate::http::cookies::{LANGUAGE_COOKIE, SESSION_COOKIE, cookie};
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;

#[derive(Debug, Deserialize)]
pub(crate) struct Link {
    #[serde(default)]
    token: String,
}

fn set_cookie(app: &App, name: &str, value: &str, seconds: u64) -> String {
    let secure = if app.config().is_https() { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Strict; HttpOnly{secure}")
}

fn looks_ahead(method: &Method, headers: &HeaderMap) -> bool {
    let purposes = ["sec-purpose", "purpose", "x-purpose"];
    let ahead = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        value.contains("prefetch") || value.contains("preview")
    };
    *method == Method::HEAD || purposes.into_iter().any(ahead)
}

/// Spends the token of a link and signs in; without a token, says how to get one.
pub(super) async fn enter(
    State(app): State<App>,
    method: Method,
    headers: HeaderMap,
    page_request: PageRequest,
    Query(link): Query<Link>,
) -> Result<Response, Failure> {
    let entered = !link.token.is_empty();
    let mut page = app.render(&page_request, StatusCode::OK, "sign_in.html", context! { entered, bare => true })?;
    if entered && !looks_ahead(&method, &headers) {
        let secret = app.sessions().open(&link.token, Instant::now()).ok_or(Failure::LinkSpent)?;
        let cookie = set_cookie(&app, SESSION_COOKIE, &secret, SESSION_LONGEST.as_secs());
        let cookie = HeaderValue::from_str(&cookie).map_err(|error| Failure::Page(error.to_string()))?;
        page.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(page)
}

/// Ends the session.
pub(super) async fn leave(State(app): State<App>, headers: HeaderMap) -> Response {
    if let Some(secret) = cookie(&headers, SESSION_COOKIE) {
        app.sessions().close(secret);
    }
    let gone = set_cookie(&app, SESSION_COOKIE, "", 0);
    (AppendHeaders([(header::SET_COOKIE, gone)]), Redirect::to("/sign-in")).into_response()
}

/// Keeps the language chosen and goes back to the page.
pub(super) async fn choose_language(State(app): State<App>, entries: FormEntries) -> Result<Response, Failure> {
    let language: Language = entries.get("language").parse().map_err(|_| Failure::Malformed("language"))?;
    let kept = set_cookie(&app, LANGUAGE_COOKIE, language.code(), 365 * 24 * 60 * 60);
    Ok((AppendHeaders([(header::SET_COOKIE, kept)]), Redirect::to(entries.back_or("/"))).into_response())
}

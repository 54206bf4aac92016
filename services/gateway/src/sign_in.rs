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

use crate::failure::Failure;
use crate::form::Entries;
use crate::gateway::Gateway;
use crate::guard::SESSION_COOKIE;
use crate::sessions::SESSION_LONGEST;
use crate::visit::{LANGUAGE_COOKIE, Visit, cookie};

#[derive(Debug, Deserialize)]
pub(crate) struct Link {
    #[serde(default)]
    token: String,
}

fn set_cookie(gateway: &Gateway, name: &str, value: &str, seconds: u64) -> String {
    let secure = if gateway.config().is_https() { "; Secure" } else { "" };
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
pub(crate) async fn enter(
    State(gateway): State<Gateway>,
    method: Method,
    headers: HeaderMap,
    visit: Visit,
    Query(link): Query<Link>,
) -> Result<Response, Failure> {
    let entered = !link.token.is_empty();
    let mut page = gateway.render(&visit, StatusCode::OK, "sign_in.html", context! { entered, bare => true })?;
    if entered && !looks_ahead(&method, &headers) {
        let secret = gateway.sessions().open(&link.token, Instant::now()).ok_or(Failure::LinkSpent)?;
        let cookie = set_cookie(&gateway, SESSION_COOKIE, &secret, SESSION_LONGEST.as_secs());
        let cookie = HeaderValue::from_str(&cookie).map_err(|error| Failure::Page(error.to_string()))?;
        page.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(page)
}

/// Ends the session.
pub(crate) async fn leave(State(gateway): State<Gateway>, headers: HeaderMap) -> Response {
    if let Some(secret) = cookie(&headers, SESSION_COOKIE) {
        gateway.sessions().close(secret);
    }
    let gone = set_cookie(&gateway, SESSION_COOKIE, "", 0);
    (AppendHeaders([(header::SET_COOKIE, gone)]), Redirect::to("/sign-in")).into_response()
}

/// Keeps the language chosen and goes back to the page.
pub(crate) async fn choose_language(State(gateway): State<Gateway>, entries: Entries) -> Result<Response, Failure> {
    let language: Language = entries.get("language").parse().map_err(|_| Failure::Malformed("language"))?;
    let kept = set_cookie(&gateway, LANGUAGE_COOKIE, language.code(), 365 * 24 * 60 * 60);
    Ok((AppendHeaders([(header::SET_COOKIE, kept)]), Redirect::to(entries.back_or("/"))).into_response())
}

//! The doors: no page without a session, no change from another site.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::failure::Failure;
use crate::http::cookies::{SESSION_COOKIE, cookie};

/// Lets through only who has a session.
pub(crate) async fn require_session(State(app): State<App>, request: Request, next: Next) -> Response {
    let known =
        cookie(request.headers(), SESSION_COOKIE).is_some_and(|secret| app.sessions().touch(secret, Instant::now()));
    if known { next.run(request).await } else { Failure::SignedOut.into_response() }
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

/// Refuses changes that another site has a browser ask for. Browsers say where a form comes from (`Sec-Fetch-Site`,
/// `Origin`); a program says neither, and may then use the API only.
pub(crate) async fn same_site(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let own = names_this_site(request.headers(), &app.config().public_url);
    if safe || own.unwrap_or_else(|| request.uri().path().starts_with("/api/")) {
        next.run(request).await
    } else {
        Failure::Foreign.into_response()
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

//! The word after a form: the page that follows says that it was saved. A cookie carries that over the redirect, and the first page
//! that is read takes it away again. It says nothing of anybody, so it is neither signed nor secret.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::failure::Failure;
use crate::http::by_itself::is_by_itself;
use crate::http::cookies::cookie;
use crate::http::sent_form::{DISCARD_PATH, DRAFTS_PATH};

const WORD_COOKIE: &str = "focalpoint-saved";

/// How long the word waits for a page that is read, in seconds.
const WAITS: u64 = 60;

/// Forms that save nothing of the coordination, or say themselves what they did.
const NOTHING_TO_SAY: [&str; 5] = ["/sign-out", "/language", "/demo/clock", DRAFTS_PATH, DISCARD_PATH];

/// Whether the page that is read now says that something was saved.
pub(crate) fn is_to_be_said(method: &Method, headers: &HeaderMap, path: &str) -> bool {
    *method == Method::GET && !is_by_itself(method, headers, path) && cookie(headers, WORD_COOKIE).is_some()
}

/// Notes that a form was saved, and forgets it once a page has said so.
pub(crate) async fn carry(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_form = request.method() == Method::POST && !NOTHING_TO_SAY.contains(&path);
    let is_said = is_to_be_said(request.method(), request.headers(), path);
    let mut response = next.run(request).await;
    let is_saved = response.status() == StatusCode::SEE_OTHER && response.extensions().get::<Failure>().is_none();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let word = if is_form && is_saved {
        Some(app.set_cookie(WORD_COOKIE, "1", WAITS))
    } else if is_said && kind.is_some_and(|kind| kind.starts_with("text/html")) {
        Some(app.set_cookie(WORD_COOKIE, "", 0))
    } else {
        None
    };
    if let Some(word) = word.and_then(|word| HeaderValue::from_str(&word).ok()) {
        response.headers_mut().append(header::SET_COOKIE, word);
    }
    response
}

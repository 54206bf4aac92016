//! How a failure is told: as a page in the page's language, or as a problem (RFC 9457).
//!
//! A handler returns a [`Failure`]; it becomes a bare response that carries the failure along, and [`explain`] makes a page
//! or a problem of it, because only here the language and the kind of client are known. Errors of the framework itself (no
//! such route, a body too large) are told the same way.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use minijinja::context;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::health::PROBES;
use crate::http::limits::LARGEST_BODY;
use crate::http::page_request::PageRequest;
use crate::http::problem::Problem;

/// When to ask again after something was away, in seconds: long enough for a store or a service that is being restarted.
const RETRY_AFTER_SECONDS: u16 = 10;

/// The kind of body that a page's form is.
const FORM: &str = "application/x-www-form-urlencoded";

/// A page's form, kept aside while it is handled.
async fn form_kept(request: Request) -> Result<(Request, Bytes), Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if request.method() != Method::POST || !kind.starts_with(FORM) {
        return Ok((request, Bytes::new()));
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, LARGEST_BODY).await else {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    Ok((Request::from_parts(parts, Body::from(bytes.clone())), bytes))
}

async fn read_again(form: Bytes) -> FormEntries {
    let request = Request::post("/").header(header::CONTENT_TYPE, FORM).body(Body::from(form));
    match request {
        Ok(request) => FormEntries::from_request(request, &()).await.unwrap_or_default(),
        Err(_) => FormEntries::default(),
    }
}

fn has_page_or_problem(response: &Response) -> bool {
    response.extensions().get::<Failure>().is_none()
        && response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
            let kind = kind.to_str().unwrap_or("");
            kind.starts_with("text/html") || kind.starts_with("application/")
        })
}

/// Tells a failure as a page or as a problem, and says when to ask again where that may help.
pub(crate) async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = page_or_problem(&app, request, next).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
    }
    response
}

async fn page_or_problem(app: &App, request: Request, next: Next) -> Response {
    let page_request = PageRequest::of(&request, app);
    let for_program = page_request.path.starts_with("/api/") || PROBES.contains(&page_request.path.as_str());
    let (request, form) = match form_kept(request).await {
        Ok(kept) => kept,
        Err(too_large) => return too_large,
    };
    let bare = next.run(request).await;
    let status = bare.status();
    if !(status.is_client_error() || status.is_server_error()) || has_page_or_problem(&bare) {
        return bare;
    }
    let failure = bare.extensions().get::<Failure>().cloned();
    if status.is_server_error() {
        tracing::error!(path = page_request.path, status = status.as_u16(), failure = ?failure, "a request failed");
    }
    if for_program {
        return Problem::of(status, failure.as_ref(), &page_request.path).into_response();
    }
    let key = failure.as_ref().map_or_else(
        || match status {
            StatusCode::NOT_FOUND => "page-failure-not-found",
            StatusCode::PAYLOAD_TOO_LARGE => "page-failure-too-large",
            status if status.is_server_error() => "page-failure-internal",
            _ => "page-failure-malformed",
        },
        Failure::text_key,
    );
    let refusal = match &failure {
        Some(Failure::Refused { code, .. }) => Some(format!("refusal-{code}")),
        Some(Failure::NotKept(objection)) => Some(format!("refusal-{}", objection.code())),
        Some(
            Failure::NotFound
            | Failure::SignedOut
            | Failure::LinkSpent
            | Failure::Foreign
            | Failure::Malformed(_)
            | Failure::BadForm(_)
            | Failure::BadBody(..)
            | Failure::Invalid { .. }
            | Failure::NotPermitted(_)
            | Failure::Unavailable(_)
            | Failure::Away(_)
            | Failure::Unreadable(_)
            | Failure::Page(_)
            | Failure::Demo(_)
            | Failure::TooSlow,
        )
        | None => None,
    };
    let open =
        matches!(failure, Some(Failure::SignedOut | Failure::LinkSpent)) || page_request.path.starts_with("/forms/");
    // What was typed can be sent again as it is: the same form twice is the same command.
    let again = match failure {
        Some(Failure::Unavailable(_)) => read_again(form).await,
        Some(_) | None => FormEntries::default(),
    };
    let seconds = RETRY_AFTER_SECONDS;
    let shown = context! { key, refusal, status => status.as_u16(), bare => open, seconds, again };
    match app.render(&page_request, status, "failure.html", shown) {
        Ok(page) => page,
        Err(failure) => {
            tracing::error!(%failure, "the page that tells of a failure failed itself");
            let mut plain = (status, failure.code()).into_response();
            plain.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
            plain
        }
    }
}

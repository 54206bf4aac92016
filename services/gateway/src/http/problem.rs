//! What went wrong, for programs (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::failure::Failure;

/// A problem. `detail` says what was wrong, where, and what to do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// A name for this kind of problem: `urn:focalpoint:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// The HTTP status in words.
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What was wrong, and what to do.
    detail: String,
    /// Which field, parameter or header it was about, where it was about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    at: Option<String>,
    /// Of a text that is not kept: the kinds of what was found or is in doubt, never a word of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<&'static str>,
    /// The path asked for.
    instance: String,
    /// The code by which programs tell problems apart; it never changes.
    code: String,
}

impl Problem {
    pub(crate) fn of(status: StatusCode, failure: Option<&Failure>, path: &str) -> Self {
        let title = status.canonical_reason().unwrap_or("Problem").to_owned();
        let code = failure.map_or_else(|| title.to_lowercase().replace(' ', "-"), |failure| failure.code().to_owned());
        let detail = match (failure, status) {
            // What failed inside is for the log, not for whoever asked.
            (Some(Failure::Page(_) | Failure::Demo(_)), _) => "something failed inside; try again".to_owned(),
            (Some(failure), _) => failure.to_string(),
            (None, StatusCode::METHOD_NOT_ALLOWED) => {
                "this address takes another method: see /api/v1/openapi.json".to_owned()
            }
            (None, StatusCode::PAYLOAD_TOO_LARGE) => "the body is too large: shorten it".to_owned(),
            (None, _) => format!("{title}: see /api/v1/openapi.json"),
        };
        let at = match failure {
            Some(Failure::Invalid { at, .. }) => Some(at.clone()),
            Some(Failure::KeyReused) => Some("Idempotency-Key".to_owned()),
            Some(_) | None => None,
        };
        let kinds = match failure {
            Some(Failure::NotKept(objection)) => objection.kinds(),
            Some(_) | None => vec![],
        };
        let kind = format!("urn:focalpoint:problem:{code}");
        Self { kind, title, status: status.as_u16(), detail, at, kinds, instance: path.to_owned(), code }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::UNAUTHORIZED {
            // RFC 6750: how a program says whose its request is.
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

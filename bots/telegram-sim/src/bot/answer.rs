//! The envelope every answer of the Bot API comes in.

use std::io;

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::failure::Failure;

/// `{"ok":true,…}`, or `{"ok":false,…}` with the HTTP status of the error.
pub(super) fn envelope(outcome: Result<Value, Failure>) -> Response {
    match outcome {
        Ok(result) => axum::Json(json!({ "ok": true, "result": result })).into_response(),
        Err(failure) => {
            let mut body = json!({ "ok": false, "error_code": failure.code, "description": failure.description });
            if let Some(seconds) = failure.retry_after {
                body["parameters"] = json!({ "retry_after": seconds });
            }
            if let Some(supergroup) = failure.migrate_to {
                body["parameters"] = json!({ "migrate_to_chat_id": supergroup });
            }
            let status = StatusCode::from_u16(failure.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let mut response = (status, axum::Json(body)).into_response();
            if let Some(seconds) = failure.retry_after {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
    }
}

/// An answer that breaks off: the headers promise a body and the connection ends instead.
pub(super) fn lost() -> Response {
    let broken = futures::stream::iter([Err::<Bytes, _>(io::Error::other("the connection breaks, as ordered"))]);
    let mut response = Response::new(Body::from_stream(broken));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("64"));
    response
}

//! Whether the gateway lives, and whether what it shows is fresh enough to serve.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::failure::Failure;
use crate::gateway::Gateway;

/// How far the read models are behind the log.
#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    /// The last event recorded.
    recorded: u64,
    /// The last event shown.
    shown: u64,
    behind: u64,
    /// How far they may be behind.
    ready_within: u64,
}

/// The process answers.
pub(crate) async fn live() -> Response {
    Json(serde_json::json!({ "live": true })).into_response()
}

/// The read models are not further behind than allowed.
pub(crate) async fn ready(State(gateway): State<Gateway>) -> Result<Response, Failure> {
    let recorded = gateway.feed().end().await.map_err(|error| Failure::Unreadable(error.to_string()))?.0;
    let shown = gateway.reading().position().0;
    let behind = recorded.saturating_sub(shown);
    let ready_within = gateway.config().ready_within;
    let ready = behind <= ready_within;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Ok((status, Json(Readiness { ready, recorded, shown, behind, ready_within })).into_response())
}

//! Limits: how large a request may be, and how long it may take.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::failure::Failure;

/// The largest body taken, in bytes: a form with every field full stays well below.
pub(crate) const LARGEST_BODY: usize = 256 * 1024;

/// Gives up on a request that takes too long. Live news is answered at once and then flows, so this does not end it.
pub(crate) async fn in_time(State(app): State<App>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(app.config().bounds.answer_time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::TooSlow.into_response(),
    }
}

//! Limits: how large a request may be, and how long it may take.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

/// The largest body taken, in bytes: a form with every field full stays well below.
pub(crate) const LARGEST_BODY: usize = 256 * 1024;

/// How long a request may take. Live news is answered at once and then flows, so this does not end it.
const LONGEST_ANSWER: Duration = Duration::from_secs(30);

/// Gives up on a request that takes too long.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST_ANSWER, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::TooSlow.into_response(),
    }
}

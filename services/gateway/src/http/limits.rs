//! Limits: how large a request may be, and how long it may take.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::Instant;

use crate::app::App;
use crate::failure::Failure;

/// The largest body taken, in bytes: a form with every field full stays well below.
pub(crate) const LARGEST_BODY: usize = 256 * 1024;

/// The instant by which a request is to be answered, what it takes to read its body included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnswerBy(pub(crate) Instant);

impl AnswerBy {
    /// That of a request that comes now.
    pub(crate) fn of_now(app: &App) -> Self {
        Self(Instant::now() + app.config().bounds.answer_time)
    }
}

/// Gives up on a request that takes too long. Live news is answered at once and then flows, so this does not end it.
pub(crate) async fn in_time(State(app): State<App>, request: Request, next: Next) -> Response {
    let AnswerBy(until) = request.extensions().get().copied().unwrap_or_else(|| AnswerBy::of_now(&app));
    match tokio::time::timeout_at(until, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::TooSlow.into_response(),
    }
}

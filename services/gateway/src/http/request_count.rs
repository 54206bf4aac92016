//! Counting requests, and the span of each.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::app::App;

/// Counts each request with its answer, which is a span of work.
pub(crate) async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    // A client may invent methods; each would be a figure of its own.
    let method = [Method::GET, Method::POST, Method::HEAD].into_iter().find(|known| known == request.method());
    let method = method.map_or_else(|| "other".to_owned(), |method| method.to_string());
    let asked = Instant::now();
    // The route and not the path: an address names cases.
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let span = telemetry::work_span!("request", method, route, status = tracing::field::Empty);
    let response = next.run(request).instrument(span.clone()).await;
    span.record("status", response.status().as_u16());
    app.metrics().count_request(method, response.status(), asked.elapsed());
    response
}

//! The figures for Prometheus, as they are now.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use events::authority::NotPermitted;

use crate::app::App;
use crate::failure::Failure;
use crate::http::access::may_see_operations;
use crate::http::signed_in::SignedIn;

/// The kind of text that Prometheus reads.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// All figures as they are now, for whoever may see how the hub does.
pub(crate) async fn show(State(app): State<App>, SignedIn(reader): SignedIn) -> Result<Response, Failure> {
    if !may_see_operations(&reader.principal) {
        return Err(NotPermitted.into());
    }
    figures(State(app)).await
}

/// The same for a listener of operators.
pub(crate) async fn figures(State(app): State<App>) -> Result<Response, Failure> {
    let text = app.metrics().text(app.queries().freshness()).map_err(|error| Failure::Page(error.to_string()))?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response())
}

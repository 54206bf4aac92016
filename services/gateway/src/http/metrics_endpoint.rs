//! The figures for Prometheus, as they are now.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::failure::Failure;

/// The kind of text that Prometheus reads.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// All figures as they are now.
pub(crate) async fn show(State(app): State<App>) -> Result<Response, Failure> {
    let text = app.metrics().text(app.queries().freshness()).map_err(|error| Failure::Page(error.to_string()))?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response())
}

//! Whether a service without pages lives and is ready, and its figures for Prometheus, over HTTP.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use ::keys::RemotePersonKeys;
use async_nats::Client;
use async_nats::connection::State as Connection;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;
use readmodels::ReadModels;
use serde::Serialize;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::Fatal;

/// How old what a service knows may be while it counts as ready.
const FRESH: Duration = Duration::from_secs(60);
/// The kind of text that Prometheus reads.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// How long readiness is waited for by whoever asks.
const PATIENCE: Duration = Duration::from_secs(4);

/// A part of a service, and whether it is as it should be.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ServicePart {
    #[serde(rename = "part")]
    name: String,
    ready: bool,
    says: String,
}

impl ServicePart {
    pub(super) fn new(name: impl Into<String>, ready: bool, says: impl Into<String>) -> Self {
        Self { name: name.into(), ready, says: says.into() }
    }
}

type PartCheck = Box<dyn Fn() -> ServicePart + Send + Sync>;

/// The parts of a service, and its figures.
pub(super) struct Health {
    checks: Vec<PartCheck>,
    figures: Registry,
}

impl Health {
    /// A service whose connection to NATS is its first part.
    pub(super) fn of(client: Client) -> Self {
        let none = Self { checks: Vec::new(), figures: Registry::with_prefix("focalpoint") };
        none.with(move || {
            let state = client.connection_state();
            ServicePart::new("nats", state == Connection::Connected, state.to_string())
        })
    }

    /// With another part.
    pub(super) fn with(mut self, check: impl Fn() -> ServicePart + Send + Sync + 'static) -> Self {
        self.checks.push(Box::new(check));
        self
    }

    /// With figures for Prometheus.
    pub(super) fn with_figures(mut self, figures: impl Collector) -> Self {
        self.figures.register_collector(Box::new(figures));
        self
    }

    /// With read models that are to be fresh.
    pub(super) fn with_read_models(self, read_models: ReadModels) -> Self {
        self.with(move || {
            let fresh = read_models.freshness();
            let says = match fresh.age {
                Some(age) => format!("at position {}, as of {} s ago", fresh.reached, age.as_secs()),
                None => format!("at position {}, not current since the start", fresh.reached),
            };
            ServicePart::new(fresh.part.clone(), fresh.is_within(FRESH) && fresh.held.is_empty(), says)
        })
    }

    /// With keys that are to be fresh.
    pub(super) fn with_keys(self, keys: Arc<RemotePersonKeys>) -> Self {
        self.with(move || {
            let age = keys.age();
            ServicePart::new("keys", age <= 2 * FRESH, format!("as of {} s ago", age.as_secs()))
        })
    }

    /// Answers until told to stop.
    pub(super) async fn serve(self, listen: SocketAddr, stop: CancellationToken) -> Result<(), Fatal> {
        let listener = TcpListener::bind(listen).await?;
        let routes = Router::new()
            .route("/health", get(async || Json(serde_json::json!({ "live": true }))))
            .route("/ready", get(ready))
            .route("/metrics", get(figures))
            .with_state(Arc::new(self));
        axum::serve(listener, routes).with_graceful_shutdown(stop.cancelled_owned()).await?;
        Ok(())
    }
}

async fn ready(State(health): State<Arc<Health>>) -> Response {
    let parts: Vec<ServicePart> = health.checks.iter().map(|check| check()).collect();
    let ready = parts.iter().all(|part| part.ready);
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(serde_json::json!({ "ready": ready, "parts": parts }))).into_response()
}

async fn figures(State(health): State<Arc<Health>>) -> Response {
    let mut text = String::new();
    match encode(&mut text, &health.figures) {
        Ok(()) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Asks a service whether it is ready, for a container that has no other way to ask.
pub async fn ask(listen: SocketAddr) -> Result<(), Fatal> {
    let address = format!("http://127.0.0.1:{}/ready", listen.port());
    let client = reqwest::Client::builder().timeout(PATIENCE).build()?;
    let response = client.get(address).send().await?;
    let (status, says) = (response.status(), response.text().await?);
    println!("{says}");
    if status.is_success() { Ok(()) } else { Err("not ready".into()) }
}

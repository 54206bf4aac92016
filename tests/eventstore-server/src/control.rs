//! The control over HTTP, for tests that run the server as a process. Every change is a POST that answers with the
//! condition after it.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::cluster::Cluster;
use crate::cluster_state::{Condition, Drop};

/// Who is to lead.
#[derive(Deserialize)]
struct Successor {
    to: Option<usize>,
}

#[derive(Deserialize)]
struct Delay {
    milliseconds: u64,
}

#[derive(Deserialize)]
struct Losses {
    appends: u32,
}

#[derive(Deserialize)]
struct Dropping {
    how: Drop,
}

/// Serves the control until the listener is closed.
///
/// | request | what it does |
/// |---|---|
/// | `GET /` | says who leads and what is wrong |
/// | `POST /step-down?to=1` | another node leads; without `to`, none does |
/// | `POST /refuse`, `POST /accept` | every question is refused; is answered again |
/// | `POST /delay?milliseconds=500` | every answer is held back |
/// | `POST /lose-answers?appends=1` | so many appends are carried out and not answered |
/// | `POST /drop-subscriptions?how=too-slow` | or `unavailable`, or `quietly` |
/// | `POST /nodes/1/stop`, `POST /nodes/1/start` | a node's port is closed and its connections cut; opened again |
pub async fn serve(listener: TcpListener, cluster: Arc<Cluster>) -> std::io::Result<()> {
    let router = Router::new()
        .route("/", get(condition))
        .route("/step-down", post(step_down))
        .route("/refuse", post(refuse))
        .route("/accept", post(accept))
        .route("/delay", post(delay))
        .route("/lose-answers", post(lose_answers))
        .route("/drop-subscriptions", post(drop_subscriptions))
        .route("/nodes/{number}/stop", post(stop))
        .route("/nodes/{number}/start", post(start))
        .with_state(cluster);
    axum::serve(listener, router).await
}

async fn condition(State(cluster): State<Arc<Cluster>>) -> Json<Condition> {
    Json(cluster.condition())
}

async fn step_down(State(cluster): State<Arc<Cluster>>, Query(successor): Query<Successor>) -> Json<Condition> {
    cluster.step_down(successor.to);
    Json(cluster.condition())
}

async fn refuse(State(cluster): State<Arc<Cluster>>) -> Json<Condition> {
    cluster.refuse();
    Json(cluster.condition())
}

async fn accept(State(cluster): State<Arc<Cluster>>) -> Json<Condition> {
    cluster.accept();
    Json(cluster.condition())
}

async fn delay(State(cluster): State<Arc<Cluster>>, Query(delay): Query<Delay>) -> Json<Condition> {
    cluster.delay(Duration::from_millis(delay.milliseconds));
    Json(cluster.condition())
}

async fn lose_answers(State(cluster): State<Arc<Cluster>>, Query(losses): Query<Losses>) -> Json<Condition> {
    cluster.lose_answers(losses.appends);
    Json(cluster.condition())
}

async fn drop_subscriptions(State(cluster): State<Arc<Cluster>>, Query(dropping): Query<Dropping>) -> Json<Condition> {
    cluster.drop_subscriptions(dropping.how);
    Json(cluster.condition())
}

async fn stop(State(cluster): State<Arc<Cluster>>, Path(number): Path<usize>) -> Json<Condition> {
    cluster.stop(number);
    Json(cluster.condition())
}

async fn start(
    State(cluster): State<Arc<Cluster>>,
    Path(number): Path<usize>,
) -> Result<Json<Condition>, (StatusCode, String)> {
    let started = cluster.start_again(number).await;
    started.map_err(|error| (StatusCode::CONFLICT, error.to_string()))?;
    Ok(Json(cluster.condition()))
}

//! The contacts' side: what people do with their phones, for the chat page and for tests.

mod events;
mod groups;
mod routes;
mod waiting;

use std::sync::Arc;

use axum::{Router, extract::DefaultBodyLimit};

use crate::simulator::Simulator;

const LARGEST_FILE: usize = 50 * 1024 * 1024;

/// The whole control API.
pub(crate) fn router() -> Router<Arc<Simulator>> {
    routes::router().merge(groups::router()).layer(DefaultBodyLimit::max(LARGEST_FILE))
}

//! What keeps the hub itself in order: dead letters, how telling people stands,
//! and the demo's clock.

mod api;
mod dead_letters;
mod demo;
mod telling;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/dead-letters", dead_letters::page)
            .post("/dead-letters/{consumer}/redrive", dead_letters::redrive)
            .get("/telling", telling::page)
            .post("/demo/clock", demo::move_clock),
        api: OpenApiRouter::new().routes(routes!(api::list_dead_letters)).routes(routes!(api::redrive_dead_letters)),
        templates: &[template!("dead_letters.html"), template!("telling.html")],
        ..Feature::default()
    }
}

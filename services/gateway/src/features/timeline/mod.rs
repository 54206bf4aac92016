//! The timeline: a drawing with a lane for each institution, the same as a list, and the API of it.

mod api;
mod chart;
mod page;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new().route("/timeline", get(page::page)),
        api: OpenApiRouter::new().routes(routes!(api::list)),
        templates: &[template!("timeline.html")],
        ..Feature::default()
    }
}

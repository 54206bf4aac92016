//! The timeline: a drawing with a lane for each institution, the same as a list, and the API of it.

mod api;
mod chart;
mod page;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new().get("/timeline", page::page),
        api: OpenApiRouter::new().routes(routes!(api::list)),
        templates: &[template!("timeline.html")],
        ..Feature::default()
    }
}

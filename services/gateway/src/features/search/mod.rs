//! Search: whatever somebody may see and has their words, kind by kind, as a page and as an operation of the API.

mod api;
mod page;
mod pieces;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new().get("/search", page::page),
        api: OpenApiRouter::new().routes(routes!(api::search)),
        templates: &[template!("search.html")],
        ..Feature::default()
    }
}

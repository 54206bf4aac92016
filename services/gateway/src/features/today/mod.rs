//! Today: the first page, with what waits for whoever looks, what is late and what is new since they were here last.
//!
//! Shows what others keep and decides nothing; its buttons send the forms of those pages.

mod api;
mod page;
mod queue;
mod visit;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new().get("/", page::page).get("/today/lists", page::lists).get("/today/news", page::news),
        api: OpenApiRouter::new().routes(routes!(api::get)),
        templates: &[template!("today.html"), template!("today_lists.html"), template!("today_news.html")],
        ..Feature::default()
    }
}

//! Meetings: the list, scheduling one or a series, and the page on which one is prepared, held and minuted.

mod api;
mod pages;
mod scheduling;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new()
            .route("/meetings", get(pages::list).post(pages::schedule))
            .route("/meetings/{id}", get(pages::page))
            .route("/meetings/{id}/{action}", post(pages::act)),
        api: OpenApiRouter::new().routes(routes!(api::list, api::schedule)).routes(routes!(api::get)),
        templates: &[template!("meeting.html"), template!("meetings.html")],
        ..Feature::default()
    }
}

//! What is to be done: the first page, action items with what is decided about them, task lists and boards.
//!
//! Shows what the task lists hold and asks the domain for what a form says.

mod action_items;
mod api;
mod overview;

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
            .route("/", get(overview::page))
            .route("/action-items", post(action_items::assign))
            .route("/action-items/new", get(action_items::new))
            .route("/action-items/{id}", get(action_items::page))
            .route("/action-items/{id}/{action}", post(action_items::act)),
        api: OpenApiRouter::new()
            .routes(routes!(api::tasks))
            .routes(routes!(api::board))
            .routes(routes!(api::assign))
            .routes(routes!(api::get))
            .routes(routes!(api::command)),
        templates: &[template!("item.html"), template!("item_new.html"), template!("overview.html")],
        ..Feature::default()
    }
}

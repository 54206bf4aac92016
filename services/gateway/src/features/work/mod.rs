//! What is to be done: the first page, the register, action items with what is decided about them, task lists and boards.
//!
//! Shows what the task lists hold and asks the domain for what a form says.

mod action_items;
mod api;
mod overview;
mod register;
mod register_acts;
mod register_api;
mod register_wish;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/", overview::page)
            .post("/action-items", action_items::assign)
            .get("/action-items/new", action_items::new)
            .get("/action-items/{id}", action_items::page)
            .post_each::<action_items::ItemAction, _, _>("/action-items/{id}/{action}", action_items::act)
            .get("/work", register::page)
            .get("/work/file/{kind}", register::file)
            .post_each::<register_acts::RegisterAction, _, _>("/work/{action}", register_acts::act),
        api: OpenApiRouter::new()
            .routes(routes!(api::tasks))
            .routes(routes!(api::board))
            .routes(routes!(register_api::list))
            .routes(routes!(api::assign))
            .routes(routes!(api::get))
            .routes(routes!(api::command)),
        templates: &[
            template!("item.html"),
            template!("item_new.html"),
            template!("overview.html"),
            template!("work.html"),
            template!("work_done.html"),
        ],
        ..Feature::default()
    }
}

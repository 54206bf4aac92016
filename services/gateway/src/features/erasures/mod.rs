//! Erasures: somebody asks that a person be forgotten or a text be taken out, somebody else confirms, and it is gone.

mod api;
mod operations;
mod pages;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::features::erasures::operations::ErasureAction;
use crate::rendering::templates::template;

/// The page of all erasures.
const ERASURES: &str = "/erasures";

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get(ERASURES, pages::list)
            .post(ERASURES, pages::ask)
            .get("/erasures/texts", pages::texts)
            .post_each::<ErasureAction, _, _>("/erasures/{erasure}/{action}", pages::act),
        api: OpenApiRouter::new()
            .routes(routes!(api::list, api::ask))
            .routes(routes!(api::texts))
            .routes(routes!(api::command)),
        templates: &[template!("erasures.html"), template!("erasure_texts.html")],
        ..Feature::default()
    }
}

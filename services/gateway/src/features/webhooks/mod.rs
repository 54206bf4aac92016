//! Webhooks: events of the hub sent to addresses that people name. Made, changed and ended here, and what became of messages.

mod api;
mod operations;
mod pages;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::features::webhooks::operations::WebhookAction;
use crate::rendering::templates::template;

/// The page of one's own webhooks.
const OWN_WEBHOOKS: &str = "/account/webhooks";

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get(OWN_WEBHOOKS, pages::list)
            .post(OWN_WEBHOOKS, pages::make)
            .get("/account/webhooks/{webhook}", pages::one)
            .post_each::<WebhookAction, _, _>("/account/webhooks/{webhook}/{action}", pages::act),
        api: OpenApiRouter::new()
            .routes(routes!(api::list, api::make))
            .routes(routes!(api::deliveries))
            .routes(routes!(api::command)),
        templates: &[template!("webhooks.html"), template!("webhook.html"), template!("webhook_form.html")],
        ..Feature::default()
    }
}

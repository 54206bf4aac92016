//! Data requests: what is asked of whom, what came back, what is missing, and what it adds up to.
//!
//! `issuing` makes a new request, `reviewing` shows one with its submissions and decides on them, `collected` shows a field
//! across institutions and periods, `answering` is the page that a link from the chat opens, without a session.

mod answer_drafts;
mod answering;
mod api;
mod api_commands;
mod collected;
mod form_file;
mod issuing;
mod listing;
mod made_keys;
mod option_lists;
mod reviewing;
mod rows;
mod typed_answers;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/data-requests", listing::page)
            .post("/data-requests", issuing::issue)
            .get("/data-requests/new", issuing::new)
            .get("/data-requests/collected", collected::page)
            .get("/data-requests/collected/file/{kind}", collected::file)
            .get("/data-requests/{id}", reviewing::page)
            .post_each::<reviewing::RequestAction, _, _>("/data-requests/{id}/{action}", reviewing::act)
            .get("/data-requests/{id}/form/{kind}", reviewing::file),
        open_pages: Routes::new()
            .get("/forms/{token}", answering::page)
            .post("/forms/{token}", answering::submit)
            .get("/forms/{token}/file/{kind}", answering::file),
        api: OpenApiRouter::new()
            .routes(routes!(api::list_data_requests, api_commands::issue_data_request))
            .routes(routes!(api::get_data_request))
            .routes(routes!(api::get_answers))
            .routes(routes!(api_commands::answer_data_request))
            .routes(routes!(api_commands::accept_answers))
            .routes(routes!(api_commands::return_answers))
            .routes(routes!(api_commands::nudge_institution))
            .routes(routes!(api_commands::close_data_request)),
        templates: &[
            template!("collected.html"),
            template!("data_request.html"),
            template!("data_request_new.html"),
            template!("data_requests.html"),
            template!("form.html"),
            template!("form_link.html"),
            template!("requests.html"),
        ],
        ..Feature::default()
    }
}

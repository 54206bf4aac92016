//! Data requests: what is asked of whom, what came back, what is missing, and what it adds up to.
//!
//! `issuing` makes a new request, `reviewing` shows one with its submissions and decides on them, `collected` shows a field
//! across institutions and periods, `answering` is the page that a link from the chat opens, without a session.

mod answering;
mod collected;
mod form_file;
mod issuing;
mod listing;
mod reviewing;
mod rows;

use axum::Router;
use axum::routing::{get, post};

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new()
            .route("/data-requests", get(listing::page).post(issuing::issue))
            .route("/data-requests/new", get(issuing::new))
            .route("/data-requests/collected", get(collected::page))
            .route("/data-requests/collected/file/{kind}", get(collected::file))
            .route("/data-requests/{id}", get(reviewing::page))
            .route("/data-requests/{id}/{action}", post(reviewing::act))
            .route("/data-requests/{id}/form/{kind}", get(reviewing::file)),
        open_pages: Router::new()
            .route("/forms/{token}", get(answering::page).post(answering::submit))
            .route("/forms/{token}/file/{kind}", get(answering::file)),
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

//! The month in figures, and for each figure the list of what it counts.
//!
//! A number on the page is the length of the list behind it: both come from [`reports::monthly::listed`].

mod list;
mod month;
mod rows;

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new()
            .route("/month", get(month::page))
            .route("/lists/{figure}", get(list::page))
            .route("/late", get(async || Redirect::to("/lists/late"))),
        templates: &[template!("month.html"), template!("list.html")],
        ..Feature::default()
    }
}

//! The month in figures, and for each figure the list of what it counts.
//!
//! A number on the page is the length of the list behind it: both come from [`reports::monthly::listed`].

mod list;
mod month;
mod rows;

use axum::response::Redirect;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/month", month::page)
            .get("/lists/{figure}", list::page)
            .get("/late", async || Redirect::to("/lists/late")),
        templates: &[template!("month.html"), template!("list.html")],
        ..Feature::default()
    }
}

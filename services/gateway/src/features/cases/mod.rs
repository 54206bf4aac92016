//! Cases: the list, one case with what is decided about it, opening one, and figures.
//!
//! Shows what the case book holds and asks the domain for what a form says. It knows a person key only to pass it on:
//! nothing shows one.

mod decisions;
mod elapsed_time;
mod list;
mod opening;
mod page;
mod profile;
mod report;
mod texts;

use axum::Router;
use axum::routing::{get, post};

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new()
            .route("/cases", get(list::list).post(opening::open))
            .route("/cases/new", get(opening::new))
            .route("/cases/report", get(report::page))
            .route("/cases/report.csv", get(report::csv))
            .route("/cases/{id}", get(page::page))
            .route("/cases/{id}/{action}", post(decisions::act)),
        templates: &[
            template!("case.html"),
            template!("case_forms.html"),
            template!("case_new.html"),
            template!("case_report.html"),
            template!("cases.html"),
        ],
        ..Feature::default()
    }
}

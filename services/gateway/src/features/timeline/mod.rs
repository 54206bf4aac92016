//! The timeline: a drawing with a row for each thing and the story of one, the same as a list, as a file and over the API; and event by
//! event, what it is made of.

mod api;
mod drawing;
mod entries_page;
mod grouping;
mod story;
mod thing_rows;
mod things_api;
mod things_file;
mod things_page;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/timeline", things_page::page)
            .get("/timeline/entries", entries_page::page)
            .get("/timeline/things/{kind}", things_file::file),
        api: OpenApiRouter::new().routes(routes!(api::list)).routes(routes!(things_api::list)),
        templates: &[template!("timeline.html"), template!("timeline_entries.html")],
        ..Feature::default()
    }
}

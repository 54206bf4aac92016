//! Drafts: keeping what was typed into a form and not sent, throwing it away, and the list of one's own.

mod pages;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/drafts", pages::list)
            .post("/drafts", pages::keep)
            .post("/drafts/discard", pages::discard),
        templates: &[template!("drafts.html"), template!("draft_not_kept.html")],
        ..Feature::default()
    }
}

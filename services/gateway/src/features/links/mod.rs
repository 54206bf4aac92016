//! Links from messages that take one step without signing in. Opening one shows what will be done; only the page's button
//! does it, since mail servers open every link and press no button.

mod step;

use axum::Router;
use axum::routing::get;

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        // The link is the right to take the step: no session.
        open_pages: Router::new().route("/links/{token}", get(step::page).post(step::take)),
        templates: &[template!("link.html")],
        ..Feature::default()
    }
}

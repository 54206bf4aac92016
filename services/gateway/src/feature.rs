//! What a feature brings to the gateway: its routes and its templates.
//!
//! Each folder under `features/` gives one [`Feature`] in its `mod.rs`; the router lists them.

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::rendering::templates::Template;

/// The routes and templates of one feature.
#[derive(Default)]
pub(crate) struct Feature {
    /// Pages and forms for whoever is signed in.
    pub(crate) pages: Router<App>,
    /// Pages that open without a session.
    pub(crate) open_pages: Router<App>,
    /// Pages whose form may also be sent by a program, or from another site (RFC 8058): their address is the whole right, and
    /// no session gives more.
    pub(crate) one_click_pages: Router<App>,
    /// Routes of the JSON API, for whoever is signed in, with the descriptions that make up the OpenAPI document.
    pub(crate) api: OpenApiRouter<App>,
    /// Its templates, by the names under which they are rendered and included.
    pub(crate) templates: &'static [Template],
}

//! What a feature brings to the gateway: its routes and its templates.
//!
//! Each folder under `features/` gives one [`Feature`] in its `mod.rs`; the router lists them.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::http::actions::ActionWords;
use crate::rendering::templates::Template;

/// The routes and templates of one feature.
#[derive(Default)]
pub(crate) struct Feature {
    /// Pages and forms for whoever is signed in.
    pub(crate) pages: Routes,
    /// Pages that open without a session.
    pub(crate) open_pages: Routes,
    /// Pages whose form may also be sent by a program, or from another site (RFC 8058): their address is the whole right, and
    /// no session gives more.
    pub(crate) one_click_pages: Routes,
    /// Routes of the JSON API, for whoever is signed in, with the descriptions that make up the OpenAPI document.
    pub(crate) api: OpenApiRouter<App>,
    /// Its templates, by the names under which they are rendered and included.
    pub(crate) templates: &'static [Template],
}

/// Routes that know what they are, so that whoever asks who may come in can walk through every one of them.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<App>,
    pub(crate) doors: Vec<Door>,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Door {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// The words that can stand for `{action}` in the path.
    pub(crate) actions: &'static [&'static str],
}

impl Routes {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Answers GET at a path.
    pub(crate) fn get<H: Handler<T, App>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.doors.push(Door { method: "GET", path, actions: &[] });
        Self { router: self.router.route(path, get(handler)), ..self }
    }

    /// Answers POST at a path.
    pub(crate) fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.post_for(path, &[], handler)
    }

    /// Answers POST at a path that ends in the word of an action.
    pub(crate) fn post_each<A: ActionWords, H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.post_for(path, A::WORDS, handler)
    }

    fn post_for<H: Handler<T, App>, T: 'static>(
        mut self,
        path: &'static str,
        actions: &'static [&'static str],
        handler: H,
    ) -> Self {
        self.doors.push(Door { method: "POST", path, actions });
        Self { router: self.router.route(path, post(handler)), ..self }
    }

    /// The router that they make.
    pub(crate) fn into_router(self) -> Router<App> {
        self.router
    }
}

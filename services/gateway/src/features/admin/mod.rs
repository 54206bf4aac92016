//! What keeps the hub itself in order: signing in and out, the language, dead letters, how telling people stands,
//! and the demo's clock.

mod dead_letters;
mod demo;
mod sign_in;
mod telling;

use axum::Router;
use axum::routing::{get, post};

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new()
            .route("/dead-letters", get(dead_letters::page))
            .route("/dead-letters/{consumer}/redrive", post(dead_letters::redrive))
            .route("/telling", get(telling::page))
            .route("/sign-out", post(sign_in::leave))
            .route("/demo/clock", post(demo::move_clock)),
        open_pages: Router::new()
            .route("/sign-in", get(sign_in::enter))
            .route("/language", post(sign_in::choose_language))
            .route("/demo/secretariat", get(demo::enter)),
        templates: &[template!("dead_letters.html"), template!("sign_in.html"), template!("telling.html")],
        ..Feature::default()
    }
}

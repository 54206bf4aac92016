//! The training programme: modules with their sessions, the pool of trainers, certificates on paper, and their
//! verification, which is open to whoever is shown one.

mod modules;
mod staff;
mod trainers;
mod verification;

use axum::Router;
use axum::routing::{get, post};

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new()
            .route("/training", get(modules::list))
            .route("/training/{id}", get(modules::page))
            .route("/training/{id}/{action}", post(modules::act))
            .route("/certificates/{code}/{language}", get(modules::certificate))
            .route("/trainers", get(trainers::page)),
        open_pages: Router::new()
            .route("/verify", get(verification::form))
            .route("/verify/{code}", get(verification::answer)),
        templates: &[
            template!("trainers.html"),
            template!("training.html"),
            template!("training_module.html"),
            template!("verify.html"),
        ],
        ..Feature::default()
    }
}

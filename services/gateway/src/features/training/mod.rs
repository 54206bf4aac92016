//! The training programme: modules with their sessions, the pool of trainers, certificates on paper, and their
//! verification, which is open to whoever is shown one.

mod api;
mod api_commands;
mod modules;
mod staff;
mod trainers;
mod verification;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/training", modules::list)
            .get("/training/{id}", modules::page)
            .post_each::<modules::ModuleAction, _, _>("/training/{id}/{action}", modules::act)
            .get("/certificates/{code}/{language}", modules::certificate)
            .get("/trainers", trainers::page),
        open_pages: Routes::new().get("/verify", verification::form).get("/verify/{code}", verification::answer),
        api: OpenApiRouter::new()
            .routes(routes!(api::list_training_modules))
            .routes(routes!(api::get_training_module))
            .routes(routes!(api::list_trainers))
            .routes(routes!(api_commands::schedule_session))
            .routes(routes!(api_commands::cancel_session))
            .routes(routes!(api_commands::enrol_participant))
            .routes(routes!(api_commands::record_attendance))
            .routes(routes!(api_commands::certify_trainer))
            .routes(routes!(api_commands::withdraw_trainer))
            .routes(routes!(api_commands::record_trainer_left))
            .routes(routes!(api_commands::issue_certificates)),
        templates: &[
            template!("trainers.html"),
            template!("training.html"),
            template!("training_module.html"),
            template!("verify.html"),
        ],
        ..Feature::default()
    }
}

//! The strategy: the list of objectives, an objective with its activities and indicators, the dashboard, and the events
//! that a computed value comes from.
//!
//! Pages, API and file show one assessment of an indicator, so that they cannot disagree.

mod api;
mod api_commands;
mod assessment;
mod dashboard;
mod evidence;
mod forms;
mod list;
mod objective;
mod rows;
mod texts;
mod values_file;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/strategy", list::list)
            .post("/strategy", list::set)
            .get("/strategy/{objective}", objective::page)
            .post("/strategy/{objective}/activities", objective::plan)
            .post("/strategy/{objective}/indicators", objective::define)
            .get("/strategy/{objective}/indicators/{indicator}/events", evidence::page)
            .post_each::<objective::IndicatorAction, _, _>(
                "/strategy/{objective}/indicators/{indicator}/{action}",
                objective::act,
            )
            .get("/dashboard", dashboard::page)
            .get("/dashboard/values/{kind}", values_file::serve),
        api: OpenApiRouter::new()
            .routes(routes!(api::list, api_commands::set_objective))
            .routes(routes!(api::get))
            .routes(routes!(api::report))
            .routes(routes!(api_commands::plan_activity))
            .routes(routes!(api_commands::define_indicator))
            .routes(routes!(api_commands::redefine_indicator))
            .routes(routes!(api_commands::set_baseline))
            .routes(routes!(api_commands::set_target)),
        templates: &[
            template!("dashboard.html"),
            template!("evidence.html"),
            template!("indicator.html"),
            template!("objective.html"),
            template!("strategy.html"),
        ],
        ..Feature::default()
    }
}

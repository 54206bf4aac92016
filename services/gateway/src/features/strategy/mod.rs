//! The strategy: the list of objectives, an objective with its activities and indicators, the dashboard, and the events
//! that a computed value comes from.
//!
//! Pages, API and file show one assessment of an indicator, so that they cannot disagree.

mod api;
mod assessment;
mod dashboard;
mod evidence;
mod forms;
mod list;
mod objective;
mod rows;
mod texts;
mod values_file;

use axum::Router;
use axum::routing::{get, post};
use events::indicator::{Indicator, ReportedValue};
use events::language::Language;
use minijinja::{Value, context};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::feature::Feature;
use crate::http::form::{FormCheck, FormEntries};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new()
            .route("/strategy", get(list::list).post(list::set))
            .route("/strategy/{objective}", get(objective::page))
            .route("/strategy/{objective}/activities", post(objective::plan))
            .route("/strategy/{objective}/indicators", post(objective::define))
            .route("/strategy/{objective}/indicators/{indicator}/events", get(evidence::page))
            .route("/strategy/{objective}/indicators/{indicator}/{action}", post(objective::act))
            .route("/dashboard", get(dashboard::page))
            .route("/dashboard/values/{kind}", get(values_file::serve)),
        api: OpenApiRouter::new().routes(routes!(api::list)).routes(routes!(api::get)).routes(routes!(api::report)),
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

/// What a form for a value of an indicator has, wherever it is shown: its unit, and a line for each of its parts.
pub(crate) fn value_fields(app: &App, language: Language, indicator: &Indicator) -> Value {
    let words = texts::StrategyTexts::new(app, language);
    let unit = indicator.definition.unit().map(|unit| words.unit(&unit));
    context! { unit, lines => objective::lines(indicator, words) }
}

/// The value that such a form gives; nothing, where something is wrong with it.
pub(crate) fn read_value(
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    indicator: &Indicator,
) -> Option<ReportedValue> {
    forms::reported(check, entries, indicator)
}

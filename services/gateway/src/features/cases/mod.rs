//! Cases: the list, one case with what is decided about it, opening one, and figures.
//!
//! Shows what the case book holds and asks the domain for what a form says. It knows a person key only to pass it on:
//! nothing shows one.

mod api;
mod api_commands;
mod decisions;
mod elapsed_time;
mod list;
mod opening;
mod page;
mod profile;
mod report;
mod texts;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/cases", list::list)
            .post("/cases", opening::open)
            .get("/cases/new", opening::new)
            .get("/cases/report", report::page)
            .get("/cases/report.csv", report::csv)
            .get("/cases/{id}", page::page)
            .post_each::<decisions::CaseAction, _, _>("/cases/{id}/{action}", decisions::act),
        api: OpenApiRouter::new()
            .routes(routes!(api::list_cases, api_commands::open_case))
            .routes(routes!(api::get_case))
            .routes(routes!(api_commands::revise_profile))
            .routes(routes!(api_commands::assign_case_manager))
            .routes(routes!(api_commands::appoint_case_coordinator))
            .routes(routes!(api_commands::make_referral))
            .routes(routes!(api_commands::accept_referral))
            .routes(routes!(api_commands::decline_referral))
            .routes(routes!(api_commands::make_transnational_referral))
            .routes(routes!(api_commands::reach_stage))
            .routes(routes!(api_commands::report_update))
            .routes(routes!(api_commands::link_to_person))
            .routes(routes!(api_commands::confirm_retrafficking))
            .routes(routes!(api_commands::close_case))
            .routes(routes!(api_commands::reopen_case)),
        templates: &[
            template!("case.html"),
            template!("case_forms.html"),
            template!("case_new.html"),
            template!("case_report.html"),
            template!("cases.html"),
        ],
        ..Feature::default()
    }
}

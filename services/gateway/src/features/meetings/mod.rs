//! Meetings: the list, scheduling one or a series, and the page on which one is prepared, held and minuted.

mod api;
mod api_commands;
mod pages;
mod scheduling;
mod series_form;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/meetings", pages::list)
            .post("/meetings", pages::schedule)
            .get("/meetings/{id}", pages::page)
            .post_each::<pages::MeetingAction, _, _>("/meetings/{id}/{action}", pages::act),
        api: OpenApiRouter::new()
            .routes(routes!(api::list, api::schedule))
            .routes(routes!(api::get))
            .routes(routes!(api_commands::add_agenda_item))
            .routes(routes!(api_commands::reschedule_meeting))
            .routes(routes!(api_commands::hold_meeting))
            .routes(routes!(api_commands::record_minutes))
            .routes(routes!(api_commands::take_decision))
            .routes(routes!(api_commands::approve_minutes))
            .routes(routes!(api_commands::cancel_meeting))
            .routes(routes!(api_commands::answer_invitation)),
        templates: &[template!("meeting.html"), template!("meetings.html")],
        ..Feature::default()
    }
}

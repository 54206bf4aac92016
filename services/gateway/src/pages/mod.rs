//! The secretariat's pages, one file for each place in the navigation.

mod action_items;
mod cases;
pub(crate) mod data_requests;
mod dead_letters;
mod hand_over;
mod institutions;
mod meetings;
mod overview;
pub(crate) mod rows;
mod staff;
mod strategy;
mod subgroups;
mod timeline;
mod trainers;
mod training;
pub(crate) mod verify;

use axum::Router;
use axum::routing::{get, post};
use events::authority::Standing;

use crate::failure::Failure;
use crate::form::{Check, Shown};
use crate::gateway::Gateway;

/// All pages and the forms on them.
pub(crate) fn routes() -> Router<Gateway> {
    Router::new()
        .route("/", get(overview::page))
        .route("/timeline", get(timeline::page))
        .route("/institutions", get(institutions::list))
        .route("/institutions/{id}", get(institutions::page))
        .route("/institutions/{id}/invitations", post(institutions::invite))
        .route("/dead-letters", get(dead_letters::page))
        .route("/dead-letters/{consumer}/redrive", post(dead_letters::redrive))
        .route("/subgroups", get(subgroups::list))
        .route("/subgroups/{id}", get(subgroups::board))
        .route("/institutions/{id}/briefing", get(hand_over::institution_briefing))
        .route("/institutions/{id}/posts/{act}", post(hand_over::of_institution))
        .route("/subgroups/{id}/briefing", get(hand_over::subgroup_briefing))
        .route("/subgroups/{id}/chair", post(hand_over::of_subgroup))
        .route("/coordinators/{id}/briefing", get(hand_over::coordinator_briefing))
        .route("/training", get(training::list))
        .route("/training/{id}", get(training::page))
        .route("/training/{id}/{act}", post(training::act))
        .route("/certificates/{code}/{language}", get(training::certificate))
        .route("/trainers", get(trainers::page))
        .route("/data-requests", get(data_requests::listing::page).post(data_requests::issuing::issue))
        .route("/data-requests/new", get(data_requests::issuing::new))
        .route("/data-requests/collected", get(data_requests::collected::page))
        .route("/data-requests/collected/file/{kind}", get(data_requests::collected::file))
        .route("/data-requests/{id}", get(data_requests::reviewing::page))
        .route("/data-requests/{id}/{act}", post(data_requests::reviewing::act))
        .route("/data-requests/{id}/form/{kind}", get(data_requests::reviewing::file))
        .route("/meetings", get(meetings::list).post(meetings::schedule))
        .route("/meetings/{id}", get(meetings::page))
        .route("/meetings/{id}/{act}", post(meetings::act))
        .merge(cases::routes())
        .route("/action-items", post(action_items::assign))
        .route("/action-items/new", get(action_items::new))
        .route("/action-items/{id}", get(action_items::page))
        .route("/action-items/{id}/{act}", post(action_items::act))
        .merge(strategy::routes())
}

/// The pages that a link from the chat opens, without a session.
pub(crate) fn linked() -> Router<Gateway> {
    Router::new()
        .route("/forms/{token}", get(data_requests::answering::page).post(data_requests::answering::submit))
        .route("/forms/{token}/file/{kind}", get(data_requests::answering::file))
}

/// Whoever is signed in on these pages.
fn standing() -> Standing {
    Standing::secretariat()
}

/// The form again with what the domain refused at its head; any other failure stays one.
fn refused(failure: Failure, mut check: Check<'_>, form: &str) -> Result<Shown, Failure> {
    match failure {
        Failure::Refused { code, .. } => {
            check.wrong("form", &format!("refusal-{code}"));
            Ok(check.shown(form))
        }
        Failure::NotKept(objection) => {
            check.objects("form", &objection);
            Ok(check.shown(form))
        }
        Failure::NotFound
        | Failure::SignedOut
        | Failure::LinkSpent
        | Failure::Foreign
        | Failure::Malformed(_)
        | Failure::BadForm(_)
        | Failure::BadBody(..)
        | Failure::Invalid { .. }
        | Failure::NotPermitted(_)
        | Failure::Unavailable(_)
        | Failure::Away(_)
        | Failure::Unreadable(_)
        | Failure::Page(_)
        | Failure::Demo(_)
        | Failure::TooSlow => Err(failure),
    }
}

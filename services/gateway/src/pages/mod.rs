//! The secretariat's pages, one file for each place in the navigation.

mod action_items;
pub(crate) mod data_requests;
mod dead_letters;
mod institutions;
mod meetings;
mod overview;
pub(crate) mod rows;
mod subgroups;
mod timeline;

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
        .route("/action-items", post(action_items::assign))
        .route("/action-items/new", get(action_items::new))
        .route("/action-items/{id}", get(action_items::page))
        .route("/action-items/{id}/{act}", post(action_items::act))
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

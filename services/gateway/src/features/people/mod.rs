//! Institutions and subgroups: who they are, who answers for them, and handing an office over.

mod api;
mod channels;
mod hand_over;
mod institutions;
mod subgroups;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::Feature;
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Router::new()
            .route("/institutions", get(institutions::list))
            .route("/institutions/{id}", get(institutions::page))
            .route("/institutions/{id}/invitations", post(institutions::invite))
            .route("/institutions/{id}/briefing", get(hand_over::institution_briefing))
            .route("/institutions/{id}/posts/{action}", post(hand_over::of_institution))
            .route("/institutions/{id}/people/{person}/{action}", post(channels::of_person))
            .route("/subgroups", get(subgroups::list))
            .route("/subgroups/{id}", get(subgroups::board))
            .route("/subgroups/{id}/briefing", get(hand_over::subgroup_briefing))
            .route("/subgroups/{id}/chair", post(hand_over::of_subgroup))
            .route("/coordinators/{id}/briefing", get(hand_over::coordinator_briefing)),
        api: OpenApiRouter::new().routes(routes!(api::institutions)).routes(routes!(api::subgroups)),
        templates: &[
            template!("channels.html"),
            template!("hand_over.html"),
            template!("institution.html"),
            template!("institutions.html"),
            template!("subgroup.html"),
            template!("subgroups.html"),
        ],
        ..Feature::default()
    }
}

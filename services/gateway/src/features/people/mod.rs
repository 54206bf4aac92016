//! Institutions and subgroups: who they are, who answers for them, and handing an office over.

mod api;
mod api_commands;
mod channels;
mod hand_over;
mod institutions;
mod subgroups;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::feature::{Feature, Routes};
use crate::rendering::templates::template;

/// Its routes and templates.
pub(crate) fn feature() -> Feature {
    Feature {
        pages: Routes::new()
            .get("/institutions", institutions::list)
            .get("/institutions/{id}", institutions::page)
            .post("/institutions/{id}/invitations", institutions::invite)
            .get("/institutions/{id}/briefing", hand_over::institution_briefing)
            .post_each::<hand_over::PostAction, _, _>("/institutions/{id}/posts/{action}", hand_over::of_institution)
            .post_each::<channels::ChannelAction, _, _>(
                "/institutions/{id}/people/{person}/{action}",
                channels::of_person,
            )
            .get("/subgroups", subgroups::list)
            .get("/subgroups/{id}", subgroups::board)
            .get("/subgroups/{id}/briefing", hand_over::subgroup_briefing)
            .post("/subgroups/{id}/chair", hand_over::of_subgroup)
            .get("/coordinators/{id}/briefing", hand_over::coordinator_briefing),
        api: OpenApiRouter::new()
            .routes(routes!(api::institutions))
            .routes(routes!(api::subgroups))
            .routes(routes!(api_commands::get_institution))
            .routes(routes!(api_commands::hand_over_focal_point))
            .routes(routes!(api_commands::appoint_focal_point))
            .routes(routes!(api_commands::appoint_deputy))
            .routes(routes!(api_commands::issue_invitation))
            .routes(routes!(api_commands::set_email_address))
            .routes(routes!(api_commands::remove_email_address))
            .routes(routes!(api_commands::choose_channels))
            .routes(routes!(api_commands::appoint_chair)),
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

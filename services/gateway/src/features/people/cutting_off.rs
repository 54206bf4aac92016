//! Taking every way in from a subgroup, now: nobody chairs it, and no group is its chat, until that is said anew.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::authority::NotPermitted;
use events::ids::SubgroupId;
use events::subgroup::SubgroupCommand;
use events::text::Text;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::features::people::subgroups::{self, may_cut_off};
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed};
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, refused};
use crate::http::json_api::{Change, JsonBody};
use crate::http::page_request::PageRequest;

/// The form's name.
const FORM: &str = "cut-off";

/// Cuts a subgroup off.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let id: SubgroupId = id.parse()?;
    // Nobody was shown the form who may not, so nothing is said of what stands in it.
    if !may_cut_off(principal, &id) {
        return Err(NotPermitted.into());
    }
    app.must_be_confirmed(page_request.reader()?).await?;
    let own = format!("/subgroups/{id}");
    let page_request = page_request.at(&own);
    let mut check = FormCheck::of(&entries);
    let Some(reason) = check.staff_text("reason") else {
        let form = Some(check.into_state(FORM));
        return subgroups::show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, form).await;
    };
    let command = form_command_id(entries.get("once"), &format!("{FORM}/{id}"));
    let cut_off = Command::Subgroup(id.clone(), SubgroupCommand::CutOff { reason });
    match app.execute(command, principal, cut_off).await {
        Ok(_) => Ok(Redirect::to(&own).into_response()),
        Err(failure) => {
            let form = Some(refused(failure, check, FORM)?);
            subgroups::show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, form).await
        }
    }
}

/// Why a subgroup is cut off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CutOffSubgroup {
    /// In the words of whoever does it; it stands in the log.
    #[schema(value_type = String)]
    reason: Text,
}

/// Takes every way in from a subgroup, now: its chair, and the groups that are its chat. It stays, and what it did. For a person in a
/// session only.
#[utoipa::path(post, path = "/api/v1/subgroups/{id}/cut-off", tag = "subgroups", security(("session" = [])),
    request_body = CutOffSubgroup,
    params(("id" = String, Path, description = "The subgroup")),
    responses((status = 200, body = Change)))]
pub(super) async fn cut_off_subgroup(
    caller: Caller,
    ActionPath(id): ActionPath<SubgroupId>,
    JsonBody(wish): JsonBody<CutOffSubgroup>,
) -> Changed {
    caller.in_person()?;
    if !may_cut_off(caller.principal(), &id) {
        return Err(NotPermitted.into());
    }
    caller.confirmed().await?;
    let cut_off = SubgroupCommand::CutOff { reason: wish.reason };
    caller.carry_out(id.as_str(), Command::Subgroup(id.clone(), cut_off)).await
}

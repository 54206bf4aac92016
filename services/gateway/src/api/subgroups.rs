//! Subgroups and their boards.

use axum::Json;
use axum::extract::{Path, State};
use events::ids::SubgroupId;

use super::problem::Problem;
use super::standing;
use super::wire::{List, Subgroup, Task};
use crate::failure::Failure;
use crate::gateway::Gateway;

/// All subgroups.
#[utoipa::path(get, path = "/api/v1/subgroups", tag = "subgroups",
    responses((status = 200, body = List<Subgroup>), (status = 401, body = Problem)))]
pub(super) async fn list(State(gateway): State<Gateway>) -> Result<Json<List<Subgroup>>, Failure> {
    let subgroups = gateway.reading().subgroups(&standing()).await?;
    Ok(Json(subgroups.iter().map(Subgroup::from).collect()))
}

/// The action items on a subgroup's board.
#[utoipa::path(get, path = "/api/v1/subgroups/{id}/board", tag = "subgroups",
    params(("id" = String, Path, description = "The subgroup")),
    responses((status = 200, body = List<Task>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn board(State(gateway): State<Gateway>, Path(id): Path<String>) -> Result<Json<List<Task>>, Failure> {
    let (id, standing): (SubgroupId, _) = (id.parse()?, standing());
    gateway.reading().subgroup(&standing, &id).await?;
    let today = gateway.clock().moment().today;
    let board = gateway.reading().board(&standing, &id).await?;
    Ok(Json(board.iter().map(|task| Task::of(task, today)).collect()))
}

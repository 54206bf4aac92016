//! Institutions and their task lists.

use axum::Json;
use axum::extract::{Path, State};
use events::ids::InstitutionId;

use super::problem::Problem;
use super::standing;
use super::wire::{Institution, List, Task};
use crate::failure::Failure;
use crate::gateway::Gateway;

/// All institutions with their people in post.
#[utoipa::path(get, path = "/api/v1/institutions", tag = "institutions",
    responses((status = 200, body = List<Institution>), (status = 401, body = Problem)))]
pub(super) async fn list(State(gateway): State<Gateway>) -> Result<Json<List<Institution>>, Failure> {
    let institutions = gateway.reading().institutions(&standing()).await?;
    Ok(Json(institutions.iter().map(Institution::from).collect()))
}

/// What an institution has to do.
#[utoipa::path(get, path = "/api/v1/institutions/{id}/tasks", tag = "institutions",
    params(("id" = String, Path, description = "The institution")),
    responses((status = 200, body = List<Task>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn tasks(State(gateway): State<Gateway>, Path(id): Path<String>) -> Result<Json<List<Task>>, Failure> {
    let (id, standing): (InstitutionId, _) = (id.parse()?, standing());
    gateway.reading().institution(&standing, &id).await?;
    let today = gateway.clock().moment().today;
    let tasks = gateway.reading().tasks(&standing, &id).await?;
    Ok(Json(tasks.iter().map(|task| Task::of(task, today)).collect()))
}

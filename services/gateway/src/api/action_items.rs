//! Action items: assigning, looking, and every command.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::NaiveDate;
use events::Command;
use events::action_item::ActionItemCommand;
use events::ids::{ActionItemId, InstitutionId, SubgroupId};
use events::text::{Percent, Text};

use super::problem::Problem;
use super::wire::{Change, CommandBody, Entry, NewTask, Task, TaskWithHistory, local_text};
use super::{Body, Key, read, read_if_any, standing};
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::new_id::new_id;

/// An action item with its history.
#[utoipa::path(get, path = "/api/v1/action-items/{id}", tag = "action items",
    params(("id" = String, Path, description = "The action item")),
    responses((status = 200, body = TaskWithHistory), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn get(
    State(gateway): State<Gateway>,
    Path(id): Path<String>,
) -> Result<Json<TaskWithHistory>, Failure> {
    let (id, standing): (ActionItemId, _) = (id.parse()?, standing());
    let task = gateway.reading().task(&standing, &id).await?;
    let history = gateway.reading().history(&standing, &task).await?;
    let today = gateway.clock().moment().today;
    Ok(Json(TaskWithHistory { task: Task::of(&task, today), history: history.iter().map(Entry::from).collect() }))
}

async fn known_owner(gateway: &Gateway, owner: &InstitutionId) -> Result<(), Failure> {
    let what = || format!("{owner} is not known or takes no part any more: see /api/v1/institutions");
    let known = gateway.reading().takes_part(&standing(), owner).await?;
    if known { Ok(()) } else { Err(Failure::Invalid { at: "owner".to_owned(), what: what() }) }
}

/// Assigns an action item.
#[utoipa::path(post, path = "/api/v1/action-items", tag = "action items", request_body = NewTask,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice is the same change")),
    responses((status = 201, body = Change), (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn assign(
    State(gateway): State<Gateway>,
    Key(command): Key,
    Body(wish): Body<NewTask>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    let standing = standing();
    let title = local_text("title", &wish.title)?;
    let owner: InstitutionId = read("owner", &wish.owner)?;
    let subgroup: Option<SubgroupId> = read_if_any("subgroup", wish.subgroup.as_deref())?;
    known_owner(&gateway, &owner).await?;
    if let Some(subgroup) = &subgroup
        && !gateway.reading().is_at_work(&standing, subgroup).await?
    {
        let what = format!("{subgroup} is not known or dissolved: see /api/v1/subgroups");
        return Err(Failure::Invalid { at: "subgroup".to_owned(), what });
    }
    let words = wish.title.get("en").or_else(|| wish.title.values().next()).map_or("", String::as_str);
    let id: ActionItemId = match read_if_any("id", wish.id.as_deref())? {
        Some(id) => id,
        None => new_id(words, command, 0)?,
    };
    let assign = ActionItemCommand::Assign { title, owner, subgroup, due: wish.due, raised_by: None };
    let accepted = gateway.ask(command, &standing, Command::ActionItem(id.clone(), assign)).await?;
    Ok((StatusCode::CREATED, Json(Change::of(id.as_str(), &accepted)?)))
}

fn needed<T>(at: &str, given: Option<T>) -> Result<T, Failure> {
    given.ok_or_else(|| Failure::Invalid { at: at.to_owned(), what: "this command needs it".to_owned() })
}

fn read_command(name: &str, body: &CommandBody) -> Result<ActionItemCommand, Failure> {
    use ActionItemCommand as C;

    let reason = || read_if_any::<Text>("reason", body.reason.as_deref());
    let until = || needed::<NaiveDate>("until", body.until);
    Ok(match name {
        "accept" => C::Accept,
        "progress" => {
            let progress = needed("progress", body.progress)?;
            let progress = Percent::try_from(progress)
                .map_err(|error| Failure::Invalid { at: "progress".to_owned(), what: error.to_string() })?;
            C::ReportProgress { progress }
        }
        "block" => C::Block { reason: needed("reason", reason()?)? },
        "unblock" => C::Unblock,
        "complete" => C::Complete,
        "request-extension" => C::RequestExtension { until: until()?, reason: reason()? },
        "grant-extension" => C::GrantExtension { until: until()? },
        "refuse-extension" => C::RefuseExtension { reason: reason()? },
        "verify" => C::Verify,
        "reopen" => C::Reopen { reason: needed("reason", reason()?)?, due: body.due },
        "reassign" => {
            let owner = needed("owner", body.owner.as_deref())?;
            C::Reassign { owner: read("owner", owner)?, reason: reason()? }
        }
        "cancel" => C::Cancel { reason: needed("reason", reason()?)? },
        _ => return Err(Failure::NotFound),
    })
}

/// Gives a command to an action item: `accept`, `progress`, `block`, `unblock`, `complete`, `request-extension`,
/// `grant-extension`, `refuse-extension`, `verify`, `reopen`, `reassign` or `cancel`. The body may be left out where the
/// command needs nothing.
#[utoipa::path(post, path = "/api/v1/action-items/{id}/{command}", tag = "action items",
    request_body = Option<CommandBody>,
    params(("id" = String, Path, description = "The action item"),
        ("command" = String, Path, description = "The command"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice is the same change")),
    responses((status = 200, body = Change), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn command(
    State(gateway): State<Gateway>,
    Path((id, name)): Path<(String, String)>,
    Key(command): Key,
    body: Bytes,
) -> Result<Json<Change>, Failure> {
    let id: ActionItemId = id.parse()?;
    let body: CommandBody = if body.is_empty() {
        CommandBody::default()
    } else {
        serde_json::from_slice(&body)
            .map_err(|error| Failure::Invalid { at: "body".to_owned(), what: error.to_string() })?
    };
    let asked = read_command(&name, &body)?;
    if let ActionItemCommand::Reassign { owner, .. } = &asked {
        known_owner(&gateway, owner).await?;
    }
    let accepted = gateway.ask(command, &standing(), Command::ActionItem(id.clone(), asked)).await?;
    Ok(Json(Change::of(id.as_str(), &accepted)?))
}

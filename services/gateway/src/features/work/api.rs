//! The API of action items: task lists, boards, assigning, looking, and every command; and what travels.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::authority::Principal;
use events::ids::{ActionItemId, InstitutionId, SubgroupId};
use events::text::{Percent, Text};
use readmodels::views::TaskView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::json_api::{Change, IdempotencyKey, JsonBody, local_text, read, read_if_any};
use crate::http::new_id::new_id;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::presentation::tasks::{days_late, reason_of, suggested_by_owner};
use crate::presentation::timeline_entries::Entry;
use crate::wording::texts::{Texts, texts};
use crate::wording::wire_enum::wire_enum;

wire_enum! {
    /// How far an action item is.
    pub(crate) enum TaskStage of ItemStage {
        Assigned = "assigned",
        Accepted = "accepted",
        UnderWay = "under-way",
        Blocked = "blocked",
        Disclaimed = "disclaimed",
        Completed = "completed",
        Verified = "verified",
        Cancelled = "cancelled",
    }
}

/// An action item.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Task {
    id: String,
    /// Its number in its owner's list.
    number: u32,
    title: Texts,
    /// The institution that is to do it.
    owner: String,
    /// The subgroup whose board it is on.
    subgroup: Option<String>,
    due: NaiveDate,
    stage: TaskStage,
    /// Per cent, 0 to 100.
    progress: u8,
    /// What it is blocked on, or why it is not the owner's.
    reason: Option<String>,
    /// Of a `disclaimed` item: whose it is, as the owner says.
    suggested: Option<String>,
    /// The date asked for, while nobody has decided on it.
    extension_asked: Option<NaiveDate>,
    /// How many days late it is; 0: not at all.
    days_late: i64,
    /// When it came to its present owner, date in Kosovo.
    assigned_on: NaiveDate,
    /// When it was last reported as done, date in Kosovo.
    completed_on: Option<NaiveDate>,
    /// The meeting that decided it.
    raised_by: Option<String>,
    /// When it last changed, UTC.
    changed_at: DateTime<Utc>,
}

impl Task {
    pub(super) fn of(task: &TaskView, today: NaiveDate) -> Self {
        let item = &task.item;
        Self {
            id: task.id.to_string(),
            number: task.number,
            title: texts(&task.title),
            owner: item.owner.to_string(),
            subgroup: item.subgroup.as_ref().map(ToString::to_string),
            due: item.due,
            stage: TaskStage::from(&item.stage),
            progress: item.stage.progress().value(),
            reason: reason_of(&item.stage),
            suggested: suggested_by_owner(&item.stage).map(ToString::to_string),
            extension_asked: item.extension_asked,
            days_late: days_late(task, today),
            assigned_on: task.assigned_on,
            completed_on: task.completed_on,
            raised_by: task.raised_by.as_ref().map(ToString::to_string),
            changed_at: task.changed_at,
        }
    }
}

/// An action item with what happened to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TaskWithHistory {
    #[serde(flatten)]
    task: Task,
    /// Its entries of the timeline, in order.
    history: Vec<Entry>,
}

/// An action item to be assigned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTask {
    /// Its id; without one, it gets one made of its title.
    #[serde(default)]
    id: Option<String>,
    /// What is to be done, by language.
    title: Texts,
    /// The institution that is to do it.
    owner: String,
    /// The subgroup whose board it goes to.
    #[serde(default)]
    subgroup: Option<String>,
    /// By when, not in the past.
    due: NaiveDate,
}

/// What goes with a command to an action item; each command says what it needs.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommandBody {
    /// `progress`: per cent, 0 to 100.
    #[serde(default)]
    progress: Option<u8>,
    /// `block`, `reopen`, `return`, `cancel`: required; `disclaim`, `request-extension`, `refuse-extension`, `reassign`: if
    /// any.
    #[serde(default)]
    reason: Option<String>,
    /// `request-extension`, `grant-extension`: until when.
    #[serde(default)]
    until: Option<NaiveDate>,
    /// `reopen`: a new due date, if any.
    #[serde(default)]
    due: Option<NaiveDate>,
    /// `reassign`: to which institution.
    #[serde(default)]
    owner: Option<String>,
    /// `disclaim`: whose it is instead, if that is known.
    #[serde(default)]
    suggested: Option<String>,
}

/// An action item with its history.
#[utoipa::path(get, path = "/api/v1/action-items/{id}", operation_id = "get_action_item", tag = "action items",
    params(("id" = String, Path, description = "The action item")),
    responses((status = 200, body = TaskWithHistory, description = "The action item.")))]
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<TaskWithHistory>, Failure> {
    let (id, principal): (ActionItemId, _) = (id.parse()?, &reader.principal);
    let task = app.queries().task(principal, &id).await?;
    let history = app.queries().history(principal, &task).await?;
    let today = app.clock().moment().today;
    Ok(Json(TaskWithHistory { task: Task::of(&task, today), history: history.iter().map(Entry::from).collect() }))
}

async fn takes_part(app: &App, principal: &Principal, at: &str, institution: &InstitutionId) -> Result<(), Failure> {
    let what = || format!("{institution} is not known or takes no part any more: see /api/v1/institutions");
    let known = app.queries().takes_part(principal, institution).await?;
    if known { Ok(()) } else { Err(Failure::Invalid { at: at.to_owned(), what: what() }) }
}

/// Assigns an action item.
#[utoipa::path(post, path = "/api/v1/action-items", operation_id = "assign_action_item", tag = "action items",
    request_body = NewTask, responses((status = 201, body = Change, description = "The action item is assigned.")))]
pub(super) async fn assign(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    IdempotencyKey(command): IdempotencyKey,
    JsonBody(wish): JsonBody<NewTask>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    let principal = &reader.principal;
    let title = local_text("title", &wish.title)?;
    let owner: InstitutionId = read("owner", &wish.owner)?;
    let subgroup: Option<SubgroupId> = read_if_any("subgroup", wish.subgroup.as_deref())?;
    takes_part(&app, &reader.principal, "owner", &owner).await?;
    if let Some(subgroup) = &subgroup
        && !app.queries().is_at_work(subgroup).await?
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
    let accepted = app.execute(command, principal, Command::ActionItem(id.clone(), assign)).await?;
    Ok((StatusCode::CREATED, Json(Change::of(id.as_str(), &accepted)?)))
}

fn needed<T>(at: &str, given: Option<T>) -> Result<T, Failure> {
    given.ok_or_else(|| Failure::Invalid { at: at.to_owned(), what: "this command needs it".to_owned() })
}

wire_enum! {
    /// A command to an action item.
    pub(crate) enum TaskCommand {
        Accept = "accept",
        Progress = "progress",
        Block = "block",
        Unblock = "unblock",
        Disclaim = "disclaim",
        Complete = "complete",
        RequestExtension = "request-extension",
        GrantExtension = "grant-extension",
        RefuseExtension = "refuse-extension",
        Verify = "verify",
        Reopen = "reopen",
        Return = "return",
        Reassign = "reassign",
        Nudge = "nudge",
        Cancel = "cancel",
    }
}

fn read_command(name: TaskCommand, body: &CommandBody) -> Result<ActionItemCommand, Failure> {
    use ActionItemCommand as C;

    let reason = || read_if_any::<Text>("reason", body.reason.as_deref());
    let until = || needed::<NaiveDate>("until", body.until);
    Ok(match name {
        TaskCommand::Accept => C::Accept,
        TaskCommand::Progress => {
            let progress = needed("progress", body.progress)?;
            let progress = Percent::try_from(progress)
                .map_err(|error| Failure::Invalid { at: "progress".to_owned(), what: error.to_string() })?;
            C::ReportProgress { progress }
        }
        TaskCommand::Block => C::Block { reason: needed("reason", reason()?)? },
        TaskCommand::Unblock => C::Unblock,
        TaskCommand::Disclaim => {
            C::Disclaim { suggested: read_if_any("suggested", body.suggested.as_deref())?, reason: reason()? }
        }
        TaskCommand::Complete => C::Complete,
        TaskCommand::RequestExtension => C::RequestExtension { until: until()?, reason: reason()? },
        TaskCommand::GrantExtension => C::GrantExtension { until: until()? },
        TaskCommand::RefuseExtension => C::RefuseExtension { reason: reason()? },
        TaskCommand::Verify => C::Verify,
        TaskCommand::Reopen => C::Reopen { reason: needed("reason", reason()?)?, due: body.due },
        TaskCommand::Return => C::Return { reason: needed("reason", reason()?)? },
        TaskCommand::Reassign => {
            let owner = needed("owner", body.owner.as_deref())?;
            C::Reassign { owner: read("owner", owner)?, reason: reason()? }
        }
        TaskCommand::Nudge => C::Nudge,
        TaskCommand::Cancel => C::Cancel { reason: needed("reason", reason()?)? },
    })
}

/// Gives a command to an action item. The body may be left out where the command needs nothing.
#[utoipa::path(post, path = "/api/v1/action-items/{id}/{command}", operation_id = "command_action_item",
    tag = "action items",
    request_body = Option<CommandBody>,
    params(("id" = String, Path, description = "The action item"),
        ("command" = inline(TaskCommand), Path, description = "The command")),
    responses((status = 200, body = Change, description = "The command was carried out.")))]
pub(super) async fn command(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    ActionPath((id, name)): ActionPath<(String, TaskCommand)>,
    IdempotencyKey(command): IdempotencyKey,
    body: Bytes,
) -> Result<Json<Change>, Failure> {
    let id: ActionItemId = id.parse()?;
    let body: CommandBody = if body.is_empty() {
        CommandBody::default()
    } else {
        serde_json::from_slice(&body)
            .map_err(|error| Failure::Invalid { at: "body".to_owned(), what: error.to_string() })?
    };
    let asked = read_command(name, &body)?;
    if let ActionItemCommand::Reassign { owner, .. } = &asked {
        takes_part(&app, &reader.principal, "owner", owner).await?;
    }
    if let ActionItemCommand::Disclaim { suggested: Some(suggested), .. } = &asked {
        takes_part(&app, &reader.principal, "suggested", suggested).await?;
    }
    let accepted = app.execute(command, &reader.principal, Command::ActionItem(id.clone(), asked)).await?;
    Ok(Json(Change::of(id.as_str(), &accepted)?))
}

/// What an institution has to do, by number.
#[utoipa::path(get, path = "/api/v1/institutions/{id}/tasks", operation_id = "list_tasks", tag = "institutions",
    params(("id" = String, Path, description = "The institution"), PageQuery),
    responses((status = 200, body = List<Task>, description = "A page of the institution's action items.")))]
pub(super) async fn tasks(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    Path(id): Path<String>,
    paging: Paging,
) -> Result<Page<Task>, Failure> {
    let (id, principal): (InstitutionId, _) = (id.parse()?, &reader.principal);
    app.queries().institution(principal, &id).await?;
    let today = app.clock().moment().today;
    let tasks = app.queries().tasks(principal, &id).await?;
    paging.page(&tasks, |task| task.number, |task| Task::of(task, today))
}

/// The action items on a subgroup's board, by id.
#[utoipa::path(get, path = "/api/v1/subgroups/{id}/board", operation_id = "list_board", tag = "subgroups",
    params(("id" = String, Path, description = "The subgroup"), PageQuery),
    responses((status = 200, body = List<Task>, description = "A page of the board.")))]
pub(super) async fn board(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    Path(id): Path<String>,
    paging: Paging,
) -> Result<Page<Task>, Failure> {
    let (id, principal): (SubgroupId, _) = (id.parse()?, &reader.principal);
    app.queries().subgroup(principal, &id).await?;
    let today = app.clock().moment().today;
    let board = app.queries().board(principal, &id).await?;
    paging.page(&board, |task| task.id.clone(), |task| Task::of(task, today))
}

//! Action items: assigning one, and what is decided, reported and said about it.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use events::Command;
use events::action_item::{ActionItemCommand, OwnersReport, Saying};
use events::authority::{NotPermitted, Principal, gives_tasks, may_assign};
use events::ids::{ActionItemId, InstitutionId, PersonId, SubgroupId};
use events::text::Percent;
use minijinja::context;

use super::item_page::{last_report, show};
use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::{institution_options, subgroup_options};

actions! {
    /// What can be decided about an item on its page.
    ItemAction {
        Complete = "complete",
        Accept = "accept",
        Progress = "progress",
        Extend = "extend",
        Block = "block",
        Unblock = "unblock",
        Verify = "verify",
        Reopen = "reopen",
        Return = "return",
        Grant = "grant",
        Refuse = "refuse",
        Reassign = "reassign",
        Cancel = "cancel",
        Disclaim = "disclaim",
        TakeBack = "take-back",
        Remind = "remind",
        ChangeDue = "due",
        CorrectTitle = "title",
        ReportOnBehalf = "on-behalf",
        Comment = "comment",
    }
}

async fn show_new(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    form: Option<FormState>,
    preset: &FormEntries,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let mut boards = queries.subgroups().await?;
    boards.retain(|one| may_assign(principal, Some(&one.id)));
    if !gives_tasks(principal) {
        return Err(NotPermitted.into());
    }
    let shown = context! {
        form,
        once => draw_secret(),
        institutions => institution_options(&queries.institutions(principal).await?, page_request.language),
        subgroups => subgroup_options(&boards, page_request.language),
        without_board => may_assign(principal, None),
        preset => context! { owner => preset.get("owner"), subgroup => preset.get("subgroup") },
    };
    app.render(page_request, status, "item_new.html", shown)
}

pub(super) async fn new(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    show_new(&app, &page_request, StatusCode::OK, None, &FormEntries::of_query(query.as_deref())?).await
}

fn read_assignment(check: &mut FormCheck<'_>, today: NaiveDate) -> Option<ActionItemCommand> {
    let title = check.local_text("title");
    let owner: Option<InstitutionId> = check.parsed("owner", "page-wrong-choice");
    let subgroup: Option<SubgroupId> = check.parsed_if_any("subgroup", "page-wrong-choice");
    let due = check.day_ahead("due", today);
    if !check.is_good() {
        return None;
    }
    Some(ActionItemCommand::Assign { title: title?, owner: owner?, subgroup, due: due?, raised_by: None })
}

/// Assigns a new item.
pub(super) async fn assign(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let page_request = page_request.at("/action-items/new");
    let mut check = FormCheck::of(&entries);
    let mut command = read_assignment(&mut check, page_request.moment.today);
    if let Some(ActionItemCommand::Assign { owner, subgroup, .. }) = &command {
        // The domain cannot look beyond its own stream; whether the institution exists is known here.
        if !app.queries().takes_part(principal, owner).await? {
            check.wrong("owner", "page-wrong-choice");
            command = None;
        } else if let Some(subgroup) = subgroup
            && !app.queries().is_at_work(subgroup).await?
        {
            check.wrong("subgroup", "page-wrong-choice");
            command = None;
        }
    }
    let Some(command) = command else {
        return show_new(
            &app,
            &page_request,
            StatusCode::UNPROCESSABLE_ENTITY,
            Some(check.into_state("assign")),
            &entries,
        )
        .await;
    };
    let id = form_command_id(entries.get("once"), "assign");
    let title = ["title-en", "title-sq", "title-sr"].map(|field| entries.get(field));
    let title = title.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
    let item: ActionItemId = new_id(title, id, 0)?;
    match app.execute(id, principal, Command::ActionItem(item.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(&format!("/action-items/{item}")).into_response()),
        Err(failure) => {
            let form = refused(failure, check, "assign")?;
            show_new(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, Some(form), &entries).await
        }
    }
}

/// What a form decides, when its fields read well.
fn read_decision(action: ItemAction, check: &mut FormCheck<'_>, today: NaiveDate) -> Option<ActionItemCommand> {
    use ActionItemCommand as C;
    match action {
        ItemAction::Complete => Some(C::Complete),
        ItemAction::Accept => Some(C::Accept),
        ItemAction::Progress => read_progress(check).map(|progress| C::ReportProgress { progress }),
        ItemAction::Extend => {
            let (until, reason) = (check.day_ahead("until", today), check.text_if_any("reason"));
            until.map(|until| C::RequestExtension { until, reason })
        }
        ItemAction::Block => check.text("reason").map(|reason| C::Block { reason }),
        ItemAction::Unblock => Some(C::Unblock),
        ItemAction::Verify => Some(C::Verify),
        ItemAction::Reopen => {
            let (reason, due) = (check.text("reason"), check.day_ahead_if_any("due", today));
            reason.map(|reason| C::Reopen { reason, due })
        }
        ItemAction::Return => check.text("reason").map(|reason| C::Return { reason }),
        ItemAction::Grant => check.day_ahead("until", today).map(|until| C::GrantExtension { until }),
        ItemAction::Refuse => Some(C::RefuseExtension { reason: check.text_if_any("reason") }),
        ItemAction::Reassign => {
            let owner = check.parsed("owner", "page-wrong-choice");
            let reason = check.text_if_any("reason");
            owner.map(|owner| C::Reassign { owner, reason })
        }
        ItemAction::Cancel => check.text("reason").map(|reason| C::Cancel { reason }),
        ItemAction::Disclaim => {
            let (suggested, reason) =
                (check.parsed_if_any("suggested", "page-wrong-choice"), check.text_if_any("reason"));
            Some(C::Disclaim { suggested, reason })
        }
        // Which report it is, is looked up.
        ItemAction::TakeBack => None,
        ItemAction::Remind => Some(C::Nudge),
        ItemAction::ChangeDue => {
            let (due, reason) = (check.day_ahead("due", today), check.text_if_any("reason"));
            due.map(|due| C::ChangeDue { due, reason })
        }
        ItemAction::CorrectTitle => check.local_text("title").map(|title| C::CorrectTitle { title }),
        ItemAction::ReportOnBehalf => read_on_behalf(check, today),
        ItemAction::Comment => check.text("comment").map(|comment| C::Comment { comment }),
    }
}

/// What an owner reported to whoever writes it down, with who said so, when and how.
fn read_on_behalf(check: &mut FormCheck<'_>, today: NaiveDate) -> Option<ActionItemCommand> {
    let by: Option<PersonId> = check.parsed_if_any("said-by", "page-wrong-choice");
    let on = check.date("said-on");
    let how = check.parsed("how", "page-wrong-choice");
    let note = check.text_if_any("note");
    let what = check.entries().get("report").to_owned();
    let report = match what.as_str() {
        "accepted" => Some(OwnersReport::Accepted),
        "progress" => {
            let progress = read_progress(check);
            progress.map(|progress| OwnersReport::Progress { progress })
        }
        "blocked" => check.text("reason").map(|reason| OwnersReport::Blocked { reason }),
        "unblocked" => Some(OwnersReport::Unblocked),
        "more-time" => {
            let (until, reason) = (check.day_ahead("until", today), check.text_if_any("reason"));
            until.map(|until| OwnersReport::MoreTime { until, reason })
        }
        "done" => Some(OwnersReport::Done),
        _ => {
            check.wrong("report", "page-wrong-choice");
            None
        }
    };
    Some(ActionItemCommand::ReportOnBehalf { report: report?, said: Saying { by, on: on?, how: how?, note } })
}

fn read_progress(check: &mut FormCheck<'_>) -> Option<Percent> {
    let progress: Option<u8> = check.parsed("progress", "page-wrong-choice");
    let progress = progress.and_then(|progress| Percent::try_from(progress).ok());
    if progress.is_none() {
        check.wrong("progress", "page-wrong-choice");
    }
    progress
}

/// To take the owner's last report back, whichever it is; the domain says whether that can still be done.
pub(super) async fn take_back(
    app: &App,
    principal: &Principal,
    id: &ActionItemId,
) -> Result<ActionItemCommand, Failure> {
    let task = app.queries().task(principal, id).await?;
    let history = app.queries().history(principal, &task).await?;
    let events = app.queries().events_of_item(principal, &task, &history).await?;
    let report = last_report(&events).unwrap_or(task.last_event);
    Ok(ActionItemCommand::WithdrawReport { report })
}

/// The field of a command that names somebody who is not there; whether an institution takes part, and who is in post at an owner, is
/// beyond the item's own stream.
pub(super) async fn named_in_vain(
    app: &App,
    principal: &Principal,
    id: &ActionItemId,
    command: &ActionItemCommand,
) -> Result<Option<&'static str>, Failure> {
    let (field, is_there) = match command {
        ActionItemCommand::Reassign { owner, .. } => ("owner", app.queries().takes_part(principal, owner).await?),
        ActionItemCommand::Disclaim { suggested: Some(suggested), .. } => {
            ("suggested", app.queries().takes_part(principal, suggested).await?)
        }
        ActionItemCommand::ReportOnBehalf { said: Saying { by: Some(person), .. }, .. } => {
            let task = app.queries().task(principal, id).await?;
            let found = app.queries().person(person).await?;
            ("said-by", found.is_some_and(|found| found.institution == task.item.owner))
        }
        ActionItemCommand::Assign { .. }
        | ActionItemCommand::Accept
        | ActionItemCommand::ReportProgress { .. }
        | ActionItemCommand::Block { .. }
        | ActionItemCommand::Unblock
        | ActionItemCommand::Disclaim { .. }
        | ActionItemCommand::RequestExtension { .. }
        | ActionItemCommand::GrantExtension { .. }
        | ActionItemCommand::RefuseExtension { .. }
        | ActionItemCommand::Complete
        | ActionItemCommand::WithdrawReport { .. }
        | ActionItemCommand::Verify
        | ActionItemCommand::Reopen { .. }
        | ActionItemCommand::Return { .. }
        | ActionItemCommand::Nudge
        | ActionItemCommand::Cancel { .. }
        | ActionItemCommand::ChangeDue { .. }
        | ActionItemCommand::CorrectTitle { .. }
        | ActionItemCommand::ReportOnBehalf { .. }
        | ActionItemCommand::Comment { .. } => return Ok(None),
    };
    Ok((!is_there).then_some(field))
}

/// Decides about an item, and goes back to the page that asked.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((id, action)): ActionPath<(String, ItemAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let id: ActionItemId = id.parse()?;
    let own = format!("/action-items/{id}");
    let page_request = page_request.at(&own);
    let mut check = FormCheck::of(&entries);
    let form = action.name();
    let mut command = if action == ItemAction::TakeBack {
        Some(take_back(&app, principal, &id).await?)
    } else {
        read_decision(action, &mut check, page_request.moment.today)
    };
    if let Some(command) = &command
        && let Some(field) = named_in_vain(&app, principal, &id, command).await?
    {
        check.wrong(field, "page-wrong-choice");
    }
    if !check.is_good() {
        command = None;
    }
    let Some(command) = command else {
        return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(check.into_state(form))).await;
    };
    let command_id = form_command_id(entries.get("once"), &format!("{form}/{id}"));
    match app.execute(command_id, principal, Command::ActionItem(id.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(entries.back_or(&own)).into_response()),
        Err(failure) => {
            let form = refused(failure, check, form)?;
            show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await
        }
    }
}

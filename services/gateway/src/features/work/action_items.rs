//! Action items: assigning one, its own page, and what is decided about it.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use events::Command;
use events::action_item::{ActionItem, ActionItemCommand};
use events::authority::{NotPermitted, Principal, gives_tasks, may_ask, may_assign};
use events::ids::{ActionItemId, InstitutionId, StreamId, SubgroupId};
use events::text::Percent;
use minijinja::context;
use minijinja::value::Value;
use readmodels::views::TaskView;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::{institution_options, subgroup_options};
use crate::presentation::meetings::MeetingRow;
use crate::presentation::notices::{EarlierReminderRow, NoticeRow};
use crate::presentation::tasks::TaskRow;
use crate::presentation::timeline_entries::EntryRow;

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

/// What of an item's forms somebody may send: to report as its owner, to decide as its chair.
pub(crate) fn rights(principal: &Principal, task: &TaskView) -> Value {
    let item = ActionItem::Known(task.item.clone());
    let may = |command: ActionItemCommand| may_ask(principal, &task.id, &item, &command);
    context! { report => may(ActionItemCommand::Accept), decide => may(ActionItemCommand::Verify) }
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &ActionItemId,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let task = queries.task(principal, id).await?;
    let names = queries.names(principal, language).await?;
    let history = queries.history(principal, &task).await?;
    let raised_in = queries.raised_in(principal, &task).await?;
    let told = queries.told_of(principal).await?;
    let about = StreamId::new("action-item", task.id.as_str())?;
    let versions: Vec<_> = task.title.versions().filter(|(version, _)| *version != language).collect();
    let shown = context! {
        form,
        once => draw_secret(),
        task => TaskRow::of(&task, &names, language, today),
        versions => versions.iter().map(|(version, words)| (version.code(), *words)).collect::<Vec<_>>(),
        history => history.iter().map(|entry| EntryRow::of(entry, &names, language)).collect::<Vec<_>>(),
        told => told.map(|(notices, earlier)| context! {
            notices => notices.about(&about).map(|one| NoticeRow::of(one, &names)).collect::<Vec<_>>(),
            earlier => earlier
                .of_item(&task.id)
                .map(|(reminder, sent)| EarlierReminderRow::of(reminder, sent, &names))
                .collect::<Vec<_>>(),
        }),
        may => rights(principal, &task),
        raised_in => raised_in.map(|meeting| MeetingRow::of(&meeting, &names, language)),
        institutions => institution_options(&queries.institutions(principal).await?, language),
    };
    app.render(page_request, status, "item.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, None).await
}

/// What a form decides, when its fields read well.
fn read_decision(action: ItemAction, check: &mut FormCheck<'_>, today: NaiveDate) -> Option<ActionItemCommand> {
    use ActionItemCommand as C;
    match action {
        ItemAction::Complete => Some(C::Complete),
        ItemAction::Accept => Some(C::Accept),
        ItemAction::Progress => {
            let progress: Option<u8> = check.parsed("progress", "page-wrong-choice");
            let progress = progress.and_then(|progress| Percent::try_from(progress).ok());
            if progress.is_none() {
                check.wrong("progress", "page-wrong-choice");
            }
            progress.map(|progress| C::ReportProgress { progress })
        }
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
    }
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
    let mut command = read_decision(action, &mut check, page_request.moment.today);
    if let Some(ActionItemCommand::Reassign { owner, .. }) = &command
        && !app.queries().takes_part(principal, owner).await?
    {
        check.wrong("owner", "page-wrong-choice");
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

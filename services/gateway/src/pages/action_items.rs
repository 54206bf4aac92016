//! Action items: assigning one, its own page, and what is decided about it.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::action_item::ActionItemCommand;
use events::ids::{ActionItemId, InstitutionId, SubgroupId};
use minijinja::context;

use super::rows::{EntryRow, MeetingRow, TaskRow, institution_options, subgroup_options};
use super::{refused, standing};
use crate::asking::form_command;
use crate::failure::Failure;
use crate::form::{Check, Entries, Shown};
use crate::gateway::Gateway;
use crate::new_id::new_id;
use crate::sessions::draw_secret;
use crate::visit::Visit;

async fn show_new(
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    form: Option<Shown>,
    preset: &Entries,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let shown = context! {
        form,
        once => draw_secret(),
        institutions => institution_options(&reading.institutions(&standing).await?, visit.language),
        subgroups => subgroup_options(&reading.subgroups(&standing).await?, visit.language),
        preset => context! { owner => preset.get("owner"), subgroup => preset.get("subgroup") },
    };
    gateway.render(visit, status, "item_new.html", shown)
}

pub(crate) async fn new(
    State(gateway): State<Gateway>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    show_new(&gateway, &visit, StatusCode::OK, None, &Entries::of_query(query.as_deref())?).await
}

fn read_assignment(check: &mut Check<'_>) -> Option<ActionItemCommand> {
    let title = check.local_text("title");
    let owner: Option<InstitutionId> = check.parsed("owner", "page-wrong-choice");
    let subgroup: Option<SubgroupId> = check.parsed_if_any("subgroup", "page-wrong-choice");
    let due = check.date("due");
    if !check.is_good() {
        return None;
    }
    Some(ActionItemCommand::Assign { title: title?, owner: owner?, subgroup, due: due?, raised_by: None })
}

/// Assigns a new item.
pub(crate) async fn assign(
    State(gateway): State<Gateway>,
    visit: Visit,
    entries: Entries,
) -> Result<Response, Failure> {
    let standing = standing();
    let visit = Visit { address: "/action-items/new".to_owned(), path: "/action-items/new".to_owned(), ..visit };
    let mut check = Check::of(&entries);
    let mut command = read_assignment(&mut check);
    if let Some(ActionItemCommand::Assign { owner, subgroup, .. }) = &command {
        // The domain cannot look beyond its own stream; whether the institution exists is known here.
        if !gateway.reading().takes_part(&standing, owner).await? {
            check.wrong("owner", "page-wrong-choice");
            command = None;
        } else if let Some(subgroup) = subgroup
            && !gateway.reading().is_at_work(&standing, subgroup).await?
        {
            check.wrong("subgroup", "page-wrong-choice");
            command = None;
        }
    }
    let Some(command) = command else {
        return show_new(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, Some(check.shown("assign")), &entries)
            .await;
    };
    let id = form_command(entries.get("once"), "assign");
    let title = ["title-en", "title-sq", "title-sr"].map(|field| entries.get(field));
    let title = title.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
    let item: ActionItemId = new_id(title, id, 0)?;
    match gateway.ask(id, &standing, Command::ActionItem(item.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(&format!("/action-items/{item}")).into_response()),
        Err(failure) => {
            let form = refused(failure, check, "assign")?;
            show_new(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, Some(form), &entries).await
        }
    }
}

async fn show(
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    id: &ActionItemId,
    form: Option<Shown>,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, today) = (visit.language, visit.moment.today);
    let task = reading.task(&standing, id).await?;
    let names = reading.names(&standing, language).await?;
    let history = reading.history(&standing, &task).await?;
    let raised_in = reading.raised_in(&standing, &task).await?;
    let versions: Vec<_> = task.title.versions().filter(|(version, _)| *version != language).collect();
    let shown = context! {
        form,
        once => draw_secret(),
        task => TaskRow::of(&task, &names, language, today),
        versions => versions.iter().map(|(version, words)| (version.code(), *words)).collect::<Vec<_>>(),
        history => history.iter().map(|entry| EntryRow::of(entry, &names, language)).collect::<Vec<_>>(),
        raised_in => raised_in.map(|meeting| MeetingRow::of(&meeting, &names, language)),
        institutions => institution_options(&reading.institutions(&standing).await?, language),
    };
    gateway.render(visit, status, "item.html", shown)
}

pub(crate) async fn page(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&gateway, &visit, StatusCode::OK, &id.parse()?, None).await
}

/// What a form decides: the form's name, and the command when its fields read well.
fn read_decision(act: &str, check: &mut Check<'_>) -> Result<(&'static str, Option<ActionItemCommand>), Failure> {
    use ActionItemCommand as C;
    Ok(match act {
        "verify" => ("verify", Some(C::Verify)),
        "reopen" => {
            let (reason, due) = (check.text("reason"), check.date_if_any("due"));
            ("reopen", reason.map(|reason| C::Reopen { reason, due }))
        }
        "grant" => ("grant", check.date("until").map(|until| C::GrantExtension { until })),
        "refuse" => ("refuse", Some(C::RefuseExtension { reason: check.text_if_any("reason") })),
        "reassign" => {
            let owner = check.parsed("owner", "page-wrong-choice");
            let reason = check.text_if_any("reason");
            ("reassign", owner.map(|owner| C::Reassign { owner, reason }))
        }
        "cancel" => ("cancel", check.text("reason").map(|reason| C::Cancel { reason })),
        _ => return Err(Failure::NotFound),
    })
}

/// Decides about an item, and goes back to the page that asked.
pub(crate) async fn act(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    entries: Entries,
) -> Result<Response, Failure> {
    let standing = standing();
    let id: ActionItemId = id.parse()?;
    let own = format!("/action-items/{id}");
    let visit = Visit { address: own.clone(), path: own.clone(), ..visit };
    let mut check = Check::of(&entries);
    let (form, mut command) = read_decision(&act, &mut check)?;
    if let Some(ActionItemCommand::Reassign { owner, .. }) = &command
        && !gateway.reading().takes_part(&standing, owner).await?
    {
        check.wrong("owner", "page-wrong-choice");
    }
    if !check.is_good() {
        command = None;
    }
    let Some(command) = command else {
        return show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(check.shown(form))).await;
    };
    let command_id = form_command(entries.get("once"), &format!("{act}/{id}"));
    match gateway.ask(command_id, &standing, Command::ActionItem(id.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(entries.back_or(&own)).into_response()),
        Err(failure) => {
            let form = refused(failure, check, form)?;
            show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await
        }
    }
}

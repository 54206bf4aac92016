//! The API of the register of action items.

use axum::extract::{RawQuery, State};
use chrono::NaiveDate;
use events::ids::ActionItemId;
use readmodels::queries::{RegisterOrder, RegisterPlace};
use serde::Deserialize;
use utoipa::IntoParams;

use super::api::Task;
use super::register_wish::{ALL, read_wish};
use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;

/// Which action items are wanted; what is not said is not restricted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the query for the document; it is read as the page reads its address")]
pub(crate) struct RegisterQuery {
    /// Only of this institution.
    institution: Option<String>,
    /// Only on this subgroup's board; `none`: only what is on no board.
    subgroup: Option<String>,
    /// Only at this stage; `open`: only what is still to be done.
    stage: Option<String>,
    /// Only what is late today, with whatever value.
    late: Option<String>,
    /// Only what this meeting decided.
    meeting: Option<String>,
    /// Not due before this day.
    from: Option<NaiveDate>,
    /// Not due after this day.
    until: Option<NaiveDate>,
    /// Only what has these words in its title.
    q: Option<String>,
}

/// Every action item that whoever asks may see, those on no board and those that are over included, by id.
#[utoipa::path(get, path = "/api/v1/action-items", operation_id = "list_action_items", tag = "action items",
    params(RegisterQuery, PageQuery),
    responses((status = 200, body = List<Task>, description = "A page of the register.")))]
pub(super) async fn list(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    RawQuery(query): RawQuery,
    paging: Paging,
) -> Result<Page<Task>, Failure> {
    let today = app.clock().moment().today;
    let wish = read_wish(&FormEntries::of_query(query.as_deref())?, ALL, today)?;
    let after = paging.after::<ActionItemId>()?.map(|id| RegisterPlace { owner: 0, due: None, id });
    let tasks = app.queries().register(&reader.principal, &wish, RegisterOrder::Id, after, paging.limit + 1).await?;
    Ok(paging.page_of(&tasks, |task| task.id.clone(), |task| Task::of(task, today)))
}

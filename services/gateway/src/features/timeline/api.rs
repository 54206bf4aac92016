//! The API of the timeline.

use axum::extract::{RawQuery, State};
use chrono::NaiveDate;
use events::ids::Position;
use readmodels::views::{TimelineFilter, TimelineKind};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::json_api::read_if_any;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::presentation::timeline_entries::{Entry, EntryKind, kind_name, kind_named};

/// Which entries of the timeline are wanted. `kind` may be repeated.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the query for the document; it is read as a list because kind repeats")]
pub(crate) struct TimelineQuery {
    /// Only of this institution.
    institution: Option<String>,
    /// Only of this subgroup.
    subgroup: Option<String>,
    /// Only of these kinds.
    kind: Option<Vec<EntryKind>>,
    /// Not before this day.
    from: Option<NaiveDate>,
    /// Not after this day.
    until: Option<NaiveDate>,
}

fn read_kind(name: &str) -> Result<TimelineKind, Failure> {
    kind_named(name).ok_or_else(|| Failure::Invalid {
        at: "kind".to_owned(),
        what: format!("“{name}” is no kind: use one of {}", TimelineKind::ALL.map(kind_name).join(", ")),
    })
}

/// What happened, in the order in which it was recorded.
#[utoipa::path(get, path = "/api/v1/timeline", operation_id = "list_timeline", tag = "timeline",
    params(TimelineQuery, PageQuery),
    responses((status = 200, body = List<Entry>, description = "A page of the timeline.")))]
pub(super) async fn list(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    RawQuery(query): RawQuery,
    paging: Paging,
) -> Result<Page<Entry>, Failure> {
    let fields = FormEntries::of_query(query.as_deref())?;
    let given = |field: &'static str| Some(fields.get(field)).filter(|value| !value.is_empty());
    let filter = TimelineFilter {
        stream: None,
        institution: read_if_any("institution", given("institution"))?,
        subgroup: read_if_any("subgroup", given("subgroup"))?,
        kinds: fields.all("kind").map(read_kind).collect::<Result<_, _>>()?,
        from: read_if_any("from", given("from"))?,
        until: read_if_any("until", given("until"))?,
        limit: 0,
    };
    let after = paging.after::<u64>()?.map(Position);
    let entries = app.queries().timeline_after(&reader.principal, &filter, after, paging.limit + 1).await?;
    Ok(paging.page_of(&entries, |entry| entry.position.0, |entry| Entry::from(entry)))
}

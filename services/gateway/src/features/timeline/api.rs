//! The API of the timeline.

use axum::Json;
use axum::extract::{RawQuery, State};
use chrono::NaiveDate;
use readmodels::views::{TimelineFilter, TimelineKind};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::json_api::{List, read, read_if_any};
use crate::http::principal::principal;
use crate::http::problem::Problem;
use crate::presentation::timeline_entries::{Entry, kind_name, kind_named};

/// Which entries of the timeline are wanted. `kind` may be repeated.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the query for the document; it is read as a list because kind repeats")]
pub(crate) struct TimelineQuery {
    /// Only of this institution.
    institution: Option<String>,
    /// Only of this subgroup.
    subgroup: Option<String>,
    /// Only of these kinds: `milestone`, `meeting`, `action-item`, `reminder`, `case`, `data-request`, `training`, `strategy`, `organisation`.
    kind: Option<Vec<String>>,
    /// Not before this day.
    from: Option<NaiveDate>,
    /// Not after this day.
    until: Option<NaiveDate>,
    /// At most so many, the latest ones; 500 unless said, 10000 at most.
    limit: Option<usize>,
}

/// How many entries are given unless more are asked for, and at most.
const LIMITS: (usize, usize) = (500, 10_000);

fn read_kind(name: &str) -> Result<TimelineKind, Failure> {
    kind_named(name).ok_or_else(|| Failure::Invalid {
        at: "kind".to_owned(),
        what: format!("“{name}” is no kind: use one of {}", TimelineKind::ALL.map(kind_name).join(", ")),
    })
}

/// What happened, oldest first.
#[utoipa::path(get, path = "/api/v1/timeline", tag = "timeline", params(TimelineQuery),
    responses((status = 200, body = List<Entry>), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn list(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Json<List<Entry>>, Failure> {
    let fields = FormEntries::of_query(query.as_deref())?;
    let given = |field: &'static str| Some(fields.get(field)).filter(|value| !value.is_empty());
    let limit = match given("limit") {
        None => LIMITS.0,
        Some(text) => read::<usize>("limit", text)?.clamp(1, LIMITS.1),
    };
    let filter = TimelineFilter {
        stream: None,
        institution: read_if_any("institution", given("institution"))?,
        subgroup: read_if_any("subgroup", given("subgroup"))?,
        kinds: fields.all("kind").map(read_kind).collect::<Result<_, _>>()?,
        from: read_if_any("from", given("from"))?,
        until: read_if_any("until", given("until"))?,
        limit,
    };
    let entries = app.queries().timeline(&principal(), &filter).await?;
    Ok(Json(entries.iter().map(Entry::from).collect()))
}

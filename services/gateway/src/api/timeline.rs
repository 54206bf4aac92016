//! The timeline.

use axum::Json;
use axum::extract::{RawQuery, State};
use projections::views::{TimelineFilter, TimelineKind};

use super::problem::Problem;
use super::wire::{Entry, List, TimelineQuery};
use super::{read, read_if_any, standing};
use crate::failure::Failure;
use crate::form::Entries;
use crate::gateway::Gateway;
use crate::pages::rows::{kind_name, kind_named};

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
pub(super) async fn list(
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Json<List<Entry>>, Failure> {
    let fields = Entries::of_query(query.as_deref())?;
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
    let entries = gateway.reading().timeline(&standing(), &filter).await?;
    Ok(Json(entries.iter().map(Entry::from).collect()))
}

//! Everything that happened, event by event: what histories are made of, and what the things of the timeline are folded from.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use minijinja::context;
use readmodels::views::{TimelineFilter, TimelineKind};

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::{institution_options, subgroup_options};
use crate::presentation::timeline_entries::{EntryRow, kind_name, kind_named};

/// How far back and ahead is looked unless it is told.
const BACK: Days = Days::new(90);
const AHEAD: Days = Days::new(30);
/// How many entries are shown at most.
const MOST: usize = 200;

/// The kinds shown unless others are chosen. Reminders are many and say the same as their items.
const USUAL: [TimelineKind; 8] = [
    TimelineKind::Milestone,
    TimelineKind::Meeting,
    TimelineKind::ActionItem,
    TimelineKind::Case,
    TimelineKind::DataRequest,
    TimelineKind::Training,
    TimelineKind::Strategy,
    TimelineKind::Organisation,
];

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let entries = FormEntries::of_query(query.as_deref())?;

    let day = |field: &'static str| match entries.get(field) {
        "" => Ok(None),
        text => text.parse::<NaiveDate>().map(Some).map_err(|_| Failure::Malformed(field)),
    };
    let from = day("from")?.unwrap_or(today - BACK);
    let until = day("until")?.unwrap_or(today + AHEAD);
    let (from, until) = (from.min(until), from.max(until));
    let id_of = |field: &'static str| Some(entries.get(field)).filter(|id| !id.is_empty());
    let chosen: Vec<TimelineKind> = entries.all("kind").filter_map(kind_named).collect();
    let kinds = if chosen.is_empty() { USUAL.to_vec() } else { chosen };
    let filter = TimelineFilter {
        stream: None,
        institution: id_of("institution").map(str::parse).transpose()?,
        subgroup: id_of("subgroup").map(str::parse).transpose()?,
        kinds: kinds.clone(),
        from: Some(from),
        until: Some(until),
        limit: MOST,
    };
    let found = queries.timeline(principal, &filter).await?;
    let names = queries.names(principal, language).await?;
    let rows: Vec<_> = found.iter().map(|entry| EntryRow::of(entry, &names, language)).collect();
    let shown = context! {
        filter => context! {
            from,
            until,
            institution => entries.get("institution"),
            subgroup => entries.get("subgroup"),
            kinds => kinds.iter().map(|kind| kind_name(*kind)).collect::<Vec<_>>(),
        },
        kinds => TimelineKind::ALL.map(kind_name),
        institutions => institution_options(&queries.institutions(principal).await?, language),
        subgroups => subgroup_options(&queries.subgroups().await?, language),
        truncated => rows.len() >= MOST,
        entries => rows,
    };
    app.render(&page_request, StatusCode::OK, "timeline_entries.html", shown)
}

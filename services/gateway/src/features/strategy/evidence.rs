//! The very events that a computed value comes from. Those of cases are for whoever sees every case, and are shown to nobody beside a
//! value that is hidden: their number would tell it.

use std::collections::BTreeSet;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use events::RecordedEvent;
use events::authority::{View, permit_view};
use events::ids::{IndicatorId, ObjectiveId, StreamId};
use events::indicator::Source;
use events::language::Language;
use events::period::Period;
use minijinja::context;
use readmodels::indicators::Evidence;
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::features::strategy::assessment::assess;
use crate::features::strategy::texts::StrategyTexts;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::LocalizedText;

/// An event's line.
#[derive(Debug, Serialize)]
struct EventRow {
    position: u64,
    label: String,
    /// What its stream is called; a case by its reference.
    subject: LocalizedText,
    /// The page of what it is about.
    href: Option<String>,
    occurred_at: DateTime<Utc>,
}

fn page_of(recorded: &RecordedEvent) -> Option<String> {
    let key = recorded.stream.key();
    match recorded.stream.kind() {
        "action-item" => Some(format!("/action-items/{key}")),
        "meeting" => Some(format!("/meetings/{key}")),
        _ => None,
    }
}

impl EventRow {
    fn of(evidence: &Evidence, language: Language) -> Self {
        let recorded = &evidence.event;
        let title = evidence.title.as_ref().map(|title| LocalizedText::of(title, language));
        Self {
            position: recorded.position.0,
            label: format!("event-{}", recorded.event.event_type().replace('.', "-")),
            subject: title.unwrap_or_else(|| LocalizedText::plain(recorded.stream.key())),
            href: page_of(recorded),
            occurred_at: recorded.metadata.occurred_at,
        }
    }
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path((objective, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal, today) = (app.queries(), page_request.principal()?, page_request.moment.today);
    let (objective, id): (ObjectiveId, IndicatorId) = (objective.parse()?, id.parse()?);
    let asked = FormEntries::of_query(query.as_deref())?;
    let day = |field: &'static str| asked.get(field).parse().map_err(|_| Failure::Malformed(field));
    let period = Period::new(day("from")?, day("until")?).map_err(|_| Failure::Malformed("until"))?;
    let strategy = queries.strategy(principal).await?;
    let dossier = strategy.objective(&objective).ok_or(Failure::NotFound)?;
    let indicator = dossier.state.indicators.get(&id).ok_or(Failure::NotFound)?;
    let computed = match &indicator.definition.source {
        Some(Source::Computed(computed)) => *computed,
        Some(Source::Reported(_)) | None => return Err(Failure::NotFound),
    };
    let indicators = queries.computed_indicators(principal, today).await?;
    let figures = queries.released_figures(principal).await?;
    let evidence = queries.evidence(principal, &indicators, (computed, period)).await?;
    let assessment = assess(indicator, today, &indicators, &figures);
    let point = assessment.points.iter().find(|point| point.period == period);
    let is_of_cases = computed.is_of_cases();
    // Days that are no quarter of the indicator's have no value that says whether they tell of few.
    let count = if is_of_cases { point.and_then(|point| point.events) } else { Some(evidence.len()) };
    let may_see = !is_of_cases || count.is_some() && permit_view(principal, &View::EveryCase).is_ok();
    let shown_events = if may_see { evidence } else { vec![] };
    let rows: Vec<EventRow> = shown_events.iter().map(|one| EventRow::of(one, page_request.language)).collect();
    if is_of_cases && !rows.is_empty() {
        let cases: BTreeSet<&StreamId> = shown_events.iter().map(|one| &one.event.stream).collect();
        app.audit().cases_listed(principal, cases.len());
    }
    let words = StrategyTexts::new(&app, page_request.language);
    let unit = indicator.definition.unit();
    let value = point.and_then(|point| point.value);
    let shown = context! {
        objective,
        indicator => id,
        title => LocalizedText::of(&indicator.definition.title, page_request.language),
        computed => computed.name(),
        period => words.period(period),
        value => value.map(|value| words.shown(value, unit.as_ref())),
        count,
        may_see,
        rows,
    };
    app.render(&page_request, StatusCode::OK, "evidence.html", shown)
}

//! The very events that a computed value comes from.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use events::RecordedEvent;
use events::ids::{IndicatorId, ObjectiveId};
use events::indicator::Source;
use events::language::Language;
use events::period::Period;
use minijinja::context;
use serde::Serialize;

use super::words;
use crate::failure::Failure;
use crate::form::Entries;
use crate::gateway::Gateway;
use crate::indicator_log::IndicatorLog;
use crate::indicator_picture::Picture;
use crate::pages::standing;
use crate::visit::Visit;

/// An event's line.
#[derive(Debug, Serialize)]
struct EventRow {
    position: u64,
    label: String,
    /// What its stream is called; a case by its reference.
    subject: String,
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
    fn of(recorded: &RecordedEvent, log: &IndicatorLog, language: Language) -> Result<Self, Failure> {
        let event_type = recorded.event.encode().map_err(|error| Failure::Page(error.to_string()))?.event_type;
        let title = log.title(recorded).map(|title| title.in_language(language).to_owned());
        Ok(Self {
            position: recorded.position.0,
            label: format!("event-{}", event_type.replace('.', "-")),
            subject: title.unwrap_or_else(|| recorded.stream.key().to_owned()),
            href: page_of(recorded),
            occurred_at: recorded.metadata.occurred_at,
        })
    }
}

pub(super) async fn page(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path((objective, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (reading, standing, today) = (gateway.reading(), standing(), visit.moment.today);
    let (objective, id): (ObjectiveId, IndicatorId) = (objective.parse()?, id.parse()?);
    let asked = Entries::of_query(query.as_deref())?;
    let day = |field: &'static str| asked.get(field).parse().map_err(|_| Failure::Malformed(field));
    let period = Period::new(day("from")?, day("until")?).map_err(|_| Failure::Malformed("until"))?;
    let strategy = reading.strategy(&standing).await?;
    let dossier = strategy.objective(&objective).ok_or(Failure::NotFound)?;
    let indicator = dossier.state.indicators.get(&id).ok_or(Failure::NotFound)?;
    let computed = match &indicator.definition.source {
        Some(Source::Computed(computed)) => *computed,
        Some(Source::Reported(_)) | None => return Err(Failure::NotFound),
    };
    let book = reading.indicator_log(&standing).await?;
    let log = book.log();
    let from = log.compute(computed, period, today);
    let rows: Result<Vec<EventRow>, Failure> =
        log.events(computed, &from.from).iter().map(|event| EventRow::of(event, &log, visit.language)).collect();
    let rows = rows?;
    let picture = Picture::of(indicator, today, &|computed, period| log.compute(computed, period, today));
    drop(log);
    let words = words(&gateway, &visit);
    let unit = indicator.definition.unit();
    let value = picture.points.iter().find(|point| point.period == period).and_then(|point| point.value);
    let shown = context! {
        objective,
        indicator => id,
        title => indicator.definition.title.in_language(visit.language),
        computed => computed.name(),
        period => words.period(period),
        value => value.map(|value| words.shown(value, unit.as_ref())),
        rows,
    };
    gateway.render(&visit, StatusCode::OK, "evidence.html", shown)
}

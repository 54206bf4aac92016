//! Every indicator's values as a CSV file: as the dashboard shows them, in columns that do not change with the language.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::picture;
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::indicator_picture::Shown;
use crate::pages::standing;
use crate::visit::Visit;

const COLUMNS: [&str; 14] = [
    "objective",
    "indicator",
    "title",
    "unit",
    "baseline",
    "baseline_on",
    "target",
    "due",
    "period_from",
    "period_until",
    "value",
    "note",
    "not_reported",
    "computed_from_events",
];

/// What is to be known of a value beside the number.
fn note(point: &crate::indicator_picture::Point) -> &'static str {
    match point.value {
        Some(Shown::Hidden) => "hidden: fewer than 5",
        None => "no value",
        Some(Shown::Value(_)) if point.running => "the period is not over",
        Some(Shown::Value(_)) if !point.missing.is_empty() => "not everybody has reported",
        Some(Shown::Value(_)) => "",
    }
}

pub(super) async fn serve(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let strategy = reading.strategy(&standing).await?;
    let book = reading.indicator_log(&standing).await?;
    let failed = |error: csv::Error| Failure::Page(error.to_string());
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(COLUMNS).map_err(failed)?;
    for objective in strategy.objectives() {
        for (id, indicator) in &objective.state.indicators {
            let definition = &indicator.definition;
            let or_nothing = |value: Option<String>| value.unwrap_or_default();
            for point in picture(indicator, &visit, &book).points {
                let value = match point.value {
                    Some(Shown::Value(value)) => value.to_string(),
                    Some(Shown::Hidden) | None => String::new(),
                };
                let missing: Vec<String> = point.missing.iter().map(ToString::to_string).collect();
                let unit = definition.unit();
                let unit = unit
                    .map(|unit| unit.words().map_or(unit.name(), |words| words.in_language(visit.language)).to_owned());
                file.write_record([
                    harmless(objective.id.as_str()),
                    harmless(id.as_str()),
                    harmless(definition.title.in_language(visit.language)),
                    harmless(&or_nothing(unit)),
                    or_nothing(indicator.baseline.map(|baseline| baseline.value.to_string())),
                    or_nothing(indicator.baseline.map(|baseline| baseline.on.to_string())),
                    or_nothing(indicator.target.map(|target| target.to_string())),
                    or_nothing(definition.due.map(|due| due.to_string())),
                    point.period.from().to_string(),
                    point.period.until().to_string(),
                    value,
                    note(&point).to_owned(),
                    missing.join(";"),
                    or_nothing(point.events.map(|events| events.to_string())),
                ])
                .map_err(failed)?;
            }
        }
    }
    let content = file.into_inner().map_err(|error| Failure::Page(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"indicators.csv\""),
    ];
    Ok((headers, content).into_response())
}

/// A text that a spreadsheet does not take for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_no_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("Raporte"), "Raporte");
    }
}

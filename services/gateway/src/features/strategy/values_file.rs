//! Every indicator's values as a file for a spreadsheet: as the dashboard shows them, in the reader's language.

use axum::extract::{Path, State};
use axum::response::Response;
use events::indicator::Indicator;
use forms::table::{OutputCell, Table};
use language::recorded::marked;
use readmodels::strategy::ObjectiveDossier;

use crate::app::App;
use crate::failure::Failure;
use crate::features::strategy::assessment::{AssessedPeriod, PublicValue, assess};
use crate::features::strategy::texts::StrategyTexts;
use crate::http::downloads::{FileKind, Taken, download};
use crate::http::page_request::PageRequest;
use crate::wording::names::Names;

/// The texts of the headings.
const HEADINGS: [&str; 13] = [
    "strategy-objective",
    "strategy-indicator",
    "strategy-unit",
    "strategy-baseline",
    "strategy-baseline-on",
    "strategy-target",
    "strategy-due",
    "strategy-from",
    "strategy-until",
    "strategy-value",
    "strategy-note",
    "strategy-not-reported",
    "strategy-events-count",
];

/// How wide each column is.
const WIDTHS: [u16; 13] = [46, 46, 14, 14, 14, 14, 14, 12, 12, 12, 30, 46, 14];

/// What is to be known of a value beside the number.
fn note(point: &AssessedPeriod) -> Option<&'static str> {
    match point.value {
        Some(PublicValue::Hidden) => Some("strategy-hidden"),
        None => Some("strategy-no-value"),
        Some(PublicValue::Value(_)) if point.running => Some("strategy-running"),
        Some(PublicValue::Value(_)) if !point.missing.is_empty() => Some("strategy-not-all-reported"),
        Some(PublicValue::Value(_)) => None,
    }
}

/// Says an indicator's values.
struct ValueRows<'a> {
    words: StrategyTexts<'a>,
    names: &'a Names,
    objective: &'a ObjectiveDossier,
    indicator: &'a Indicator,
}

impl ValueRows<'_> {
    fn row(&self, point: &AssessedPeriod) -> Vec<OutputCell> {
        let (words, definition) = (self.words, &self.indicator.definition);
        let text = |title| OutputCell::Text(marked(words.catalogue, words.language, title));
        let missing: Vec<String> =
            point.missing.iter().map(|institution| self.names.institution(institution)).collect();
        vec![
            text(&self.objective.statement),
            text(&definition.title),
            definition.unit().map_or(OutputCell::Empty, |unit| OutputCell::Text(words.unit(&unit))),
            self.indicator.baseline.map_or(OutputCell::Empty, |baseline| OutputCell::Number(baseline.value)),
            self.indicator.baseline.map_or(OutputCell::Empty, |baseline| OutputCell::Date(baseline.on)),
            self.indicator.target.map_or(OutputCell::Empty, OutputCell::Number),
            definition.due.map_or(OutputCell::Empty, OutputCell::Date),
            OutputCell::Date(point.period.from()),
            OutputCell::Date(point.period.until()),
            match point.value {
                Some(PublicValue::Value(value)) => OutputCell::Number(value),
                Some(PublicValue::Hidden) | None => OutputCell::Empty,
            },
            note(point).map_or(OutputCell::Empty, |key| OutputCell::Text(words.say(key, &[]))),
            OutputCell::Text(missing.join("; ")),
            point.events.and_then(|events| u64::try_from(events).ok()).map_or(OutputCell::Empty, OutputCell::count),
        ]
    }
}

pub(super) async fn serve(
    State(app): State<App>,
    page_request: PageRequest,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let kind = FileKind::read(&kind)?;
    app.must_be_confirmed_to_take_all(page_request.reader()?).await?;
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let names = queries.names(principal, page_request.language).await?;
    let strategy = queries.strategy(principal).await?;
    let computed_indicators = queries.computed_indicators(principal, page_request.moment.today).await?;
    let figures = queries.released_figures(principal).await?;
    let words = StrategyTexts::new(&app, page_request.language);
    let mut rows = vec![HEADINGS.map(|key| OutputCell::Text(words.say(key, &[]))).into()];
    for objective in strategy.objectives() {
        for indicator in objective.state.indicators.values() {
            let value_rows = ValueRows { words, names: &names, objective, indicator };
            rows.extend(
                assess(indicator, page_request.moment.today, &computed_indicators, &figures)
                    .points
                    .iter()
                    .map(|point| value_rows.row(point)),
            );
        }
    }
    let name = words.say("strategy-values-sheet", &[]);
    let table = Table { name, rows, head: 0, widths: WIDTHS.into(), to_fill: vec![] };
    let taken = Taken { app: &app, by: principal, what: "indicator values" };
    download(taken, &table, kind, "indicators", page_request.language)
}

//! The dashboard: every indicator that can be measured, over time, with its light and the rule that set it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use minijinja::{Value, context};

use crate::app::App;
use crate::failure::Failure;
use crate::features::strategy::assessment::assess;
use crate::features::strategy::rows::{IndicatorCard, ObjectiveRow};
use crate::features::strategy::texts::StrategyTexts;
use crate::http::page_request::PageRequest;

pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let names = queries.names(principal, page_request.language).await?;
    let strategy = queries.strategy(principal).await?;
    let computed_indicators = queries.computed_indicators(principal, page_request.moment.today).await?;
    let figures = queries.released_figures(principal).await?;
    let words = StrategyTexts::new(&app, page_request.language);
    let (mut lights, mut not_measurable) = ([("green", 0), ("amber", 0), ("red", 0), ("none", 0)], 0);
    let mut objectives: Vec<Value> = Vec::new();
    for objective in strategy.objectives() {
        let mut indicators = Vec::new();
        for (id, indicator) in &objective.state.indicators {
            if !indicator.missing().is_empty() {
                continue;
            }
            let assessment = assess(indicator, page_request.moment.today, &computed_indicators, &figures);
            let row = IndicatorCard { objective, id, indicator, assessment: &assessment }.row(
                &names,
                words,
                page_request.moment.today,
            )?;
            let light = row.light.unwrap_or("none");
            if let Some((_, count)) = lights.iter_mut().find(|(name, _)| *name == light) {
                *count += 1;
            }
            indicators.push(row);
        }
        let row = ObjectiveRow::of(objective, &names, page_request.language);
        not_measurable += usize::from(!row.measurable);
        if !indicators.is_empty() {
            objectives.push(context! { objective => row, indicators });
        }
    }
    let shown = context! { objectives, lights => lights.to_vec(), not_measurable };
    app.render(&page_request, StatusCode::OK, "dashboard.html", shown)
}

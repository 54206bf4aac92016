//! The dashboard: every indicator that can be measured, over time, with its light and the rule that set it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use minijinja::{Value, context};

use super::rows::{ObjectiveRow, Seen};
use super::{picture, words};
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::pages::standing;
use crate::visit::Visit;

pub(super) async fn page(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let names = reading.names(&standing, visit.language).await?;
    let strategy = reading.strategy(&standing).await?;
    let book = reading.indicator_log(&standing).await?;
    let words = words(&gateway, &visit);
    let (mut lights, mut not_measurable) = ([("green", 0), ("amber", 0), ("red", 0), ("none", 0)], 0);
    let mut objectives: Vec<Value> = Vec::new();
    for objective in strategy.objectives() {
        let mut indicators = Vec::new();
        for (id, indicator) in &objective.state.indicators {
            if !indicator.missing().is_empty() {
                continue;
            }
            let picture = picture(indicator, &visit, &book);
            let row = Seen { objective, id, indicator, picture: &picture }.row(&names, words, visit.moment.today)?;
            let light = row.light.unwrap_or("none");
            if let Some((_, count)) = lights.iter_mut().find(|(name, _)| *name == light) {
                *count += 1;
            }
            indicators.push(row);
        }
        let row = ObjectiveRow::of(objective, &names, visit.language);
        not_measurable += usize::from(!row.measurable);
        if !indicators.is_empty() {
            objectives.push(context! { objective => row, indicators });
        }
    }
    let shown = context! { objectives, lights => lights.to_vec(), not_measurable };
    gateway.render(&visit, StatusCode::OK, "dashboard.html", shown)
}

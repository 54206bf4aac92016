//! All data requests, and what is missing from whom.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use forms::Words;
use minijinja::context;
use serde::Serialize;

use super::rows::{RequestRow, days_late, stage_name};
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::pages::standing;
use crate::sessions::draw_secret;
use crate::visit::Visit;

#[derive(Debug, Serialize)]
struct OwedRow {
    request: String,
    title: String,
    institution: String,
    name: String,
    stage: &'static str,
    due: chrono::NaiveDate,
    days_late: i64,
}

pub(crate) async fn page(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let words = Words { catalogue: gateway.pages().catalogue(), language: visit.language };
    let requests = reading.requests(&standing).await?;
    let names = reading.names(&standing, visit.language).await?;
    let today = visit.moment.today;
    let all = requests.all();
    let rows: Vec<RequestRow> = all.iter().map(|dossier| RequestRow::of(dossier, &words, today)).collect();
    let owed = all.iter().flat_map(|dossier| dossier.request.owed().map(move |(who, stage)| (dossier, who, stage)));
    let mut missing: Vec<OwedRow> = owed
        .map(|(dossier, who, stage)| OwedRow {
            request: dossier.id.to_string(),
            title: dossier.title.in_language(visit.language).to_owned(),
            institution: who.to_string(),
            name: names.institution(who),
            stage: stage_name(stage),
            due: dossier.request.due,
            days_late: days_late(dossier, today),
        })
        .collect();
    missing.sort_by(|one, other| one.due.cmp(&other.due).then_with(|| one.name.cmp(&other.name)));
    let shown = context! { requests => rows, missing, once => draw_secret() };
    gateway.render(&visit, StatusCode::OK, "data_requests.html", shown)
}

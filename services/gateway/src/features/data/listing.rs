//! All data requests, and what is missing from whom.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use forms::FormWording;
use minijinja::context;
use serde::Serialize;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::data::rows::{RequestRow, days_late, stage_name};
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::LocalizedText;

#[derive(Debug, Serialize)]
struct OwedRow {
    request: String,
    title: LocalizedText,
    institution: String,
    name: String,
    stage: &'static str,
    due: chrono::NaiveDate,
    days_late: i64,
}

pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let words = FormWording { catalogue: app.catalogue(), language: page_request.language };
    let requests = queries.requests(principal).await?;
    let names = queries.names(principal, page_request.language).await?;
    let today = page_request.moment.today;
    let all = requests.all();
    let rows: Vec<RequestRow> = all.iter().map(|dossier| RequestRow::of(dossier, &words, today)).collect();
    let owed = all.iter().flat_map(|dossier| dossier.request.owed().map(move |(who, stage)| (dossier, who, stage)));
    let mut missing: Vec<OwedRow> = owed
        .map(|(dossier, who, stage)| OwedRow {
            request: dossier.id.to_string(),
            title: LocalizedText::of(&dossier.title, page_request.language),
            institution: who.to_string(),
            name: names.institution(who),
            stage: stage_name(stage),
            due: dossier.request.due,
            days_late: days_late(dossier, today),
        })
        .collect();
    missing.sort_by(|one, other| one.due.cmp(&other.due).then_with(|| one.name.cmp(&other.name)));
    let shown = context! { requests => rows, missing, once => draw_secret() };
    app.render(&page_request, StatusCode::OK, "data_requests.html", shown)
}

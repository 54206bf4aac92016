//! All routes: the features, and around them what serves every one of them. The only place that names the features.

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::get;
use axum::{Json, Router};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::failure::Failure;
use crate::feature::Feature;
use crate::features::{admin, cases, data, figures, links, meetings, people, strategy, timeline, training, work};
use crate::http::limits::LARGEST_BODY;
use crate::http::openapi::{DOCUMENT_PATH, Document};
use crate::http::{
    access, failure_pages, health, limits, live_news, metrics_endpoint, request_count, security_headers, staleness,
};
use crate::rendering::static_files;
use crate::rendering::templates::{SHARED_TEMPLATES, Template};

fn features() -> [Feature; 11] {
    [
        work::feature(),
        figures::feature(),
        meetings::feature(),
        cases::feature(),
        data::feature(),
        links::feature(),
        strategy::feature(),
        training::feature(),
        people::feature(),
        timeline::feature(),
        admin::feature(),
    ]
}

/// The templates of every feature and those that they share.
pub(crate) fn templates() -> Vec<Template> {
    let own = features().into_iter().flat_map(|feature| feature.templates);
    SHARED_TEMPLATES.iter().chain(own).copied().collect()
}

/// All routes, with what stands before them.
pub(crate) fn router(app: &App) -> Router {
    let (mut pages, mut open_pages, mut one_click_pages) = (Router::new(), Router::new(), Router::new());
    let mut api = OpenApiRouter::with_openapi(Document::openapi());
    for feature in features() {
        pages = pages.merge(feature.pages);
        open_pages = open_pages.merge(feature.open_pages);
        one_click_pages = one_click_pages.merge(feature.one_click_pages);
        api = api.merge(feature.api);
    }
    let (api, document) = api.split_for_parts();
    let open = open_pages
        .route("/static/{name}", get(static_files::serve))
        .route("/favicon.ico", get(async || Redirect::permanent("/static/mark.svg")))
        .route("/health", get(health::live))
        .route("/ready", get(health::ready))
        .route("/metrics", get(metrics_endpoint::show))
        .route(DOCUMENT_PATH, get(async move || Json(document)));
    let closed = pages
        .merge(api)
        .route("/live", get(live_news::news))
        .fallback(async || Failure::NotFound)
        .layer(from_fn_with_state(app.clone(), access::require_session));
    Router::new()
        .merge(open)
        .merge(closed)
        .layer(from_fn_with_state(app.clone(), access::same_site))
        .merge(one_click_pages)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn(limits::in_time))
        .layer(from_fn_with_state(app.clone(), staleness::add_data_age))
        .layer(from_fn_with_state(app.clone(), failure_pages::explain))
        .layer(from_fn_with_state(app.clone(), request_count::count))
        .layer(from_fn(security_headers::secure))
        .with_state(app.clone())
}

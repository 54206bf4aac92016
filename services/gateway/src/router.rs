//! All routes: the features, and around them what serves every one of them. The only place that names the features.

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::get;
use axum::{Json, Router};
use utoipa::OpenApi as _;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{OpenApi, RefOr, Schema};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::failure::Failure;
use crate::feature::{Door, Feature};
use crate::features::{
    account, admin, cases, data, drafts, erasures, figures, links, meetings, people, search, strategy, timeline,
    training, webhooks, work,
};
use crate::http::by_itself::NEWS_PATH;
use crate::http::limits::LARGEST_BODY;
use crate::http::openapi::{DOCUMENT_PATH, Document, complete};
use crate::http::{
    access, entity_tag, failure_pages, health, idempotency, limits, live_news, metrics_endpoint, request_count,
    security_headers, sent_form, staleness, word_after,
};
use crate::rendering::static_files;
use crate::rendering::templates::{SHARED_TEMPLATES, Template};

fn features() -> [Feature; 16] {
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
        search::feature(),
        account::feature(),
        drafts::feature(),
        webhooks::feature(),
        erasures::feature(),
        admin::feature(),
    ]
}

/// The templates of every feature and those that they share.
pub(crate) fn templates() -> Vec<Template> {
    let own = features().into_iter().flat_map(|feature| feature.templates);
    SHARED_TEMPLATES.iter().chain(own).copied().collect()
}

/// How a door opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoorKind {
    /// A page or a form, to whoever is signed in.
    Page,
    /// An operation of the API, to whoever is signed in or has a token.
    Api,
    /// A page or a form that opens without a session: it shows nothing of anybody, or its address is the right.
    Open,
}

/// One door of the gateway: what answers at a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DoorAddress {
    /// How it opens.
    pub kind: DoorKind,
    /// The HTTP method by which it opens.
    pub method: String,
    /// Its path, with names in braces for what varies.
    pub path: String,
    /// The words that can stand for `{action}` or `{command}` in its path, where there is one.
    pub actions: Vec<String>,
}

/// The doors that are no feature's.
const OWN_PAGES: [&str; 3] = [NEWS_PATH, "/metrics", DOCUMENT_PATH];
const OWN_OPEN: [&str; 4] = ["/static/{name}", "/favicon.ico", "/health", "/ready"];

/// Every door, from the very tables by which requests are answered.
pub fn doors() -> Vec<DoorAddress> {
    let door = |kind, method: &str, path: &str| DoorAddress {
        kind,
        method: method.to_owned(),
        path: path.to_owned(),
        actions: vec![],
    };
    let of_page = |kind, one: &Door| DoorAddress {
        actions: one.actions.iter().map(|word| (*word).to_owned()).collect(),
        ..door(kind, one.method, one.path)
    };
    let own = OWN_PAGES.map(|path| door(DoorKind::Page, "GET", path));
    let mut doors = [own.to_vec(), OWN_OPEN.map(|path| door(DoorKind::Open, "GET", path)).to_vec()].concat();
    for feature in features() {
        doors.extend(feature.pages.doors.iter().map(|one| of_page(DoorKind::Page, one)));
        let open = feature.open_pages.doors.iter().chain(&feature.one_click_pages.doors);
        doors.extend(open.map(|one| of_page(DoorKind::Open, one)));
        for (path, item) in &feature.api.into_openapi().paths.paths {
            let methods = [("GET", &item.get), ("POST", &item.post)];
            doors.extend(methods.into_iter().filter_map(|(method, operation)| {
                Some(DoorAddress { actions: commands(operation.as_ref()?), ..door(DoorKind::Api, method, path) })
            }));
        }
    }
    doors.sort();
    doors
}

/// The words that an operation of the API takes for `{command}` in its path.
fn commands(operation: &Operation) -> Vec<String> {
    let named = operation.parameters.iter().flatten().find(|parameter| parameter.name == "command");
    let Some(RefOr::T(Schema::Object(schema))) = named.and_then(|parameter| parameter.schema.as_ref()) else {
        return vec![];
    };
    let words = schema.enum_values.iter().flatten().filter_map(|word| word.as_str());
    words.map(str::to_owned).collect()
}

/// All routes, with what stands before them.
pub(crate) fn router(app: &App) -> Router {
    let (mut pages, mut open_pages, mut one_click_pages) = (Router::new(), Router::new(), Router::new());
    for feature in features() {
        pages = pages.merge(feature.pages.into_router());
        open_pages = open_pages.merge(feature.open_pages.into_router());
        one_click_pages = one_click_pages.merge(feature.one_click_pages.into_router());
    }
    let (api, document) = api(app);
    let open = open_pages
        .layer(from_fn_with_state(app.clone(), access::by_link))
        .route("/static/{name}", get(static_files::serve))
        .route("/favicon.ico", get(async || Redirect::permanent("/static/mark.svg")))
        .route("/health", get(health::live))
        .route("/ready", get(health::ready));
    let api = api.route(DOCUMENT_PATH, get(async move || Json(document))).layer(from_fn(idempotency::once));
    let api = api.layer(from_fn(entity_tag::tag));
    let closed = pages
        .layer(from_fn_with_state(app.clone(), word_after::carry))
        .merge(api)
        .route(NEWS_PATH, get(live_news::news))
        .route("/metrics", get(metrics_endpoint::show))
        .fallback(async || Failure::NotFound)
        .layer(from_fn_with_state(app.clone(), access::require_session));
    let all = Router::new()
        .merge(open)
        .merge(closed)
        .layer(from_fn_with_state(app.clone(), access::same_site))
        .merge(one_click_pages.layer(from_fn_with_state(app.clone(), access::by_link)));
    within_bounds(app, all)
}

/// What only operators see, for a listener that nobody else reaches: health with its parts, figures, the API's document.
pub(crate) fn operations_router(app: &App) -> Router {
    let (_, document) = api(app);
    let all = Router::new()
        .route("/health", get(health::live))
        .route("/ready", get(health::ready_in_parts))
        .route("/metrics", get(metrics_endpoint::figures))
        .route(DOCUMENT_PATH, get(async move || Json(document)).layer(from_fn(entity_tag::tag)));
    within_bounds(app, all)
}

fn api(app: &App) -> (Router<App>, OpenApi) {
    let mut api = OpenApiRouter::with_openapi(Document::openapi());
    for feature in features() {
        api = api.merge(feature.api);
    }
    let (api, document) = api.split_for_parts();
    (api, complete(document, &app.config().public_url, app.session_cookie()))
}

/// What holds for every route: how large, how long, and how it is said what went wrong.
fn within_bounds(app: &App, routes: Router<App>) -> Router {
    routes
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(app.clone(), limits::in_time))
        .layer(from_fn_with_state(app.clone(), sent_form::with_what_it_says))
        .layer(from_fn_with_state(app.clone(), staleness::add_data_age))
        .layer(from_fn_with_state(app.clone(), failure_pages::explain))
        .layer(from_fn_with_state(app.clone(), request_count::count))
        .layer(from_fn(security_headers::secure))
        .with_state(app.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::route_kinds::{NAMED, is_way_in, kind_of};

    #[test]
    fn whatever_has_a_budget_of_its_own_is_a_door_and_each_way_in_has_one() {
        let doors = doors();
        for (method, path, _) in NAMED {
            assert!(
                doors.iter().any(|door| door.method == *method && door.path == *path),
                "{method} {path} is no door"
            );
        }
        for door in doors.iter().filter(|door| door.method == "POST") {
            let is_named = ["/sign-in", "/first-start", "/second-factor", "/demo/people"]
                .iter()
                .any(|way| door.path.starts_with(way));
            let kind = kind_of(&axum::http::Method::POST, Some(&door.path));
            assert!(!is_named || is_way_in(kind), "{} is a way in and has the budget of a form", door.path);
        }
    }
}

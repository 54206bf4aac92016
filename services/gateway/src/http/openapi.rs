//! The OpenAPI document of the JSON API, version 1: what is said of the API as a whole.
//!
//! Each feature brings its operations with what goes well in each; [`complete`] adds what holds for all of them, so that no handler
//! has to say it: [answers](crate::http::openapi_answers), servers, tags, and how a program says whose it is.

use std::collections::BTreeSet;

use utoipa::OpenApi;
use utoipa::openapi::Required;
use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::server::ServerBuilder;
use utoipa::openapi::tag::TagBuilder;

use crate::http::openapi_answers::{add_answers, exact_schemas, name_pages, operations};
use crate::http::problem::Problem;

/// Where the OpenAPI document is.
pub(crate) const DOCUMENT_PATH: &str = "/api/v1/openapi.json";

/// The groups of operations, and what each is about.
const TAGS: &[(&str, &str)] = &[
    ("accounts", "Who may come in, and as what."),
    ("action items", "Who is to do what by when, and what became of it."),
    (
        "cases",
        "Cases by their references. No operation gives who a victim is; what identifies one becomes a key at once.",
    ),
    ("data requests", "What institutions are asked to report, and what they sent in."),
    (
        "erasures",
        "Getting out again who somebody is, or a text that should not have come in: one asks, another confirms.",
    ),
    ("institutions", "Institutions with their people in post and their tasks."),
    ("meetings", "Meetings with agenda, invitations, minutes and decisions."),
    ("operations", "How the hub itself does."),
    ("search", "Whatever has some words, among what whoever asks may see."),
    ("strategy", "Objectives, activities and indicators with their values."),
    ("subgroups", "Subgroups with chair, members and board."),
    ("timeline", "What happened, in the order in which it was recorded."),
    ("training", "Modules, sessions, attendance and certificates."),
    ("webhooks", "Events sent on to other systems as they happen."),
];

/// Says of each operation that changes something that it can be told what its caller had seen.
fn say_what_was_seen(document: &mut utoipa::openapi::OpenApi) {
    let header = ParameterBuilder::new()
        .name("Focalpoint-Made-From")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "The `Focalpoint-Position` of the answer from which the change was made. If somebody else has changed the same part \
             since, nothing is done and the answer is the problem `overtaken` (409); a change of another part does no harm. \
             Without it nothing is compared.",
        ))
        .schema(Some(ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0.0)).build()))
        .build();
    for item in document.paths.paths.values_mut() {
        if let Some(post) = item.post.as_mut() {
            post.parameters.get_or_insert_default().push(header.clone());
        }
    }
}

/// What is said of the API as a whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "focalpoint",
        description = "Who was to do what by when, and what became of it.\n\nErrors are problems (RFC 9457). Lists come in pages by \
                       cursor, in an order that does not change. Every GET has a strong `ETag`. A change that is sent with an \
                       `Idempotency-Key` is made once, however often it is sent, unless its operation says otherwise.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    security(("token" = []), ("session" = [])),
    components(schemas(Problem))
)]
pub(crate) struct Document;

/// The document with what holds for every operation. `url` is where the API answers, without a slash at the end.
pub(crate) fn complete(
    mut document: utoipa::openapi::OpenApi,
    url: &str,
    session_cookie: &str,
) -> utoipa::openapi::OpenApi {
    document.servers = Some(vec![ServerBuilder::new().url(url).description(Some("This hub.")).build()]);
    let components = document.components.get_or_insert_default();
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "A token from the page “Tokens” (`/account/tokens`): it acts as whoever made it, and never further.",
        ))
        .build();
    let cookie =
        ApiKeyValue::with_description(session_cookie, "The session of somebody who is signed in on the pages.");
    components.add_security_scheme("token", SecurityScheme::Http(token));
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    say_what_was_seen(&mut document);
    add_answers(&mut document);
    name_pages(&mut document);
    exact_schemas(&mut document);
    let used: BTreeSet<String> =
        operations(&mut document).flat_map(|(_, operation)| operation.tags.clone().unwrap_or_default()).collect();
    let described = |tag: &String| TAGS.iter().find(|(name, _)| name == tag).map(|(_, description)| *description);
    let tags = used.iter().map(|tag| TagBuilder::new().name(tag).description(described(tag)).build());
    document.tags = Some(tags.collect());
    document
}

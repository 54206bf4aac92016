//! The JSON API, version 1.
//!
//! Routes and their descriptions are one: a handler is added with `routes!`, which takes path and method from its
//! `#[utoipa::path]`, so the OpenAPI document cannot lack a route. Changes take an `Idempotency-Key` header: the same
//! key twice is the same change, answered as the first time.

mod action_items;
mod institutions;
mod meetings;
pub(crate) mod problem;
mod strategy;
mod subgroups;
mod timeline;
pub mod wire;

use std::str::FromStr;

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Json, Request};
use axum::http::request::Parts;
use events::authority::Standing;
use events::ids::CommandId;
use serde::de::DeserializeOwned;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::guard::SESSION_COOKIE;
use crate::sessions::draw_secret;

/// Where the OpenAPI document is.
pub(crate) const DOCUMENT_PATH: &str = "/api/v1/openapi.json";
/// The longest idempotency key.
const LONGEST_KEY: usize = 200;

struct SessionCookie;

impl Modify for SessionCookie {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKeyValue::with_description(SESSION_COOKIE, "Set by opening a one-time sign-in link.");
        if let Some(components) = document.components.as_mut() {
            components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        }
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "focalpoint",
        description = "Who was to do what by when, and what became of it. Errors are problems (RFC 9457).",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    modifiers(&SessionCookie),
    security(("session" = [])),
    components(schemas(problem::Problem))
)]
struct Document;

/// All routes with the document that describes them.
pub(crate) fn routes() -> OpenApiRouter<Gateway> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(institutions::list))
        .routes(routes!(institutions::tasks))
        .routes(routes!(subgroups::list))
        .routes(routes!(subgroups::board))
        .routes(routes!(timeline::list))
        .routes(routes!(meetings::list, meetings::schedule))
        .routes(routes!(meetings::get))
        .routes(routes!(action_items::assign))
        .routes(routes!(action_items::get))
        .routes(routes!(action_items::command))
        .routes(routes!(strategy::list))
        .routes(routes!(strategy::get))
        .routes(routes!(strategy::report))
}

/// Whoever asks the API.
fn standing() -> Standing {
    Standing::secretariat()
}

/// A JSON body; one that does not read is a problem that says where.
struct Body<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::JsonDataError(error)) => {
                Err(Failure::Invalid { at: "body".to_owned(), what: error.body_text() })
            }
            Err(rejection) => Err(Failure::BadBody(rejection.status(), rejection.body_text())),
        }
    }
}

/// The id under which a change is carried out: from the `Idempotency-Key`, or a new one.
struct Key(CommandId);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let path = parts.uri.path();
        let Some(key) = parts.headers.get("idempotency-key") else {
            return Ok(Self(CommandId::named(&format!("gateway/api/{}", draw_secret()))));
        };
        let key = key.to_str().ok().filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY);
        let key = key.ok_or_else(|| Failure::Invalid {
            at: "Idempotency-Key".to_owned(),
            what: format!("use 1 to {LONGEST_KEY} visible ASCII characters, for example a UUID"),
        })?;
        Ok(Self(CommandId::named(&format!("gateway/api/{path}/{key}"))))
    }
}

/// Reads one field's text, or says what is wrong with it.
fn read<T: FromStr>(at: &str, text: &str) -> Result<T, Failure>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| Failure::Invalid { at: at.to_owned(), what: error.to_string() })
}

/// The same for a field that may be left out.
fn read_if_any<T: FromStr>(at: &str, text: Option<&str>) -> Result<Option<T>, Failure>
where
    T::Err: std::fmt::Display,
{
    text.map(|text| read(at, text)).transpose()
}

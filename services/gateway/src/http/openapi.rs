//! The OpenAPI document of the JSON API, version 1, but for the routes: each feature brings its own.

use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::http::cookies::SESSION_COOKIE;
use crate::http::problem::Problem;

/// Where the OpenAPI document is.
pub(crate) const DOCUMENT_PATH: &str = "/api/v1/openapi.json";

struct SessionCookie;

impl Modify for SessionCookie {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKeyValue::with_description(SESSION_COOKIE, "Set by opening a one-time sign-in link.");
        if let Some(components) = document.components.as_mut() {
            components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        }
    }
}

/// What is said of the API as a whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "focalpoint",
        description = "Who was to do what by when, and what became of it. Errors are problems (RFC 9457).",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    modifiers(&SessionCookie),
    security(("session" = [])),
    components(schemas(Problem))
)]
pub(crate) struct Document;

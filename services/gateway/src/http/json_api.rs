//! The manners of the JSON API, version 1: bodies, texts by language, and what a change answers. Beside it stand
//! [idempotency keys](crate::http::idempotency), [lists by pages](crate::http::pagination), [entity tags](crate::http::entity_tag)
//! and the [document](crate::http::openapi).
//!
//! A handler is added with `routes!`, which takes path and method from its `#[utoipa::path]`, so the OpenAPI document
//! cannot lack a route. The wire types of each feature stand in its `api.rs`; they belong to the API alone: the domain may change
//! without them, and they may not change without a new version of the API.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Json, Request};
use coordination::Accepted;
use events::language::{Language, LocalText};
use events::text::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::failure::Failure;
pub(crate) use crate::http::idempotency::IdempotencyKey;
use crate::wording::texts::Texts;

/// A JSON body; one that does not read is a problem that says where.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
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

/// Reads one field's text, or says what is wrong with it.
pub(crate) fn read<T: FromStr>(at: &str, text: &str) -> Result<T, Failure>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| Failure::Invalid { at: at.to_owned(), what: error.to_string() })
}

/// The same for a field that may be left out.
pub(crate) fn read_if_any<T: FromStr>(at: &str, text: Option<&str>) -> Result<Option<T>, Failure>
where
    T::Err: std::fmt::Display,
{
    text.map(|text| read(at, text)).transpose()
}

/// Reads a text by language.
pub(crate) fn local_text(at: &str, given: &Texts) -> Result<LocalText, Failure> {
    let invalid = |what: String| Failure::Invalid { at: at.to_owned(), what };
    let mut versions: BTreeMap<Language, Text> = BTreeMap::new();
    for (code, words) in given.iter() {
        let language: Language = read(&format!("{at}.{code}"), code)?;
        versions.insert(language, read(&format!("{at}.{code}"), words)?);
    }
    LocalText::try_from(versions).map_err(|_| invalid("give it in at least one of sq, sr and en".to_owned()))
}

/// What a change led to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Change {
    /// What was changed.
    pub(crate) id: String,
    /// The types of the events recorded; none: it was so already.
    pub(crate) events: Vec<String>,
}

impl Change {
    /// What was answered of a change to this; asked for under a key again, it is the same.
    pub(crate) fn of(id: &str, accepted: &Accepted) -> Result<Self, Failure> {
        let events = accepted
            .events
            .iter()
            .map(|recorded| recorded.event.encode().map(|body| body.event_type))
            .collect::<Result<_, _>>()
            .map_err(|error| Failure::Page(error.to_string()))?;
        Ok(Self { id: id.to_owned(), events })
    }
}

//! The manners of the JSON API, version 1: bodies, idempotency keys, texts by language, lists, and what a change answers.
//!
//! A handler is added with `routes!`, which takes path and method from its `#[utoipa::path]`, so the OpenAPI document
//! cannot lack a route. Changes take an `Idempotency-Key` header: the same key twice is the same change, answered as the
//! first time. The wire types of each feature stand in its `api.rs`; they belong to the API alone: the domain may change
//! without them, and they may not change without a new version of the API.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Json, Request};
use axum::http::request::Parts;
use coordination::Accepted;
use events::ids::CommandId;
use events::language::{Language, LocalText};
use events::text::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::app::sessions::draw_secret;
use crate::failure::Failure;
use crate::wording::texts::Texts;

/// The longest idempotency key.
const LONGEST_KEY: usize = 200;

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

/// The id under which a change is carried out: from the `Idempotency-Key`, or a new one.
pub(crate) struct IdempotencyKey(pub(crate) CommandId);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
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
    for (code, words) in given {
        let language: Language = read(&format!("{at}.{code}"), code)?;
        versions.insert(language, read(&format!("{at}.{code}"), words)?);
    }
    LocalText::try_from(versions).map_err(|_| invalid("give it in at least one of sq, sr and en".to_owned()))
}

/// What there is of something, in order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// What is in it.
    pub(crate) items: Vec<T>,
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().collect() }
    }
}

/// What a change led to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Change {
    /// What was changed.
    pub(crate) id: String,
    /// The types of the events recorded; none: it was so already.
    pub(crate) events: Vec<String>,
    /// Whether the same key had been used before and this is that answer.
    pub(crate) repeated: bool,
}

impl Change {
    pub(crate) fn of(id: &str, accepted: &Accepted) -> Result<Self, Failure> {
        let events = accepted
            .events
            .iter()
            .map(|recorded| recorded.event.encode().map(|body| body.event_type))
            .collect::<Result<_, _>>()
            .map_err(|error| Failure::Page(error.to_string()))?;
        Ok(Self { id: id.to_owned(), events, repeated: accepted.repeated })
    }
}

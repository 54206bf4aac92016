//! Idempotency keys: the same key of the same person at the same address is the same change, and is answered the same.
//!
//! Nothing is kept for it beside the log. The key makes the id of the command, so that whoever asks again, at the same moment or
//! after a restart, gets what is recorded already; and a fingerprint of the request is the correlation of what is recorded, so
//! that the same key with another request is told apart for as long as the log lasts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use coordination::Accepted;
use events::ids::{CommandId, CorrelationId};
use sha2::{Digest, Sha256};

use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::limits::LARGEST_BODY;
use crate::http::signed_in::SignedIn;

/// The longest idempotency key.
pub(crate) const LONGEST_KEY: usize = 200;

/// Says that an answer is that of an earlier request with the same key.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

tokio::task_local! {
    /// The request with a key that is answered now.
    static KEYED: Arc<KeyedRequest>;
}

/// A request with a key.
struct KeyedRequest {
    /// Whose key it is, for what, and which.
    command: CommandId,
    /// What was asked, as a fingerprint.
    fingerprint: CorrelationId,
    /// Whether something had been recorded under the key before.
    repeats: AtomicBool,
    /// Whether something was recorded now.
    changes: AtomicBool,
}

/// The id under which a change is carried out: from the `Idempotency-Key`, or a new one.
pub(crate) struct IdempotencyKey(pub(crate) CommandId);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Failure;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Failure> {
        let new = || CommandId::named(&format!("gateway/api/{}", draw_secret()));
        Ok(Self(KEYED.try_with(|keyed| keyed.command).unwrap_or_else(|_| new())))
    }
}

/// Whether the request that is answered now has a key.
pub(crate) fn has_key() -> bool {
    KEYED.try_with(|_| ()).is_ok()
}

/// What ties together what a command leads to: of a request with a key, what it asked for.
pub(crate) fn correlation(id: CommandId) -> CorrelationId {
    KEYED.try_with(|keyed| keyed.fingerprint).unwrap_or(CorrelationId(id.0))
}

/// Sees that what is answered was asked for by this very request, and notes whether it was there already.
pub(crate) fn check_answer(accepted: &Accepted) -> Result<(), Failure> {
    let Ok(keyed) = KEYED.try_with(Arc::clone) else { return Ok(()) };
    if !accepted.repeated {
        keyed.changes.fetch_or(!accepted.events.is_empty(), Ordering::Relaxed);
        return Ok(());
    }
    if accepted.events.iter().any(|event| event.metadata.correlation_id != keyed.fingerprint) {
        return Err(Failure::KeyReused);
    }
    keyed.repeats.store(true, Ordering::Relaxed);
    Ok(())
}

/// Carries out a request under its key, where it has one.
pub(crate) async fn once(request: Request, next: Next) -> Response {
    let key = request.headers().get("idempotency-key").filter(|_| *request.method() != Method::GET).cloned();
    let (Some(key), Some(SignedIn(reader))) = (key, request.extensions().get::<SignedIn>().cloned()) else {
        return next.run(request).await;
    };
    let Some(key) = key.to_str().ok().filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY) else {
        let what = format!("use 1 to {LONGEST_KEY} visible ASCII characters, for example a UUID");
        return Failure::Invalid { at: "Idempotency-Key".to_owned(), what }.into_response();
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let (person, path) = (&reader.person.person, parts.uri.path());
    let command = CommandId::named(&format!("gateway/api/{person}/{} {path}/{key}", parts.method));
    let keyed = Arc::new(KeyedRequest {
        command,
        fingerprint: fingerprint(command, &body),
        repeats: AtomicBool::new(false),
        changes: AtomicBool::new(false),
    });
    let request = Request::from_parts(parts, Body::from(body));
    let mut response = KEYED.scope(keyed.clone(), next.run(request)).await;
    if keyed.repeats.load(Ordering::Relaxed) && !keyed.changes.load(Ordering::Relaxed) {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    response
}

/// What is asked for under a key: the body, whatever the order in which that has its fields. No other key has the same one.
fn fingerprint(command: CommandId, body: &[u8]) -> CorrelationId {
    let body = match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(value) => value.to_string().into_bytes(),
        Err(_) => body.to_vec(),
    };
    let digest = hex::encode(Sha256::digest(body));
    CorrelationId(CommandId::named(&format!("gateway/api/request/{}/{digest}", command.0)).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(key: &str, body: &str) -> CorrelationId {
        fingerprint(CommandId::named(key), body.as_bytes())
    }

    #[test]
    fn a_request_is_the_same_whatever_the_order_of_its_fields() {
        assert_eq!(of("a", r#"{"x":1,"y":{"b":2,"a":3}}"#), of("a", r#"{ "y": {"a":3,"b":2}, "x":1 }"#));
        assert_ne!(of("a", r#"{"x":1}"#), of("a", r#"{"x":2}"#));
        assert_ne!(of("a", "{}"), of("b", "{}"));
        assert_ne!(of("a", ""), of("a", "no json"));
    }
}

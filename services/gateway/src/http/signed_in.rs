//! Whoever is signed in, for handlers: it is known before any of them runs.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::reader::Reader;
use crate::failure::Failure;

/// Whoever is signed in.
#[derive(Debug, Clone)]
pub(crate) struct SignedIn(pub(crate) Arc<Reader>);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or(Failure::SignedOut)
    }
}

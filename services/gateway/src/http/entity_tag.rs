//! Strong entity tags of what the API answers, and *not modified* to whoever has it already.
//!
//! A tag is of the very bytes, as this reader sees them, and of the reader: nobody learns from somebody else's tag what they see.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::http::signed_in::SignedIn;

/// What an answer of the API depends on beside its address.
const VARY: HeaderValue = HeaderValue::from_static("Authorization, Cookie");
/// No cache but one's own, and that only after it has asked.
const ONE_S_OWN: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Puts a tag on whatever is answered to a GET, and answers *not modified* where the reader has that already.
pub(crate) async fn tag(mut request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    // A HEAD is answered as a GET would be; its body is left away on the way out.
    *request.method_mut() = Method::GET;
    let person = request.extensions().get::<SignedIn>().map(|SignedIn(reader)| reader.person.person.to_string());
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter().cloned().collect::<Vec<_>>();
    let answer = next.run(request).await;
    if answer.status() != StatusCode::OK {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let body = match to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(error) => return Failure::Page(error.to_string()).into_response(),
    };
    let tag = tag_of(person.as_deref().unwrap_or_default(), &body);
    let is_known = known.iter().any(|known| names(known, &tag));
    add(&mut parts.headers, &tag);
    if is_known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(body))
}

fn add(headers: &mut HeaderMap, tag: &str) {
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, ONE_S_OWN);
    headers.insert(header::VARY, VARY);
}

/// The tag of an answer to somebody, in the quotes in which it travels.
fn tag_of(person: &str, body: &[u8]) -> String {
    let mut digest = Sha256::new();
    digest.update(person);
    digest.update([0]);
    digest.update(body);
    format!("\"{}\"", hex::encode(digest.finalize()))
}

/// Whether an `If-None-Match` names a tag: any, or one of a list, also where a proxy has made a weak one of it.
fn names(known: &HeaderValue, tag: &str) -> bool {
    // No tag of ours has a comma.
    let each = known.to_str().unwrap_or_default().split(',').map(str::trim);
    each.map(|one| one.strip_prefix("W/").unwrap_or(one)).any(|one| one == "*" || one == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_in_a_list_as_a_weak_one_and_by_the_star() {
        let tag = tag_of("arta", b"{}");
        for known in [&tag, &format!("W/{tag}"), &format!("\"other\", {tag}"), "*"] {
            assert!(names(&HeaderValue::try_from(known).unwrap_or(VARY), &tag), "{known}");
        }
        for unknown in ["", "\"other\"", tag.trim_matches('"')] {
            assert!(!names(&HeaderValue::try_from(unknown).unwrap_or(VARY), &tag), "{unknown}");
        }
        assert_ne!(tag, tag_of("besa", b"{}"), "the same answer to somebody else");
    }
}

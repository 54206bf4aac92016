//! How a provider is asked over HTTP: soon, a little at a time, and nobody else.

use std::time::Duration;

use openidconnect::http;
use openidconnect::{HttpRequest, HttpResponse};
use reqwest::redirect::Policy;

use super::fault::OpenIdFault;

/// How long one question may take. Three of them stay below what a page may take.
const LONGEST_QUESTION: Duration = Duration::from_secs(5);

/// How much of an answer is read, in bytes. What providers say about themselves is a few kilobytes.
const LARGEST_ANSWER: usize = 512 * 1024;

/// No answer, or none that is read.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotFetched {
    /// The provider cannot be reached, or is too slow.
    #[error("the provider cannot be reached: {0}")]
    Away(#[from] reqwest::Error),
    /// The provider says that it cannot answer now.
    #[error("the provider cannot answer: {0}")]
    Failing(http::StatusCode),
    /// The answer has no end.
    #[error("the provider's answer is larger than {LARGEST_ANSWER} bytes")]
    TooLarge,
    /// The answer is none of HTTP.
    #[error("the provider's answer is none: {0}")]
    NotHttp(#[from] http::Error),
}

impl NotFetched {
    /// Why nobody can be signed in without the answer.
    pub(super) const fn fault(&self) -> OpenIdFault {
        match self {
            Self::Away(_) | Self::Failing(_) => OpenIdFault::Away,
            Self::TooLarge | Self::NotHttp(_) => OpenIdFault::Unreadable,
        }
    }
}

/// Asks providers. It follows no redirect: a secret is for whom the provider names, and for nobody whom an answer names.
pub(super) fn http_client() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder().redirect(Policy::none()).timeout(LONGEST_QUESTION).build()
}

/// One question and its answer.
pub(super) async fn fetch(client: &reqwest::Client, request: HttpRequest) -> Result<HttpResponse, NotFetched> {
    let mut answer = client.execute(request.try_into()?).await?;
    if answer.status().is_server_error() {
        return Err(NotFetched::Failing(answer.status()));
    }
    let mut response = http::Response::builder().status(answer.status());
    if let Some(headers) = response.headers_mut() {
        headers.extend(answer.headers().clone());
    }
    let mut body = vec![];
    while let Some(piece) = answer.chunk().await? {
        if body.len() + piece.len() > LARGEST_ANSWER {
            return Err(NotFetched::TooLarge);
        }
        body.extend_from_slice(&piece);
    }
    Ok(response.body(body)?)
}

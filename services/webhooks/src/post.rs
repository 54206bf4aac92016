//! One message over HTTP: in bounded time, to the address itself and nowhere else, and of the answer only its head.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::network::{AddressNotAllowed, GuardedResolver, NetworkPolicy};

/// How long a receiver may take to answer.
pub const LONGEST_ANSWER: Duration = Duration::from_secs(15);

/// What the hub calls itself.
const USER_AGENT: &str = "focalpoint-webhooks/1";

/// Why a message was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureReason {
    /// Nobody answers at the address, or not in a way that can be trusted.
    Unreachable,
    /// The receiver took too long.
    TooSlow,
    /// It answered that it did not take it.
    Refused,
    /// It pointed somewhere else, which is not followed.
    Redirected,
    /// The address leads into a network that may not be reached.
    AddressNotAllowed,
    /// It said that it is gone for good.
    Gone,
    /// The webhook was disabled before it was sent.
    Disabled,
    /// More waited for the webhook than are kept waiting, and it was among the oldest.
    TooManyWaiting,
}

impl FailureReason {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Unreachable,
        Self::TooSlow,
        Self::Refused,
        Self::Redirected,
        Self::AddressNotAllowed,
        Self::Gone,
        Self::Disabled,
        Self::TooManyWaiting,
    ];

    /// Its name, which texts hang on and which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too-slow",
            Self::Refused => "refused",
            Self::Redirected => "redirected",
            Self::AddressNotAllowed => "address-not-allowed",
            Self::Gone => "gone",
            Self::Disabled => "disabled",
            Self::TooManyWaiting => "too-many-waiting",
        }
    }

    /// The reason of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver took it.
    Delivered {
        /// What it answered.
        status: u16,
    },
    /// It did not.
    Failed {
        /// Why it was not taken.
        reason: FailureReason,
        /// What it answered, where it did.
        status: Option<u16>,
        /// How long it wants to be left alone.
        retry_after: Option<TimeDelta>,
    },
    /// The receiver wants nothing any more.
    Gone,
}

/// A message, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedMessage {
    /// `webhook-id`: the same at every try.
    pub id: String,
    /// `webhook-timestamp`: when it is sent, in seconds since 1970, UTC.
    pub timestamp: i64,
    /// `webhook-signature`: by each secret that signs.
    pub signature: String,
    /// The JSON text.
    pub body: String,
}

/// Sends messages, one at a time.
pub struct Poster {
    client: Client,
    policy: NetworkPolicy,
}

impl Poster {
    /// Sends to addresses that the policy allows, and waits so long for an answer.
    pub fn new(policy: NetworkPolicy, patience: Duration) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .dns_resolver(Arc::new(GuardedResolver(policy)))
            .redirect(Policy::none())
            // A proxy would look names up itself, and reach what may not be reached.
            .no_proxy()
            .user_agent(USER_AGENT)
            .timeout(patience)
            .build()?;
        Ok(Self { client, policy })
    }

    /// Sends a message once. `now` is for an answer that says until when it wants to be left alone.
    pub async fn post(&self, address: &str, message: SignedMessage, now: DateTime<Utc>) -> Outcome {
        let failed = |reason| Outcome::Failed { reason, status: None, retry_after: None };
        let Ok(url) = address.parse::<Url>() else { return failed(FailureReason::Unreachable) };
        if !self.policy.allows_url(&url) {
            return failed(FailureReason::AddressNotAllowed);
        }
        let request = self
            .client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", message.signature)
            .body(message.body);
        match request.send().await {
            // The answer's body is not read: dropping it ends the connection, however long it is.
            Ok(answer) => outcome_of(answer.status(), answer.headers(), now),
            Err(error) if is_not_allowed(&error) => failed(FailureReason::AddressNotAllowed),
            Err(error) if error.is_timeout() => failed(FailureReason::TooSlow),
            Err(_) => failed(FailureReason::Unreachable),
        }
    }
}

fn outcome_of(status: StatusCode, headers: &HeaderMap, now: DateTime<Utc>) -> Outcome {
    let code = status.as_u16();
    if status.is_success() {
        return Outcome::Delivered { status: code };
    }
    if status == StatusCode::GONE {
        return Outcome::Gone;
    }
    let reason = if status.is_redirection() { FailureReason::Redirected } else { FailureReason::Refused };
    let wished = headers.get(RETRY_AFTER).and_then(|wish| wish.to_str().ok());
    Outcome::Failed { reason, status: Some(code), retry_after: wished.and_then(|wish| pause_wished(wish, now)) }
}

/// What `Retry-After` says (RFC 9110, 10.2.3): seconds, or an instant.
fn pause_wished(wish: &str, now: DateTime<Utc>) -> Option<TimeDelta> {
    let wish = wish.trim();
    let pause = match wish.parse::<u32>() {
        Ok(seconds) => TimeDelta::seconds(seconds.into()),
        Err(_) => DateTime::parse_from_rfc2822(wish).ok()?.with_timezone(&Utc) - now,
    };
    (pause > TimeDelta::zero()).then_some(pause)
}

fn is_not_allowed(error: &reqwest::Error) -> bool {
    let mut cause: Option<&dyn Error> = error.source();
    while let Some(found) = cause {
        if found.is::<AddressNotAllowed>() {
            return true;
        }
        cause = found.source();
    }
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_receiver_says_in_seconds_or_by_the_clock_when_to_come_back() {
        let now: DateTime<Utc> = "2026-03-18T12:00:00Z".parse().unwrap();
        assert_eq!(pause_wished("120", now), Some(TimeDelta::minutes(2)));
        assert_eq!(pause_wished(" 0 ", now), None);
        assert_eq!(pause_wished("Wed, 18 Mar 2026 12:30:00 GMT", now), Some(TimeDelta::minutes(30)));
        assert_eq!(pause_wished("Wed, 18 Mar 2026 11:30:00 GMT", now), None);
        assert_eq!(pause_wished("soon", now), None);
        assert_eq!(pause_wished("-5", now), None);
    }
}

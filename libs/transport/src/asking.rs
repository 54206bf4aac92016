//! Asking another service: one question, one answer, each a JSON text.
//!
//! A question carries what ties it to its cause, and how long whoever asks will wait, so that a busy service does not
//! work for somebody who has left. A service that cannot answer says so with the two headers that NATS services use for
//! it (`Nats-Service-Error-Code`, `Nats-Service-Error`).

use std::time::Duration;

use async_nats::client::RequestErrorKind;
use async_nats::connection::State;
use async_nats::{Client, HeaderMap, Message, Request};
use events::ids::CorrelationId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::Instant;

const CORRELATION: &str = "Correlation-Id";
const TRACE: &str = "traceparent";
pub(crate) const PATIENCE: &str = "Patience-Ms";
pub(crate) const ERROR_CODE: &str = "Nats-Service-Error-Code";
pub(crate) const ERROR: &str = "Nats-Service-Error";
/// How often a lost connection is looked at again while a question waits for it.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// What a question belongs to, passed on from question to question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cause {
    /// Shared by everything that followed from one cause outside.
    pub correlation: Option<CorrelationId>,
    /// The trace, as the W3C's Trace Context writes it. `None`, when asking: that of the present span.
    pub trace: Option<String>,
}

impl Cause {
    /// What belongs to this correlation.
    pub fn of(correlation: CorrelationId) -> Self {
        Self { correlation: Some(correlation), trace: None }
    }

    pub(crate) fn read(headers: Option<&HeaderMap>) -> Self {
        let text = |name| headers.and_then(|headers| headers.get(name)).map(|value| value.as_str().to_owned());
        Self { correlation: text(CORRELATION).and_then(|id| id.parse().ok()), trace: text(TRACE) }
    }

    fn write(&self, headers: &mut HeaderMap) {
        if let Some(correlation) = self.correlation {
            headers.insert(CORRELATION, one_line(&correlation.to_string()));
        }
        if let Some(trace) = self.trace.clone().or_else(telemetry::traceparent) {
            headers.insert(TRACE, one_line(&trace));
        }
    }
}

/// A header's value has one line.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Why a service does not answer what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason} ({code})")]
pub struct Declined {
    /// What kind of reason, after HTTP's status codes: 400 the question does not read, 413 it is too long, 503 the
    /// service has too much to do.
    pub code: u16,
    /// The reason in English, on one line.
    pub reason: String,
}

impl Declined {
    /// The question does not read.
    pub const UNREADABLE: u16 = 400;
    /// The question, or the answer to it, is too long.
    pub const TOO_LONG: u16 = 413;
    /// What would answer it is away, or has too much to do. Asking again later may help.
    pub const BUSY: u16 = 503;

    /// A reason of this kind.
    pub fn new(code: u16, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into() }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// No service listens there.
    #[error("no service answers {subject}: see whether it runs")]
    NobodyAnswers {
        /// The subject that was asked.
        subject: String,
    },
    /// A service listens and did not answer in time. Whether it did what it was asked is not known.
    #[error("{subject} did not answer within {waited:?}: see whether it is overloaded")]
    TooLate {
        /// The subject that was asked.
        subject: String,
        /// How long it was waited for.
        waited: Duration,
    },
    /// There is no connection to NATS. The question may have been heard all the same.
    #[error("there is no connection to NATS: see whether its servers run")]
    Disconnected,
    /// The service says why it does not answer.
    #[error("{subject} declines: {declined}")]
    Declined {
        /// The subject that was asked.
        subject: String,
        /// What it says.
        declined: Declined,
    },
    /// The answer is not what was expected: the two services are of different versions.
    #[error("the answer from {subject} does not read: {reason}; run the same version of every service")]
    Unreadable {
        /// The subject that was asked.
        subject: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The question has no JSON form, or is longer than NATS carries.
    #[error("the question to {subject} cannot be put: {reason}")]
    Unaskable {
        /// The subject that was asked.
        subject: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Asks, and waits for the answer so long. A connection that is lost is waited for within that time.
pub async fn ask<Q: Serialize, A: DeserializeOwned>(
    client: &Client,
    subject: &str,
    question: &Q,
    timeout: Duration,
) -> Result<A, AskError> {
    ask_because(client, subject, &Cause::default(), question, timeout).await
}

/// Asks because of something. Otherwise as [`ask`].
pub async fn ask_because<Q: Serialize, A: DeserializeOwned>(
    client: &Client,
    subject: &str,
    cause: &Cause,
    question: &Q,
    timeout: Duration,
) -> Result<A, AskError> {
    let unaskable = |reason: String| AskError::Unaskable { subject: subject.to_owned(), reason };
    let body = serde_json::to_vec(question).map_err(|error| unaskable(error.to_string()))?;
    let deadline = Instant::now() + timeout;
    connected(client, deadline).await?;
    let patience = deadline.saturating_duration_since(Instant::now());
    let mut headers = HeaderMap::new();
    headers.insert(PATIENCE, patience.as_millis().to_string());
    cause.write(&mut headers);
    let request = Request::new().payload(body.into()).headers(headers).timeout(None);
    let Ok(outcome) = tokio::time::timeout_at(deadline, client.send_request(subject.to_owned(), request)).await else {
        return Err(match client.connection_state() {
            State::Connected => AskError::TooLate { subject: subject.to_owned(), waited: timeout },
            State::Pending | State::Disconnected => AskError::Disconnected,
        });
    };
    let answer = outcome.map_err(|error| match error.kind() {
        RequestErrorKind::NoResponders => AskError::NobodyAnswers { subject: subject.to_owned() },
        RequestErrorKind::TimedOut => AskError::TooLate { subject: subject.to_owned(), waited: timeout },
        RequestErrorKind::InvalidSubject | RequestErrorKind::MaxPayloadExceeded => unaskable(error.to_string()),
        RequestErrorKind::Other => AskError::Disconnected,
    })?;
    if let Some(declined) = declined(&answer) {
        return Err(AskError::Declined { subject: subject.to_owned(), declined });
    }
    serde_json::from_slice(&answer.payload)
        .map_err(|error| AskError::Unreadable { subject: subject.to_owned(), reason: error.to_string() })
}

/// A question is put only while there is a connection: the client would keep it and put it when nobody waits any more.
async fn connected(client: &Client, deadline: Instant) -> Result<(), AskError> {
    while client.connection_state() != State::Connected {
        if Instant::now() >= deadline {
            return Err(AskError::Disconnected);
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    Ok(())
}

fn declined(answer: &Message) -> Option<Declined> {
    let headers = answer.headers.as_ref()?;
    let code = headers.get(ERROR_CODE)?.as_str().parse().unwrap_or(Declined::UNREADABLE);
    let reason = headers.get(ERROR).map(|reason| reason.as_str().to_owned()).unwrap_or_default();
    Some(Declined { code, reason })
}

#[cfg(test)]
mod tests {
    use super::{CORRELATION, ERROR, ERROR_CODE, PATIENCE, TRACE};

    #[test]
    fn services_of_different_versions_find_each_others_headers() {
        let headers = [CORRELATION, TRACE, PATIENCE, ERROR_CODE, ERROR];
        let on_the_wire =
            ["Correlation-Id", "traceparent", "Patience-Ms", "Nats-Service-Error-Code", "Nats-Service-Error"];
        assert_eq!(headers, on_the_wire);
    }
}

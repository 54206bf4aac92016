//! Answering other services' questions.
//!
//! A service takes so many questions at a time and lets a few more wait. What comes beyond that is declined at once, so
//! that whoever asks can turn to another of its kind; a question whose asker has stopped waiting is passed over.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use async_nats::{Client, HeaderMap, Message, SubscribeError};
use bytes::Bytes;
use futures::StreamExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, Span};

use crate::asking::{Cause, Declined, ERROR, ERROR_CODE, PATIENCE, one_line};

/// How long a service that stops waits for the questions that are still on their way to it.
const LAST_QUESTIONS: Duration = Duration::from_secs(2);

/// Where and how a service answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responder {
    /// The subject of the questions, wildcards allowed.
    pub subject: String,
    /// Each question goes to one of those who share this name; `None`: to every one.
    pub queue_group: Option<String>,
    /// How many questions are worked on at a time.
    pub at_a_time: usize,
    /// How many more may wait.
    pub waiting: usize,
    /// The longest question, in bytes.
    pub longest: usize,
}

impl Responder {
    /// A responder whose questions are shared by a queue group: 32 at a time, 256 more may wait, each up to 256 KiB.
    pub fn shared(subject: String, queue_group: &str) -> Self {
        let queue_group = Some(queue_group.to_owned());
        Self { subject, queue_group, at_a_time: 32, waiting: 256, longest: 256 * 1024 }
    }

    /// A responder of one's own, every question of its subject. Otherwise as a shared one.
    pub fn own(subject: String) -> Self {
        Self { queue_group: None, ..Self::shared(subject, "") }
    }
}

/// What came with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionContext {
    /// The very subject it came under.
    pub subject: String,
    /// What it belongs to.
    pub cause: Cause,
}

/// A question, and when it came.
struct PendingQuestion {
    message: Message,
    since: Instant,
}

impl PendingQuestion {
    /// Whoever asked has stopped waiting.
    fn is_over(&self) -> bool {
        let patience = self.message.headers.as_ref().and_then(|headers| headers.get(PATIENCE));
        let patience = patience.and_then(|text| text.as_str().parse().ok()).map(Duration::from_millis);
        patience.is_some_and(|patience| self.since.elapsed() >= patience)
    }
}

/// Answers questions until told to stop; then takes no more, answers those it took, and returns when the last answer is
/// out. Dropping the future abandons what is being worked on.
///
/// A question that is on its way at the very moment of stopping can get no answer: the client forgets a subscription
/// before the server has confirmed its end. So whoever asks must be ready to ask again, as after a crash.
///
/// A question that does not read gets an answer that says so. A handler that panics answers nothing.
pub async fn answer<Q, A, H, F>(
    client: &Client,
    responder: Responder,
    handler: H,
    stop: CancellationToken,
) -> Result<(), SubscribeError>
where
    Q: DeserializeOwned + Send + 'static,
    A: Serialize + Send + 'static,
    H: Fn(QuestionContext, Q) -> F + Send + Sync + 'static,
    F: Future<Output = Result<A, Declined>> + Send + 'static,
{
    let handler = Arc::new(handler);
    let mut questions = match &responder.queue_group {
        Some(group) => client.queue_subscribe(responder.subject.clone(), group.clone()).await?,
        None => client.subscribe(responder.subject.clone()).await?,
    };
    let mut waiting: VecDeque<PendingQuestion> = VecDeque::new();
    let mut working = JoinSet::new();
    let mut open = true;
    let mut until: Option<Instant> = None;
    loop {
        while working.len() < responder.at_a_time
            && let Some(next) = waiting.pop_front()
        {
            if next.is_over() {
                tracing::debug!(subject = %next.message.subject, "whoever asked has stopped waiting");
                continue;
            }
            let (client, handler) = (client.clone(), handler.clone());
            working.spawn(async move { attend(&client, handler.as_ref(), next.message).await });
        }
        if !open && working.is_empty() {
            break;
        }
        tokio::select! {
            question = questions.next(), if open => match question {
                None => open = false,
                Some(message) if message.payload.len() > responder.longest => {
                    let reason = format!("the question is longer than {} bytes", responder.longest);
                    decline(client, &message, &Declined::new(Declined::TOO_LONG, reason)).await;
                }
                Some(message) if working.len() >= responder.at_a_time && waiting.len() >= responder.waiting => {
                    decline(client, &message, &Declined::new(Declined::BUSY, "there is too much to do")).await;
                }
                Some(message) => waiting.push_back(PendingQuestion { message, since: Instant::now() }),
            },
            Some(done) = working.join_next() => {
                if let Err(error) = done {
                    tracing::error!(subject = responder.subject, %error, "a question broke its handler");
                }
            }
            () = stop.cancelled(), if until.is_none() => {
                until = Some(Instant::now() + LAST_QUESTIONS);
                open = questions.drain().await.is_ok();
            }
            () = passed(until), if open => open = false,
        }
    }
    if let Err(error) = client.flush().await {
        tracing::warn!(%error, "the last answers may not have left");
    }
    Ok(())
}

async fn passed(moment: Option<Instant>) {
    match moment {
        Some(moment) => tokio::time::sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

async fn attend<Q, A, H, F>(client: &Client, handler: &H, message: Message)
where
    Q: DeserializeOwned,
    A: Serialize,
    H: Fn(QuestionContext, Q) -> F,
    F: Future<Output = Result<A, Declined>>,
{
    let asked = QuestionContext { subject: message.subject.to_string(), cause: Cause::read(message.headers.as_ref()) };
    let span = span_of(&asked);
    let outcome = match serde_json::from_slice(&message.payload) {
        Ok(question) => handler(asked, question).instrument(span).await,
        Err(error) => Err(Declined::new(Declined::UNREADABLE, format!("the question does not read: {error}"))),
    };
    let body = outcome.and_then(|answer| {
        serde_json::to_vec(&answer).map_err(|error| Declined::new(500, format!("the answer has no JSON form: {error}")))
    });
    match body {
        Ok(body) if body.len() > client.max_payload() => {
            let reason = "the answer is longer than NATS carries";
            decline(client, &message, &Declined::new(Declined::TOO_LONG, reason)).await;
        }
        Ok(body) => reply(client, &message, HeaderMap::new(), body.into()).await,
        Err(declined) => decline(client, &message, &declined).await,
    }
}

/// The span of an answer, a part of the trace in which was asked.
fn span_of(asked: &QuestionContext) -> Span {
    let correlation = asked.cause.correlation.map(|id| id.to_string());
    let span = telemetry::work_span!("answer", subject = asked.subject, correlation);
    if let Some(trace) = &asked.cause.trace {
        telemetry::continue_trace(&span, trace);
    }
    span
}

async fn decline(client: &Client, question: &Message, declined: &Declined) {
    tracing::warn!(subject = %question.subject, %declined, "a question was declined");
    let mut headers = HeaderMap::new();
    headers.insert(ERROR_CODE, declined.code.to_string());
    headers.insert(ERROR, one_line(&declined.reason));
    reply(client, question, headers, Bytes::new()).await;
}

async fn reply(client: &Client, question: &Message, headers: HeaderMap, body: Bytes) {
    let Some(to) = question.reply.clone() else { return };
    let sent = if headers.is_empty() {
        client.publish(to, body).await
    } else {
        client.publish_with_headers(to, headers, body).await
    };
    if let Err(error) = sent {
        tracing::warn!(subject = %question.subject, %error, "an answer could not be given");
    }
}

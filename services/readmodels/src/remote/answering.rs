//! One instance answers for its partition.

use async_nats::{Client, SubscribeError};
use events::ids::{ServiceName, TenantId};
use futures::StreamExt;
use tokio_util::sync::CancellationToken;
use transport::answering::Responder;
use transport::asking::Declined;

use super::progress::{self, ProgressReport};
use super::wire::{Answer, Question};
use crate::engine::read_models::{ReadModelError, ReadModels};
use crate::queries::Answerable;

/// The instances of one partition share its questions under this name.
const QUEUE_GROUP: &str = "projections";

/// Why questions cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The server does not let us listen.
    #[error("questions to the read models cannot be heard: {0}; check the user's permissions in NATS")]
    Subscribe(#[from] SubscribeError),
}

/// Why an instance does not answer a question.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AnswerError {
    /// No query has this name: whoever asks is of another version.
    #[error("nobody here knows the question {0}; run the same version of every service")]
    Unknown(String),
    /// The query holds something else than what is asked with.
    #[error("the question does not read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The tables cannot be read.
    #[error(transparent)]
    ReadModels(#[from] ReadModelError),
}

impl From<AnswerError> for Declined {
    fn from(error: AnswerError) -> Self {
        let code = match error {
            AnswerError::Unknown(_) | AnswerError::Unreadable(_) => Self::UNREADABLE,
            AnswerError::ReadModels(_) => Self::BUSY,
        };
        Self::new(code, error.to_string())
    }
}

impl Answer {
    /// What these read models answer to a question, from their tables.
    pub(crate) async fn from(read_models: &ReadModels, question: Question) -> Result<Self, AnswerError> {
        let Some(answerable) = Answerable::named(&question.name) else {
            return Err(AnswerError::Unknown(question.name));
        };
        let query = (answerable.read)(question.input)?;
        let (body, as_of) = read_models.read_as_of(query).await?;
        let (partition, age) = (read_models.partition(), read_models.freshness().age);
        Ok(Self { partition: partition.index(), count: partition.count().get(), as_of, age, body })
    }
}

/// Answers the questions to this instance's partition, shared with the others of the partition, and says how far it is,
/// until told to stop. It begins when the read models have caught up, or can get no further: they are to be running
/// ([`ReadModels::run`]).
pub async fn serve_questions(
    client: Client,
    tenant: TenantId,
    read_models: ReadModels,
    stop: CancellationToken,
) -> Result<(), ServeError> {
    let partition = read_models.partition();
    let subject = transport::subjects::progress(&tenant, partition.index());
    // An inbox is a name that nobody else has.
    let instance = client.new_inbox();
    let publish = {
        let client = client.clone();
        move |report: ProgressReport| {
            let (client, subject) = (client.clone(), subject.clone());
            async move {
                let Ok(text) = serde_json::to_vec(&report) else { return };
                if let Err(error) = client.publish(subject, text.into()).await {
                    tracing::debug!(%error, "how far the read models are could not be told");
                }
            }
        }
    };
    let settled = stop.run_until_cancelled(progress::report_until_settled(&read_models, &instance, &publish)).await;
    if settled.is_none() {
        return Ok(());
    }
    let responder = Responder::shared(transport::subjects::questions(&tenant, partition.index()), QUEUE_GROUP);
    let answering_from = read_models.clone();
    let handler = move |_, question: Question| {
        let read_models = answering_from.clone();
        async move { Ok::<_, Declined>(Answer::from(&read_models, question).await?) }
    };
    // When it cannot listen any more, it must not say that it answers either.
    let reporting = CancellationToken::new();
    let answering = async {
        let outcome = transport::answer(&client, responder, handler, stop).await;
        reporting.cancel();
        outcome
    };
    let keep_reporting = reporting.run_until_cancelled(progress::keep_reporting(&read_models, &instance, &publish));
    let (outcome, _) = tokio::join!(answering, keep_reporting);
    publish(ProgressReport::of(&read_models, &instance, false)).await;
    if let Err(error) = client.flush().await {
        tracing::debug!(%error, "the others learn by its silence that this instance stopped");
    }
    Ok(outcome?)
}

/// Has the read models built anew whenever `redrive.<tenant>.<consumer>` asks for it, and answers what came of it, as
/// [`feed::redriving`] does; until told to stop. `consumer` is the name under which they park
/// ([`Parking`](crate::Parking)).
pub async fn answer_redrives(
    client: Client,
    tenant: &TenantId,
    consumer: &ServiceName,
    read_models: ReadModels,
    stop: CancellationToken,
) -> Result<(), ServeError> {
    let mut requests = client.subscribe(transport::subjects::redrive(tenant, consumer)).await?;
    while let Some(Some(request)) = stop.run_until_cancelled(requests.next()).await {
        let (Some(reply), Some(redriven)) = (request.reply, read_models.redrive().await) else { continue };
        let Ok(answer) = serde_json::to_vec(&redriven) else { continue };
        if let Err(error) = client.publish(reply, answer.into()).await {
            tracing::warn!(%error, "what came of re-driving could not be said");
        }
    }
    Ok(())
}

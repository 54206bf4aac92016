//! One instance answers for its partition.

use async_nats::{Client, SubscribeError};
use events::ids::{ServiceName, TenantId};
use futures::StreamExt;
use nats::answering::Desk;
use nats::asking::Declined;
use rusqlite::Connection;
use serde::Serialize;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::question::{Answer, People, Question};
use super::reports::{self, Report};
use crate::directory;
use crate::dossiers;
use crate::read_models::{ReadModelError, ReadModels};
use crate::task_lists;
use crate::timeline;

/// The instances of one partition share its questions under this name.
const QUEUE_GROUP: &str = "projections";

/// Why questions cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The server does not let us listen.
    #[error("questions to the read models cannot be heard: {0}; check the user's permissions in NATS")]
    Subscribe(#[from] SubscribeError),
}

impl ReadModels {
    /// Answers a question from its tables.
    pub(crate) async fn answer(&self, question: Question) -> Result<Answer, ReadModelError> {
        let (body, as_of) = self.read_as_of(move |connection| body(connection, question)).await?;
        let (partition, age) = (self.partition(), self.freshness().age);
        Ok(Answer { partition: partition.index(), count: partition.count().get(), as_of, age, body })
    }
}

fn body(connection: &Connection, question: Question) -> rusqlite::Result<Value> {
    use Question as Q;

    match question {
        Q::Tasks { which, after, limit } => json(&task_lists::tasks(connection, &which, after.as_ref(), limit)?),
        Q::Task(id) => json(&task_lists::find(connection, &id)?),
        Q::Timeline { filter, before, limit } => json(&timeline::entries(connection, &filter, before, limit)?),
        Q::TimelineSpan(filter) => json(&timeline::span(connection, &filter)?),
        Q::Undelivered => json(&timeline::undelivered(connection)?),
        Q::Institutions { after, limit } => json(&directory::institutions(connection, after.as_ref(), limit)?),
        Q::Institution(id) => {
            let found = directory::institution(connection, &id)?;
            let chairs = directory::chairs(connection)?;
            json(&found.map(|(institution, people)| (institution, people, chairs)))
        }
        Q::People { unless, after, limit } => {
            let changed = directory::changed(connection)?;
            json(&if unless == Some(changed) {
                People::Unchanged
            } else {
                let people = directory::people(connection, after.as_ref(), limit)?;
                People::Page { changed, people, chairs: directory::chairs(connection)? }
            })
        }
        Q::Subgroups { after, limit } => json(&directory::subgroups(connection, after.as_ref(), limit)?),
        Q::Subgroup(id) => json(&directory::subgroup(connection, &id)?),
        Q::Invitation(hash) => json(&directory::invitation(connection, &hash)?),
        Q::Dossiers { kind, after, limit } => json(&dossiers::events(connection, kind, after, limit)?),
    }
}

fn json(value: &impl Serialize) -> rusqlite::Result<Value> {
    serde_json::to_value(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
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
    let subject = nats::subjects::progress(&tenant, partition.index());
    // An inbox is a name that nobody else has.
    let instance = client.new_inbox();
    let tell = {
        let client = client.clone();
        move |report: Report| {
            let (client, subject) = (client.clone(), subject.clone());
            async move {
                let Ok(text) = serde_json::to_vec(&report) else { return };
                if let Err(error) = client.publish(subject, text.into()).await {
                    tracing::debug!(%error, "how far the read models are could not be told");
                }
            }
        }
    };
    let settled = stop.run_until_cancelled(reports::until_settled(&read_models, &instance, &tell)).await;
    if settled.is_none() {
        return Ok(());
    }
    let desk = Desk::shared(nats::subjects::questions(&tenant, partition.index()), QUEUE_GROUP);
    let asked = read_models.clone();
    let handler = move |_, question: Question| {
        let read_models = asked.clone();
        async move { read_models.answer(question).await.map_err(|error| Declined::new(Declined::BUSY, error.to_string())) }
    };
    // When it cannot listen any more, it must not say that it answers either.
    let telling = CancellationToken::new();
    let answering = async {
        let outcome = nats::answer(&client, desk, handler, stop).await;
        telling.cancel();
        outcome
    };
    let keep_telling = telling.run_until_cancelled(reports::keep_telling(&read_models, &instance, &tell));
    let (outcome, _) = tokio::join!(answering, keep_telling);
    tell(Report::of(&read_models, &instance, false)).await;
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
    let mut requests = client.subscribe(nats::subjects::redrive(tenant, consumer)).await?;
    while let Some(Some(request)) = stop.run_until_cancelled(requests.next()).await {
        let (Some(reply), Some(redriven)) = (request.reply, read_models.redrive().await) else { continue };
        let Ok(answer) = serde_json::to_vec(&redriven) else { continue };
        if let Err(error) = client.publish(reply, answer.into()).await {
            tracing::warn!(%error, "what came of re-driving could not be said");
        }
    }
    Ok(())
}

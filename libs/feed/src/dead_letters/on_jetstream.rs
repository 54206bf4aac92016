//! Dead letters in a JetStream stream, a subject for each consumer.

use std::collections::BTreeMap;

use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{Config, LastRawMessageErrorKind, Stream};
use async_trait::async_trait;
use events::ids::{EventId, ServiceName, TenantId};
use transport::streams::{StreamSettings, ensure};
use transport::subjects;

use super::letter::DeadLetter;
use super::port::{DeadLetterError, DeadLetters, in_order};

/// Dead letters on JetStream: the stream `DEAD_<tenant>`, subjects `dead.<tenant>.<consumer>`, each message a
/// [`DeadLetter`] as JSON.
pub struct JetStreamDeadLetters {
    jetstream: Context,
    tenant: TenantId,
    stream: Config,
}

impl JetStreamDeadLetters {
    /// The dead letters of a tenant. The stream is made when it is first needed.
    pub fn new(jetstream: Context, tenant: TenantId, settings: &StreamSettings) -> Self {
        let stream = settings.stream(subjects::dead_letter_stream(&tenant), subjects::dead_letters(&tenant));
        Self { jetstream, tenant, stream }
    }

    async fn stream(&self) -> Result<Stream, DeadLetterError> {
        ensure(&self.jetstream, self.stream.clone()).await.map_err(|error| self.failed(&error))
    }

    /// The letters under a subject, each with the sequences that it has: the last is the one that counts.
    async fn find(
        &self,
        stream: &Stream,
        subject: &str,
    ) -> Result<BTreeMap<(ServiceName, EventId), (DeadLetter, Vec<u64>)>, DeadLetterError> {
        let mut found: BTreeMap<_, (DeadLetter, Vec<u64>)> = BTreeMap::new();
        let mut next = 1;
        loop {
            let message = match stream.raw_message_builder().sequence(next).next_by_subject(subject).send().await {
                Ok(message) => message,
                Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => return Ok(found),
                Err(error) => return Err(self.failed(&error)),
            };
            next = message.sequence + 1;
            match serde_json::from_slice::<DeadLetter>(&message.payload) {
                Ok(letter) => {
                    let key = (letter.consumer.clone(), letter.event.id);
                    let mut sequences = found.remove(&key).map_or_else(Vec::new, |(_, earlier)| earlier);
                    sequences.push(message.sequence);
                    found.insert(key, (letter, sequences));
                }
                Err(error) => {
                    tracing::warn!(%error, sequence = message.sequence, "a message among the dead letters is none");
                }
            }
        }
    }

    async fn listed(&self, subject: &str) -> Result<Vec<DeadLetter>, DeadLetterError> {
        let found = self.find(&self.stream().await?, subject).await?;
        Ok(in_order(found.into_values().map(|(letter, _)| letter).collect()))
    }

    async fn forget(&self, stream: &Stream, sequences: &[u64]) -> Result<(), DeadLetterError> {
        for sequence in sequences {
            stream.delete_message(*sequence).await.map_err(|error| self.failed(&error))?;
        }
        Ok(())
    }

    fn failed(&self, error: &dyn std::error::Error) -> DeadLetterError {
        DeadLetterError { place: format!("in the NATS stream {}", self.stream.name), reason: error.to_string() }
    }
}

#[async_trait]
impl DeadLetters for JetStreamDeadLetters {
    async fn park(&self, letter: &DeadLetter) -> Result<(), DeadLetterError> {
        let stream = self.stream().await?;
        let subject = subjects::dead_letters_of(&self.tenant, &letter.consumer);
        let mut found = self.find(&stream, &subject).await?;
        let earlier = found.remove(&(letter.consumer.clone(), letter.event.id)).map_or_else(Vec::new, |(_, all)| all);
        let message = PublishMessage::build()
            .expected_stream(&self.stream.name)
            .payload(serde_json::to_vec(letter).map_err(|error| self.failed(&error))?.into());
        let on_its_way = self.jetstream.send_publish(subject, message).await.map_err(|error| self.failed(&error))?;
        on_its_way.await.map_err(|error| self.failed(&error))?;
        self.forget(&stream, &earlier).await
    }

    async fn of(&self, consumer: &ServiceName) -> Result<Vec<DeadLetter>, DeadLetterError> {
        self.listed(&subjects::dead_letters_of(&self.tenant, consumer)).await
    }

    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLetterError> {
        self.listed(&subjects::dead_letters(&self.tenant)).await
    }

    async fn remove(&self, consumer: &ServiceName, event: EventId) -> Result<(), DeadLetterError> {
        let stream = self.stream().await?;
        let mut found = self.find(&stream, &subjects::dead_letters_of(&self.tenant, consumer)).await?;
        match found.remove(&(consumer.clone(), event)) {
            Some((_, sequences)) => self.forget(&stream, &sequences).await,
            None => Ok(()),
        }
    }
}

//! The relay: everything in the event store goes to NATS JetStream.
//!
//! - [`concerned_institution`]: which institution an event concerns, for its subject.
//! - [`resume_point`]: where to go on, from what the stream holds and what the checkpoint says.
//!
//! It publishes in order, a bounded number of events at a time, and keeps its checkpoint behind what the server has
//! acknowledged. As an acknowledgement is no promise, it compares the stream's end with its checkpoint at its start, after
//! each failure and every so often, and publishes again what is missing; a stream that was deleted is made and filled
//! again. Two relays at once do no harm: the server recognises most of what comes twice, and readers the rest.
//!
//! Dropping the future of [`Relay::run`] is as good as a crash, and a crash does no harm.

mod concerned_institution;
mod resume_point;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::context::{PublishAckFuture, PublishErrorKind};
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{Config, Stream};
use events::StoredEvent;
use events::ids::{Position, TenantId};
use futures::StreamExt;
use store::{EventStore, ReadError};
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use transport::streams::{StreamError, StreamSettings, ensure};
use transport::subjects;

use crate::checkpoint::{CheckpointError, CheckpointFile};
use crate::message;
use concerned_institution::ActionItemOwners;

/// How many events are on their way at a time.
const IN_FLIGHT: usize = 256;
/// The first and the longest pause after a failure.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));
/// How often the stream's end is compared with the checkpoint, if nothing else is said.
const COMPARE_EVERY: Duration = Duration::from_secs(30);

/// The relay ended.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// Its place cannot be kept.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// There is no stream that it could use.
    #[error(transparent)]
    Stream(StreamError),
}

/// The relay of one tenant.
pub struct Relay {
    jetstream: Context,
    store: Arc<dyn EventStore>,
    tenant: TenantId,
    stream: Config,
    checkpoint: CheckpointFile,
    compare_every: Duration,
    progress: watch::Sender<Position>,
}

/// Why it has to begin anew.
#[derive(Debug, thiserror::Error)]
enum Interruption {
    #[error(transparent)]
    Final(#[from] RelayError),
    #[error(transparent)]
    Store(#[from] ReadError),
    #[error("NATS: {0}")]
    Nats(String),
}

impl From<StreamError> for Interruption {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::Unavailable { .. } => Self::Nats(error.to_string()),
            StreamError::SetUpOtherwise { .. } | StreamError::Refused { .. } => Self::Final(RelayError::Stream(error)),
        }
    }
}

/// What became of a number of events.
enum Outcome {
    /// The server acknowledged them all.
    Acknowledged,
    /// It did, but at a place that it had filled before: everything from this sequence on was lost.
    LostFrom(u64),
}

impl Relay {
    /// A relay that keeps its place in this file.
    pub fn new(
        jetstream: Context,
        store: Arc<dyn EventStore>,
        tenant: TenantId,
        settings: &StreamSettings,
        checkpoint: CheckpointFile,
    ) -> Self {
        let stream = settings.stream(subjects::event_stream(&tenant), subjects::events(&tenant));
        let progress = watch::Sender::new(Position::START);
        Self { jetstream, store, tenant, stream, checkpoint, compare_every: COMPARE_EVERY, progress }
    }

    /// The same, comparing the stream's end with its checkpoint this often.
    pub fn comparing_every(self, pause: Duration) -> Self {
        Self { compare_every: pause, ..self }
    }

    /// How far it is: every event up to here was acknowledged.
    pub fn progress(&self) -> watch::Receiver<Position> {
        self.progress.subscribe()
    }

    /// Relays until told to stop. Ends by itself only when its settings or its checkpoint are wrong; whatever else
    /// fails is tried again.
    pub async fn run(&self, stop: CancellationToken) -> Result<(), RelayError> {
        stop.run_until_cancelled(self.relay_with_retries()).await.unwrap_or(Ok(()))
    }

    async fn relay_with_retries(&self) -> Result<(), RelayError> {
        let mut pause = PAUSES.0;
        loop {
            let before = *self.progress.borrow();
            let Err(interruption) = self.relay().await;
            match interruption {
                Interruption::Final(error) => return Err(error),
                Interruption::Store(_) | Interruption::Nats(_) => {
                    tracing::warn!(%interruption, "the relay was interrupted; it begins anew");
                }
            }
            if *self.progress.borrow() > before {
                pause = PAUSES.0;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    async fn relay(&self) -> Result<Infallible, Interruption> {
        let mut owners = ActionItemOwners::default();
        let (mut stream, mut resume_point) = self.resume(IsStart::Yes).await?;
        let mut compared = Instant::now();
        loop {
            let page = self.store.read_all(resume_point.position, IN_FLIGHT).await?;
            if let Some(last) = page.last().map(|last| last.position) {
                match self.publish(&page, &mut resume_point, &mut owners).await? {
                    Outcome::Acknowledged => self.keep(last).await?,
                    Outcome::LostFrom(sequence) => {
                        tracing::warn!(sequence, "NATS lost events that it had acknowledged; publishing them again");
                        resume_point.position = resume_point::before(&stream, sequence).await?;
                    }
                }
            } else {
                self.wait(resume_point.position, compared + self.compare_every).await?;
            }
            if compared.elapsed() >= self.compare_every {
                (stream, resume_point) = self.resume(IsStart::No).await?;
                compared = Instant::now();
            }
        }
    }

    /// The stream, and where to go on.
    async fn resume(&self, start: IsStart) -> Result<(Stream, resume_point::ResumePoint), Interruption> {
        let stream = ensure(&self.jetstream, self.stream.clone()).await?;
        let kept = self.checkpoint.load().await.map_err(RelayError::from)?;
        let resume_point = resume_point::to_go_on(&stream, kept).await?;
        match start {
            IsStart::Yes => tracing::info!(checkpoint = %kept, after = %resume_point.position, "the relay goes on"),
            IsStart::No if resume_point.position < kept => {
                tracing::warn!(checkpoint = %kept, after = %resume_point.position, "events are missing on the road; publishing them again");
            }
            IsStart::No => {}
        }
        Ok((stream, resume_point))
    }

    /// Publishes events in order and waits until all are acknowledged.
    async fn publish(
        &self,
        page: &[StoredEvent],
        resume_point: &mut resume_point::ResumePoint,
        owners: &mut ActionItemOwners,
    ) -> Result<Outcome, Interruption> {
        let mut on_their_way = Vec::with_capacity(page.len());
        let mut previous = resume_point.position;
        for event in page {
            on_their_way.extend(self.send(event, previous, owners).await?);
            previous = event.position;
        }
        let mut lost_from = None;
        for acknowledgement in on_their_way {
            let acknowledged = acknowledgement.await.map_err(|error| Interruption::Nats(error.to_string()))?;
            if !acknowledged.duplicate {
                if acknowledged.sequence <= resume_point.sequence {
                    lost_from = lost_from.or(Some(acknowledged.sequence));
                }
                resume_point.sequence = acknowledged.sequence;
            }
        }
        resume_point.position = previous;
        Ok(lost_from.map_or(Outcome::Acknowledged, Outcome::LostFrom))
    }

    /// Sends one event. One that makes no message is left out, which its readers notice.
    async fn send(
        &self,
        event: &StoredEvent,
        previous: Position,
        owners: &mut ActionItemOwners,
    ) -> Result<Option<PublishAckFuture>, Interruption> {
        let headers = match message::headers(event, previous) {
            Ok(headers) => headers,
            Err(error) => return Ok(left_out(event, &error)),
        };
        let institution = owners.institution_concerned(event, self.store.as_ref()).await?;
        let subject = subjects::event(&self.tenant, &event.body.event_type, institution.as_ref());
        let message = PublishMessage::build()
            .headers(headers)
            .message_id(event.id.to_string())
            .expected_stream(&self.stream.name)
            .payload(event.body.data.clone().into());
        match self.jetstream.send_publish(subject, message).await {
            Ok(on_its_way) => Ok(Some(on_its_way)),
            Err(error) => match error.kind() {
                PublishErrorKind::MaxPayloadExceeded => Ok(left_out(event, &error)),
                PublishErrorKind::StreamNotFound
                | PublishErrorKind::WrongLastMessageId
                | PublishErrorKind::WrongLastSequence
                | PublishErrorKind::TimedOut
                | PublishErrorKind::BrokenPipe
                | PublishErrorKind::MaxAckPending
                | PublishErrorKind::Other => Err(Interruption::Nats(error.to_string())),
            },
        }
    }

    async fn keep(&self, position: Position) -> Result<(), Interruption> {
        self.checkpoint.save(position).await.map_err(RelayError::from)?;
        self.progress.send_replace(position);
        Ok(())
    }

    /// Waits until there is a new event or it is time.
    async fn wait(&self, after: Position, until: Instant) -> Result<(), Interruption> {
        self.progress.send_if_modified(|reached| std::mem::replace(reached, after) != after);
        match tokio::time::timeout_at(until, self.store.subscribe_all(after).next()).await {
            Ok(Some(Ok(_))) | Err(_) => Ok(()),
            Ok(Some(Err(error))) => Err(error.into()),
            Ok(None) => Err(ReadError::Unavailable { reason: "the event store was closed".to_owned() }.into()),
        }
    }
}

/// Whether this is the relay's start.
#[derive(Clone, Copy)]
enum IsStart {
    Yes,
    No,
}

fn left_out(event: &StoredEvent, error: &dyn std::fmt::Display) -> Option<PublishAckFuture> {
    tracing::error!(
        position = %event.position,
        stream = %event.stream,
        %error,
        "an event does not fit into a NATS message; its readers take it from the event store"
    );
    None
}

//! What becomes of each message.
//!
//! A message says where it is in the log and where the event before it is. So a reader that has read up to `after` knows
//! of each message whether it is the next one (the one before it is at or before `after`), one that it has had (it is
//! itself at or before `after`), or one with a gap before it. A gap is filled from the store before anything else.

use std::sync::Arc;

use async_nats::jetstream::message::Acker;
use async_nats::jetstream::{AckKind, Message};
use async_trait::async_trait;
use events::ids::Position;
use events::non_empty::NonEmpty;
use events::{Event, RecordedEvent, StoredEvent};
use store::EventStore;
use tokio_util::sync::CancellationToken;

use super::durable_consumer::{DurableConsumer, backoff};
use crate::from_store::understood;
use crate::message::{self, ReceivedEvent};
use crate::port::{FeedError, Subscription};

/// A message that is not acknowledged yet.
struct UnacknowledgedMessage {
    position: Position,
    delivered: i64,
    acker: Acker,
}

/// What a message is to this reader.
enum MessageClass {
    /// The next event.
    Next(Box<RecordedEvent>),
    /// The reader had it before.
    Repeated,
    /// There are events before it, at this position or earlier, that did not come.
    AfterGap(Position),
}

pub(super) struct JetStreamSubscription {
    store: Arc<dyn EventStore>,
    closing: CancellationToken,
    consumer: DurableConsumer,
    after: Position,
    batch: usize,
    /// Read from the store up to here before anything from JetStream.
    fill_to: Position,
    open: Vec<UnacknowledgedMessage>,
}

#[async_trait]
impl Subscription for JetStreamSubscription {
    async fn next(&mut self) -> Result<NonEmpty<RecordedEvent>, FeedError> {
        let closing = self.closing.clone();
        closing.run_until_cancelled(self.read_on()).await.unwrap_or(Err(FeedError::Closed))
    }
}

impl JetStreamSubscription {
    pub(super) fn new(
        store: Arc<dyn EventStore>,
        closing: CancellationToken,
        consumer: DurableConsumer,
        after: Position,
        batch: usize,
    ) -> Self {
        Self { store, closing, consumer, after, batch, fill_to: Position::START, open: Vec::new() }
    }

    async fn read_on(&mut self) -> Result<NonEmpty<RecordedEvent>, FeedError> {
        self.acknowledge().await;
        loop {
            let events = if self.fill_to > self.after {
                self.fill().await?
            } else if let Some(message) = self.consumer.next().await {
                self.take(message).await
            } else {
                self.compare().await;
                vec![]
            };
            if let Ok(events) = NonEmpty::try_from(events) {
                return Ok(events);
            }
        }
    }

    /// Acknowledges what the reader is done with. A lost acknowledgement makes a message come again, and it is passed
    /// over then.
    async fn acknowledge(&mut self) {
        let (done, open): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.open).into_iter().partition(|open| open.position <= self.after);
        self.open = open;
        for message in done {
            settle(&message.acker, AckKind::Ack).await;
        }
    }

    /// The next events from the store.
    async fn fill(&mut self) -> Result<Vec<RecordedEvent>, FeedError> {
        let page = match self.store.read_all(self.after, self.batch).await {
            Ok(page) => page,
            Err(error) => {
                self.put_back().await;
                return Err(error.into());
            }
        };
        if page.is_empty() {
            self.fill_to = Position::START;
        }
        let events = understood(page)?;
        self.after = events.last().map_or(self.after, |last| last.position);
        Ok(events)
    }

    /// Asks the store whether there is more than came. When it does not answer, it is asked again in the next quiet
    /// moment; events may well come over JetStream meanwhile.
    async fn compare(&mut self) {
        match self.store.end().await {
            Ok(end) => self.fill_to = end,
            Err(error) => tracing::debug!(%error, "the event store cannot be asked what is missing"),
        }
    }

    /// Takes a message and those that are here behind it.
    async fn take(&mut self, first: Message) -> Vec<RecordedEvent> {
        let mut events = Vec::new();
        let mut next = Some(first);
        while let Some(message) = next {
            let received = message::read(message.headers.as_ref(), &message.payload);
            let (sequence, delivered) = message.info().map_or((0, 1), |info| (info.stream_sequence, info.delivered));
            let (message, acker) = message.split();
            match received.map_err(|error| error.to_string()).and_then(|received| self.classify(received)) {
                Ok((position, MessageClass::Next(event))) => {
                    self.after = position;
                    self.open.push(UnacknowledgedMessage { position, delivered, acker });
                    events.push(*event);
                }
                Ok((_, MessageClass::Repeated)) => settle(&acker, AckKind::Ack).await,
                Ok((position, MessageClass::AfterGap(gap))) => {
                    tracing::info!(after = %self.after, until = %gap, "events did not come over NATS; reading them from the store");
                    self.open.push(UnacknowledgedMessage { position, delivered, acker });
                    self.fill_to = position;
                    break;
                }
                Err(reason) => {
                    tracing::error!(
                        subject = %message.subject,
                        sequence,
                        reason,
                        "a message among the events is none that can be read; it stays in the stream, and the event store \
                         is asked instead. Only the relay may publish there: check the permissions of NATS users"
                    );
                    settle(&acker, AckKind::Term).await;
                    self.compare().await;
                    break;
                }
            }
            if events.len() >= self.batch {
                break;
            }
            next = self.consumer.ready();
        }
        events
    }

    fn classify(&self, received: ReceivedEvent) -> Result<(Position, MessageClass), String> {
        let ReceivedEvent { event, previous } = received;
        let position = event.position;
        if position <= self.after {
            return Ok((position, MessageClass::Repeated));
        }
        if previous > self.after {
            return Ok((position, MessageClass::AfterGap(previous)));
        }
        read(event).map(|event| (position, MessageClass::Next(Box::new(event))))
    }

    /// Gives back what cannot be used now, to come again later.
    async fn put_back(&mut self) {
        for message in std::mem::take(&mut self.open) {
            settle(&message.acker, AckKind::Nak(Some(backoff(message.delivered)))).await;
        }
    }
}

fn read(event: StoredEvent) -> Result<RecordedEvent, String> {
    let read = Event::decode(&event.stream, &event.body).map_err(|error| error.to_string())?;
    Ok(event.understood_as(read))
}

async fn settle(acker: &Acker, kind: AckKind) {
    if let Err(error) = acker.ack_with(kind).await {
        tracing::debug!(error, "an acknowledgement could not be sent; the message will come again");
    }
}

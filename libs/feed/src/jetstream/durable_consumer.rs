//! A reader's durable pull consumer.

use std::time::Duration;

use async_nats::jetstream::consumer::pull::{Batch, Config};
use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, PullConsumer};
use async_nats::jetstream::stream::ConsumerErrorKind;
use async_nats::jetstream::{Context, ErrorCode, Message};
use events::ids::Position;
use futures::{FutureExt, StreamExt};
use tokio::time::Instant;

use super::ConsumerTiming;

/// One reader's durable consumer, as far as it is open.
pub(super) struct DurableConsumer {
    jetstream: Context,
    stream: String,
    durable: String,
    fresh: DeliverPolicy,
    batch: usize,
    timing: ConsumerTiming,
    consumer: Option<PullConsumer>,
    pull: Option<Batch>,
    /// Whether something came with this pull.
    came: bool,
    blocked: bool,
}

impl DurableConsumer {
    /// A consumer that is not opened yet. A reader that has read something already gets only what is new, when its consumer
    /// has to be made: the rest is filled up from the store.
    pub(super) fn new(
        jetstream: Context,
        stream: String,
        durable: String,
        after: Position,
        batch: usize,
        timing: ConsumerTiming,
    ) -> Self {
        let fresh = if after == Position::START { DeliverPolicy::All } else { DeliverPolicy::New };
        Self {
            jetstream,
            stream,
            durable,
            fresh,
            batch,
            timing,
            consumer: None,
            pull: None,
            came: false,
            blocked: false,
        }
    }

    /// Waits for the next message, but not long. `None`: nothing came for a while, or nothing can be known; it is time to
    /// look whether something is missing. Whoever stops waiting loses nothing.
    pub(super) async fn next(&mut self) -> Option<Message> {
        let until = Instant::now() + self.timing.quiet;
        // The server ends a pull when its time is over. If it does not, it is not there any more.
        match tokio::time::timeout_at(until + 2 * self.timing.quiet, self.arrive()).await {
            Ok(Ok(Some(message))) => {
                if std::mem::take(&mut self.blocked) {
                    tracing::info!(reader = self.durable, "events come over NATS again");
                }
                return Some(message);
            }
            Ok(Ok(None)) => return None,
            Ok(Err(reason)) => self.lose(&reason),
            Err(_) => self.lose("the server does not answer"),
        }
        tokio::time::sleep_until(until).await;
        None
    }

    /// The next message, if it is here already.
    pub(super) fn ready(&mut self) -> Option<Message> {
        let message = self.pull.as_mut()?.next().now_or_never()??.ok();
        self.came |= message.is_some();
        message
    }

    /// The next message; `None`: nothing came while the pull lasted, or the consumer is new and may have missed some.
    async fn arrive(&mut self) -> Result<Option<Message>, String> {
        loop {
            if let Some(pull) = &mut self.pull {
                match pull.next().await {
                    Some(Ok(message)) => {
                        self.came = true;
                        return Ok(Some(message));
                    }
                    Some(Err(error)) => return Err(error.to_string()),
                    None => self.pull = None,
                }
                if !std::mem::take(&mut self.came) {
                    return Ok(None);
                }
            }
            let Some(consumer) = &self.consumer else {
                let (consumer, made) = self.open().await?;
                self.consumer = Some(consumer);
                // From now on a reader that misses its consumer has read something.
                let from_the_start = std::mem::replace(&mut self.fresh, DeliverPolicy::New) == DeliverPolicy::All;
                if made && !from_the_start {
                    return Ok(None);
                }
                continue;
            };
            let pull = consumer.batch().max_messages(self.batch).expires(self.timing.quiet).messages().await;
            self.pull = Some(pull.map_err(|error| error.to_string())?);
        }
    }

    /// The consumer, and whether it had to be made.
    async fn open(&self) -> Result<(PullConsumer, bool), String> {
        let in_flight = i64::try_from(self.batch).unwrap_or(i64::MAX);
        let found: Result<PullConsumer, _> = self.jetstream.get_consumer_from_stream(&self.durable, &self.stream).await;
        let (policy, made) = match found {
            Ok(found) => {
                let set_up = &found.cached_info().config;
                if set_up.max_ack_pending == in_flight && set_up.ack_wait == self.timing.ack_wait {
                    return Ok((found, false));
                }
                (set_up.deliver_policy, false)
            }
            Err(error) => match error.kind() {
                ConsumerErrorKind::JetStream(said) if said.error_code() == ErrorCode::CONSUMER_NOT_FOUND => {
                    (self.fresh, true)
                }
                ConsumerErrorKind::JetStream(_)
                | ConsumerErrorKind::TimedOut
                | ConsumerErrorKind::Request
                | ConsumerErrorKind::InvalidConsumerType
                | ConsumerErrorKind::InvalidName
                | ConsumerErrorKind::Other => return Err(error.to_string()),
            },
        };
        let config = Config {
            durable_name: Some(self.durable.clone()),
            deliver_policy: policy,
            ack_policy: AckPolicy::Explicit,
            ack_wait: self.timing.ack_wait,
            max_ack_pending: in_flight,
            ..Config::default()
        };
        let consumer = self.jetstream.create_consumer_on_stream(config, &self.stream).await;
        consumer.map(|consumer| (consumer, made)).map_err(|error| error.to_string())
    }

    fn lose(&mut self, reason: &str) {
        self.consumer = None;
        self.pull = None;
        if !std::mem::replace(&mut self.blocked, true) {
            tracing::warn!(
                reader = self.durable,
                reason,
                "no events over NATS; reading the event store until there are"
            );
        }
    }
}

/// How long the server is to keep back a message that could not be used the `delivered`-th time.
pub(super) fn backoff(delivered: i64) -> Duration {
    let doublings = u32::try_from(delivered.clamp(1, 6) - 1).unwrap_or(0);
    Duration::from_millis(500) * 2_u32.pow(doublings)
}

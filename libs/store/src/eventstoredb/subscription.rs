//! Reading on and on: a catch-up subscription to `$all` with a filter on our streams' prefix, which comes back by itself.
//!
//! Whatever ends it (another leader, a lost connection, a reader too slow for the server), it is taken up again after the
//! last event that was handed on; what was handed on already is passed over by position. So nothing is lost or doubled.
//!
//! One thing the client does not survive: a subscription that the server, or something between, ends without an error. It
//! then asks the ended stream again and again without ever giving its thread back. That thread is lost; a pulse that does
//! not come tells of it, and a fresh client takes over.

use std::sync::Arc;
use std::time::Duration;

use events::StoredEvent;
use events::ids::Position;
use futures::stream::{self, BoxStream, StreamExt};
use kurrentdb::{Client, Error, RecordedEvent, SubscribeToAllOptions, SubscriptionEvent, SubscriptionFilter};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};

use super::Shared;
use super::connection::{Connection, Pauses, QuestionFailure, described, passes};
use super::recorded::stored;
use super::scanned_log::ServerPosition;
use crate::port::ReadError;

/// How many events wait in memory at most; beyond them, the server is kept waiting.
const AHEAD: usize = 256;
/// After how many events of others the server says how far it has looked.
const CHECKPOINT_EVERY: u32 = 512;
/// After how long without a word the client is asked whether it is alive.
const QUIET: Duration = Duration::from_secs(10);

/// What comes from the server.
enum SubscriptionMessage {
    Event(Box<RecordedEvent>),
    /// Nothing of ours stands before this place but what came already.
    Checkpoint(ServerPosition),
    /// The subscription is there, or has caught up.
    Other,
}

/// A subscription on the server, and what keeps it alive.
struct ServerSubscription {
    connection: Arc<Connection>,
    messages: mpsc::Receiver<Result<SubscriptionMessage, Error>>,
    /// Whether anything has come through it yet.
    answered: bool,
}

/// A run of failures since the last thing that came.
struct FailureRun {
    since: Instant,
    pauses: Pauses,
}

struct Reader {
    shared: Arc<Shared>,
    /// What comes after this is handed on.
    after: Position,
    /// The last event of ours that came, or the one after which reading began; `None`: it did not begin yet.
    reached: Option<Position>,
    line: Option<ServerSubscription>,
    trouble: Option<FailureRun>,
}

/// Every event after a position, without end, until the server was away for too long.
pub(super) fn events_after(shared: Arc<Shared>, after: Position) -> BoxStream<'static, Result<StoredEvent, ReadError>> {
    let start = Reader { shared, after, reached: None, line: None, trouble: None };
    stream::try_unfold(start, async |mut reader| Ok(Some((reader.next().await?, reader)))).boxed()
}

impl Reader {
    async fn next(&mut self) -> Result<StoredEvent, ReadError> {
        loop {
            let dropped = match self.next_message().await {
                Ok(SubscriptionMessage::Event(recorded)) => {
                    self.trouble = None;
                    let Some(event) = stored(&recorded, &self.shared.names)? else { continue };
                    if self.reached.is_some_and(|reached| event.position <= reached) {
                        continue;
                    }
                    self.reached = Some(event.position);
                    self.shared.scanned_log.seen(event.position);
                    if event.position > self.after {
                        return Ok(event);
                    }
                    continue;
                }
                Ok(SubscriptionMessage::Checkpoint(place)) => {
                    self.trouble = None;
                    if let Some(reached) = self.reached {
                        self.shared.scanned_log.nothing_between(reached, place);
                    }
                    continue;
                }
                Ok(SubscriptionMessage::Other) => continue,
                Err(dropped) => dropped,
            };
            self.line = None;
            self.come_back_later(dropped).await?;
        }
    }

    /// The next thing from the server, through a new line when there is none.
    async fn next_message(&mut self) -> Result<SubscriptionMessage, QuestionFailure> {
        if self.line.is_none() {
            self.line = Some(self.subscribe().await?);
        }
        let Some(line) = &mut self.line else { return Err(QuestionFailure::Away { reason: "no line".to_owned() }) };
        // A server that takes the call and then says nothing is as good as gone; one that has spoken may be silent for long.
        let patience = if line.answered { QUIET } else { self.shared.listening.deadline() };
        loop {
            match timeout(patience, line.messages.recv()).await {
                Ok(Some(Ok(message))) => {
                    line.answered = true;
                    return Ok(message);
                }
                Ok(Some(Err(error))) => {
                    self.shared.listening.after(&error, &line.connection);
                    return Err(if passes(&error) {
                        QuestionFailure::Away { reason: described(&error) }
                    } else {
                        QuestionFailure::Settled(error)
                    });
                }
                Ok(None) => {
                    self.shared.listening.give_up(&line.connection);
                    return Err(QuestionFailure::Away { reason: "the event store's client ended".to_owned() });
                }
                Err(_) if line.answered && line.connection.has_a_pulse().await => {}
                Err(_) => {
                    self.shared.listening.give_up(&line.connection);
                    let reason = if line.answered {
                        "the event store's client hangs".to_owned()
                    } else {
                        format!("no answer within {patience:?}")
                    };
                    return Err(QuestionFailure::Away { reason });
                }
            }
        }
    }

    async fn subscribe(&mut self) -> Result<ServerSubscription, QuestionFailure> {
        let reached = match self.reached {
            Some(reached) => reached,
            None => self.shared.beginning(self.after).await?,
        };
        self.reached = Some(reached);
        let connection = self.shared.listening.present()?;
        let filter = SubscriptionFilter::on_stream_name().add_prefix(self.shared.names.prefix()).max(CHECKPOINT_EVERY);
        let options = SubscribeToAllOptions::default()
            .position(self.shared.scanned_log.start(reached))
            .filter(filter)
            .requires_leader(true);
        let options = match self.shared.listening.credentials() {
            Some(credentials) => options.authenticated(credentials.clone()),
            None => options,
        };
        let (sender, messages) = mpsc::channel(AHEAD);
        connection.spawn(listen(connection.client().clone(), options, sender));
        Ok(ServerSubscription { connection, messages, answered: false })
    }

    /// Waits a little; ends the subscription when it was in vain for too long, or can only be in vain.
    async fn come_back_later(&mut self, dropped: QuestionFailure) -> Result<(), ReadError> {
        let reason = match dropped {
            QuestionFailure::Away { reason } => reason,
            settled @ QuestionFailure::Settled(_) => return Err(settled.into()),
        };
        let trouble = self.trouble.get_or_insert_with(|| FailureRun { since: Instant::now(), pauses: Pauses::new() });
        if trouble.since.elapsed() >= self.shared.resubscribe_for {
            return Err(ReadError::Unavailable { reason });
        }
        tracing::warn!(reason, after = %self.after, "the subscription to the event store was dropped and is taken up again");
        sleep(trouble.pauses.next()).await;
        Ok(())
    }
}

/// Hands on what comes until nobody listens any more, or it ends. Runs on the connection's own runtime, so that a client
/// that hangs holds nobody up.
async fn listen(
    client: Client,
    options: SubscribeToAllOptions,
    sender: mpsc::Sender<Result<SubscriptionMessage, Error>>,
) {
    let mut subscription = client.subscribe_to_all(&options).await;
    loop {
        let next = tokio::select! {
            () = sender.closed() => return,
            next = subscription.next_subscription_event() => next,
        };
        let message = match next {
            Ok(SubscriptionEvent::EventAppeared(resolved)) => match resolved.event {
                Some(recorded) => Ok(SubscriptionMessage::Event(Box::new(recorded))),
                None => continue,
            },
            Ok(SubscriptionEvent::Checkpoint(place)) => Ok(SubscriptionMessage::Checkpoint(place)),
            Ok(_) => Ok(SubscriptionMessage::Other),
            Err(error) => Err(error),
        };
        let ended = message.is_err();
        if sender.send(message).await.is_err() || ended {
            return;
        }
    }
}

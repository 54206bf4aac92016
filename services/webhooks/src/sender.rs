//! The sender: fills the queue from the feed, and sends what is due, to each webhook one message at a time.
//!
//! Messages of a webhook leave in the order of the log. One that was not taken waits for its next try and holds none of the
//! others up, so it may come after later ones; its id and its time stay those of the event. Between sending and recording a
//! process may die: then the message is sent again, under the same id.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use coordination::{Clock, CommandError, CommandPort, CommandRequest};
use events::authority::Principal;
use events::erasure::ErasureEvent;
use events::ids::{CommandId, CorrelationId, MessageId, Position, ServiceName, WebhookId};
use events::log_mark::{LogMark, Misfit};
use events::webhook::{DisableCause, RegisteredWebhook, WebhookCommand, WebhookEvent, WebhookStanding};
use events::{Command, Event, RecordedEvent};
use feed::{EventFeed, FeedError, KeptPlace};
use links::LinkKey;
use notifications::SendingLease;
use readmodels::webhooks::Webhooks;
use readmodels::{AskError, Book, ReadPort};
use tokio::sync::Notify;
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::audience::Audience;
use crate::deliveries::{Deliveries, Delivery, DeliveryFileError, FailedTry, NewDelivery, QueueChange};
use crate::post::{FailureReason, Outcome, Poster, SignedMessage};
use crate::retry::{Jitter, LONGEST_WISH, pause_after};
use crate::signature::signature;

/// How many events are held at a time.
const BATCH: usize = 256;
/// To how many webhooks something is sent at a time.
const MOST_AT_ONCE: usize = 16;
/// How long to wait before asking again something that was away.
const AWAY: Duration = Duration::from_secs(1);
/// How often the queue is looked at though nothing is known to have changed: the hub's time may be moved.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How long the read models may take to show an event.
const SHOWN_WITHIN: Duration = Duration::from_secs(30);

/// The type of the message by which a receiver is tried.
pub const TEST_KIND: &str = "webhook.test";

/// The sender ended.
#[derive(Debug, thiserror::Error)]
pub enum SenderError {
    /// Its queue cannot be kept.
    #[error(transparent)]
    File(#[from] DeliveryFileError),
    /// Its queue is of another log.
    #[error(
        "the queue of webhooks in {path} does not belong to the log ({misfit}), and messages wait in it: put back the copy of \
         it that was made with the log's, or move it away, and what waits is not sent"
    )]
    NotOfThisLog {
        /// Where the queue is.
        path: PathBuf,
        /// Why it does not belong.
        misfit: Misfit,
    },
    /// It gets no events any more.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// A message ended it.
    #[error("sending a webhook's message ended in an unexpected way: {0}")]
    Task(#[from] JoinError),
}

/// Why a message was not dealt with; it still waits.
#[derive(Debug, thiserror::Error)]
enum Interruption {
    #[error(transparent)]
    File(#[from] DeliveryFileError),
    #[error(transparent)]
    Ask(#[from] AskError),
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// What came of looking at a webhook's next message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tried {
    /// It was sent, or put away.
    DealtWith,
    /// It waits still.
    NotNow,
}

/// What the sender is wired to.
pub struct SenderPorts {
    /// Under which name it gives commands.
    pub name: ServiceName,
    /// Takes its commands.
    pub commands: Arc<dyn CommandPort>,
    /// Gives it recorded events.
    pub feed: Arc<dyn EventFeed>,
    /// Says who may see what.
    pub read_models: Arc<dyn ReadPort>,
    /// Says when something is due: the hub's own time.
    pub clock: Arc<dyn Clock>,
    /// Says when a message leaves: receivers compare it with their clocks.
    pub world_clock: Arc<dyn Clock>,
    /// Its right to send.
    pub lease: Arc<dyn SendingLease>,
    /// What secrets are worked out from.
    pub key: LinkKey,
    /// Spreads tries by chance.
    pub jitter: Arc<dyn Jitter>,
}

/// Sends the messages of all webhooks.
pub struct Sender {
    ports: SenderPorts,
    poster: Poster,
    deliveries: Deliveries,
    audience: Audience,
    webhooks: Book<Webhooks>,
    principal: Principal,
    wake: Arc<Notify>,
}

/// The id of the message that tells of an event by a webhook.
pub fn message_id(webhook: &WebhookId, event: &RecordedEvent) -> MessageId {
    MessageId::named(&format!("webhook/{webhook}/{}", event.id))
}

impl Sender {
    /// A sender on these ports.
    pub fn new(ports: SenderPorts, poster: Poster, deliveries: Deliveries) -> Self {
        let audience = Audience::new(ports.read_models.clone());
        let principal = Principal::service(ports.name.clone());
        let (webhooks, wake) = (Book::default(), Arc::new(Notify::new()));
        Self { ports, poster, deliveries, audience, webhooks, principal, wake }
    }

    /// Has it look at the queue at once, as when time has jumped.
    pub fn wake(&self) -> Arc<Notify> {
        self.wake.clone()
    }

    /// Fills the queue and sends, until told to stop. What is under way then is waited for and recorded.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) -> Result<(), SenderError> {
        // Before anything is sent: what waits may be of a log that is not this one.
        let Some(settled) = stop.run_until_cancelled(self.settle()).await else { return Ok(()) };
        let place = settled?;
        let filling = async { stop.run_until_cancelled(self.fill(place)).await.unwrap_or(Ok(())) };
        tokio::try_join!(filling, self.send(stop.clone())).map(drop)
    }

    /// Follows the feed, and queues what each webhook is to be sent.
    async fn fill(&self, mut place: Position) -> Result<(), SenderError> {
        loop {
            let interrupted = match self.ports.feed.subscribe(place, BATCH).await {
                Ok(mut subscription) => loop {
                    match subscription.next().await {
                        Ok(batch) => {
                            let events: Vec<RecordedEvent> = batch.into_iter().collect();
                            match self.queue(place, &events).await {
                                Ok(reached) => place = reached,
                                Err(SenderError::Feed(error)) => break error,
                                Err(error) => return Err(error),
                            }
                        }
                        Err(error) => break error,
                    }
                },
                Err(error) => error,
            };
            match interrupted {
                FeedError::Source(reason) => {
                    tracing::warn!(%reason, "the feed of webhooks was interrupted; opening it again");
                    tokio::time::sleep(AWAY).await;
                }
                FeedError::Undecodable { position, source, .. } => {
                    // What this version cannot read is of no kind that it knows to send.
                    tracing::warn!(%position, %source, "webhooks pass over an event that cannot be read");
                    match self.ports.feed.mark_of_given(position).await {
                        Ok(mark) => {
                            self.deliveries.take_in(&mark, &[], self.ports.clock.now())?;
                            place = position;
                        }
                        Err(FeedError::Source(reason)) => {
                            tracing::warn!(%reason, "webhooks wait for the log");
                            tokio::time::sleep(AWAY).await;
                        }
                        Err(error) => return Err(error.into()),
                    }
                }
                FeedError::Closed => return Err(interrupted.into()),
            }
        }
    }

    /// Where to go on in this log, once it can be asked. A queue in which nothing waits begins at the log's end when it
    /// does not belong to it; one in which something waits is nobody's to throw away or to send but its operator's.
    async fn settle(&self) -> Result<Position, SenderError> {
        loop {
            match self.place_in_this_log().await {
                Err(SenderError::Feed(FeedError::Source(reason))) => {
                    tracing::warn!(%reason, "webhooks wait for the log");
                    tokio::time::sleep(AWAY).await;
                }
                settled => return settled,
            }
        }
    }

    async fn place_in_this_log(&self) -> Result<Position, SenderError> {
        let feed = self.ports.feed.as_ref();
        let misfit = match self.deliveries.place()? {
            KeptPlace::Nowhere => None,
            KeptPlace::Bare(position) => match feed.mark(position).await? {
                Some(mark) => return self.begin_at(&mark),
                None => Some(Misfit::Gone { position }),
            },
            KeptPlace::Marked(kept) => match feed.judge(&kept).await? {
                Ok(()) => return Ok(kept.position),
                Err(misfit) => Some(misfit),
            },
        };
        if let Some(misfit) = misfit {
            if self.deliveries.may_send()? {
                return Err(SenderError::NotOfThisLog { path: self.deliveries.path().to_owned(), misfit });
            }
            tracing::error!(%misfit, "the queue of webhooks does not belong to the log; it is empty, and begins at the log's end");
        }
        self.begin_at(&feed.mark_of_given(feed.end().await?).await?)
    }

    fn begin_at(&self, mark: &LogMark) -> Result<Position, SenderError> {
        self.deliveries.take_in(mark, &[], self.ports.clock.now())?;
        Ok(mark.position)
    }

    /// Queues what follows from events, once the read models show them; gives the place reached.
    async fn queue(&self, place: Position, events: &[RecordedEvent]) -> Result<Position, SenderError> {
        let Some(last) = events.last().map(|event| event.position) else { return Ok(place) };
        let mark = self.ports.feed.mark_of_given(last).await?;
        let webhooks = loop {
            match self.webhooks_as_of(last).await {
                Ok(webhooks) => break webhooks,
                Err(reason) => {
                    tracing::warn!(%reason, "webhooks wait for the read models");
                    tokio::time::sleep(AWAY).await;
                }
            }
        };
        let changes: Vec<QueueChange> = events.iter().flat_map(|event| changes_of(event, &webhooks)).collect();
        self.deliveries.take_in(&mark, &changes, self.ports.clock.now())?;
        self.wake.notify_one();
        Ok(last)
    }

    async fn webhooks_as_of(&self, position: Position) -> Result<Arc<Webhooks>, AskError> {
        self.ports.read_models.reached(position, SHOWN_WITHIN).await?;
        self.webhooks.refresh(self.ports.read_models.as_ref()).await
    }

    /// Sends what is due, until told to stop.
    async fn send(self: &Arc<Self>, stop: CancellationToken) -> Result<(), SenderError> {
        // Tasks, so that none waits for what another holds while nobody looks after it.
        let mut under_way = JoinSet::new();
        let mut busy: BTreeSet<WebhookId> = BTreeSet::new();
        while !stop.is_cancelled() {
            let now = self.ports.clock.now();
            let next = self.deliveries.next_tries()?;
            for (webhook, at) in &next {
                if *at <= now && !busy.contains(webhook) && busy.len() < MOST_AT_ONCE && self.sends(webhook).await {
                    busy.insert(webhook.clone());
                    let (sender, webhook) = (self.clone(), webhook.clone());
                    under_way.spawn(async move {
                        sender.send_next_of(&webhook).await;
                        webhook
                    });
                }
            }
            let ahead = next.iter().filter(|(_, at)| *at > now).map(|(_, at)| *at - now).min();
            let pause = ahead.and_then(|ahead| ahead.to_std().ok()).map_or(LOOK_EVERY, |ahead| ahead.min(LOOK_EVERY));
            tokio::select! {
                () = stop.cancelled() => {}
                Some(done) = under_way.join_next() => {
                    busy.remove(&done?);
                }
                () = self.wake.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
        // What was handed over is recorded; a receiver has only so long to answer.
        while under_way.join_next().await.is_some() {}
        Ok(())
    }

    /// Whether a webhook sends at this moment; what waits for one that does not is dealt with.
    async fn sends(&self, webhook: &WebhookId) -> bool {
        // Read models that are made anew know nobody at first; whoever they do not know has not left by that.
        let shown = *self.ports.read_models.progress().borrow();
        if self.deliveries.place().map_or(true, |place| shown < place.position()) {
            return false;
        }
        let webhooks = match self.webhooks.refresh(self.ports.read_models.as_ref()).await {
            Ok(webhooks) => webhooks,
            Err(reason) => {
                tracing::warn!(%reason, "webhooks wait for the read models");
                return false;
            }
        };
        let dealt_with = match webhooks.get(webhook).map(|known| known.webhook.standing) {
            Some(WebhookStanding::Active) => return true,
            Some(WebhookStanding::Paused) | None => return false,
            Some(WebhookStanding::Disabled(_)) => self.deliveries.bury(webhook, self.ports.clock.now()),
            Some(WebhookStanding::Removed) => self.deliveries.withhold_all(webhook),
        };
        if let Err(error) = dealt_with {
            tracing::error!(%error, %webhook, "what waits for a webhook that sends nothing could not be put away");
        }
        false
    }

    async fn send_next_of(&self, webhook: &WebhookId) {
        match self.try_next_of(webhook).await {
            Ok(Tried::DealtWith) => {}
            // Somebody else sends now, or it was paused a moment ago.
            Ok(Tried::NotNow) => tokio::time::sleep(AWAY).await,
            Err(reason) => {
                tracing::warn!(%reason, %webhook, "a webhook's message waits");
                tokio::time::sleep(AWAY).await;
            }
        }
    }

    /// Tries the next message of a webhook.
    async fn try_next_of(&self, id: &WebhookId) -> Result<Tried, Interruption> {
        let moment = self.ports.clock.moment();
        let webhooks = self.webhooks.refresh(self.ports.read_models.as_ref()).await?;
        let Some(known) = webhooks.get(id) else { return Ok(Tried::NotNow) };
        let Some(delivery) = self.deliveries.next(id, moment.now)? else { return Ok(Tried::NotNow) };
        let Some(maker) = self.audience.maker(&known.webhook, moment.today).await? else {
            self.disable(id, &delivery, DisableCause::MakerLeft).await?;
            self.deliveries.withhold_all(id)?;
            return Ok(Tried::DealtWith);
        };
        if let Some(about) = &delivery.about
            && !self.audience.may_see(&maker, about, &delivery.data).await?
        {
            self.deliveries.withhold(id, delivery.message)?;
            return Ok(Tried::DealtWith);
        }
        // Asked right before it is sent: what is sent cannot be taken back.
        if !self.ports.lease.is_held() {
            return Ok(Tried::NotNow);
        }
        let world_now = self.ports.world_clock.now();
        let message = self.signed(id, &known.webhook, &delivery, moment.now, world_now);
        let outcome = self.poster.post(known.webhook.address.as_str(), message, world_now).await;
        self.record(id, &delivery, outcome).await?;
        Ok(Tried::DealtWith)
    }

    fn signed(
        &self,
        id: &WebhookId,
        webhook: &RegisteredWebhook,
        delivery: &Delivery,
        now: DateTime<Utc>,
        world_now: DateTime<Utc>,
    ) -> SignedMessage {
        let message = format!("msg_{}", delivery.message);
        let body = format!(
            r#"{{"type":"{}","timestamp":"{}","data":{}}}"#,
            delivery.kind,
            delivery.occurred_at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            delivery.data
        );
        let secrets: Vec<_> =
            webhook.signing_secrets(now).into_iter().map(|number| self.ports.key.webhook_secret(id, number)).collect();
        let timestamp = world_now.timestamp();
        SignedMessage { signature: signature(&secrets, &message, timestamp, &body), id: message, timestamp, body }
    }

    async fn record(&self, id: &WebhookId, delivery: &Delivery, outcome: Outcome) -> Result<(), Interruption> {
        let now = self.ports.clock.now();
        match outcome {
            Outcome::Delivered { status } => self.deliveries.note_delivered(id, delivery.message, status, now)?,
            Outcome::Gone => {
                self.disable(id, delivery, DisableCause::Gone).await?;
                let (reason, status) = (FailureReason::Gone, Some(410));
                let failure = FailedTry { reason, status, again: None, leave_alone: None };
                self.deliveries.note_failed(id, delivery.message, &failure, now)?;
            }
            Outcome::Failed { reason, status, retry_after } => {
                let pause = pause_after(delivery.tries + 1, self.ports.jitter.as_ref());
                // A receiver may put it off for a day, and not for ever.
                let wish = retry_after.unwrap_or_default().min(LONGEST_WISH);
                let again = pause.map(|pause| now + pause.max(wish));
                let lasting = again.is_none() && self.fails_lastingly(id, delivery)?;
                if lasting {
                    self.disable(id, delivery, DisableCause::LastingFailure).await?;
                }
                let failure = FailedTry { reason, status, again, leave_alone: retry_after };
                self.deliveries.note_failed(id, delivery.message, &failure, now)?;
            }
        }
        Ok(())
    }

    /// Whether nothing was taken since a message that dies now was tried for the first time.
    fn fails_lastingly(&self, id: &WebhookId, delivery: &Delivery) -> Result<bool, DeliveryFileError> {
        let since = self.deliveries.failing_since(id)?;
        Ok(since.is_some_and(|since| delivery.first_try.is_some_and(|first| since <= first + TimeDelta::seconds(1))))
    }

    async fn disable(&self, webhook: &WebhookId, delivery: &Delivery, cause: DisableCause) -> Result<(), CommandError> {
        let occasion = format!("webhooks/disable/{webhook}/{}/{}/{}", delivery.message, delivery.tries, cause.code());
        let id = CommandId::named(&occasion);
        let command = Command::Webhook(webhook.clone(), WebhookCommand::Disable { cause });
        let principal = self.principal.clone();
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal,
            occurred_at: None,
            made_from: None,
            command,
        };
        match self.ports.commands.execute(request).await {
            Ok(accepted) => {
                if let Some(last) = accepted.events.last()
                    && let Err(reason) = self.ports.read_models.reached(last.position, SHOWN_WITHIN).await
                {
                    tracing::warn!(%reason, "that a webhook is disabled is not shown yet");
                }
                Ok(())
            }
            // It was removed meanwhile.
            Err(CommandError::Rejected(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// What an event does to the queue.
fn changes_of(event: &RecordedEvent, webhooks: &Webhooks) -> Vec<QueueChange> {
    if let Event::Webhook(id, change) = &event.event {
        return changes_of_webhook(id, change, event);
    }
    if let Event::Erasure(_, ErasureEvent::CarriedOut { from, .. }) = &event.event {
        return from.iter().map(|taken_out| QueueChange::TakeOut { position: taken_out.position }).collect();
    }
    let Some(outgoing) = event.event.outgoing() else { return vec![] };
    let wants = |known: &readmodels::webhooks::KnownWebhook| {
        let is_kept_for = match known.webhook.standing {
            WebhookStanding::Active | WebhookStanding::Paused => true,
            WebhookStanding::Disabled(_) | WebhookStanding::Removed => false,
        };
        is_kept_for && known.since < event.position && known.webhook.kinds.contains(&outgoing.kind)
    };
    let Ok(data) = serde_json::to_string(&outgoing.data) else { return vec![] };
    let wanting = webhooks.all().filter(|(_, known)| wants(known));
    wanting
        .map(|(id, _)| {
            QueueChange::Queue(NewDelivery {
                webhook: id.clone(),
                message: message_id(id, event),
                position: event.position,
                kind: outgoing.kind.code().to_owned(),
                about: Some(outgoing.about.clone()),
                occurred_at: event.metadata.occurred_at,
                data: data.clone(),
            })
        })
        .collect()
}

fn changes_of_webhook(id: &WebhookId, change: &WebhookEvent, event: &RecordedEvent) -> Vec<QueueChange> {
    match change {
        WebhookEvent::TestRequested {} => vec![QueueChange::Queue(NewDelivery {
            webhook: id.clone(),
            message: message_id(id, event),
            position: event.position,
            kind: TEST_KIND.to_owned(),
            about: None,
            occurred_at: event.metadata.occurred_at,
            data: format!(r#"{{"id":"{id}"}}"#),
        })],
        WebhookEvent::RedriveRequested { message } => {
            vec![QueueChange::Redrive { webhook: id.clone(), message: *message }]
        }
        WebhookEvent::Removed {} => vec![QueueChange::Forget { webhook: id.clone() }],
        WebhookEvent::Made { .. }
        | WebhookEvent::Changed { .. }
        | WebhookEvent::Paused {}
        | WebhookEvent::Resumed {}
        | WebhookEvent::SecretRenewed { .. }
        | WebhookEvent::Disabled { .. } => vec![],
    }
}

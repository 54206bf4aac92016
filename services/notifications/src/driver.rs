//! The driver: one loop that finds what should have been said and was not, has it planned, delivers it and records it.
//!
//! There is one path. Whether it is woken by news, by time, by a restart or by a clock that jumped, a look computes the same
//! plan from the same facts. Ids of commands and messages derive from what they are about, so that repeating a look after a
//! crash repeats nothing in the log, and a channel recognises a message that arrived already. What was delivered and could
//! not be recorded is delivered again, under the same id: at least once.
//!
//! A channel that fails is left alone for a while, and so is a person who cannot be told now; the other channels and people
//! are not held up by it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use coordination::{Clock, CommandError, CommandPort, CommandRequest};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, NotificationKey, PersonId, Position, ServiceName};
use events::notification::{ChannelKind, NotDelivered, NotificationCommand};
use events::{Command, Moment};
use feed::{EventFeed, FeedError};
use futures::StreamExt;
use readmodels::{AskError, ReadPort};
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::calendar::Calendar;
use crate::channel::{Addressee, Delivered, DeliveryChannels, DeliveryError, Message};
use crate::facts::Books;
use crate::half_told::owed_by_every_channel;
use crate::ladder::Ladder;
use crate::policy::plan::{Plan, Terms, plan};
use crate::topics::{self, Topic};

/// How long without a signal until it looks again all the same: time passes without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// How long the read models may take to come to the end of the log.
const CAUGHT_UP_WITHIN: Duration = Duration::from_secs(30);
/// How long to leave a channel alone after it failed without saying for how long.
const LEAVE_ALONE: Duration = Duration::from_secs(5);
/// How long what is under delivery may take when it is told to stop.
const FINISHED_WITHIN: Duration = Duration::from_secs(10);
/// How many messages are under delivery at a time by a channel.
const AT_A_TIME: usize = 4;

/// Why a look did not do all there was to do. The next one does the rest.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// The read models cannot be asked.
    #[error(transparent)]
    ReadModels(#[from] AskError),
    /// It is not known where the log ends.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// Something could not be recorded.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// What a look did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Notified {
    /// How many notices were planned.
    pub planned: usize,
    /// Messages delivered and recorded.
    pub sent: usize,
    /// Notices noted as reaching nobody, or refused.
    pub failed: usize,
    /// Notices noted as answered.
    pub answered: usize,
}

/// How the telling stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NotificationStatus {
    /// Notices that are owed and not told, those that wait for their hour among them.
    pub owed: usize,
    /// Since when the oldest of them is owed, UTC.
    pub oldest: Option<DateTime<Utc>>,
    /// Messages delivered since the start.
    pub told: usize,
    /// Notices that failed since the start.
    pub failed: usize,
    /// When it last looked, UTC.
    pub looked_at: Option<DateTime<Utc>>,
    /// Until when, UTC, everything that could be said was said.
    pub told_until: Option<DateTime<Utc>>,
}

/// What became of one message.
enum Outcome {
    /// Delivered or overtaken, and recorded, the last record at this position.
    Told(Position),
    /// Not delivered, and recorded so.
    Failed(Position),
    /// To be tried again.
    Later,
    /// To be looked at again with the next news.
    Closed,
    /// A day has passed since it was planned: to be planned anew.
    Outdated,
}

/// What is left alone, and until when.
#[derive(Default)]
struct DeliveryPauses {
    channels: BTreeMap<ChannelKind, Instant>,
    /// Channels that want no message at all, as they said themselves: whoever goes on is made to wait longer.
    too_many: BTreeMap<ChannelKind, Instant>,
    addressees: BTreeMap<(ChannelKind, Addressee), Instant>,
}

impl DeliveryPauses {
    fn forget_what_is_over(&mut self) {
        let now = Instant::now();
        self.channels.retain(|_, until| *until > now);
        self.too_many.retain(|_, until| *until > now);
        self.addressees.retain(|_, until| *until > now);
    }

    fn covers(&self, channel: ChannelKind, to: &Addressee) -> bool {
        let channels = self.channels.contains_key(&channel) || self.too_many.contains_key(&channel);
        channels || self.addressees.contains_key(&(channel, to.clone()))
    }

    fn first_over(&self) -> Option<Instant> {
        let channels = self.channels.values().chain(self.too_many.values());
        channels.chain(self.addressees.values()).min().copied()
    }
}

/// That a message is under delivery, until this is dropped.
struct UnderDelivery<'a>(&'a watch::Sender<usize>);

impl<'a> UnderDelivery<'a> {
    fn begin(count: &'a watch::Sender<usize>) -> Self {
        count.send_modify(|messages| *messages += 1);
        Self(count)
    }
}

impl Drop for UnderDelivery<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|messages| *messages = messages.saturating_sub(1));
    }
}

/// What the driver remembers between two looks.
#[derive(Default)]
struct Memory {
    left_alone: DeliveryPauses,
    /// Whether it was told to stop: nothing more is begun.
    stopping: bool,
    /// When the next of what waits can be said, UTC.
    next: Option<DateTime<Utc>>,
    /// Notices that were handed to a channel and of which nobody knows whether they arrived.
    uncertain: BTreeSet<(ChannelKind, NotificationKey)>,
}

impl Memory {
    /// Whether nobody knows whether some of this arrived by a channel before.
    fn is_uncertain(&self, channel: ChannelKind, message: &Message) -> bool {
        let mut notices = message.parts.iter().filter_map(|part| part.notice.as_ref());
        notices.any(|notice| self.uncertain.contains(&(channel, notice.clone())))
    }

    /// Nothing of this is uncertain any more.
    fn settle(&mut self, channel: ChannelKind, message: &Message) {
        for notice in message.parts.iter().filter_map(|part| part.notice.as_ref()) {
            self.uncertain.remove(&(channel, notice.clone()));
        }
    }
}

/// Works out what is owed, has channels deliver it, and records what came of it.
pub struct Notifications {
    read_models: Arc<dyn ReadPort>,
    books: Books,
    feed: Arc<dyn EventFeed>,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    channels: DeliveryChannels,
    calendar: Calendar,
    ladder: Ladder,
    principal: Principal,
    topics: Vec<&'static dyn Topic>,
    memory: Mutex<Memory>,
    status: watch::Sender<NotificationStatus>,
    under_delivery: watch::Sender<usize>,
}

impl Notifications {
    /// A driver on its ports, which acts under a name.
    pub fn new(
        read_models: Arc<dyn ReadPort>,
        feed: Arc<dyn EventFeed>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        channels: DeliveryChannels,
        (calendar, ladder): (Calendar, Ladder),
        name: ServiceName,
    ) -> Self {
        let principal = Principal::service(name);
        let (books, memory) = (Books::default(), Mutex::default());
        let topics = topics::ALL.to_vec();
        let (status, under_delivery) = (watch::Sender::default(), watch::Sender::default());
        Self {
            read_models,
            books,
            feed,
            commands,
            clock,
            channels,
            calendar,
            ladder,
            principal,
            topics,
            memory,
            status,
            under_delivery,
        }
    }

    /// The same, of these topics only.
    #[must_use]
    pub fn of_topics(self, topics: Vec<&'static dyn Topic>) -> Self {
        Self { topics, ..self }
    }

    /// How the telling stands.
    pub fn status(&self) -> NotificationStatus {
        *self.status.borrow()
    }

    /// The same, as it changes.
    pub fn status_changes(&self) -> watch::Receiver<NotificationStatus> {
        self.status.subscribe()
    }

    /// Looks whenever it is woken, when something that waits can be said, and every minute, until told to stop. What is under
    /// delivery then is finished and recorded, so that it does not come again after the next start.
    pub async fn run(&self, stop: CancellationToken, wake: Arc<Notify>) {
        while !stop.is_cancelled() {
            let look = async {
                match self.reconcile().await {
                    Ok(done) if done == Notified::default() => {}
                    Ok(done) => tracing::info!(?done, status = ?self.status(), "people were told"),
                    Err(error) => tracing::warn!(%error, "not everybody is told; trying again"),
                }
            };
            let end = async {
                stop.cancelled().await;
                self.memory().stopping = true;
                let mut under_delivery = self.under_delivery.subscribe();
                let finished = under_delivery.wait_for(|messages| *messages == 0);
                let _ = tokio::time::timeout(FINISHED_WITHIN, finished).await;
            };
            tokio::select! {
                () = look => {}
                () = end => return,
            }
            // Either way it looks again: a signal only makes it look sooner.
            let pause = tokio::time::timeout(self.pause(), wake.notified());
            stop.run_until_cancelled(pause).await;
        }
    }

    /// Says everything that should have been said by now and was not.
    pub async fn reconcile(&self) -> Result<Notified, NotifyError> {
        let mut done = Notified::default();
        loop {
            let (pass, again) = self.pass().await?;
            done.planned += pass.planned;
            done.sent += pass.sent;
            done.failed += pass.failed;
            done.answered += pass.answered;
            // Whoever is next in post is told at once.
            if !again {
                return Ok(done);
            }
        }
    }

    /// One pass, and whether somebody could not be reached whom others stand in for.
    async fn pass(&self) -> Result<(Notified, bool), NotifyError> {
        // What was told before a crash must be known before anything is told.
        self.read_models.reached(self.feed.end().await?, CAUGHT_UP_WITHIN).await?;
        let moment = self.clock.moment();
        let by_email = self.channels.email.is_some();
        let facts = self.books.facts(self.read_models.as_ref(), moment, &self.calendar, &self.ladder, by_email).await?;
        let owed = owed_by_every_channel(&self.topics, &facts);
        let plan = plan(owed, &facts, &self.terms());
        let answered: Vec<_> = self.topics.iter().flat_map(|topic| topic.answered(&facts)).collect();
        self.remember(&plan, &moment);

        let mut done = Notified::default();
        let mut last = Position::START;
        for notice in plan.to_plan {
            let (key, command) = (notice.key(), NotificationCommand::Plan { notice });
            last = last.max(self.record(&moment, &key, "plan", command).await?);
            done.planned += 1;
        }
        for (key, answer) in answered {
            last =
                last.max(self.record(&moment, &key, "answered", NotificationCommand::RecordAnswered { answer }).await?);
            done.answered += 1;
        }
        for (key, failure) in plan.failing {
            last = last.max(self.record_failure(&moment, &key, (None, None), failure).await?);
            done.failed += 1;
        }
        let (ready, left_alone) = self.not_left_alone(&plan.messages);
        // Each channel has its own: one that is slow does not hold up the other.
        let by = |wanted: ChannelKind| {
            let of_it = ready.iter().filter(|(channel, _)| *channel == wanted);
            let deliveries: Vec<_> = of_it.map(|(channel, it)| self.deliver(&moment, *channel, it)).collect();
            futures::stream::iter(deliveries).buffer_unordered(AT_A_TIME).boxed()
        };
        let mut deliveries = futures::stream::select_all(ChannelKind::ALL.map(by));
        let (mut trouble, mut again, mut all_told) = (None, false, left_alone == 0);
        while let Some(outcome) = deliveries.next().await {
            match outcome {
                Ok(Outcome::Told(position)) => {
                    last = last.max(position);
                    done.sent += 1;
                }
                Ok(Outcome::Failed(position)) => {
                    last = last.max(position);
                    done.failed += 1;
                    again = true;
                }
                Ok(Outcome::Outdated) => again = true,
                Ok(Outcome::Closed) => {}
                Ok(Outcome::Later) => all_told = false,
                // One person's trouble does not hold the others up.
                Err(error) => trouble = Some(error),
            }
        }
        self.read_models.reached(last, CAUGHT_UP_WITHIN).await?;
        if let Some(error) = trouble {
            self.count(done, None);
            return Err(error);
        }
        self.count(done, Some(moment.now).filter(|_| all_told && !again));
        Ok((done, again))
    }

    fn count(&self, done: Notified, told_until: Option<DateTime<Utc>>) {
        self.status.send_modify(|status| {
            status.told += done.sent;
            status.failed += done.failed;
            status.told_until = told_until.or(status.told_until);
        });
    }

    /// The messages that can be tried now, and how many cannot.
    fn not_left_alone<'a>(&self, messages: &'a [(ChannelKind, Message)]) -> (Vec<&'a (ChannelKind, Message)>, usize) {
        let left_alone = &mut self.memory().left_alone;
        left_alone.forget_what_is_over();
        let ready: Vec<_> = messages.iter().filter(|(channel, it)| !left_alone.covers(*channel, &it.to)).collect();
        let left = messages.len() - ready.len();
        (ready, left)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn terms(&self) -> Terms {
        Terms { joins_within: self.ladder.joins_within(), completing: topics::action_items::completing }
    }

    fn remember(&self, plan: &Plan, moment: &Moment) {
        self.memory().next = plan.next;
        self.status.send_modify(|status| {
            status.owed = plan.owed;
            status.oldest = plan.oldest;
            status.looked_at = Some(moment.now);
        });
    }

    /// How long until it looks again without being woken.
    fn pause(&self) -> Duration {
        let now = self.clock.moment().now;
        let memory = self.memory();
        let next = memory.next.map(|next| (next - now).to_std().unwrap_or_default());
        let left_alone = memory.left_alone.first_over();
        let left_alone = left_alone.map(|over| over.saturating_duration_since(Instant::now()));
        [left_alone, next, Some(PERIOD)].into_iter().flatten().min().unwrap_or(PERIOD)
    }

    async fn deliver(&self, moment: &Moment, channel: ChannelKind, message: &Message) -> Result<Outcome, NotifyError> {
        let _under_delivery = {
            let memory = self.memory();
            if memory.stopping || memory.left_alone.too_many.contains_key(&channel) {
                return Ok(Outcome::Later);
            }
            UnderDelivery::begin(&self.under_delivery)
        };
        // A clock that jumps, or a look that takes long: what was right to say on one day may not be on the next.
        if self.clock.moment().today != message.on {
            return Ok(Outcome::Outdated);
        }
        let Some(port) = self.channels.get(channel) else { return Ok(Outcome::Closed) };
        let keys: Vec<&NotificationKey> = message.parts.iter().filter_map(|part| part.notice.as_ref()).collect();
        let mut last = Position::START;
        let tried_before = self.memory().is_uncertain(channel, message);
        let delivered = port.deliver(&Message { tried_before, ..message.clone() }).await;
        match &delivered {
            Ok(_) | Err(DeliveryError::Unreachable(_)) => self.memory().settle(channel, message),
            Err(DeliveryError::Uncertain { .. }) => {
                let uncertain = keys.iter().map(|key| (channel, (*key).clone()));
                self.memory().uncertain.extend(uncertain);
            }
            Err(DeliveryError::Retry { .. } | DeliveryError::NotYet { .. } | DeliveryError::Closed { .. }) => {}
        }
        match delivered {
            Ok(Delivered::Sent { once }) => {
                for key in keys {
                    let sent = match message.to.person().cloned() {
                        Some(person) => {
                            NotificationCommand::RecordSent { person, channel, message: message.id, certain: once }
                        }
                        None => NotificationCommand::RecordPosted { channel, message: message.id, certain: once },
                    };
                    last = last.max(self.record(moment, key, &format!("sent/{}", message.id), sent).await?);
                }
                Ok(Outcome::Told(last))
            }
            Ok(Delivered::Overtaken) => {
                for key in keys {
                    last = last.max(self.record(moment, key, "overtaken", NotificationCommand::RecordOvertaken).await?);
                }
                Ok(Outcome::Told(last))
            }
            Err(DeliveryError::Unreachable(failure)) => {
                tracing::warn!(message = %message.label(), ?failure, "a message does not reach its recipient today");
                for key in keys {
                    let whom = (message.to.person().cloned(), Some(channel));
                    last = last.max(self.record_failure(moment, key, whom, failure).await?);
                }
                Ok(Outcome::Failed(last))
            }
            Err(DeliveryError::Closed { reason }) => {
                tracing::debug!(message = %message.label(), %reason, "a message waits until it can be said");
                Ok(Outcome::Closed)
            }
            Err(DeliveryError::NotYet { after, reason }) => {
                tracing::warn!(message = %message.label(), %reason, "a message is delivered later");
                let until = Instant::now() + after;
                self.memory().left_alone.addressees.insert((channel, message.to.clone()), until);
                Ok(Outcome::Later)
            }
            Err(DeliveryError::Retry { after, reason }) => {
                tracing::warn!(message = %message.label(), %reason, "a message is delivered later");
                let mut memory = self.memory();
                match after {
                    Some(after) => memory.left_alone.too_many.insert(channel, Instant::now() + after),
                    None => memory.left_alone.channels.insert(channel, Instant::now() + LEAVE_ALONE),
                };
                Ok(Outcome::Later)
            }
            Err(DeliveryError::Uncertain { reason }) => {
                tracing::warn!(message = %message.label(), %reason, "whether a message arrived is not known; it comes again, and may have come twice");
                self.memory().left_alone.channels.insert(channel, Instant::now() + LEAVE_ALONE);
                Ok(Outcome::Later)
            }
        }
    }

    /// A failure is recorded once for each day, person and cause.
    async fn record_failure(
        &self,
        moment: &Moment,
        key: &NotificationKey,
        (person, channel): (Option<PersonId>, Option<ChannelKind>),
        failure: NotDelivered,
    ) -> Result<Position, NotifyError> {
        let of = person.as_ref().map_or("", PersonId::as_str);
        let by = channel.filter(|channel| *channel != ChannelKind::Telegram).map_or("", ChannelKind::code);
        let what = format!("failed{by}/{}/{of}/{}", failure.code(), moment.today);
        self.record(moment, key, &what, NotificationCommand::RecordFailed { person, channel, failure }).await
    }

    async fn record(
        &self,
        moment: &Moment,
        key: &NotificationKey,
        what: &str,
        command: NotificationCommand,
    ) -> Result<Position, NotifyError> {
        let id = CommandId::named(&format!("notification/{key}/{what}"));
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal: self.principal.clone(),
            // The look's own time: a clock that jumps meanwhile must not make it another morning's message.
            occurred_at: Some(moment.now),
            command: Command::Notification(key.clone(), command),
        };
        let accepted = self.commands.execute(request).await?;
        Ok(accepted.events.last().map_or(Position::START, |event| event.position))
    }
}

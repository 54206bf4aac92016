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
use coordination::{Clock, CommandPort, CommandRequest};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, NotificationKey, PersonId, Position, ServiceName, StreamId};
use events::notification::{ChannelKind, NotDelivered, NotificationCommand};
use events::{Command, Moment};
use feed::EventFeed;
use futures::{StreamExt, stream};
use readmodels::ReadPort;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::agenda::Agenda;
use crate::calendar::Calendar;
use crate::channel::{Delivered, DeliveryChannels, DeliveryError, Message};
use crate::deliveries::{Deliveries, FinishedDelivery, Outcome, Turns, UnderDelivery};
use crate::delivery_pauses::DeliveryPauses;
use crate::facts::{Books, Facts};
use crate::half_told::{half_told_subjects, owed_by_every_channel};
use crate::ladder::Ladder;
use crate::notify_error::NotifyError;
use crate::owed::Owed;
use crate::policy::plan::{Plan, Terms, plan};
use crate::resting::{RestingNotice, RestingNotices};
use crate::subjects::Subjects;
use crate::topics::{self, Topic};

/// How long without a signal until it looks again all the same: time passes without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// How long the read models may take to come to the end of the log.
const CAUGHT_UP_WITHIN: Duration = Duration::from_secs(30);
/// How long what is under delivery may take when it is told to stop.
const FINISHED_WITHIN: Duration = Duration::from_secs(10);
/// How many records are under way at a time.
const RECORDED_AT_A_TIME: usize = 64;
/// How long after a look the next begins at the earliest while messages are under delivery, unless somebody else is to be told
/// instead: what they record wakes it.
const GATHER: Duration = Duration::from_millis(100);

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

/// What one pass did, with what became of messages since.
struct Pass {
    /// When it looked, UTC; nothing, where it did not come so far.
    at: Option<DateTime<Utc>>,
    done: Notified,
    /// The last record.
    last: Position,
    /// Whether somebody could not be reached whom others stand in for, or a day has passed.
    again: bool,
    /// Whether everything that could be said was.
    all_told: bool,
    trouble: Option<NotifyError>,
}

impl Pass {
    const NOTHING: Self = Self {
        at: None,
        done: Notified { planned: 0, sent: 0, failed: 0, answered: 0 },
        last: Position::START,
        again: false,
        all_told: false,
        trouble: None,
    };

    fn take_in(&mut self, finished: FinishedDelivery) {
        match finished {
            Ok(Outcome::Told(position)) => {
                self.last = self.last.max(position);
                self.done.sent += 1;
            }
            Ok(Outcome::Failed(position)) => {
                self.last = self.last.max(position);
                self.done.failed += 1;
                self.again = true;
            }
            Ok(Outcome::Outdated) => self.again = true,
            Ok(Outcome::Closed) => {}
            Ok(Outcome::Later) => self.all_told = false,
            // One person's trouble does not hold the others up.
            Err(error) => self.trouble = Some(error),
        }
    }
}

/// What each of what is owed and not told is about.
fn not_told<'a>(owed: &'a [Owed], facts: &Facts<'_>) -> impl Iterator<Item = &'a StreamId> {
    let notices = owed.iter().map(|owed| &owed.notice);
    notices.filter(|notice| !facts.ledger.is_settled(&notice.key())).map(|notice| &notice.about)
}

/// Records side by side, so that they share what it costs to make them durable, and counts them. Each is in a stream of its own.
async fn recorded_together<R>(records: impl Iterator<Item = R>, count: &mut usize) -> Result<Position, NotifyError>
where
    R: Future<Output = Result<Position, NotifyError>>,
{
    let mut recorded = stream::iter(records).buffered(RECORDED_AT_A_TIME);
    let mut last = Position::START;
    while let Some(position) = recorded.next().await {
        last = last.max(position?);
        *count += 1;
    }
    Ok(last)
}

/// What the driver remembers between two looks.
#[derive(Default)]
struct Memory {
    left_alone: DeliveryPauses,
    /// What the next look has to go through.
    agenda: Agenda,
    /// Whether it was told to stop: nothing more is begun.
    stopping: bool,
    /// When the next of what waits can be said, UTC.
    next: Option<DateTime<Utc>>,
    /// What is owed and was not gone through at the last looks.
    resting: RestingNotices,
    /// Of that, how much there was beside what the last look went through, and since when the oldest is owed, UTC.
    owed_at_rest: (usize, Option<DateTime<Utc>>),
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
    turns: Turns,
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
            turns: Turns::default(),
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
    ///
    /// It looks again while messages are under delivery: a mail server that takes minutes holds up whoever it is to tell, and
    /// nobody else.
    pub async fn run(&self, stop: CancellationToken, wake: Arc<Notify>) {
        let work = async {
            let mut deliveries = Deliveries::default();
            while !stop.is_cancelled() {
                self.look(&mut deliveries, &stop, &wake).await;
            }
            while deliveries.next().await.is_some() {}
        };
        let end = async {
            stop.cancelled().await;
            self.memory().stopping = true;
            let mut under_delivery = self.under_delivery.subscribe();
            let finished = under_delivery.wait_for(|messages| *messages == 0);
            let _ = tokio::time::timeout(FINISHED_WITHIN, finished).await;
        };
        tokio::select! {
            () = work => {}
            () = end => {}
        }
    }

    /// Looks once, and waits until there is reason to look again.
    async fn look<'a>(&'a self, deliveries: &mut Deliveries<'a>, stop: &CancellationToken, wake: &Notify) {
        let mut pass = match self.pass(deliveries).await {
            Ok(pass) => pass,
            Err(error) => {
                tracing::warn!(%error, "not everybody is told; trying again");
                Pass::NOTHING
            }
        };
        // Either way it looks again: a signal only makes it look sooner.
        let gather = if deliveries.is_empty() { Duration::ZERO } else { GATHER };
        let reason_to_look = async {
            tokio::time::sleep(gather).await;
            let _ = tokio::time::timeout(self.pause(), wake.notified()).await;
        };
        tokio::pin!(reason_to_look);
        let mut has_reason = false;
        while !deliveries.is_empty() && !has_reason {
            tokio::select! {
                Some(finished) = deliveries.next() => pass.take_in(finished),
                // Whoever is next in post is told at once, whoever else is under delivery.
                () = tokio::time::sleep(GATHER), if pass.again => has_reason = true,
                () = &mut reason_to_look => has_reason = true,
                () = stop.cancelled() => has_reason = true,
            }
        }
        // Whoever waits for everybody to be told waits for no further look.
        let again = match self.finish(pass, deliveries.is_empty()).await {
            Ok((done, again)) => {
                if done != Notified::default() {
                    tracing::info!(?done, status = ?self.status(), "people were told");
                }
                again
            }
            Err(error) => {
                tracing::warn!(%error, "not everybody is told; trying again");
                false
            }
        };
        if !has_reason && !again {
            stop.run_until_cancelled(reason_to_look).await;
        }
    }

    /// Says everything that should have been said by now and was not, and waits until all of it is delivered.
    pub async fn reconcile(&self) -> Result<Notified, NotifyError> {
        let mut done = Notified::default();
        loop {
            let mut deliveries = Deliveries::default();
            let mut pass = self.pass(&mut deliveries).await?;
            while let Some(finished) = deliveries.next().await {
                pass.take_in(finished);
            }
            let (pass, again) = self.finish(pass, true).await?;
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

    /// One pass: records what is planned, answered and reaches nobody, and begins to deliver what can be said to whoever is not
    /// under delivery by the same channel.
    async fn pass<'a>(&'a self, deliveries: &mut Deliveries<'a>) -> Result<Pass, NotifyError> {
        // What was told before a crash must be known before anything is told.
        self.read_models.reached(self.feed.end().await?, CAUGHT_UP_WITHIN).await?;
        let moment = self.clock.moment();
        let facts = self.what_to_go_through(moment).await?;
        let owed = owed_by_every_channel(&self.topics, &facts);
        let answered: Vec<_> = self.topics.iter().flat_map(|topic| topic.answered(&facts)).collect();
        let not_told: Vec<StreamId> = not_told(&owed, &facts).cloned().collect();
        let mut plan = plan(owed, &facts, &self.terms());
        self.note_gone_through(not_told, std::mem::take(&mut plan.resting), &facts);
        self.remember(&plan, &moment);

        let mut done = Notified::default();
        let planned = plan.to_plan.into_iter().map(|notice| (notice.key(), NotificationCommand::Plan { notice }));
        let planned = planned.map(|(key, command)| async move { self.record(&moment, &key, "plan", command).await });
        let mut last = recorded_together(planned, &mut done.planned).await?;
        let answered = answered.into_iter().map(|(key, answer)| async move {
            self.record(&moment, &key, "answered", NotificationCommand::RecordAnswered { answer }).await
        });
        last = last.max(recorded_together(answered, &mut done.answered).await?);
        let failing = plan
            .failing
            .into_iter()
            .map(|(key, failure)| async move { self.record_failure(&moment, &key, (None, None), failure).await });
        last = last.max(recorded_together(failing, &mut done.failed).await?);
        let (ready, left_alone) = self.not_left_alone(plan.messages);
        for (channel, message) in ready {
            deliveries.begin(channel, message, |message| self.deliver(moment, channel, message));
        }
        Ok(Pass { at: Some(moment.now), done, last, again: false, all_told: left_alone == 0, trouble: None })
    }

    /// Takes note of what a pass did; what it did, and whether there is reason to look again at once: somebody could not be
    /// reached whom others stand in for.
    async fn finish(&self, pass: Pass, nothing_under_delivery: bool) -> Result<(Notified, bool), NotifyError> {
        let Pass { at, done, last, again, all_told, trouble } = pass;
        self.read_models.reached(last, CAUGHT_UP_WITHIN).await?;
        if let Some(error) = trouble {
            self.count(done, None);
            return Err(error);
        }
        self.count(done, at.filter(|_| all_told && !again && nothing_under_delivery));
        Ok((done, again))
    }

    /// What is known at a moment, for topics that go through what may be owed.
    async fn what_to_go_through(&self, moment: Moment) -> Result<Facts<'_>, NotifyError> {
        let (read_models, by_email) = (self.read_models.as_ref(), self.channels.email.is_some());
        let known = self.books.facts_with_news(read_models, moment, &self.calendar, &self.ladder, by_email).await;
        let agenda = &mut self.memory().agenda;
        let (mut facts, news) = known.inspect_err(|_| agenda.look_at_everything())?;
        for event in &news {
            agenda.note(event, &facts.ledger);
        }
        facts.subjects = agenda.subjects(&moment, half_told_subjects(&facts));
        Ok(facts)
    }

    /// Takes note of what was gone through: of what of it something is not told (once for each notice), and which notices need
    /// no look before their hour.
    fn note_gone_through(&self, not_told: Vec<StreamId>, resting: Vec<RestingNotice>, facts: &Facts<'_>) {
        let memory = &mut *self.memory();
        match &facts.subjects {
            Subjects::All => memory.resting.clear(),
            Subjects::Only(streams) => streams.iter().for_each(|stream| memory.resting.wake(stream)),
        }
        for stream in &not_told {
            memory.resting.wake(stream);
        }
        let mut awake: BTreeMap<StreamId, usize> = BTreeMap::new();
        for stream in not_told {
            *awake.entry(stream).or_default() += 1;
        }
        for one in &resting {
            if let Some(notices) = awake.get_mut(&one.about) {
                *notices = notices.saturating_sub(1);
            }
        }
        awake.retain(|_, notices| *notices > 0);
        let rests = |one: &RestingNotice| !awake.contains_key(&one.about);
        let resting: Vec<RestingNotice> = resting.into_iter().filter(rests).collect();
        let opening = resting.iter().filter_map(|one| Some((one.until?, one.about.clone())));
        let hours = self.topics.iter().flat_map(|topic| topic.moments_ahead(facts)).chain(opening);
        memory.agenda.gone_through(facts.moment, awake.keys().cloned().collect(), hours);
        memory.owed_at_rest = (memory.resting.owed(), memory.resting.oldest());
        memory.resting.lay(resting);
    }

    fn count(&self, done: Notified, told_until: Option<DateTime<Utc>>) {
        self.status.send_modify(|status| {
            status.told += done.sent;
            status.failed += done.failed;
            status.told_until = told_until.or(status.told_until);
        });
    }

    /// The messages that can be tried now, and how many cannot.
    fn not_left_alone(&self, messages: Vec<(ChannelKind, Message)>) -> (Vec<(ChannelKind, Message)>, usize) {
        let left_alone = &mut self.memory().left_alone;
        left_alone.forget_what_is_over(Instant::now());
        let all = messages.len();
        let ready: Vec<_> = messages.into_iter().filter(|(channel, it)| !left_alone.covers(*channel, &it.to)).collect();
        let left = all - ready.len();
        (ready, left)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn terms(&self) -> Terms {
        Terms { joins_within: self.ladder.joins_within(), completing: topics::action_items::completing }
    }

    fn remember(&self, plan: &Plan, moment: &Moment) {
        let (owed_at_rest, oldest_at_rest) = {
            let memory = &mut *self.memory();
            memory.next = [plan.next, memory.agenda.next_hour()].into_iter().flatten().min();
            memory.owed_at_rest
        };
        self.status.send_modify(|status| {
            status.owed = plan.owed + owed_at_rest;
            status.oldest = [plan.oldest, oldest_at_rest].into_iter().flatten().min();
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

    async fn deliver(&self, moment: Moment, channel: ChannelKind, message: Message) -> Result<Outcome, NotifyError> {
        let (moment, message) = (&moment, &message);
        let Ok(_turn) = self.turns.of(channel).acquire().await else { return Ok(Outcome::Later) };
        let _under_delivery = {
            let memory = self.memory();
            if memory.stopping || memory.left_alone.wants_no_more(channel) {
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
            Ok(_) | Err(DeliveryError::Unreachable(_)) => {
                let mut memory = self.memory();
                memory.settle(channel, message);
                memory.left_alone.works(channel);
            }
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
                self.memory().left_alone.leave_addressee((channel, message.to.clone()), Instant::now() + after);
                Ok(Outcome::Later)
            }
            Err(DeliveryError::Retry { after, reason }) => {
                tracing::warn!(message = %message.label(), %reason, "a message is delivered later");
                let left_alone = &mut self.memory().left_alone;
                match after {
                    Some(after) => left_alone.takes_no_more(channel, Instant::now() + after),
                    None => left_alone.fails(channel, Instant::now()),
                }
                Ok(Outcome::Later)
            }
            Err(DeliveryError::Uncertain { reason }) => {
                tracing::warn!(message = %message.label(), %reason, "whether a message arrived is not known; it comes again, and may have come twice");
                self.memory().left_alone.fails(channel, Instant::now());
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
            made_from: None,
            command: Command::Notification(key.clone(), command),
        };
        let accepted = self.commands.execute(request).await?;
        Ok(accepted.events.last().map_or(Position::START, |event| event.position))
    }
}

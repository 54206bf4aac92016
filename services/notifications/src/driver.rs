//! The driver: one loop that finds what should have been said and was not, has it planned, delivers it and records it.
//!
//! There is one path. Whether it is woken by news, by time, by a restart or by a clock that jumped, a look computes the same
//! plan from the same facts. Ids of commands and messages derive from what they are about, so that repeating a look after a
//! crash repeats nothing in the log, and a channel recognises a message that arrived already. What was delivered and could
//! not be recorded is delivered again, under the same id: at least once.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use coordination::{Clock, CommandError, CommandPort, CommandRequest};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, NotificationKey, PersonId, Position, ServiceName};
use events::notification::{ChannelKind, NotDelivered, NotificationCommand};
use events::{Command, Moment};
use feed::{EventFeed, FeedError};
use futures::StreamExt;
use readmodels::{AskError, ReadPort};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::calendar::Calendar;
use crate::channel::{Channel, Delivered, DeliveryError, Message};
use crate::facts::Books;
use crate::ladder::Ladder;
use crate::policy::plan::{Plan, Terms, plan};
use crate::topics::{self, Topic};

/// How long without a signal until it looks again all the same: time passes without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// How long the read models may take to come to the end of the log.
const CAUGHT_UP_WITHIN: Duration = Duration::from_secs(30);
/// How long to leave a channel alone after it failed without saying for how long.
const LEAVE_ALONE: Duration = Duration::from_secs(5);
/// How many messages are under delivery at a time.
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
    /// Notices planned.
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
}

/// What became of one message.
enum Outcome {
    /// Delivered or overtaken, and recorded, the last record at this position.
    Told(Position),
    /// Not delivered, and recorded so.
    Failed(Position),
    /// To be tried again, not before so long from now.
    Later(Duration),
    /// To be looked at again with the next news.
    Closed,
}

/// What the driver remembers between two looks.
#[derive(Default)]
struct Memory {
    /// Until when the channel is left alone.
    later: Option<Instant>,
    /// Until when the channel wants no message at all, as it said itself.
    too_many: Option<Instant>,
    /// Who refused what on which day, nobody where that was a group: it is not tried again on that day.
    refused: BTreeSet<(NaiveDate, NotificationKey, Option<PersonId>)>,
    /// When the next of what waits can be said, UTC.
    next: Option<DateTime<Utc>>,
    status: NotificationStatus,
}

/// The driver.
pub struct Notifications {
    read_models: Arc<dyn ReadPort>,
    books: Books,
    feed: Arc<dyn EventFeed>,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    channel: Arc<dyn Channel>,
    calendar: Calendar,
    ladder: Ladder,
    principal: Principal,
    topics: Vec<&'static dyn Topic>,
    memory: Mutex<Memory>,
}

impl Notifications {
    /// A driver on its ports, which acts under a name.
    pub fn new(
        read_models: Arc<dyn ReadPort>,
        feed: Arc<dyn EventFeed>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        channel: Arc<dyn Channel>,
        (calendar, ladder): (Calendar, Ladder),
        name: ServiceName,
    ) -> Self {
        let principal = Principal::service(name);
        let (books, memory) = (Books::default(), Mutex::default());
        let topics = topics::ALL.to_vec();
        Self { read_models, books, feed, commands, clock, channel, calendar, ladder, principal, topics, memory }
    }

    /// The same, of these topics only.
    #[must_use]
    pub fn of_topics(self, topics: Vec<&'static dyn Topic>) -> Self {
        Self { topics, ..self }
    }

    /// How the telling stands.
    pub fn status(&self) -> NotificationStatus {
        self.memory().status
    }

    /// Looks whenever it is woken, when something that waits can be said, and every minute, until told to stop.
    pub async fn run(&self, stop: CancellationToken, wake: Arc<Notify>) {
        let work = async {
            loop {
                match self.look().await {
                    Ok(done) if done == Notified::default() => {}
                    Ok(done) => tracing::info!(?done, status = ?self.status(), "people were told"),
                    Err(error) => tracing::warn!(%error, "not everybody is told; trying again"),
                }
                // Either way it looks again: a signal only makes it look sooner.
                let _ = tokio::time::timeout(self.pause(), wake.notified()).await;
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(());
    }

    /// Says everything that should have been said by now and was not.
    pub async fn look(&self) -> Result<Notified, NotifyError> {
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
        let facts = self.books.facts(self.read_models.as_ref(), moment, &self.calendar, &self.ladder).await?;
        let owed = self.topics.iter().flat_map(|topic| topic.owed(&facts)).collect();
        let plan = plan(owed, &facts, &self.terms(moment.today));
        let answered = topics::action_items::answered(&facts);
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
        let messages = if self.left_alone_for().is_some() { &[][..] } else { plan.messages.as_slice() };
        let deliveries: Vec<_> = messages.iter().map(|message| self.deliver(&moment, message)).collect();
        let mut deliveries = futures::stream::iter(deliveries).buffer_unordered(AT_A_TIME);
        let (mut trouble, mut again) = (None, false);
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
                Ok(Outcome::Closed) => {}
                Ok(Outcome::Later(wait)) => self.memory().later = Some(Instant::now() + wait),
                // One person's trouble does not hold the others up.
                Err(error) => trouble = Some(error),
            }
        }
        self.read_models.reached(last, CAUGHT_UP_WITHIN).await?;
        {
            let mut memory = self.memory();
            memory.status.told += done.sent;
            memory.status.failed += done.failed;
        }
        trouble.map_or(Ok((done, again)), Err)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn terms(&self, today: NaiveDate) -> Terms {
        let mut memory = self.memory();
        memory.refused.retain(|(on, ..)| *on == today);
        let refused = memory.refused.iter().map(|(_, key, person)| (key.clone(), person.clone()));
        Terms {
            joins_within: self.ladder.joins_within(),
            refused_today: refused.collect(),
            completing: topics::action_items::completing,
        }
    }

    fn remember(&self, plan: &Plan, moment: &Moment) {
        let mut memory = self.memory();
        memory.next = plan.next;
        memory.status.owed = plan.owed;
        memory.status.oldest = plan.oldest;
        memory.status.looked_at = Some(moment.now);
    }

    /// How long until it looks again without being woken.
    fn pause(&self) -> Duration {
        let now = self.clock.moment().now;
        let next = self.memory().next.map(|next| (next - now).to_std().unwrap_or_default());
        [self.left_alone_for(), next, Some(PERIOD)].into_iter().flatten().min().unwrap_or(PERIOD)
    }

    /// How long the channel is still to be left alone.
    fn left_alone_for(&self) -> Option<Duration> {
        remaining(self.memory().later)
    }

    async fn deliver(&self, moment: &Moment, message: &Message) -> Result<Outcome, NotifyError> {
        // Whoever goes on after it was too much is made to wait longer.
        let too_many = remaining(self.memory().too_many);
        if let Some(wait) = too_many {
            return Ok(Outcome::Later(wait));
        }
        let channel = ChannelKind::Telegram;
        let keys: Vec<&NotificationKey> = message.parts.iter().filter_map(|part| part.notice.as_ref()).collect();
        let mut last = Position::START;
        match self.channel.deliver(message).await {
            Ok(Delivered::Sent { once }) => {
                for key in keys {
                    let sent = match message.to.person().cloned() {
                        Some(person) => {
                            NotificationCommand::RecordSent { person, channel, message: message.id, certain: once }
                        }
                        None => NotificationCommand::RecordPosted { channel, message: message.id, certain: once },
                    };
                    last = last.max(self.record(moment, key, "sent", sent).await?);
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
                    let person = message.to.person().cloned();
                    let whom = (person.clone(), Some(channel));
                    last = last.max(self.record_failure(moment, key, whom, failure).await?);
                    self.memory().refused.insert((moment.today, key.clone(), person));
                }
                Ok(Outcome::Failed(last))
            }
            Err(DeliveryError::Closed { reason }) => {
                tracing::debug!(message = %message.label(), %reason, "a message waits until it can be said");
                Ok(Outcome::Closed)
            }
            Err(DeliveryError::Retry { after, reason }) => {
                tracing::warn!(message = %message.label(), %reason, "a message is delivered later");
                if let Some(wait) = after {
                    self.memory().too_many = Some(Instant::now() + wait);
                }
                Ok(Outcome::Later(after.unwrap_or(LEAVE_ALONE)))
            }
            Err(DeliveryError::Uncertain { reason }) => {
                tracing::warn!(message = %message.label(), %reason, "whether a message arrived is not known; it comes again, and may have come twice");
                Ok(Outcome::Later(LEAVE_ALONE))
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
        let what = format!("failed/{}/{of}/{}", failure.code(), moment.today);
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

/// How long it is until then, if it is not over.
fn remaining(until: Option<Instant>) -> Option<Duration> {
    until.and_then(|until| until.checked_duration_since(Instant::now())).filter(|wait| !wait.is_zero())
}

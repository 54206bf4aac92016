//! The process manager: looks at what is so, and does what is missing.
//!
//! There is one path. Whether it is woken by a change, by its period, by a restart or by a clock that jumped, an
//! activation computes the same plan from the same read models. Command ids derive from the reminder and what is said of
//! it, so that repeating an activation after a crash repeats nothing in the log. A digest that was delivered and could
//! not be recorded is delivered again: at least once, under the same key.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest};
use events::authority::Standing;
use events::ids::{CommandId, CorrelationId, NotAnId, Position, ServiceName};
use events::reminder::{DeliveryFailure, ReminderCommand, ReminderId};
use events::{Command, Moment};
use feed::{EventFeed, FeedError};
use futures::StreamExt;
use projections::{Projection, ReadModelError, ReadModels};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::calendar::Calendar;
use crate::delivery::{Delivery, DeliveryError, Digest, DigestKey};
use crate::ladder::Ladder;
use crate::plan::{Addressed, DueDigest, Situation};
use crate::reminder_state::{ReminderStates, known};

/// How long without a signal until it looks again all the same: time passes without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// How long to leave the messenger alone after it failed without saying for how long.
const LEAVE_ALONE: Duration = Duration::from_secs(5);
/// How many digests are under delivery at a time.
const AT_A_TIME: usize = 4;

/// Why an activation did not do all there was to do. The next one does the rest.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// The read models cannot be asked.
    #[error(transparent)]
    ReadModels(#[from] ReadModelError),
    /// It is not known where the log ends.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// Something could not be recorded.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// A reminder's id does not fit a stream.
    #[error(transparent)]
    BadId(#[from] NotAnId),
}

/// What an activation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reconciled {
    /// Reminders planned.
    pub planned: usize,
    /// Digests delivered and recorded.
    pub sent: usize,
    /// Reminders noted as reaching nobody.
    pub failed: usize,
    /// Reminders noted as answered.
    pub answered: usize,
}

/// What became of one digest.
enum Outcome {
    /// Delivered and recorded, the last record at this position.
    Sent(Position),
    /// Not delivered, and recorded as failed.
    Failed(Position),
    /// To be tried again, not before so long from now.
    Later(Duration),
}

/// The process manager.
pub struct Reminders {
    read_models: ReadModels,
    feed: Arc<dyn EventFeed>,
    commands: Arc<dyn CommandPort>,
    clock: Arc<dyn Clock>,
    delivery: Arc<dyn Delivery>,
    calendar: Calendar,
    ladder: Ladder,
    standing: Standing,
    /// Until when the messenger is left alone.
    later: Mutex<Option<Instant>>,
    /// Until when the messenger wants no message at all, as it said itself.
    too_many: Mutex<Option<Instant>>,
}

impl Reminders {
    /// A process manager on its ports. The read models must include [`Reminders::read_model`].
    pub fn new(
        read_models: ReadModels,
        feed: Arc<dyn EventFeed>,
        commands: Arc<dyn CommandPort>,
        clock: Arc<dyn Clock>,
        delivery: Arc<dyn Delivery>,
        (calendar, ladder): (Calendar, Ladder),
        name: ServiceName,
    ) -> Self {
        let standing = Standing::service(name);
        let (later, too_many) = (Mutex::default(), Mutex::default());
        Self { read_models, feed, commands, clock, delivery, calendar, ladder, standing, later, too_many }
    }

    /// The read model that it needs beside the standard ones.
    pub fn read_model() -> Arc<dyn Projection> {
        Arc::new(ReminderStates)
    }

    /// Reconciles whenever it is woken and every minute, until told to stop.
    pub async fn run(&self, stop: CancellationToken, wake: Arc<Notify>) {
        let work = async {
            loop {
                match self.reconcile().await {
                    Ok(done) if done == Reconciled::default() => {}
                    Ok(done) => tracing::info!(?done, "reminders reconciled"),
                    Err(error) => tracing::warn!(%error, "reminders are not reconciled; trying again"),
                }
                // Either way it looks again: a signal only makes it look sooner.
                let period = self.left_alone_for().map_or(PERIOD, |wait| wait.min(PERIOD));
                let _ = tokio::time::timeout(period, wake.notified()).await;
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(());
    }

    /// Does everything that should have been done by now and was not.
    pub async fn reconcile(&self) -> Result<Reconciled, ReconcileError> {
        // What was sent before a crash must be known before anything is sent.
        self.read_models.reached(self.feed.end().await?).await;
        let moment = self.clock.moment();
        let known = known(&self.read_models, moment.today).await?;
        let (tasks, institutions, subgroups) = (
            self.read_models.open_tasks().await?,
            self.read_models.institutions().await?,
            self.read_models.subgroups().await?,
        );
        let situation = Situation {
            ladder: &self.ladder,
            calendar: &self.calendar,
            moment,
            tasks: &tasks,
            institutions: &institutions,
            subgroups: &subgroups,
            known: &known,
        };
        let plan = situation.plan();

        let mut done = Reconciled::default();
        let mut last = Position::START;
        for Addressed { reminder, recipient } in plan.to_plan {
            let command = ReminderCommand::Plan { reminder: reminder.clone(), recipient };
            last = last.max(self.record(&moment, &reminder, "plan", command).await?);
            done.planned += 1;
        }
        for (reminder, answer) in plan.answered {
            let command = ReminderCommand::RecordAnswered { answer };
            last = last.max(self.record(&moment, &reminder, "answered", command).await?);
            done.answered += 1;
        }
        for (reminder, failure) in plan.failing {
            last = last.max(self.record_failure(&moment, &reminder, failure).await?);
            done.failed += 1;
        }
        let now = if self.left_alone_for().is_some() { &[][..] } else { plan.digests.as_slice() };
        let deliveries: Vec<_> = now.iter().map(|due| self.deliver(&moment, due)).collect();
        let mut deliveries = futures::stream::iter(deliveries).buffer_unordered(AT_A_TIME);
        let mut trouble = None;
        while let Some(outcome) = deliveries.next().await {
            match outcome {
                Ok(Outcome::Sent(position)) => {
                    last = last.max(position);
                    done.sent += 1;
                }
                Ok(Outcome::Failed(position)) => {
                    last = last.max(position);
                    done.failed += 1;
                }
                Ok(Outcome::Later(wait)) => *locked(&self.later) = Some(Instant::now() + wait),
                // One person's trouble does not hold the others up.
                Err(error) => trouble = Some(error),
            }
        }
        self.read_models.reached(last).await;
        trouble.map_or(Ok(done), Err)
    }

    /// How long the messenger is still to be left alone.
    fn left_alone_for(&self) -> Option<Duration> {
        remaining(&self.later)
    }

    async fn deliver(&self, moment: &Moment, due: &DueDigest) -> Result<Outcome, ReconcileError> {
        // Whoever goes on after it was too much is made to wait longer.
        if let Some(wait) = remaining(&self.too_many) {
            return Ok(Outcome::Later(wait));
        }
        let mut told = &due.digest.person;
        let mut delivered = self.delivery.deliver(&due.digest).await;
        if let (Err(DeliveryError::Blocked), Some(stand_in)) = (&delivered, &due.stand_in) {
            // Recorded all the same: the secretariat is to see that this person hears nothing any more.
            for Addressed { reminder, .. } in &due.reminders {
                self.record_failure(moment, reminder, DeliveryFailure::BlockedByPerson).await?;
            }
            told = stand_in;
            let key = DigestKey { person: stand_in.person.clone(), date: due.digest.date };
            delivered = self.delivery.deliver(&Digest { person: stand_in.clone(), key, ..due.digest.clone() }).await;
        }
        let failure = match delivered {
            Ok(_) => None,
            Err(DeliveryError::Blocked) => Some(DeliveryFailure::BlockedByPerson),
            Err(DeliveryError::Refused { reason }) => {
                tracing::warn!(digest = %due.digest.key, %reason, "the messenger refused a digest");
                Some(DeliveryFailure::RefusedByMessenger)
            }
            Err(DeliveryError::Retry { after, reason }) => {
                tracing::warn!(digest = %due.digest.key, %reason, "a digest is delivered later");
                if let Some(wait) = after {
                    *locked(&self.too_many) = Some(Instant::now() + wait);
                }
                return Ok(Outcome::Later(after.unwrap_or(LEAVE_ALONE)));
            }
        };
        let mut last = Position::START;
        for Addressed { reminder, recipient } in &due.reminders {
            let person = told.person.clone();
            let position = match failure {
                Some(failure) => self.record_failure(moment, reminder, failure).await?,
                None if reminder.rung.escalates() => {
                    let command = ReminderCommand::RecordEscalated { recipient: recipient.clone(), person };
                    self.record(moment, reminder, "sent", command).await?
                }
                None => self.record(moment, reminder, "sent", ReminderCommand::RecordSent { person }).await?,
            };
            last = last.max(position);
        }
        Ok(if failure.is_none() { Outcome::Sent(last) } else { Outcome::Failed(last) })
    }

    /// A failure is recorded once for each day and cause.
    async fn record_failure(
        &self,
        moment: &Moment,
        reminder: &ReminderId,
        failure: DeliveryFailure,
    ) -> Result<Position, ReconcileError> {
        let what = format!("failed/{failure:?}/{}", moment.today);
        self.record(moment, reminder, &what, ReminderCommand::RecordFailed { failure }).await
    }

    async fn record(
        &self,
        moment: &Moment,
        reminder: &ReminderId,
        what: &str,
        command: ReminderCommand,
    ) -> Result<Position, ReconcileError> {
        let key = reminder.key()?;
        let id = CommandId::named(&format!("reminder/{key}/{what}"));
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            standing: self.standing.clone(),
            // The activation's own time: a clock that jumps meanwhile must not make it another morning's digest.
            occurred_at: Some(moment.now),
            command: Command::Reminder(key, command),
        };
        let Accepted { events, .. } = self.commands.execute(request).await?;
        Ok(events.last().map_or(Position::START, |event| event.position))
    }
}

fn locked(until: &Mutex<Option<Instant>>) -> MutexGuard<'_, Option<Instant>> {
    until.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How long it is until then, if it is not over.
fn remaining(until: &Mutex<Option<Instant>>) -> Option<Duration> {
    let until = *locked(until);
    until.and_then(|until| until.checked_duration_since(Instant::now())).filter(|wait| !wait.is_zero())
}

//! The pump: takes events in from a feed, batch by batch, into every projection of a file.
//!
//! A batch that comes twice, or again after a crash, is passed over by position. Where there is somewhere to put it
//! ([`Parking`]), an event that cannot be taken in is put aside and its stream held, and all others go on.
//! Knows the [`Projection`] trait and no projection, and not where the feed comes from.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use events::ids::Position;
use events::log_mark::{LogId, LogMark};
use events::{RecordedEvent, StoredEvent};
use feed::dead_letters::stored;
use feed::process::Redriven;
use feed::{EventFeed, FeedError, Subscription};
use rusqlite::{Connection, Transaction};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::checkpoints::{self, lowest, set_checkpoint};
use super::freshness::{HeldStream, look_at_end};
use super::parking::{Parking, hold, passes_over};
use super::projection::{ApplyError, Projection};
use super::read_models::{ReadModelError, ReadModels};

/// How many events are taken in at a time.
pub(super) const BATCH: usize = 512;
/// The first and the longest pause before an interrupted feed is opened again.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

/// What is said while the disk takes nothing.
const NO_ROOM: &str =
    "the read models cannot be written: make room on the disk; they show what they have, and go on by themselves";

/// What came before an event in its stream, by the event's position.
pub(super) type Histories = BTreeMap<Position, Vec<RecordedEvent>>;

impl ReadModels {
    /// Takes in events as they come, until told to stop or a projection fails. An interrupted feed is opened again.
    pub async fn run(&self, feed: Arc<dyn EventFeed>, stop: CancellationToken) -> Result<(), ReadModelError> {
        self.run_until(feed, None, stop).await
    }

    /// The same, but an event that cannot be taken in is parked and its stream held, and all others go on.
    pub async fn run_parking(
        &self,
        feed: Arc<dyn EventFeed>,
        parking: Parking,
        stop: CancellationToken,
    ) -> Result<(), ReadModelError> {
        self.run_until(feed, Some(parking), stop).await
    }

    /// Has every read model that holds something built anew, and waits until they have caught up; says how many parked
    /// events were taken in, and how many were not. `None`: nobody runs them, or the feed failed meanwhile.
    pub async fn redrive(&self) -> Option<Redriven> {
        let (answer, answered) = oneshot::channel();
        self.0.redrive_requests.send(answer).await.ok()?;
        answered.await.ok()
    }

    async fn run_until(
        &self,
        feed: Arc<dyn EventFeed>,
        parking: Option<Parking>,
        stop: CancellationToken,
    ) -> Result<(), ReadModelError> {
        let work = async {
            let log = self.settle_when_it_can(feed.as_ref()).await?;
            tokio::select! {
                ended = self.pump(feed.as_ref(), parking.as_ref()) => ended,
                changed = look_at_end(feed.as_ref(), &self.0.gauge, log) => Err(changed.into()),
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(Ok(()))
    }

    /// Nothing is taken in, and nothing counts as current, before it is known to belong to the log.
    async fn settle_when_it_can(&self, feed: &dyn EventFeed) -> Result<LogId, ReadModelError> {
        let mut pause = PAUSES.0;
        loop {
            match self.settle(feed).await {
                Err(ReadModelError::Feed(interrupted)) => {
                    tracing::warn!(%interrupted, "what the log is cannot be asked; asking again");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(PAUSES.1);
                }
                Err(error) if error.is_for_want_of_room() => {
                    tracing::error!(%error, "{NO_ROOM}");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(PAUSES.1);
                }
                settled => return settled,
            }
        }
    }

    async fn pump(&self, feed: &dyn EventFeed, parking: Option<&Parking>) -> Result<(), ReadModelError> {
        let mut requests = self.0.redrive_inbox.lock().await;
        let mut pause = PAUSES.0;
        loop {
            match self.pump_once(feed, parking, &mut requests, &mut pause).await {
                Err(error) if error.is_for_want_of_room() => {
                    tracing::error!(%error, "{NO_ROOM}");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(PAUSES.1);
                }
                ended => ended?,
            }
        }
    }

    /// Opens the feed and takes in what it gives, until it is interrupted.
    async fn pump_once(
        &self,
        feed: &dyn EventFeed,
        parking: Option<&Parking>,
        requests: &mut mpsc::Receiver<oneshot::Sender<Redriven>>,
        pause: &mut Duration,
    ) -> Result<(), ReadModelError> {
        // The log may have been set back since it was looked at.
        let opened = match self.settle(feed).await {
            Ok(_) => feed.subscribe(self.reached_so_far(), BATCH).await,
            Err(ReadModelError::Feed(error)) => Err(error),
            Err(error) => return Err(error),
        };
        let interrupted = match opened {
            Err(error) => error,
            Ok(mut subscription) => {
                let outcome = tokio::select! {
                    outcome = self.read_on(feed, parking, subscription.as_mut(), pause) => outcome,
                    Some(answer) = requests.recv() => {
                        let rebuilt = self.rebuild_held(feed, parking).await;
                        if let Ok(redriven) = &rebuilt {
                            // Whoever asked may not wait any more.
                            let _ = answer.send(*redriven);
                        }
                        rebuilt.map(drop)
                    }
                };
                match outcome {
                    Ok(()) => return Ok(()),
                    Err(ReadModelError::Feed(error)) => error,
                    Err(error) => return Err(error),
                }
            }
        };
        match (interrupted, parking) {
            (FeedError::Undecodable { position, source, event }, Some(parking)) => {
                match self.pass_over(feed, parking, position, source.to_string(), *event).await {
                    // It comes again.
                    Err(ReadModelError::Feed(interrupted)) => {
                        tracing::warn!(%interrupted, "an event could not be passed over; opening the feed again");
                        tokio::time::sleep(*pause).await;
                        *pause = (*pause * 2).min(PAUSES.1);
                    }
                    passed_over => passed_over?,
                }
            }
            (interrupted @ FeedError::Undecodable { .. }, None) => return Err(interrupted.into()),
            (interrupted @ (FeedError::Source(_) | FeedError::Closed), _) => {
                tracing::warn!(%interrupted, "the feed was interrupted; opening it again");
                tokio::time::sleep(*pause).await;
                *pause = (*pause * 2).min(PAUSES.1);
            }
        }
        Ok(())
    }

    /// Takes in what a subscription gives, until that fails.
    async fn read_on(
        &self,
        feed: &dyn EventFeed,
        parking: Option<&Parking>,
        subscription: &mut dyn Subscription,
        pause: &mut Duration,
    ) -> Result<(), ReadModelError> {
        loop {
            let batch: Vec<_> = subscription.next().await?.into();
            if self.rebuild_without_texts(feed, &batch).await? {
                return Ok(());
            }
            self.take_in(feed, parking, batch).await?;
            *pause = PAUSES.0;
        }
    }

    /// Takes in everything up to the feed's present end, then returns where that is.
    pub async fn catch_up(&self, feed: &dyn EventFeed) -> Result<Position, ReadModelError> {
        self.settle(feed).await?;
        let asked = self.gauge().ask(Instant::now());
        let end = feed.end().await?;
        self.gauge().saw_end(end, asked);
        if self.reached_so_far() < end {
            let mut subscription = feed.subscribe(self.reached_so_far(), BATCH).await?;
            while self.reached_so_far() < end {
                let batch: Vec<_> = subscription.next().await?.into();
                if self.rebuild_without_texts(feed, &batch).await? {
                    subscription = feed.subscribe(self.reached_so_far(), BATCH).await?;
                } else {
                    self.take_in(feed, None, batch).await?;
                }
            }
        }
        Ok(end)
    }

    /// Builds anew whatever holds something, up to where the log ends now.
    async fn rebuild_held(&self, feed: &dyn EventFeed, parking: Option<&Parking>) -> Result<Redriven, ReadModelError> {
        let holding: Vec<String> = self.held().into_iter().map(|held| held.projection).collect();
        if !holding.is_empty() {
            self.reset(move |name| holding.iter().any(|holding| holding == name)).await?;
            let end = feed.end().await?;
            let mut subscription = feed.subscribe(Position::START, BATCH).await?;
            while self.reached_so_far() < end {
                match (subscription.next().await, parking) {
                    (Ok(batch), _) => self.take_in(feed, parking, batch.into()).await?,
                    (Err(FeedError::Undecodable { position, source, event }), Some(parking)) => {
                        self.pass_over(feed, parking, position, source.to_string(), *event).await?;
                        subscription = feed.subscribe(self.reached_so_far(), BATCH).await?;
                    }
                    (Err(error), _) => return Err(error.into()),
                }
            }
        }
        let (processed, waiting) = match parking {
            Some(parking) => parking.remove_resolved(&self.held()).await?,
            None => (0, 0),
        };
        Ok(Redriven { processed, waiting })
    }

    /// Parks an event that no read model can even read, and holds its stream in all of them.
    async fn pass_over(
        &self,
        feed: &dyn EventFeed,
        parking: &Parking,
        position: Position,
        reason: String,
        event: StoredEvent,
    ) -> Result<(), ReadModelError> {
        let of = |projection: &Arc<dyn Projection>| HeldStream {
            projection: projection.name().to_owned(),
            stream: event.stream.clone(),
            position,
            reason: reason.clone(),
        };
        let all: Vec<_> = self.0.projections.iter().map(of).collect();
        let mark = feed.mark_of_given(position).await?;
        parking.park(event, &all).await?;
        let reached = self
            .write(move |inner, transaction| {
                for held in &all {
                    hold(transaction, held)?;
                }
                for projection in &inner.projections {
                    if checkpoints::position(transaction, projection.as_ref())? < position {
                        set_checkpoint(transaction, projection.as_ref(), &mark)?;
                    }
                }
                lowest(transaction, &inner.projections)
            })
            .await?;
        self.moved_to(reached);
        Ok(())
    }

    /// Parks the event at which a read model stopped, and holds its stream in that one.
    async fn put_aside(
        &self,
        parking: &Parking,
        stopped: ApplyError,
        event: &RecordedEvent,
    ) -> Result<(), ReadModelError> {
        let held = HeldStream {
            projection: stopped.projection.to_owned(),
            stream: stopped.stream,
            position: stopped.position,
            reason: stopped.source.to_string(),
        };
        let mut reasons = self.held();
        reasons.retain(|other| other.position == held.position);
        reasons.push(held.clone());
        parking.park(stored(event)?, &reasons).await?;
        self.write(move |_, transaction| hold(transaction, &held)).await
    }

    /// The histories that this batch is taken in with, each by the position of the event that needs it.
    pub(super) async fn histories(
        &self,
        feed: &dyn EventFeed,
        batch: &[RecordedEvent],
    ) -> Result<Histories, FeedError> {
        let (mut histories, held) = (Histories::new(), self.held());
        for event in batch {
            let needs = |projection: &Arc<dyn Projection>| {
                projection.needs_history(event) && !passes_over(&held, projection.name(), &event.stream, event.position)
            };
            if self.0.projections.iter().any(needs) {
                histories.insert(event.position, feed.history(&event.stream, event.revision).await?);
            }
        }
        Ok(histories)
    }

    /// Takes a batch in. With somewhere to put it, what cannot be taken in is put aside, and the batch begun again where
    /// that read model stopped: it holds one stream more each time, so this ends.
    async fn take_in(
        &self,
        feed: &dyn EventFeed,
        parking: Option<&Parking>,
        batch: Vec<RecordedEvent>,
    ) -> Result<(), ReadModelError> {
        let Some(last) = batch.last() else { return Ok(()) };
        let mark = feed.mark_of_given(last.position).await?;
        let histories = Arc::new(self.histories(feed, &batch).await?);
        let batch = Arc::new(batch);
        loop {
            let (inner, events, histories) = (self.0.clone(), batch.clone(), histories.clone());
            let held = self.held();
            let taken_in = tokio::task::spawn_blocking(move || {
                let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
                for projection in &inner.projections {
                    take_in_one(&mut writer, projection.as_ref(), &events, &mark, &histories, &held)?;
                }
                Ok::<_, ReadModelError>(lowest(&writer, &inner.projections)?)
            });
            match (taken_in.await.map_err(|_| ReadModelError::Closing)?, parking) {
                (Ok(reached), _) => {
                    self.moved_to(reached);
                    return Ok(());
                }
                (Err(ReadModelError::Stopped(stopped)), Some(parking)) if stopped.source.is_about_the_event() => {
                    let Some(event) = batch.iter().find(|event| event.position == stopped.position) else {
                        return Err(stopped.into());
                    };
                    self.put_aside(parking, stopped, event).await?;
                }
                (Err(error), _) => return Err(error),
            }
        }
    }
}

/// One transaction holds the change and the checkpoint: the place of the batch's last event.
fn take_in_one(
    writer: &mut Connection,
    projection: &dyn Projection,
    batch: &[RecordedEvent],
    mark: &LogMark,
    histories: &Histories,
    held: &[HeldStream],
) -> Result<(), ReadModelError> {
    let transaction = writer.transaction()?;
    if take_in_within(&transaction, projection, batch, mark, histories, held)? {
        transaction.commit()?;
    }
    Ok(())
}

/// The same within a transaction of somebody else's; tells whether anything has changed.
pub(super) fn take_in_within(
    transaction: &Transaction<'_>,
    projection: &dyn Projection,
    batch: &[RecordedEvent],
    mark: &LogMark,
    histories: &Histories,
    held: &[HeldStream],
) -> Result<bool, ReadModelError> {
    let done = checkpoints::position(transaction, projection)?;
    for event in batch.iter().filter(|event| event.position > done) {
        if passes_over(held, projection.name(), &event.stream, event.position) {
            continue;
        }
        let taken_in = match histories.get(&event.position).filter(|_| projection.needs_history(event)) {
            Some(history) => projection.adopt(transaction, history, event),
            None => projection.apply(transaction, event),
        };
        taken_in.map_err(|source| ApplyError {
            projection: projection.name(),
            position: event.position,
            stream: event.stream.clone(),
            source,
        })?;
    }
    if mark.position > done {
        set_checkpoint(transaction, projection, mark)?;
    }
    Ok(mark.position > done)
}

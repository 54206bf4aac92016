//! A process: reads the feed from a checkpoint and reacts to each event, in order, at least once.
//!
//! An event to which it cannot react is tried a bounded number of times and then parked with why; the later events of its
//! stream wait behind it, the others go on. An event that cannot even be read is parked at once: a newer focalpoint may
//! read it. Parked events are tried again when asked for ([`Redrive`]).
//!
//! Its place says of which log it is. When the log beside it is another, or was set back, the process says so and reads it
//! from its beginning; it cannot tell what of it it has reacted to.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use events::erasure::ErasureEvent;
use events::event::EncodeError;
use events::ids::{EventId, Position, ServiceName, StreamId};
use events::log_mark::{LogMark, Misfit};
use events::{Event, RecordedEvent, StoredEvent};
use serde::{Deserialize, Serialize};
use store::ReadError;
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::checkpoint::CheckpointError;
use crate::dead_letters::taking_out::{LettersHoldText, take_out};
use crate::dead_letters::{Cause, DeadLetter, DeadLetterError, DeadLetters, stored};
use crate::kept_place::KeptPlace;
use crate::mark_file::MarkFile;
use crate::port::{EventFeed, FeedError};

/// How many events are held at a time.
const BATCH: usize = 256;
/// How long to wait before asking again something that was away.
const AWAY: Duration = Duration::from_secs(1);

/// Why there was no reaction to an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Something that every event needs is away. The event is tried until it is back.
    Away(String),
    /// This event in particular cannot be processed.
    Stuck(String),
}

/// What is done about each event. As an event may come twice, doing it twice must be as good as once.
#[async_trait]
pub trait Reaction: Send + Sync {
    /// Reacts to an event.
    async fn react(&self, event: &RecordedEvent) -> Result<(), Failure>;
}

/// How often and how fast an event is tried before it is parked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How often, at least once.
    pub attempts: u32,
    /// The pause after the first; each later one is twice as long.
    pub pause: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { attempts: 5, pause: Duration::from_millis(100) }
    }
}

/// The process ended.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// Its place cannot be kept.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// What it cannot process cannot be kept.
    #[error(transparent)]
    DeadLetters(#[from] DeadLetterError),
    /// It gets no events any more.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// An event that it cannot process cannot be written either.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

/// What came of trying parked events again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redriven {
    /// How many were processed.
    pub processed: usize,
    /// How many still wait.
    pub waiting: usize,
}

/// Has a process try its parked events again.
#[derive(Debug, Clone)]
pub struct Redrive(mpsc::Sender<oneshot::Sender<Redriven>>);

impl Redrive {
    /// Tries them again, in order, and says what came of it. `None`: the process does not run.
    pub async fn now(&self) -> Option<Redriven> {
        let (answer, answered) = oneshot::channel();
        self.0.send(answer).await.ok()?;
        answered.await.ok()
    }
}

/// The time, for the letters.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// A process with its place, its dead letters and its patience.
pub struct Process {
    name: ServiceName,
    place: MarkFile,
    letters: Arc<dyn DeadLetters>,
    now: Now,
    retry: RetryPolicy,
    redrive: Redrive,
    asked: Mutex<mpsc::Receiver<oneshot::Sender<Redriven>>>,
}

/// The streams of which an event is parked: the first one's position, and which are.
type Parked = HashMap<StreamId, (Position, HashSet<EventId>)>;

impl Process {
    /// A process under this name, which is also that of its dead letters.
    pub fn new(
        name: ServiceName,
        place: MarkFile,
        letters: Arc<dyn DeadLetters>,
        now: Now,
        retry: RetryPolicy,
    ) -> Self {
        let (ask, asked) = mpsc::channel(1);
        Self { name, place, letters, now, retry, redrive: Redrive(ask), asked: Mutex::new(asked) }
    }

    /// Under which name its checkpoint and its dead letters are kept.
    pub fn name(&self) -> &ServiceName {
        &self.name
    }

    /// What has its parked events tried again.
    pub fn redrive(&self) -> Redrive {
        self.redrive.clone()
    }

    /// Follows the feed until it ends. Drop the future to stop it; nothing is lost by that.
    pub async fn run(&self, feed: &dyn EventFeed, reaction: &dyn Reaction) -> Result<(), ProcessError> {
        let mut asked = self.asked.lock().await;
        loop {
            let interrupted = self.follow(feed, reaction, &mut asked).await?;
            tracing::warn!(process = %self.name, reason = %interrupted, "the feed was interrupted; opening it again");
            tokio::time::sleep(AWAY).await;
        }
    }

    /// Follows the feed until it is interrupted.
    async fn follow(
        &self,
        feed: &dyn EventFeed,
        reaction: &dyn Reaction,
        asked: &mut mpsc::Receiver<oneshot::Sender<Redriven>>,
    ) -> Result<ReadError, ProcessError> {
        let mut after = match self.settle(feed).await {
            Err(ProcessError::Feed(FeedError::Source(reason))) => return Ok(reason),
            settled => settled?.position,
        };
        let mut parked = self.parked().await?;
        loop {
            let mut subscription = feed.subscribe(after, BATCH).await?;
            let interrupted = 'subscribed: loop {
                let batch = tokio::select! {
                    batch = subscription.next() => batch,
                    Some(answer) = asked.recv() => {
                        let redriven = self.try_again(reaction).await?;
                        parked = self.parked().await?;
                        // Whoever asked may not wait any more.
                        let _ = answer.send(redriven);
                        continue;
                    }
                };
                match batch {
                    Ok(batch) => {
                        let mut reached = batch.first().position;
                        for event in batch {
                            match self.take_out(&event, feed).await {
                                Ok(()) => {}
                                Err(ProcessError::Feed(error)) => break 'subscribed error,
                                Err(error) => return Err(error),
                            }
                            self.process(&event, reaction, &mut parked).await?;
                            reached = event.position;
                        }
                        match feed.mark_of_given(reached).await {
                            Ok(mark) => self.place.save(&mark).await?,
                            Err(error) => break error,
                        }
                    }
                    Err(error) => break error,
                }
            };
            match interrupted {
                FeedError::Source(reason) => return Ok(reason),
                FeedError::Undecodable { position, source, event } => {
                    self.park(*event, Cause::Failed { why: source.to_string(), tries: 1 }, &mut parked).await?;
                    match feed.mark_of_given(position).await {
                        Ok(mark) => self.place.save(&mark).await?,
                        Err(FeedError::Source(reason)) => return Ok(reason),
                        Err(error) => return Err(error.into()),
                    }
                    after = position;
                }
                FeedError::Closed => return Err(interrupted.into()),
            }
        }
    }

    /// Where to go on in this log. A place in another one is none in this one: everything is read from the beginning, and
    /// what is parked is forgotten, because what there is of it in this log comes again.
    async fn settle(&self, feed: &dyn EventFeed) -> Result<LogMark, ProcessError> {
        let misfit = match self.place.load().await? {
            KeptPlace::Nowhere => return Ok(LogMark::start_of(feed.log().await?)),
            KeptPlace::Bare(position) => match feed.mark(position).await? {
                Some(mark) => {
                    self.place.save(&mark).await?;
                    return Ok(mark);
                }
                None => Misfit::Gone { position },
            },
            KeptPlace::Marked(kept) => match feed.judge(&kept).await? {
                Ok(()) => return Ok(kept),
                Err(misfit) => misfit,
            },
        };
        tracing::error!(
            process = %self.name, %misfit,
            "the place of this process does not belong to the log; it reads the log again from its beginning, and forgets \
             what it had parked"
        );
        for letter in self.letters.of(&self.name).await? {
            self.letters.remove(&self.name, letter.event.id).await?;
        }
        let beginning = LogMark::start_of(feed.log().await?);
        self.place.save(&beginning).await?;
        Ok(beginning)
    }

    async fn parked(&self) -> Result<Parked, DeadLetterError> {
        let mut parked = Parked::new();
        for letter in self.letters.of(&self.name).await? {
            let first = (letter.event.position, HashSet::new());
            parked.entry(letter.event.stream).or_insert(first).1.insert(letter.event.id);
        }
        Ok(parked)
    }

    /// What was taken out of the log is taken out of what is parked, whoever parked it.
    async fn take_out(&self, event: &RecordedEvent, feed: &dyn EventFeed) -> Result<(), ProcessError> {
        let Event::Erasure(_, ErasureEvent::CarriedOut { from, .. }) = &event.event else { return Ok(()) };
        match take_out(self.letters.as_ref(), feed, from).await {
            Ok(()) => Ok(()),
            Err(LettersHoldText::Letters(error)) => Err(error.into()),
            Err(LettersHoldText::Log(error)) => Err(error.into()),
            Err(LettersHoldText::Encode(error)) => Err(error.into()),
        }
    }

    async fn process(
        &self,
        event: &RecordedEvent,
        reaction: &dyn Reaction,
        parked: &mut Parked,
    ) -> Result<(), ProcessError> {
        let cause = match parked.get(&event.stream) {
            Some((_, waiting)) if waiting.contains(&event.id) => return Ok(()),
            Some((first, _)) => Cause::Behind { position: *first },
            None => match self.try_often(event, reaction).await {
                Ok(()) => return Ok(()),
                Err(why) => Cause::Failed { why, tries: self.retry.attempts },
            },
        };
        self.park(stored(event)?, cause, parked).await
    }

    /// Tries an event until it works, or as often as events are tried.
    async fn try_often(&self, event: &RecordedEvent, reaction: &dyn Reaction) -> Result<(), String> {
        let mut pause = self.retry.pause;
        let mut tried = 0;
        loop {
            match reaction.react(event).await {
                Ok(()) => return Ok(()),
                Err(Failure::Away(reason)) => {
                    tracing::warn!(process = %self.name, position = %event.position, reason, "waiting to react");
                    tokio::time::sleep(AWAY).await;
                }
                Err(Failure::Stuck(why)) => {
                    tried += 1;
                    if tried >= self.retry.attempts {
                        return Err(why);
                    }
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
            }
        }
    }

    async fn park(&self, event: StoredEvent, cause: Cause, parked: &mut Parked) -> Result<(), ProcessError> {
        tracing::error!(
            process = %self.name,
            position = %event.position,
            stream = %event.stream,
            event_type = event.body.event_type,
            %cause,
            "an event could not be processed and is parked"
        );
        let letter = DeadLetter { consumer: self.name.clone(), cause, at: (self.now)(), event };
        self.letters.park(&letter).await?;
        let first = (letter.event.position, HashSet::new());
        parked.entry(letter.event.stream).or_insert(first).1.insert(letter.event.id);
        Ok(())
    }

    /// Tries every parked event again, each stream up to the first that still fails.
    async fn try_again(&self, reaction: &dyn Reaction) -> Result<Redriven, ProcessError> {
        let mut redriven = Redriven { processed: 0, waiting: 0 };
        let mut stuck = HashSet::new();
        for letter in self.letters.of(&self.name).await? {
            if stuck.contains(&letter.event.stream) {
                redriven.waiting += 1;
                continue;
            }
            let outcome = match letter.event.clone().decode() {
                Ok(event) => self.try_often(&event, reaction).await,
                Err(error) => Err(error.to_string()),
            };
            match outcome {
                Ok(()) => {
                    self.letters.remove(&self.name, letter.event.id).await?;
                    redriven.processed += 1;
                }
                Err(why) => {
                    stuck.insert(letter.event.stream.clone());
                    redriven.waiting += 1;
                    let tried = match letter.cause {
                        Cause::Failed { tries, .. } => tries,
                        Cause::Behind { .. } => 0,
                    };
                    let cause = Cause::Failed { why, tries: tried.saturating_add(self.retry.attempts) };
                    self.letters.park(&DeadLetter { cause, ..letter }).await?;
                }
            }
        }
        tracing::info!(process = %self.name, ?redriven, "parked events were tried again");
        Ok(redriven)
    }
}

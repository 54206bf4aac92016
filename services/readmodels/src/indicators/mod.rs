//! Computed indicators: a read model in memory of the events from which they are worked out ([`IndicatorLog`]).
//!
//! These events are few (some thousands in ten years), so they are read anew from the feed at every start and keep no
//! table and no checkpoint. This reader runs behind the log like every read model; whoever looks waits until it has caught
//! up with the others. Depends on the feed and the domain; knows no page and no API.

mod log;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use events::ids::{Position, StreamId};
use events::log_mark::LogId;
use events::meeting::Meeting;
use events::{Aggregate, RecordedEvent};
use feed::{EventFeed, FeedError};
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::engine::freshness::{Freshness, Gauge, HeldStream, look_at_end};
use crate::taken_out::takes_texts_out;

pub use log::IndicatorLog;

/// How many events are asked of the feed at a time.
const BATCH: usize = 512;
/// How long to wait before the feed is opened again after it failed.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a look waits for this reader to catch up.
const CATCH_UP_WITHIN: Duration = Duration::from_secs(2);
/// What readiness and figures call this part. Programs watch it under the name of what it held first, so it stays.
const PART: &str = "meetings";

/// The events of computed indicators, kept up to date by [`ComputedIndicators::run`].
#[derive(Debug)]
pub struct ComputedIndicators {
    log: RwLock<IndicatorLog>,
    reached: watch::Sender<Position>,
    gauge: Mutex<Gauge>,
    /// The streams of which an event cannot be read: what comes after it may make no sense without it.
    held: RwLock<Vec<HeldStream>>,
    /// Where the log ended when this began to read it: texts that were taken out up to here were not read.
    began_at: Mutex<Position>,
}

impl Default for ComputedIndicators {
    fn default() -> Self {
        Self {
            log: RwLock::default(),
            reached: watch::Sender::new(Position::START),
            gauge: Mutex::default(),
            held: RwLock::default(),
            began_at: Mutex::new(Position::START),
        }
    }
}

impl ComputedIndicators {
    /// Reads the feed until `stop`. An event that cannot be read is passed over, and its stream is held.
    pub async fn run(&self, feed: Arc<dyn EventFeed>, stop: CancellationToken) {
        let reading = async {
            loop {
                let log = log_when_it_can(feed.as_ref()).await;
                let changed = tokio::select! {
                    never = self.read(feed.as_ref()) => match never {},
                    changed = look_at_end(feed.as_ref(), &self.gauge, log) => changed,
                };
                tracing::error!(%changed, "computed indicators are read anew from the log's beginning");
                self.forget();
            }
        };
        stop.run_until_cancelled(reading).await;
    }

    fn forget(&self) {
        *self.log.write().unwrap_or_else(PoisonError::into_inner) = IndicatorLog::default();
        self.held.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.reached.send_replace(Position::START);
        self.gauge().reset();
    }

    async fn read(&self, feed: &dyn EventFeed) -> std::convert::Infallible {
        loop {
            let after = *self.reached.borrow();
            if after == Position::START
                && let Ok(end) = feed.end().await
            {
                *self.began_at() = end;
            }
            let failed = match feed.subscribe(after, BATCH).await {
                Ok(mut subscription) => loop {
                    match subscription.next().await {
                        Ok(events) if events.iter().any(|event| self.is_to_be_read_anew(event)) => {
                            tracing::info!("texts were taken out of the log: computed indicators are read anew");
                            break None;
                        }
                        Ok(events) => self.take_in(events.iter()),
                        Err(error) => break Some(error),
                    }
                },
                Err(error) => Some(error),
            };
            let Some(failed) = failed else {
                self.forget();
                continue;
            };
            match failed {
                FeedError::Undecodable { position, source, event } => {
                    tracing::error!(%position, %source, "an event cannot be read and is passed over");
                    self.pass_over(position, source.to_string(), event.stream);
                }
                failed @ (FeedError::Source(_) | FeedError::Closed) => {
                    tracing::warn!(error = %failed, "the feed of computed indicators ended; it is opened again");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    fn take_in<'a>(&self, events: impl Iterator<Item = &'a RecordedEvent>) {
        let before = *self.reached.borrow();
        let mut last = before;
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let mut log = self.log.write().unwrap_or_else(PoisonError::into_inner);
        for recorded in events.filter(|recorded| recorded.position > before) {
            last = last.max(recorded.position);
            if held.iter().any(|held| held.stream == recorded.stream) {
                continue;
            }
            log.enter(recorded);
        }
        drop(log);
        self.gauge().reach(last);
        self.reached.send_replace(last);
    }

    fn pass_over(&self, position: Position, reason: String, stream: StreamId) {
        let part = if stream.kind() == Meeting::KIND { PART } else { "indicators" };
        if log::is_counted(stream.kind()) {
            let held = HeldStream { projection: part.to_owned(), stream, position, reason };
            self.held.write().unwrap_or_else(PoisonError::into_inner).push(held);
        }
        self.gauge().reach(position);
        self.reached.send_replace(position);
    }

    fn is_to_be_read_anew(&self, event: &RecordedEvent) -> bool {
        takes_texts_out(event) && event.position > *self.began_at()
    }

    fn began_at(&self) -> MutexGuard<'_, Position> {
        self.began_at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn gauge(&self) -> MutexGuard<'_, Gauge> {
        self.gauge.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How old the events are.
    pub fn freshness(&self) -> Freshness {
        let gauge = self.gauge();
        Freshness {
            part: PART.to_owned(),
            reached: *self.reached.borrow(),
            behind: gauge.behind(),
            age: gauge.age(Instant::now()),
            away: false,
            held: self.held.read().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    /// Waits until everything up to this position has been read, a bounded time.
    pub async fn caught_up(&self, position: Position) {
        let mut reached = self.reached.subscribe();
        let caught_up = reached.wait_for(|reached| *reached >= position);
        if tokio::time::timeout(CATCH_UP_WITHIN, caught_up).await.is_err() {
            tracing::warn!(position = position.0, "computed indicators are behind the other read models");
        }
    }

    /// The events, as far as they have been read.
    pub fn log(&self) -> RwLockReadGuard<'_, IndicatorLog> {
        self.log.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which log it is, once that can be asked.
async fn log_when_it_can(feed: &dyn EventFeed) -> LogId {
    loop {
        match feed.log().await {
            Ok(log) => return log,
            Err(error) => {
                tracing::warn!(%error, "what the log is cannot be asked; asking again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

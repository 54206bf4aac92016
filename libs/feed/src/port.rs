//! The port: recorded events from a checkpoint on, wherever they come from.

use async_trait::async_trait;
use events::event::DecodeError;
use events::ids::{Position, Revision, StreamId};
use events::log_mark::{LogId, LogMark, Misfit};
use events::non_empty::NonEmpty;
use events::{RecordedEvent, StoredEvent};
use store::ReadError;

/// Why a feed gives no more events. Open it again from the last checkpoint.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The source cannot be read.
    #[error(transparent)]
    Source(#[from] ReadError),
    /// An event cannot be understood.
    #[error("event at position {position}: {source}")]
    Undecodable {
        /// Where it is.
        position: Position,
        /// What is wrong with it.
        source: DecodeError,
        /// The event as the store holds it, for whoever keeps what cannot be understood.
        event: Box<StoredEvent>,
    },
    /// The feed was closed.
    #[error("the feed was closed")]
    Closed,
}

/// A reader's place in a feed.
#[async_trait]
pub trait Subscription: Send {
    /// The next events in order, waiting until there is at least one and giving no more than the subscriber's batch
    /// size. At least once: after an error or a restart, events after the checkpoint come again.
    ///
    /// Asking for the next events says that those given before are done with. Whoever stops waiting for the answer loses
    /// nothing by it.
    async fn next(&mut self) -> Result<NonEmpty<RecordedEvent>, FeedError>;
}

/// Where recorded events come from.
#[async_trait]
pub trait EventFeed: Send + Sync {
    /// Opens the feed after a checkpoint. `batch` bounds what is held in memory for this reader: a reader that does not
    /// ask is not sent more.
    async fn subscribe(&self, after: Position, batch: usize) -> Result<Box<dyn Subscription>, FeedError>;

    /// The position of the last event there is, so that a reader knows how far behind it is.
    async fn end(&self) -> Result<Position, FeedError>;

    /// The identity of the log behind it, read anew each time.
    async fn log(&self) -> Result<LogId, FeedError>;

    /// What stands at a position of the log itself, whatever the feed has given; `None`: no event.
    async fn mark(&self, at: Position) -> Result<Option<LogMark>, FeedError>;

    /// Judges what a reader kept: whether it is of this log as it is now.
    async fn judge(&self, kept: &LogMark) -> Result<Result<(), Misfit>, FeedError> {
        let log = self.log().await?;
        let there = if log == kept.log { self.mark(kept.position).await? } else { None };
        Ok(kept.judged_by(log, there.as_ref()))
    }

    /// The mark of an event that the feed has given. That the log does not have it is an error: the log was set back, and
    /// what had been published before came all the same.
    async fn mark_of_given(&self, position: Position) -> Result<LogMark, FeedError> {
        let reason = "an event came from there that the log does not have".to_owned();
        self.mark(position).await?.ok_or(FeedError::Source(ReadError::Damaged { position, reason }))
    }

    /// Every event of a stream before a revision, in order: whole, or an error. A reader that keeps a part of the log
    /// only needs it for what comes into its part later.
    async fn history(&self, stream: &StreamId, before: Revision) -> Result<Vec<RecordedEvent>, FeedError>;
}

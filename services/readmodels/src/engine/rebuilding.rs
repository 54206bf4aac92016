//! Building the read models anew beside what is being asked, because texts were taken out of events that they were made of.
//!
//! All of it is one transaction: whoever asks is answered from what was there before until everything is there again, and then
//! nothing in the file has the texts any more, neither a table nor a page that is free nor the write-ahead log.
//! Knows the [`Projection`](super::projection::Projection) trait and no projection.

use std::sync::PoisonError;
use std::time::Duration;

use events::RecordedEvent;
use events::ids::Position;
use events::log_mark::LogMark;
use feed::{EventFeed, FeedError};
use rusqlite::Transaction;
use tokio::sync::mpsc;

use super::checkpoints::{empty, lowest};
use super::pump::{BATCH, Histories, take_in_within};
use super::read_models::{Inner, ReadModelError, ReadModels};
use super::texts_taken_out::{set_through, through};
use crate::taken_out::takes_texts_out;

/// How long whoever reads what was there before is waited for.
const READERS_FINISH_WITHIN: Duration = Duration::from_secs(60);

/// How many bytes free pages are overwritten with at a time; the file grows by that much at most.
const ZEROS: u32 = 64 * 1024;

/// What is taken in next.
type Next = (Vec<RecordedEvent>, Histories, LogMark);

impl ReadModels {
    /// Builds everything anew if these events say that texts were taken out of what it was made of; tells whether it did.
    pub(super) async fn rebuild_without_texts(
        &self,
        feed: &dyn EventFeed,
        batch: &[RecordedEvent],
    ) -> Result<bool, ReadModelError> {
        let Some(said_at) = batch.iter().filter(|event| takes_texts_out(event)).map(|event| event.position).max()
        else {
            return Ok(false);
        };
        if self.read(through).await? >= said_at {
            return Ok(false);
        }
        tracing::info!(%said_at, "texts were taken out of the log: the read models are built anew without them");
        let end = feed.end().await?;
        match self.rebuild_at_once(feed, end).await {
            Ok(()) => {}
            // Event by event it goes on, and puts aside what cannot be taken in.
            Err(ReadModelError::Feed(FeedError::Undecodable { .. }) | ReadModelError::Stopped(_)) => {
                let emptied = move |inner: &Inner, transaction: &Transaction<'_>| {
                    empty_for_good(inner, transaction)?;
                    set_through(transaction, end)
                };
                self.write(emptied).await?;
                self.is_emptied();
            }
            Err(error) => return Err(error),
        }
        self.write_back().await?;
        Ok(true)
    }

    async fn rebuild_at_once(&self, feed: &dyn EventFeed, end: Position) -> Result<(), ReadModelError> {
        let (hand_over, handed_over) = mpsc::channel::<Next>(2);
        let inner = self.0.clone();
        let rebuilding = tokio::task::spawn_blocking(move || rebuild(&inner, handed_over, end));
        let read = self.hand_over(feed, end, hand_over).await;
        let rebuilt = rebuilding.await.map_err(|_| ReadModelError::Closing)?;
        // Where both failed, the tables say why nobody took what was read.
        let reached = match (rebuilt, read) {
            (Ok(Some(reached)), Ok(())) => reached,
            (Err(error), _) | (Ok(_), Err(error)) => return Err(error),
            (Ok(None), Ok(())) => return Err(ReadModelError::Closing),
        };
        self.moved_to(reached);
        Ok(())
    }

    /// Reads the log from its beginning up to its end of now.
    async fn hand_over(
        &self,
        feed: &dyn EventFeed,
        end: Position,
        to: mpsc::Sender<Next>,
    ) -> Result<(), ReadModelError> {
        let mut subscription = feed.subscribe(Position::START, BATCH).await?;
        let mut reached = Position::START;
        while reached < end {
            let batch: Vec<_> = subscription.next().await?.into();
            let Some(last) = batch.last() else { continue };
            reached = last.position;
            let mark = feed.mark_of_given(reached).await?;
            let histories = self.histories(feed, &batch).await?;
            if to.send((batch, histories, mark)).await.is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Leaves nothing of what was overwritten beside the file.
    async fn write_back(&self) -> Result<(), ReadModelError> {
        let inner = self.0.clone();
        let written = tokio::task::spawn_blocking(move || -> rusqlite::Result<bool> {
            let writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
            writer.busy_timeout(READERS_FINISH_WITHIN)?;
            let is_left = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            writer.busy_timeout(super::read_models::BUSY_TIMEOUT)?;
            Ok(is_left)
        });
        if written.await.map_err(|_| ReadModelError::Closing)?? {
            tracing::error!(
                "somebody is reading what the read models were before: what was taken out is in their write-ahead log until \
                 that is over"
            );
        }
        Ok(())
    }
}

/// Everything anew, or nothing; `None`: the log was not read to its end.
fn rebuild(
    inner: &Inner,
    mut handed_over: mpsc::Receiver<Next>,
    end: Position,
) -> Result<Option<Position>, ReadModelError> {
    let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
    let transaction = writer.transaction()?;
    empty_for_good(inner, &transaction)?;
    let mut reached = Position::START;
    while let Some((batch, histories, mark)) = handed_over.blocking_recv() {
        for projection in &inner.projections {
            take_in_within(&transaction, projection.as_ref(), &batch, &mark, &histories, &[])?;
        }
        reached = mark.position;
    }
    if reached < end {
        return Ok(None);
    }
    set_through(&transaction, reached)?;
    let lowest = lowest(&transaction, &inner.projections)?;
    transaction.commit()?;
    inner.held.lock().unwrap_or_else(PoisonError::into_inner).clear();
    Ok(Some(lowest))
}

/// Empties every read model so that no page of the file keeps what it held.
fn empty_for_good(inner: &Inner, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    // Else it costs every row that changes, and nobody gains by it.
    transaction.pragma_update(None, "secure_delete", true)?;
    overwrite_free_pages(transaction)?;
    for projection in &inner.projections {
        empty(transaction, projection.as_ref())?;
    }
    transaction.pragma_update(None, "secure_delete", false)
}

/// Pages that were freed while nobody minded still hold what they held. New rows take them before the file grows.
fn overwrite_free_pages(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch("CREATE TABLE overwriting (zeros BLOB) STRICT")?;
    while transaction.query_row("PRAGMA freelist_count", [], |row| row.get::<_, u64>(0))? > 0 {
        transaction.execute("INSERT INTO overwriting VALUES (zeroblob(?1))", [ZEROS])?;
    }
    transaction.execute_batch("DROP TABLE overwriting")
}

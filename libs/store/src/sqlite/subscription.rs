//! Reading on and on.

use std::collections::VecDeque;

use events::StoredEvent;
use events::ids::Position;
use futures::stream::{self, BoxStream, StreamExt};
use tokio::sync::watch;

use super::readers::Readers;
use super::rows;
use crate::port::ReadError;

/// How many events a subscription holds in memory at most.
const PAGE: usize = 256;

struct LogReader {
    readers: Readers,
    end: watch::Receiver<Position>,
    after: Position,
    page: VecDeque<StoredEvent>,
}

/// Every event after a position, without end. The events come from the file only; the log's end that is watched merely
/// says when it is worth looking again, so nothing can be missed however slow the reader.
pub(super) fn events_after(
    readers: Readers,
    end: watch::Receiver<Position>,
    after: Position,
) -> BoxStream<'static, Result<StoredEvent, ReadError>> {
    let start = LogReader { readers, end, after, page: VecDeque::new() };
    stream::try_unfold(start, async |mut reader| {
        let event = reader.next().await?;
        reader.after = event.position;
        Ok(Some((event, reader)))
    })
    .boxed()
}

impl LogReader {
    async fn next(&mut self) -> Result<StoredEvent, ReadError> {
        let mut closed = false;
        loop {
            if let Some(event) = self.page.pop_front() {
                return Ok(event);
            }
            let after = self.after;
            self.page = self.readers.read(move |connection| rows::after(connection, after, PAGE)).await?.into();
            if self.page.is_empty() {
                // The writer stores what is queued before it closes, so there is one more look after that.
                if closed {
                    return Err(ReadError::Unavailable { reason: "the event store was closed".to_owned() });
                }
                closed = self.end.wait_for(|end| *end > after).await.is_err();
            }
        }
    }
}

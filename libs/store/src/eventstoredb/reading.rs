//! Reading: a stream both ways, the whole log, its end.

use events::StoredEvent;
use events::ids::{Position, Revision, StreamId};
use kurrentdb::{Error, ReadAllOptions, ReadStream, ReadStreamOptions, RecordedEvent, StreamPosition};

use super::Shared;
use super::connection::{QuestionAttempt, QuestionFailure, addressed};
use super::recorded::{position, stored};
use super::scanned_log::{ServerPosition, not_after};
use crate::port::{Direction, ReadError};

/// How many events of the whole log are asked for at once.
const PAGE: usize = 512;

impl From<QuestionFailure> for ReadError {
    fn from(refused: QuestionFailure) -> Self {
        Self::Unavailable { reason: refused.reason() }
    }
}

/// Beyond the server's integers, so beyond every event.
pub(super) fn beyond_every_event(number: u64) -> bool {
    i64::try_from(number).is_err()
}

impl Shared {
    pub(super) async fn read_stream(
        &self,
        stream: &StreamId,
        from: Option<Revision>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<StoredEvent>, ReadError> {
        let from = match (from, direction) {
            (Some(revision), Direction::Forwards) if beyond_every_event(revision.0) => return Ok(Vec::new()),
            (Some(revision), Direction::Backwards) if beyond_every_event(revision.0) => StreamPosition::End,
            (Some(revision), _) => StreamPosition::Position(revision.0),
            (None, Direction::Forwards) => StreamPosition::Start,
            (None, Direction::Backwards) => StreamPosition::End,
        };
        let events = self.recorded_of_stream(stream, from, direction, limit).await?;
        events.iter().filter_map(|recorded| stored(recorded, &self.names).transpose()).collect()
    }

    /// Events of a stream as the server has them.
    pub(super) async fn recorded_of_stream(
        &self,
        stream: &StreamId,
        from: StreamPosition<u64>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, QuestionFailure> {
        self.recorded_of_name(self.names.name(stream), from, direction, limit).await
    }

    /// Events of the stream that has this name on the server.
    pub(super) async fn recorded_of_name(
        &self,
        name: String,
        from: StreamPosition<u64>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, QuestionFailure> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let options = ReadStreamOptions::default().max_count(limit);
        // The client's own setter of the position turns the direction round at either end.
        let options = match direction {
            Direction::Forwards => options.position(from).forwards(),
            Direction::Backwards => options.position(from).backwards(),
        };
        let ask = |asking: QuestionAttempt| {
            let (name, options) = (name.clone(), addressed!(options.clone(), asking));
            async move {
                // That a stream is not there comes as an answer; as a failure of the call, it is something else.
                let reading = asking.client().read_stream(name, &options).await.map_err(elsewhere)?;
                match whole(reading).await {
                    Err(Error::ResourceNotFound) => Ok(Vec::new()),
                    other => other,
                }
            }
        };
        self.connections.ask(ask).await
    }

    pub(super) async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError> {
        let mut events: Vec<StoredEvent> = Vec::new();
        if limit == 0 || beyond_every_event(after.0) {
            return Ok(events);
        }
        // The server begins with the event at the place itself, which is not wanted.
        let page_size = limit.saturating_add(1).clamp(2, PAGE);
        let mut reached = self.beginning(after).await?;
        let mut from = self.scanned_log.start(reached);
        loop {
            let page = self.page_of_all(from, Direction::Forwards, page_size).await?;
            for recorded in &page {
                if position(recorded)? <= reached {
                    continue;
                }
                let Some(event) = stored(recorded, &self.names)? else { continue };
                reached = event.position;
                self.scanned_log.seen(reached);
                if reached > after {
                    events.push(event);
                }
                if events.len() == limit {
                    return Ok(events);
                }
            }
            let Some(last) = page.last() else { return Ok(events) };
            self.scanned_log.nothing_between(reached, last.position);
            if page.len() < page_size {
                return Ok(events);
            }
            from = StreamPosition::Position(last.position);
        }
    }

    /// Where to begin reading for what comes after a position: there, or at our last event when the position is beyond it.
    /// The server can begin only where something begins.
    pub(super) async fn beginning(&self, after: Position) -> Result<Position, QuestionFailure> {
        let (known, _) = self.scanned_log.last();
        if after <= known { Ok(after) } else { Ok(after.min(self.end().await?)) }
    }

    /// The last position of ours.
    pub(super) async fn end(&self) -> Result<Position, QuestionFailure> {
        let mut from = StreamPosition::End;
        // Mostly the very last event is ours.
        let mut page_size = 1;
        loop {
            let (known, floor) = self.scanned_log.last();
            let page = self.page_of_all(from, Direction::Backwards, page_size).await?;
            for recorded in &page {
                if not_after(recorded.position, floor) {
                    return Ok(known);
                }
                if self.names.stream(recorded.stream_id()).is_some() {
                    let last = Position(recorded.position.commit);
                    self.scanned_log.seen(last);
                    return Ok(last);
                }
            }
            match page.last() {
                Some(last) if page.len() == page_size => from = StreamPosition::Position(last.position),
                Some(_) | None => return Ok(known),
            }
            page_size = PAGE;
        }
    }

    /// The event at a place of the whole log, whoever's it is. Where nothing begins, there is none.
    pub(super) async fn event_at(&self, place: ServerPosition) -> Result<Option<RecordedEvent>, QuestionFailure> {
        let options = ReadAllOptions::default().max_count(1).position(StreamPosition::Position(place)).forwards();
        let ask = |asking: QuestionAttempt| {
            let options = addressed!(options.clone(), asking);
            async move {
                let page = match asking.client().read_all(&options).await {
                    Ok(reading) => whole(reading).await,
                    Err(error) => Err(error),
                };
                match page {
                    Ok(page) => Ok(page.into_iter().next()),
                    Err(error) if nothing_begins(&error) => Ok(None),
                    Err(error) => Err(error),
                }
            }
        };
        self.connections.ask(ask).await
    }

    /// Events of the whole log as the server has them, others' included: forwards, the one at the place too; backwards,
    /// only those before it.
    pub(super) async fn page_of_all(
        &self,
        from: StreamPosition<ServerPosition>,
        direction: Direction,
        count: usize,
    ) -> Result<Vec<RecordedEvent>, QuestionFailure> {
        let options = ReadAllOptions::default().max_count(count);
        let options = match direction {
            Direction::Forwards => options.position(from).forwards(),
            Direction::Backwards => options.position(from).backwards(),
        };
        let ask = |asking: QuestionAttempt| {
            let options = addressed!(options.clone(), asking);
            async move { whole(asking.client().read_all(&options).await?).await }
        };
        self.connections.ask(ask).await
    }
}

/// A call that finds nothing was not understood by whoever answered it.
fn elsewhere(error: Error) -> Error {
    if matches!(error, Error::ResourceNotFound) { Error::ServerError(error.to_string()) } else { error }
}

/// The server was asked to begin inside of something. It has no word of its own for that where a count is given.
fn nothing_begins(error: &Error) -> bool {
    matches!(error, Error::ServerError(message) if message.contains("InvalidPosition"))
}

/// Every event of an answer.
async fn whole(mut reading: ReadStream) -> kurrentdb::Result<Vec<RecordedEvent>> {
    let mut events = Vec::new();
    while let Some(resolved) = reading.next().await? {
        events.extend(resolved.event);
    }
    Ok(events)
}

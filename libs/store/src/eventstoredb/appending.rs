//! Appending. What the server promises of repeated ids holds only while it remembers them and depends on the expected
//! version, so it is decided here, from the stream itself: streams are short.

use std::collections::BTreeSet;

use events::NewEvent;
use events::ids::{Revision, StreamId};
use events::non_empty::NonEmpty;
use kurrentdb::{AppendToStreamOptions, Error, EventData, RecordedEvent, StreamPosition, StreamState};
use uuid::Uuid;

use super::Shared;
use super::connection::{QuestionAttempt, QuestionFailure, addressed};
use super::recorded::{append_of, sent, stored};
use crate::port::{AppendError, Appended, Direction, ExpectedVersion, ReadError};

/// How often a stream is looked at again that was elsewhere when it was written to.
const LOOKS: usize = 5;

impl From<QuestionFailure> for AppendError {
    fn from(refused: QuestionFailure) -> Self {
        Self::Unavailable { reason: refused.reason() }
    }
}

/// What follows from what is in the stream.
enum Decision {
    /// Nobody has been here since: write.
    Write,
    /// These very events are there, from this revision on.
    Repeated(Revision),
}

impl Shared {
    pub(super) async fn append(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
    ) -> Result<Appended, AppendError> {
        let mut ids = BTreeSet::new();
        if let Some(twice) = events.iter().find(|event| !ids.insert(event.id)) {
            return Err(AppendError::IdTaken { id: twice.id });
        }
        let call = Uuid::new_v4();
        let unsent = |error: serde_json::Error| AppendError::Unavailable { reason: error.to_string() };
        let data = events.iter().map(|event| sent(event, call)).collect::<Result<Vec<_>, _>>().map_err(unsent)?;

        // A stream that is expected to be new is not looked at first: the server says when it is not.
        let mut looked = expected == ExpectedVersion::NoStream;
        for _ in 0..LOOKS {
            if !looked {
                let there =
                    self.recorded_of_stream(stream, StreamPosition::Start, Direction::Forwards, usize::MAX).await?;
                match decide(stream, expected, &events, &there)? {
                    Decision::Write => {}
                    Decision::Repeated(first) => return self.written(stream, first, &events, call).await,
                }
            }
            if self.write(stream, expected, &data).await? {
                let first = match expected {
                    ExpectedVersion::NoStream => Revision(0),
                    ExpectedVersion::At(last) => Revision(last.0 + 1),
                };
                return self.written(stream, first, &events, call).await;
            }
            looked = false;
        }
        Err(AppendError::Unavailable {
            reason: format!("{stream} was not where the server showed it, again and again"),
        })
    }

    /// Writes; `false`: the stream is elsewhere.
    async fn write(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        data: &[EventData],
    ) -> Result<bool, QuestionFailure> {
        let name = self.names.name(stream);
        let expected = match expected {
            ExpectedVersion::NoStream => StreamState::NoStream,
            ExpectedVersion::At(revision) => StreamState::StreamRevision(revision.0),
        };
        let options = AppendToStreamOptions::default().stream_state(expected);
        let ask = |asking: QuestionAttempt| {
            let (name, data, options) = (name.clone(), data.to_vec(), addressed!(options.clone(), asking));
            async move {
                match asking.client().append_to_stream(name, &options, data).await {
                    Ok(_) => Ok(true),
                    Err(Error::WrongExpectedVersion { .. }) => Ok(false),
                    Err(other) => Err(other),
                }
            }
        };
        self.connections.ask(ask).await
    }

    /// Reads back what was written, now or before: only the server knows the positions.
    async fn written(
        &self,
        stream: &StreamId,
        first: Revision,
        events: &NonEmpty<NewEvent>,
        call: Uuid,
    ) -> Result<Appended, AppendError> {
        let unreadable = |error: ReadError| AppendError::Unavailable { reason: error.to_string() };
        let there = self
            .recorded_of_stream(stream, StreamPosition::Position(first.0), Direction::Forwards, events.len())
            .await?;
        let mut read = Vec::with_capacity(there.len());
        for recorded in &there {
            read.extend(stored(recorded, &self.names).map_err(unreadable)?);
        }
        let same =
            read.len() == events.len() && read.iter().zip(events.iter()).all(|(read, event)| read.id == event.id);
        let (true, Ok(read)) = (same, NonEmpty::try_from(read)) else {
            let reason = format!("what was written to {stream} at revision {first} is not what is there");
            return Err(AppendError::Unavailable { reason });
        };
        for event in read.iter() {
            self.scanned_log.seen(event.position);
        }
        Ok(Appended { events: read, repeated: there.first().and_then(append_of) != Some(call) })
    }
}

/// Decides on an append from what is in the stream.
fn decide(
    stream: &StreamId,
    expected: ExpectedVersion,
    events: &NonEmpty<NewEvent>,
    there: &[RecordedEvent],
) -> Result<Decision, AppendError> {
    let place_of = |event: &NewEvent| there.iter().find(|recorded| recorded.id == event.id.0);
    let known: Vec<_> = events.iter().filter_map(|event| Some((event.id, place_of(event)?.revision))).collect();
    if let Some((id, first)) = known.first().copied() {
        let in_a_row = (first..).zip(&known).all(|(revision, known)| known.1 == revision);
        if known.len() == events.len() && in_a_row {
            return Ok(Decision::Repeated(Revision(first)));
        }
        return Err(AppendError::IdTaken { id });
    }
    let found = there.last().map(|last| Revision(last.revision));
    let wanted = match expected {
        ExpectedVersion::NoStream => None,
        ExpectedVersion::At(revision) => Some(revision),
    };
    if found == wanted {
        return Ok(Decision::Write);
    }
    Err(AppendError::Conflict { stream: stream.clone(), expected, found })
}

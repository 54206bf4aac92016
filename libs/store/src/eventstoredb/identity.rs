//! Which log this is, and what stands at one of its places.
//!
//! The identity is the only event of a stream of its own, beside the tenant's: no reader of the log sees it. It is written
//! when it is first asked for; of several who write it, the first wins.

use std::sync::{MutexGuard, PoisonError};

use events::ids::Position;
use events::log_mark::{EventHash, LogId, LogMark};
use kurrentdb::{AppendToStreamOptions, Error, EventData, StreamPosition, StreamState};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Shared;
use super::connection::{QuestionAttempt, addressed};
use super::reading::beyond_every_event;
use super::recorded::link;
use super::scanned_log::server_position;
use crate::port::{Direction, ReadError};

/// The type of the event that holds the identity.
const IDENTITY: &str = "log-identity";

/// What the event holds.
#[derive(Serialize, Deserialize)]
struct Identity {
    log: LogId,
}

impl Shared {
    /// The log's identity, written now if there is none.
    pub(super) async fn log(&self) -> Result<LogId, ReadError> {
        let log = match self.identity().await? {
            Some(log) => log,
            None => self.write_identity().await?,
        };
        *self.last_identity() = Some(log);
        Ok(log)
    }

    fn last_identity(&self) -> MutexGuard<'_, Option<LogId>> {
        self.last_identity.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn write_identity(&self) -> Result<LogId, ReadError> {
        let identity = Identity { log: self.identity_to_give().await? };
        let unavailable = |reason: String| ReadError::Unavailable { reason };
        let event = EventData::json(IDENTITY, &identity).map_err(|error| unavailable(error.to_string()))?;
        let options = AppendToStreamOptions::default().stream_state(StreamState::NoStream);
        let ask = |asking: QuestionAttempt| {
            let name = self.names.identity();
            let (event, options) = (event.clone(), addressed!(options.clone(), asking));
            async move {
                match asking.client().append_to_stream(name, &options, event).await {
                    // Somebody else was faster, perhaps this very call before its answer was lost.
                    Ok(_) | Err(Error::WrongExpectedVersion { .. }) => Ok(()),
                    Err(other) => Err(other),
                }
            }
        };
        self.connections.ask(ask).await?;
        let written = self.identity().await?;
        written.ok_or_else(|| unavailable("the log's identity was written and is not there".to_owned()))
    }

    async fn identity(&self) -> Result<Option<LogId>, ReadError> {
        let there = self.recorded_of_name(self.names.identity(), StreamPosition::Start, Direction::Forwards, 1).await?;
        let Some(first) = there.first() else { return Ok(None) };
        let unreadable = |error: serde_json::Error| ReadError::Unavailable {
            reason: format!("the stream {} does not hold the log's identity: {error}", self.names.identity()),
        };
        serde_json::from_slice(&first.data).map(|Identity { log }| Some(log)).map_err(unreadable)
    }

    /// Random for a log without events. A log that is older than its identity takes it from its first event, so that it
    /// comes to the same when the server is set back to before it had one.
    async fn identity_to_give(&self) -> Result<LogId, ReadError> {
        let Some(first) = self.read_all(Position::START, 1).await?.into_iter().next() else {
            return Ok(LogId(Uuid::new_v4()));
        };
        let hash = self.hash_at(first.position).await?;
        let half = hash.and_then(|hash| hash.as_bytes().first_chunk().copied());
        Ok(half.map_or_else(|| LogId(Uuid::new_v4()), LogId::from_bytes))
    }

    /// What stands at a position. Readers ask with each batch, so it is one question: the identity is the one that was
    /// there when it was last asked for, which they do of their own accord.
    pub(super) async fn mark(&self, at: Position) -> Result<Option<LogMark>, ReadError> {
        let last_identity = *self.last_identity();
        let log = match last_identity {
            Some(log) => log,
            None => self.log().await?,
        };
        if at == Position::START {
            return Ok(Some(LogMark::start_of(log)));
        }
        let hash = self.hash_at(at).await?;
        Ok(hash.map(|hash| LogMark { log, position: at, hash }))
    }

    /// The hash of our event at a position. The server keeps no chain, so it covers this one event with its place.
    async fn hash_at(&self, at: Position) -> Result<Option<EventHash>, ReadError> {
        if beyond_every_event(at.0) {
            return Ok(None);
        }
        let there = self.event_at(server_position(at)).await?;
        let Some(recorded) = there.filter(|recorded| recorded.position.commit == at.0) else { return Ok(None) };
        let Some(stream) = self.names.stream(recorded.stream_id()) else { return Ok(None) };
        let damaged =
            || ReadError::Damaged { position: at, reason: "the event is not as focalpoint writes them".into() };
        Ok(Some(link(&recorded, &stream).ok_or_else(damaged)?.hash_after(EventHash::GENESIS)))
    }
}

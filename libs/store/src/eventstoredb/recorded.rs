//! An event as the server keeps it: the body's own JSON as its data; who, when, why and the schema version as its
//! metadata.

use std::str;

use bytes::Bytes;
use events::envelope::EventBody;
use events::ids::{EventId, Position, Revision, StreamId};
use events::{Metadata, NewEvent, StoredEvent};
use kurrentdb::{EventData, RecordedEvent};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::stream_names::StreamNames;
use crate::hash_chain::{Content, Link};
use crate::port::ReadError;

/// What stands in an event's metadata on the server.
#[derive(Serialize, Deserialize)]
struct Annotation {
    /// The version of the body's shape.
    schema_version: u16,
    /// The call of append that wrote the event. The server answers a repetition as it answered the first time; by this
    /// the caller can tell which of the two it was.
    append: Uuid,
    #[serde(flatten)]
    metadata: Metadata,
}

/// The event as it is sent, as part of a call of append.
pub(super) fn sent(event: &NewEvent, append: Uuid) -> serde_json::Result<EventData> {
    let NewEvent { id, metadata, body } = event;
    let annotation = Annotation { schema_version: body.schema_version, append, metadata: metadata.clone() };
    let data = match RawValue::from_string(body.data.clone()) {
        // Whatever would not come back byte for byte is not sent as JSON.
        Ok(json) if json.get() == body.data => EventData::json(&body.event_type, &json)?,
        Ok(_) | Err(_) => EventData::binary(&body.event_type, Bytes::from(body.data.clone())),
    };
    data.id(id.0).metadata_as_json(&annotation)
}

/// The call of append that wrote the event, when it was one of ours.
pub(super) fn append_of(recorded: &RecordedEvent) -> Option<Uuid> {
    serde_json::from_slice::<Annotation>(&recorded.custom_metadata).ok().map(|annotation| annotation.append)
}

/// Where the event stands in the whole log.
pub(super) fn position(recorded: &RecordedEvent) -> Result<Position, ReadError> {
    match recorded.position.commit {
        u64::MAX => Err(ReadError::Unavailable {
            reason: "the server does not say where in the log a stream's events are; \
                     EventStoreDB 22.10 or newer, or KurrentDB, is needed"
                .to_owned(),
        }),
        commit => Ok(Position(commit)),
    }
}

/// The event as the port gives it; `None`: it is not one of ours.
pub(super) fn stored(recorded: &RecordedEvent, names: &StreamNames) -> Result<Option<StoredEvent>, ReadError> {
    let Some(stream) = names.stream(recorded.stream_id()) else { return Ok(None) };
    let position = position(recorded)?;
    let damaged = |reason: String| ReadError::Damaged { position, reason };
    let annotation: Annotation =
        serde_json::from_slice(&recorded.custom_metadata).map_err(|error| damaged(error.to_string()))?;
    let data = str::from_utf8(&recorded.data).map_err(|error| damaged(error.to_string()))?;
    Ok(Some(StoredEvent {
        position,
        stream,
        revision: Revision(recorded.revision),
        id: EventId(recorded.id),
        metadata: annotation.metadata,
        body: EventBody {
            event_type: recorded.event_type.clone(),
            schema_version: annotation.schema_version,
            data: data.to_owned(),
        },
    }))
}

/// The event as the hash chain sees it: the very bytes that the server gave.
pub(super) fn link<'a>(recorded: &'a RecordedEvent, stream: &'a StreamId) -> Option<Link<'a>> {
    let annotation: Annotation = serde_json::from_slice(&recorded.custom_metadata).ok()?;
    Some(Link {
        position: i64::try_from(recorded.position.commit).ok()?,
        stream: stream.as_str().as_bytes(),
        revision: i64::try_from(recorded.revision).ok()?,
        id: recorded.id.as_bytes(),
        metadata: &recorded.custom_metadata,
        event_type: recorded.event_type.as_bytes(),
        schema_version: i64::from(annotation.schema_version),
        content: Content::Open(&recorded.data),
    })
}

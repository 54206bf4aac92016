//! An event as a NATS message: CloudEvents 1.0 in binary mode, and what focalpoint's own readers need besides.
//!
//! The payload is the event's content, byte for byte as it is stored. The headers prefixed `ce-` are for everybody
//! (CloudEvents, NATS protocol binding); those prefixed `focalpoint-` let a reader put the event together again and see
//! whether one is missing before it.

use async_nats::HeaderMap;
use async_nats::header::ParseHeaderValueError;
use chrono::SecondsFormat;
use events::StoredEvent;
use events::envelope::EventBody;
use events::ids::{Position, Revision, TenantId};

/// The version of CloudEvents: always `1.0`.
pub const SPEC_VERSION: &str = "ce-specversion";
/// The event's id.
pub const ID: &str = "ce-id";
/// Whose coordination it belongs to: `urn:focalpoint:kosovo`.
pub const SOURCE: &str = "ce-source";
/// The event's type: `action-item.assigned`.
pub const TYPE: &str = "ce-type";
/// The stream that it belongs to: `action-item/strehimoret-2017`.
pub const SUBJECT: &str = "ce-subject";
/// When it happened in the world, RFC 3339, UTC.
pub const TIME: &str = "ce-time";
/// What the payload is: always `application/json`.
pub const CONTENT_TYPE: &str = "ce-datacontenttype";
/// The shape of the payload: `urn:focalpoint:schema:action-item.assigned:2`.
pub const SCHEMA: &str = "ce-dataschema";
/// The event's place in the whole log.
pub const POSITION: &str = "focalpoint-position";
/// The place of the event before it in the whole log; 0 before the first.
pub const PREVIOUS: &str = "focalpoint-previous";
/// The stream that it belongs to.
pub const STREAM: &str = "focalpoint-stream";
/// The event's place in its stream, from 0.
pub const REVISION: &str = "focalpoint-revision";
/// The version of the payload's shape, from 1.
pub const SCHEMA_VERSION: &str = "focalpoint-schema-version";
/// Who caused it, when, and as a consequence of what, as JSON.
pub const METADATA: &str = "focalpoint-metadata";

/// The source of a tenant's events.
pub fn source(tenant: &TenantId) -> String {
    format!("urn:focalpoint:{tenant}")
}

/// The schema of an event's payload.
pub fn schema(event_type: &str, version: u16) -> String {
    format!("urn:focalpoint:schema:{event_type}:{version}")
}

/// An event cannot be put into a message.
#[derive(Debug, thiserror::Error)]
pub enum NotSendable {
    /// Its metadata have no JSON form.
    #[error("its metadata have no JSON form: {0}")]
    Metadata(#[from] serde_json::Error),
    /// Something in its headers has a line break.
    #[error("one of its headers: {0}")]
    Header(#[from] ParseHeaderValueError),
}

/// A message is not an event of ours.
#[derive(Debug, thiserror::Error)]
pub enum NotAnEvent {
    /// A header is missing.
    #[error("it has no header {0}")]
    Missing(&'static str),
    /// A header does not read.
    #[error("its header {header} does not read: {value}")]
    Unreadable {
        /// The header's name.
        header: &'static str,
        /// What is there.
        value: String,
    },
    /// The payload is no text.
    #[error("its payload is not text")]
    NotText,
}

/// An event as it came over JetStream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedEvent {
    /// The event, its body not yet looked into.
    pub event: StoredEvent,
    /// The position of the event before it in the log.
    pub previous: Position,
}

/// The headers of an event that follows the one at `previous` in the log.
pub fn headers(event: &StoredEvent, previous: Position) -> Result<HeaderMap, NotSendable> {
    let values = [
        (SPEC_VERSION, "1.0".to_owned()),
        (ID, event.id.to_string()),
        (SOURCE, source(&event.metadata.tenant)),
        (TYPE, event.body.event_type.clone()),
        (SUBJECT, event.stream.to_string()),
        (TIME, event.metadata.occurred_at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        (CONTENT_TYPE, "application/json".to_owned()),
        (SCHEMA, schema(&event.body.event_type, event.body.schema_version)),
        (POSITION, event.position.to_string()),
        (PREVIOUS, previous.to_string()),
        (STREAM, event.stream.to_string()),
        (REVISION, event.revision.to_string()),
        (SCHEMA_VERSION, event.body.schema_version.to_string()),
        (METADATA, serde_json::to_string(&event.metadata)?),
    ];
    let mut headers = HeaderMap::new();
    for (name, value) in values {
        headers.insert(name, value.parse::<async_nats::HeaderValue>()?);
    }
    Ok(headers)
}

/// The event in a message.
pub fn read(headers: Option<&HeaderMap>, payload: &[u8]) -> Result<ReceivedEvent, NotAnEvent> {
    let headers = headers.ok_or(NotAnEvent::Missing(POSITION))?;
    let event = StoredEvent {
        position: position(headers)?,
        stream: parsed(headers, STREAM)?,
        revision: Revision(parsed(headers, REVISION)?),
        id: parsed(headers, ID)?,
        metadata: serde_json::from_str(text(headers, METADATA)?).map_err(|_| unreadable(headers, METADATA))?,
        body: EventBody {
            event_type: text(headers, TYPE)?.to_owned(),
            schema_version: parsed(headers, SCHEMA_VERSION)?,
            data: std::str::from_utf8(payload).map_err(|_| NotAnEvent::NotText)?.to_owned(),
        },
    };
    Ok(ReceivedEvent { event, previous: Position(parsed(headers, PREVIOUS)?) })
}

/// The position that a message's headers say.
pub(crate) fn position(headers: &HeaderMap) -> Result<Position, NotAnEvent> {
    Ok(Position(parsed(headers, POSITION)?))
}

fn text<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, NotAnEvent> {
    headers.get(name).map(async_nats::HeaderValue::as_str).ok_or(NotAnEvent::Missing(name))
}

fn parsed<T: std::str::FromStr>(headers: &HeaderMap, name: &'static str) -> Result<T, NotAnEvent> {
    text(headers, name)?.parse().map_err(|_| unreadable(headers, name))
}

fn unreadable(headers: &HeaderMap, header: &'static str) -> NotAnEvent {
    let value = headers.get(header).map_or_else(String::new, ToString::to_string);
    NotAnEvent::Unreadable { header, value }
}

//! Events that mean nothing: to the store, they are all the same.

use chrono::DateTime;
use events::actor::Actor;
use events::envelope::EventBody;
use events::ids::{CommandId, CorrelationId, EventId, Position, Revision, StreamId};
use events::non_empty::NonEmpty;
use events::{Metadata, NewEvent, StoredEvent};
use store::{Appended, EventStore, ExpectedVersion};

/// A stream of this name.
pub(crate) fn stream(name: &str) -> StreamId {
    StreamId::new("sample", name).unwrap()
}

/// The `n`-th event that the cause leads to.
pub(crate) fn event(cause: &str, n: usize) -> NewEvent {
    let command = CommandId::named(cause);
    NewEvent {
        id: command.event(n),
        metadata: Metadata {
            tenant: "kosovo".parse().unwrap(),
            actor: Actor::Service { name: "contract".parse().unwrap() },
            correlation_id: CorrelationId(command.0),
            causation_id: command,
            occurred_at: DateTime::from_timestamp(1_500_000_000, 123_456_789).unwrap(),
            recorded_at: DateTime::from_timestamp(1_700_000_000, 0).unwrap(),
            door: None,
            network: None,
        },
        body: EventBody {
            event_type: "sample.noted".to_owned(),
            schema_version: 1,
            data: format!(r#"{{"cause":"{cause}","n":{n}}}"#),
        },
    }
}

/// The first `count` events that the cause leads to.
pub(crate) fn events(cause: &str, count: usize) -> NonEmpty<NewEvent> {
    (0..count).map(|n| event(cause, n)).collect::<Vec<_>>().try_into().unwrap()
}

/// Appends to wherever the stream ends.
pub(crate) async fn append_at_end(store: &dyn EventStore, stream: &StreamId, events: NonEmpty<NewEvent>) -> Appended {
    let last = store.read_stream(stream, None, store::Direction::Backwards, 1).await.unwrap();
    let expected = last.first().map_or(ExpectedVersion::NoStream, |last| ExpectedVersion::At(last.revision));
    store.append(stream, expected, events).await.unwrap()
}

/// The events' positions.
pub(crate) fn positions(events: &[StoredEvent]) -> Vec<u64> {
    events.iter().map(|event| event.position.0).collect()
}

/// Whether each event stands after the one before it in the whole log.
pub(crate) fn in_order(events: &[StoredEvent]) -> bool {
    events.is_sorted_by(|one, next| one.position < next.position)
}

/// The events' revisions.
pub(crate) fn revisions(events: &[StoredEvent]) -> Vec<u64> {
    events.iter().map(|event| event.revision.0).collect()
}

/// The events' ids.
pub(crate) fn ids(events: &[StoredEvent]) -> Vec<EventId> {
    events.iter().map(|event| event.id).collect()
}

/// The whole log.
pub(crate) async fn whole_log(store: &dyn EventStore) -> Vec<StoredEvent> {
    store.read_all(Position::START, usize::MAX).await.unwrap()
}

/// A new event as it is stored at a place.
pub(crate) fn stored(new: NewEvent, stream: &StreamId, position: u64, revision: u64) -> StoredEvent {
    StoredEvent {
        position: Position(position),
        stream: stream.clone(),
        revision: Revision(revision),
        id: new.id,
        metadata: new.metadata,
        body: new.body,
    }
}

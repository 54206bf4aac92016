//! Events of an action item, told apart by how far it is.

use std::time::Duration;

use chrono::DateTime;
use events::action_item::ActionItemEvent;
use events::actor::Actor;
use events::envelope::EventBody;
use events::ids::{CommandId, CorrelationId, StreamId};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::{Event, Metadata, NewEvent, StoredEvent};
use store::{AppendError, Direction, EventStore, ExpectedVersion};

/// That this action item was assigned to this institution.
pub(crate) fn assigned(item: &str, owner: &str) -> Event {
    let title = LocalText::only(Language::Sq, "Strehimoret".parse().unwrap());
    let due = chrono::NaiveDate::from_ymd_opt(2017, 9, 1).unwrap();
    let event =
        ActionItemEvent::Assigned { title, owner: owner.parse().unwrap(), subgroup: None, due, raised_by: None };
    Event::ActionItem(item.parse().unwrap(), event)
}

/// That this action item is so far.
pub(crate) fn progress(item: &str, n: usize) -> Event {
    let progress = u8::try_from(n % 101).unwrap().try_into().unwrap();
    Event::ActionItem(item.parse().unwrap(), ActionItemEvent::ProgressReported { progress })
}

/// An event on its way into the store.
pub(crate) fn new(cause: &str, body: EventBody) -> NewEvent {
    let command = CommandId::named(cause);
    let metadata = Metadata {
        tenant: "kosovo".parse().unwrap(),
        actor: Actor::Service { name: "contract".parse().unwrap() },
        correlation_id: CorrelationId(command.0),
        causation_id: command,
        occurred_at: DateTime::from_timestamp(1_500_000_000, 123_456_789).unwrap(),
        recorded_at: DateTime::from_timestamp(1_700_000_000, 0).unwrap(),
        door: None,
        network: None,
    };
    NewEvent { id: command.event(0), metadata, body }
}

/// Appends to wherever the stream ends, whoever else writes to it.
pub(crate) async fn append_to(
    store: &dyn EventStore,
    stream: &StreamId,
    events: NonEmpty<NewEvent>,
) -> Vec<StoredEvent> {
    loop {
        let last = store.read_stream(stream, None, Direction::Backwards, 1).await.unwrap();
        let expected = last.first().map_or(ExpectedVersion::NoStream, |last| ExpectedVersion::At(last.revision));
        match store.append(stream, expected, events.clone()).await {
            Ok(appended) => return appended.events.into(),
            Err(AppendError::Conflict { .. }) => tokio::time::sleep(Duration::from_millis(1)).await,
            Err(error) => panic!("{error}"),
        }
    }
}

/// Appends events one by one.
pub(crate) async fn append(store: &dyn EventStore, cause: &str, events: impl IntoIterator<Item = Event>) {
    for (n, event) in events.into_iter().enumerate() {
        let new = new(&format!("{cause}/{n}"), event.encode().unwrap());
        append_to(store, &event.stream().unwrap(), NonEmpty::one(new)).await;
    }
}

/// Appends this many events of one action item at once.
pub(crate) async fn append_many(store: &dyn EventStore, item: &str, cause: &str, count: usize) {
    let stream = progress(item, 0).stream().unwrap();
    let events: Vec<_> =
        (0..count).map(|n| new(&format!("{cause}/{n}"), progress(item, n).encode().unwrap())).collect();
    append_to(store, &stream, events.try_into().unwrap()).await;
}

/// Appends an event of a kind that only a newer focalpoint knows.
pub(crate) async fn append_of_the_future(store: &dyn EventStore, item: &str, cause: &str) {
    let body = EventBody {
        event_type: "action-item.teleported".to_owned(),
        schema_version: 1,
        data: r#"{"to":"mars"}"#.to_owned(),
    };
    let stream = StreamId::new("action-item", item).unwrap();
    append_to(store, &stream, NonEmpty::one(new(cause, body))).await;
}

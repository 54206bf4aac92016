//! What happened to one thing before it came to a reader.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;

use events::action_item::ActionItemEvent;
use events::actor::Actor;
use events::ids::{CommandId, CorrelationId, Revision, StreamId};
use events::non_empty::NonEmpty;
use events::text::Percent;
use events::{Event, EventBody, Metadata, NewEvent};
use feed::{EventFeed, FeedError, StoreFeed};
use store::sqlite::SqliteEventStore;
use store::{EventStore, ExpectedVersion};

fn new(stream: &str, n: usize, body: EventBody) -> NewEvent {
    let command = CommandId::named(&format!("{stream}/{n}"));
    let at = "2017-07-03T08:00:00Z".parse().unwrap();
    let metadata = Metadata {
        tenant: "kosovo".parse().unwrap(),
        actor: Actor::Secretariat,
        correlation_id: CorrelationId(command.0),
        causation_id: command,
        occurred_at: at,
        recorded_at: at,
        door: None,
        network: None,
    };
    NewEvent { id: command.event(0), metadata, body }
}

fn report(item: &str, n: usize) -> NewEvent {
    let progress = Percent::try_from(u8::try_from(n % 100).unwrap()).unwrap();
    let event = Event::ActionItem(item.parse().unwrap(), ActionItemEvent::ProgressReported { progress });
    new(item, n, event.encode().unwrap())
}

#[tokio::test]
async fn a_history_is_whole_up_to_its_end_and_says_when_it_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
    let stream: StreamId = "action-item/a".parse().unwrap();
    let events: Vec<_> = (0..1200).map(|n| report("a", n)).collect();
    store.append(&stream, ExpectedVersion::NoStream, NonEmpty::try_from(events).unwrap()).await.unwrap();
    let other: StreamId = "action-item/b".parse().unwrap();
    store.append(&other, ExpectedVersion::NoStream, NonEmpty::one(report("b", 0))).await.unwrap();
    let feed = StoreFeed::new(store.clone());
    for before in [0, 1, 511, 512, 513, 1024, 1199, 1200, 5000] {
        let history = feed.history(&stream, Revision(before)).await.unwrap();
        let revisions: Vec<_> = history.iter().map(|event| event.revision.0).collect();
        assert_eq!(revisions, (0..before.min(1200)).collect::<Vec<_>>());
        assert!(history.iter().all(|event| event.stream == stream));
    }
    assert!(feed.history(&"action-item/c".parse().unwrap(), Revision(3)).await.unwrap().is_empty());

    let odd = EventBody { event_type: "action-item.abducted".to_owned(), schema_version: 1, data: "{}".to_owned() };
    let at_end = ExpectedVersion::At(Revision(1199));
    store.append(&stream, at_end, NonEmpty::one(new("a", 1200, odd))).await.unwrap();
    assert_eq!(feed.history(&stream, Revision(1200)).await.unwrap().len(), 1200);
    let unread = feed.history(&stream, Revision(1201)).await;
    assert!(matches!(unread, Err(FeedError::Undecodable { .. })), "{unread:?}");
}

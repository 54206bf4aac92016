//! Computed indicators and meetings go on when an event cannot be read.

use std::sync::Arc;
use std::time::Duration;

use crate::support::{TestReadModels, noon};
use events::actor::Actor;
use events::ids::{CommandId, CorrelationId, Position, Revision};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingEvent, MeetingTime};
use events::non_empty::NonEmpty;
use events::{Event, EventBody, Metadata, NewEvent};
use feed::StoreFeed;
use feed::dead_letters::FileDeadLetters;
use readmodels::meetings::{MeetingStage, Meetings};
use readmodels::{Book, ComputedIndicators, Parking};
use store::sqlite::SqliteEventStore;
use store::{EventStore, ExpectedVersion};
use tokio_util::sync::CancellationToken;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

fn new(n: u64, body: EventBody) -> NewEvent {
    let command = CommandId::named(&n.to_string());
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

fn scheduled(id: &str) -> EventBody {
    let event = MeetingEvent::Scheduled {
        title: LocalText::only(Language::En, "Meeting".parse().unwrap()),
        at: MeetingTime { date: "2017-07-10".parse().unwrap(), time: None, minutes: None },
        place: None,
        convened: MeetingBody::Authority,
        invited: NonEmpty::one("ms".parse().unwrap()),
        recurrence: None,
    };
    Event::Meeting(id.parse().unwrap(), event).encode().unwrap()
}

#[tokio::test]
async fn a_meeting_with_an_event_of_a_newer_version_is_shown_as_it_was_and_the_others_go_on() {
    let harness = TestReadModels::new();
    let store = Arc::new(SqliteEventStore::open(&harness.folder.path().join("events.db")).unwrap());
    let append = async |stream: &str, after: Option<u64>, n: u64, body: EventBody| {
        let expected = after.map_or(ExpectedVersion::NoStream, |revision| ExpectedVersion::At(Revision(revision)));
        let stream = stream.parse().unwrap();
        store.append(&stream, expected, NonEmpty::one(new(n, body))).await.unwrap();
    };
    let of_a_newer_version =
        EventBody { event_type: "meeting.streamed".to_owned(), schema_version: 1, data: "{}".to_owned() };
    append("meeting/a", None, 1, scheduled("a")).await;
    append("meeting/a", Some(0), 2, of_a_newer_version).await;
    let cancelled = MeetingEvent::Cancelled { reason: "flood".parse().unwrap() };
    let cancelled = Event::Meeting("a".parse().unwrap(), cancelled).encode().unwrap();
    append("meeting/a", Some(1), 3, cancelled).await;
    append("meeting/b", None, 4, scheduled("b")).await;

    let (feed, stop) = (Arc::new(StoreFeed::new(store.clone())), CancellationToken::new());
    let indicators = Arc::new(ComputedIndicators::default());
    let reading = tokio::spawn({
        let (indicators, feed, stop) = (indicators.clone(), feed.clone(), stop.clone());
        async move { indicators.run(feed, stop).await }
    });
    let read_models = harness.open("read-models.db");
    let letters = Arc::new(FileDeadLetters::new(harness.folder.path().join("dead-letters.json")));
    let parking = Parking::new(letters, "projections".parse().unwrap(), Arc::new(|| noon(9)));
    let projecting = tokio::spawn({
        let (read_models, stop) = (read_models.clone(), stop.clone());
        async move { read_models.run_parking(feed, parking, stop).await }
    });
    tokio::time::timeout(PATIENCE, read_models.reached(Position(4))).await.expect("it does not get on");
    let all = async {
        while indicators.freshness().reached < Position(4) {
            indicators.caught_up(Position(4)).await;
        }
    };
    tokio::time::timeout(PATIENCE, all).await.expect("it does not get on");

    let meetings = Book::<Meetings>::default().refresh(&read_models).await.unwrap();
    assert_eq!(meetings.meeting(&"a".parse().unwrap()).unwrap().stage, MeetingStage::Scheduled);
    assert!(meetings.meeting(&"b".parse().unwrap()).is_some());
    let held = indicators.freshness().held;
    assert_eq!((held.len(), held[0].stream.as_str(), held[0].position), (1, "meeting/a", Position(2)));
    stop.cancel();
    reading.await.unwrap();
    projecting.await.unwrap().unwrap();
}

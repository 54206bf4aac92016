//! Computed indicators are, from what the read models have, what the domain works out from the log; and they go on when an event
//! cannot be read.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::support::any::any_command;
use crate::support::country::{a_country, open_partition};
use crate::support::{TestReadModels, date, noon, title};
use chrono::NaiveDate;
use events::actor::Actor;
use events::ids::{CommandId, CorrelationId, Position, Revision};
use events::indicator::ComputedIndicator;
use events::indicator_computation::{ComputedValue, Question};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingEvent, MeetingTime};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::{Event, EventBody, Metadata, NewEvent, RecordedEvent};
use feed::StoreFeed;
use feed::dead_letters::FileDeadLetters;
use proptest::prelude::*;
use readmodels::indicators::IndicatorValue;
use readmodels::local_time::date_in_kosovo;
use readmodels::meetings::{MeetingStage, Meetings};
use readmodels::{Book, ComputedIndicators, Parking, RemoteReadModels};
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
    let read_models = harness.open("read-models.db");
    let letters = Arc::new(FileDeadLetters::new(harness.folder.path().join("dead-letters.json")));
    let parking = Parking::new(letters, "projections".parse().unwrap(), Arc::new(|| noon(9)));
    let projecting = tokio::spawn({
        let (read_models, stop) = (read_models.clone(), stop.clone());
        async move { read_models.run_parking(feed, parking, stop).await }
    });
    tokio::time::timeout(PATIENCE, read_models.reached(Position(4))).await.expect("it does not get on");
    let meetings = Book::<Meetings>::default().refresh(&read_models).await.unwrap();
    assert_eq!(meetings.meeting(&"a".parse().unwrap()).unwrap().stage, MeetingStage::Scheduled);
    assert!(meetings.meeting(&"b".parse().unwrap()).is_some());
    let held = read_models.freshness().held;
    assert!(!held.is_empty(), "whoever looks sees that it is not all");
    assert!(held.iter().all(|held| held.stream.as_str() == "meeting/a" && held.position == Position(2)), "{held:?}");
    let (indicators, today) = (ComputedIndicators::default(), "2017-07-31".parse().unwrap());
    let july = Period::month_of(today);
    let of_today = indicators.on(&read_models, today).await.unwrap();
    let attendance = of_today.compute(ComputedIndicator::MeetingAttendance, july);
    assert_eq!(attendance, IndicatorValue { value: None, events: 0 }, "nobody was invited to one that was held");
    stop.cancel();
    projecting.await.unwrap().unwrap();
}

/// What the domain works out from all events.
fn from_the_log(
    log: &[RecordedEvent],
    indicator: ComputedIndicator,
    period: Period,
    today: NaiveDate,
) -> ComputedValue {
    indicator.compute(log, Question { period, today, date_of: &date_in_kosovo })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_counted_in_the_tables_is_what_the_log_gives(
        commands in prop::collection::vec((1_u32..40, any_command(), any::<bool>()), 1..90),
        today in 1_u32..50,
        partitions in 1_u16..=3,
    ) {
        let harness = a_country();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let parts: Vec<_> = (0..partitions).map(|index| open_partition(&harness, index, partitions)).collect();
            let (indicators, today) = (ComputedIndicators::default(), date(today));
            let periods = [Period::new(date(1), date(9)).unwrap(), Period::new(date(10), date(60)).unwrap()];
            let all = RemoteReadModels::in_process(parts.clone(), harness.keys.clone()).unwrap();
            for (day, command, asks) in commands {
                let _ = harness.log.command(day, command);
                // Questions in between change nothing.
                if asks {
                    for part in &parts {
                        part.catch_up(&harness.feed()).await.unwrap();
                    }
                    let of_today = indicators.on(&all, today).await.unwrap();
                    of_today.compute(ComputedIndicator::MeetingAttendance, periods[0]);
                }
            }
            for part in &parts {
                part.catch_up(&harness.feed()).await.unwrap();
            }
            let (log, of_today) = (harness.log.events(), indicators.on(&all, today).await.unwrap());
            for (indicator, period) in ComputedIndicator::ALL.into_iter().flat_map(|one| periods.map(|p| (one, p))) {
                let expected = from_the_log(&log, indicator, period, today);
                let computed = of_today.compute(indicator, period);
                let said = IndicatorValue { value: expected.value, events: expected.from.len() };
                assert_eq!(computed, said, "{indicator:?} in {period:?}");
                let evidence = of_today.evidence(&all, indicator, period).await.unwrap();
                let opened: BTreeSet<Position> = evidence.iter().map(|one| one.event.position).collect();
                assert_eq!(opened, expected.from, "every event can be opened");
                let has_title = indicator == ComputedIndicator::ActionItemsDoneInTime;
                assert!(!has_title || evidence.iter().all(|one| one.title == Some(title("Item"))));
            }
        });
    }
}

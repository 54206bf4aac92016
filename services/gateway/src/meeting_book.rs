//! The [`Meetings`] that the pages show, held in memory.
//!
//! A read model of its own kind: meetings are few (some hundreds in ten years), so it is folded anew from the feed at
//! every start and keeps no table and no checkpoint. It runs behind the log like every read model; whoever looks waits
//! until it has caught up with the others. What computed indicators are worked out from ([`IndicatorLog`]) is read along,
//! so that the gateway reads the feed once.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use events::ids::{MeetingId, Position, StreamId};
use events::meeting::Meeting;
use events::{Aggregate, RecordedEvent};
use feed::{EventFeed, FeedError};
use projections::Folded;
use projections::freshness::{Freshness, Gauge, HeldStream, look_at_end};
use projections::meetings::{MeetingView, Meetings};
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::indicator_log::{self, IndicatorLog};

/// How many events are asked of the feed at a time.
const BATCH: usize = 512;
/// How long to wait before the feed is opened again after it failed.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a look waits for the book to catch up.
const CATCH_UP_WITHIN: Duration = Duration::from_secs(2);

/// The book.
#[derive(Debug)]
pub(crate) struct MeetingBook {
    meetings: RwLock<Meetings>,
    log: RwLock<IndicatorLog>,
    read_to: watch::Sender<Position>,
    gauge: Arc<Mutex<Gauge>>,
    /// The meetings of which an event cannot be read: what comes after it may make no sense without it.
    held: RwLock<Vec<HeldStream>>,
}

impl MeetingBook {
    /// Opens the book and keeps reading the feed into it until `closing`.
    pub(crate) fn keep(
        feed: Arc<dyn EventFeed>,
        closing: CancellationToken,
        runtime: &tokio::runtime::Handle,
    ) -> Arc<Self> {
        let gauge = Arc::<Mutex<Gauge>>::default();
        let book = Arc::new(Self {
            meetings: RwLock::default(),
            log: RwLock::default(),
            read_to: watch::Sender::new(Position::START),
            gauge: gauge.clone(),
            held: RwLock::default(),
        });
        // Held weakly, so that a gateway that is dropped ends its reader.
        let reader = Arc::downgrade(&book);
        runtime.spawn(async move {
            let reading = async {
                while let Some(after) = reader.upgrade().map(|book| *book.read_to.borrow()) {
                    let failed = match feed.subscribe(after, BATCH).await {
                        Ok(mut subscription) => loop {
                            match subscription.next().await {
                                Ok(events) => match reader.upgrade() {
                                    Some(book) => book.enter(events.iter()),
                                    None => return,
                                },
                                Err(error) => break error,
                            }
                        },
                        Err(error) => error,
                    };
                    match failed {
                        FeedError::Undecodable { position, source, event } => {
                            tracing::error!(%position, %source, "an event cannot be read and is passed over");
                            let Some(book) = reader.upgrade() else { return };
                            book.pass_over(position, source.to_string(), event.stream);
                        }
                        failed @ (FeedError::Source(_) | FeedError::Closed) => {
                            tracing::warn!(error = %failed, "the meetings' feed ended; it is opened again");
                            tokio::time::sleep(PAUSE).await;
                        }
                    }
                }
            };
            tokio::select! {
                () = reading => {}
                never = look_at_end(feed.as_ref(), &gauge) => match never {},
                () = closing.cancelled() => {}
            }
        });
        book
    }

    fn enter<'a>(&self, events: impl Iterator<Item = &'a RecordedEvent>) {
        let mut last = *self.read_to.borrow();
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let mut meetings = self.meetings.write().unwrap_or_else(PoisonError::into_inner);
        let mut log = self.log.write().unwrap_or_else(PoisonError::into_inner);
        for recorded in events.filter(|recorded| recorded.position > *self.read_to.borrow()) {
            last = last.max(recorded.position);
            if held.iter().any(|held| held.stream == recorded.stream) {
                continue;
            }
            log.enter(recorded);
            meetings.fold(recorded);
        }
        drop(log);
        drop(meetings);
        self.gauge().reach(last);
        self.read_to.send_replace(last);
    }

    fn pass_over(&self, position: Position, reason: String, stream: StreamId) {
        let part = if stream.kind() == Meeting::KIND { Some("meetings") } else { None };
        if let Some(part) = part.or(indicator_log::counts(stream.kind()).then_some("indicators")) {
            let held = HeldStream { projection: part.to_owned(), stream, position, reason };
            self.held.write().unwrap_or_else(PoisonError::into_inner).push(held);
        }
        self.gauge().reach(position);
        self.read_to.send_replace(position);
    }

    fn gauge(&self) -> MutexGuard<'_, Gauge> {
        self.gauge.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How old the meetings shown are.
    pub(crate) fn freshness(&self) -> Freshness {
        let gauge = self.gauge();
        Freshness {
            part: "meetings".to_owned(),
            reached: *self.read_to.borrow(),
            behind: gauge.behind(),
            age: gauge.age(Instant::now()),
            away: false,
            held: self.held.read().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    /// Waits until the book has read to this position, a bounded time.
    pub(crate) async fn caught_up(&self, position: Position) {
        let mut read_to = self.read_to.subscribe();
        let caught_up = read_to.wait_for(|read| *read >= position);
        if tokio::time::timeout(CATCH_UP_WITHIN, caught_up).await.is_err() {
            tracing::warn!(position = position.0, "the meetings are behind the other read models");
        }
    }

    /// What computed indicators are worked out from.
    pub(crate) fn log(&self) -> RwLockReadGuard<'_, IndicatorLog> {
        self.log.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// All meetings, the latest first.
    pub(crate) fn all(&self) -> Vec<MeetingView> {
        self.meetings.read().unwrap_or_else(PoisonError::into_inner).latest_first().into_iter().cloned().collect()
    }

    /// One meeting.
    pub(crate) fn meeting(&self, id: &MeetingId) -> Option<MeetingView> {
        self.meetings.read().unwrap_or_else(PoisonError::into_inner).meeting(id).cloned()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use events::actor::Actor;
    use events::ids::{CommandId, CorrelationId, Revision};
    use events::language::{Language, LocalText};
    use events::meeting::{Convened, MeetingEvent, MeetingTime};
    use events::non_empty::NonEmpty;
    use events::{Event, EventBody, Metadata, NewEvent};
    use feed::StoreFeed;
    use projections::meetings::MeetingStage;
    use store::sqlite::SqliteEventStore;
    use store::{EventStore, ExpectedVersion};

    use super::*;

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
        };
        NewEvent { id: command.event(0), metadata, body }
    }

    fn scheduled(id: &str) -> EventBody {
        let event = MeetingEvent::Scheduled {
            title: LocalText::only(Language::En, "Meeting".parse().unwrap()),
            at: MeetingTime { date: "2017-07-10".parse().unwrap(), time: None, minutes: None },
            place: None,
            convened: Convened::Authority,
            invited: NonEmpty::one("ms".parse().unwrap()),
            recurrence: None,
        };
        Event::Meeting(id.parse().unwrap(), event).encode().unwrap()
    }

    #[tokio::test]
    async fn a_meeting_with_an_event_of_a_newer_version_is_shown_as_it_was_and_the_others_go_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
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

        let (feed, closing) = (Arc::new(StoreFeed::new(store.clone())), CancellationToken::new());
        let book = MeetingBook::keep(feed, closing.clone(), &tokio::runtime::Handle::current());
        let mut read_to = book.read_to.subscribe();
        let all = read_to.wait_for(|read| *read == Position(4));
        drop(tokio::time::timeout(Duration::from_secs(60), all).await.expect("it does not get on").unwrap());
        assert_eq!(book.meeting(&"a".parse().unwrap()).unwrap().stage, MeetingStage::Scheduled);
        assert!(book.meeting(&"b".parse().unwrap()).is_some());
        let held = book.freshness().held;
        assert_eq!((held.len(), held[0].stream.as_str(), held[0].position), (1, "meeting/a", Position(2)));
        closing.cancel();
    }
}

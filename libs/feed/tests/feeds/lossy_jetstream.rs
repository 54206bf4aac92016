//! What comes over JetStream, doubled, out of order, with gaps and with rubbish between.

use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::consumer::PullConsumer;
use events::ids::Position;
use feed::{EventFeed, FeedError};
use nats_server_process::Binary;
use transport::subjects;

use crate::contract::samples::append_many;
use crate::contract::{PATIENCE, next, positions, take, waits};
use crate::moody_store::MoodyStore;
use crate::on_both_servers;
use crate::relayed_store::{EAGER, RelayedStore, TRUSTING, tenant};

on_both_servers! {
    events_come_over_jetstream_and_not_from_the_store,
    repeated_messages_are_passed_over,
    messages_out_of_order_come_in_order,
    a_gap_is_filled_from_the_store_as_soon_as_it_shows,
    what_never_came_is_missed_at_the_end,
    rubbish_is_passed_over_and_nothing_is_lost_by_it,
    messages_are_acknowledged_when_the_reader_asks_for_more,
    a_reader_that_does_not_ask_has_no_more_than_a_batch_in_flight,
    a_gap_while_the_store_is_away_is_an_error_and_nothing_is_lost,
    a_consumer_of_another_batch_size_is_changed,
}

/// A store with this many events, none of them on JetStream, whose stream is made.
async fn unpublished(binary: Binary, count: usize) -> RelayedStore {
    let relayed = RelayedStore::new(binary).await;
    relayed.lay().await;
    append_many(relayed.store.as_ref(), "one", "a", count).await;
    relayed
}

async fn events_come_over_jetstream_and_not_from_the_store(binary: Binary) {
    let relayed = unpublished(binary, 1000).await;
    relayed.relay_all().await;
    let store = MoodyStore::new(relayed.store.clone());
    store.is_away(true);
    let feed = relayed.feed_of(store.clone(), "reader", TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 64).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 1000).await), (1..=1000).collect::<Vec<_>>());
    // A reader that comes back goes on where it was.
    drop(subscription);
    append_many(relayed.store.as_ref(), "one", "b", 100).await;
    relayed.relay_all().await;
    let mut subscription = feed.subscribe(Position(1000), 64).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 100).await), (1001..=1100).collect::<Vec<_>>());
    assert_eq!(store.reads(), 0);
}

async fn repeated_messages_are_passed_over(binary: Binary) {
    let relayed = unpublished(binary, 3).await;
    let log = relayed.log().await;
    for n in [0, 0, 1, 0, 1, 1, 2, 0, 2] {
        relayed.publish(&log[n], n as u64).await;
    }
    let store = MoodyStore::new(relayed.store.clone());
    let feed = relayed.feed_of(store.clone(), "reader", TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 3).await), [1, 2, 3]);
    assert!(waits(subscription.as_mut()).await);
    assert_eq!(store.reads(), 0);
}

async fn messages_out_of_order_come_in_order(binary: Binary) {
    let relayed = unpublished(binary, 6).await;
    let log = relayed.log().await;
    for n in [2, 0, 1, 5, 4, 3] {
        relayed.publish(&log[n], n as u64).await;
    }
    let feed = relayed.feed("reader", TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 6).await), [1, 2, 3, 4, 5, 6]);
    assert!(waits(subscription.as_mut()).await);
}

async fn a_gap_is_filled_from_the_store_as_soon_as_it_shows(binary: Binary) {
    let relayed = unpublished(binary, 500).await;
    let log = relayed.log().await;
    relayed.publish(&log[0], 0).await;
    relayed.publish(&log[1], 1).await;
    relayed.publish(&log[499], 499).await;
    // The reader would wait for ever to ask the store by itself.
    let feed = relayed.feed("reader", TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 500).await), (1..=500).collect::<Vec<_>>());
}

async fn what_never_came_is_missed_at_the_end(binary: Binary) {
    let relayed = unpublished(binary, 5).await;
    let log = relayed.log().await;
    relayed.publish(&log[0], 0).await;
    let feed = relayed.feed("reader", EAGER);
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 5).await), [1, 2, 3, 4, 5]);
}

async fn rubbish_is_passed_over_and_nothing_is_lost_by_it(binary: Binary) {
    let relayed = unpublished(binary, 3).await;
    let log = relayed.log().await;
    let rubbish = async |subject: &str, payload: &'static [u8]| {
        relayed.jetstream.publish(subject.to_owned(), payload.into()).await.unwrap().await.unwrap();
    };
    rubbish("coord.kosovo.action-item.assigned.mpms", b"\xff\xfe").await;
    relayed.publish(&log[0], 0).await;
    rubbish("coord.kosovo.hello", b"not JSON").await;
    relayed.publish(&log[1], 1).await;
    let mut broken = log[2].clone();
    broken.body.data.truncate(8);
    relayed.publish(&broken, 2).await;
    let feed = relayed.feed("reader", TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    let came = take(subscription.as_mut(), 3).await;
    let wanted: Vec<_> = log.into_iter().map(|stored| stored.decode().unwrap()).collect();
    assert_eq!(came, wanted);
    // It is kept for whoever looks into it.
    assert_eq!(relayed.stream().await.info().await.unwrap().state.messages, 5);
}

/// How many messages the reader has and has not acknowledged.
async fn in_flight(relayed: &RelayedStore, reader: &str) -> usize {
    let stream = subjects::event_stream(&tenant());
    let mut consumer: PullConsumer = relayed.jetstream.get_consumer_from_stream(reader, stream).await.unwrap();
    consumer.info().await.unwrap().num_ack_pending
}

async fn messages_are_acknowledged_when_the_reader_asks_for_more(binary: Binary) {
    let relayed = unpublished(binary, 5).await;
    relayed.relay_all().await;
    let feed = relayed.feed("reader", TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 5).await.unwrap();
    let mut came = 0;
    while came < 5 {
        assert!(in_flight_or_none(&relayed).await <= 5);
        came += next(subscription.as_mut()).await.unwrap().len();
    }
    assert!(in_flight(&relayed, "reader").await > 0);
    assert!(waits(subscription.as_mut()).await);
    let acknowledged = async {
        while in_flight(&relayed, "reader").await > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, acknowledged).await.expect("messages stay unacknowledged");
}

async fn in_flight_or_none(relayed: &RelayedStore) -> usize {
    let stream = subjects::event_stream(&tenant());
    let found: Result<PullConsumer, _> = relayed.jetstream.get_consumer_from_stream("reader", stream).await;
    found.map_or(0, |consumer| consumer.cached_info().num_ack_pending)
}

async fn a_reader_that_does_not_ask_has_no_more_than_a_batch_in_flight(binary: Binary) {
    let relayed = unpublished(binary, 1000).await;
    relayed.relay_all().await;
    let feed = relayed.feed("reader", TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 10).await.unwrap();
    let mut came = positions(&take(subscription.as_mut(), 1).await);
    assert!(in_flight(&relayed, "reader").await <= 10);
    append_many(relayed.store.as_ref(), "one", "b", 1000).await;
    relayed.relay_all().await;
    assert!(in_flight(&relayed, "reader").await <= 10);
    came.extend(positions(&take(subscription.as_mut(), 2000 - came.len()).await));
    assert_eq!(came, (1..=2000).collect::<Vec<_>>());
}

async fn a_gap_while_the_store_is_away_is_an_error_and_nothing_is_lost(binary: Binary) {
    let relayed = unpublished(binary, 4).await;
    let log = relayed.log().await;
    let store = MoodyStore::new(relayed.store.clone());
    store.is_away(true);
    let feed = relayed.feed_of(store.clone(), "reader", EAGER);
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    relayed.publish(&log[0], 0).await;
    assert_eq!(positions(&take(subscription.as_mut(), 1).await), [1]);
    relayed.publish(&log[3], 3).await;
    let error = next(subscription.as_mut()).await.unwrap_err();
    assert!(matches!(error, FeedError::Source(_)), "{error}");
    let mut subscription = feed.subscribe(Position(1), 100).await.unwrap();
    store.is_away(false);
    assert_eq!(positions(&take(subscription.as_mut(), 3).await), [2, 3, 4]);
}

async fn a_consumer_of_another_batch_size_is_changed(binary: Binary) {
    let relayed = unpublished(binary, 50).await;
    relayed.relay_all().await;
    let store = MoodyStore::new(relayed.store.clone());
    let mut after = Position::START;
    for batch in [5, 20] {
        let feed = relayed.feed_of(Arc::clone(&store) as _, "reader", TRUSTING);
        let mut subscription = feed.subscribe(after, batch).await.unwrap();
        let came = take(subscription.as_mut(), batch).await;
        after = came.last().unwrap().position;
        assert!(waits_or_comes(subscription.as_mut(), &mut after).await);
        let stream = subjects::event_stream(&tenant());
        let consumer: PullConsumer = relayed.jetstream.get_consumer_from_stream("reader", stream).await.unwrap();
        assert_eq!(consumer.cached_info().config.max_ack_pending, i64::try_from(batch).unwrap());
    }
}

/// Says that what came is done with, and takes what comes next if it is here.
async fn waits_or_comes(subscription: &mut dyn feed::Subscription, after: &mut Position) -> bool {
    match tokio::time::timeout(Duration::from_millis(300), subscription.next()).await {
        Ok(batch) => {
            let batch = Vec::from(batch.unwrap());
            let follows = batch.first().is_some_and(|first| first.position > *after);
            *after = batch.last().map_or(*after, |last| last.position);
            follows
        }
        Err(_) => true,
    }
}

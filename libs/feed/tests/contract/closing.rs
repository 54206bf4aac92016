//! The end of a feed.

use events::ids::Position;
use feed::FeedError;

use super::samples::append_many;
use super::{Harness, next, positions, take};

pub(crate) async fn dropping_the_feed_closes_it(harness: impl Harness) {
    append_many(harness.store().as_ref(), "one", "a", 2).await;
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    take(subscription.as_mut(), 2).await;
    let waiting = tokio::spawn(async move { next(subscription.as_mut()).await });
    drop(feed);
    assert!(matches!(waiting.await.unwrap(), Err(FeedError::Closed)));
}

pub(crate) async fn a_subscription_can_be_dropped_at_any_time(harness: impl Harness) {
    append_many(harness.store().as_ref(), "one", "a", 10).await;
    let feed = harness.feed("reader");
    let never_read = feed.subscribe(Position::START, 2).await.unwrap();
    let mut half_read = feed.subscribe(Position::START, 2).await.unwrap();
    take(half_read.as_mut(), 5).await;
    drop((never_read, half_read));
    let mut subscription = feed.subscribe(Position(5), 2).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 5).await), [6, 7, 8, 9, 10]);
}

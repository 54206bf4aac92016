//! What every feed must do, wherever its events come from.
//!
//! To put a feed under the suite, give a [`Harness`] for it and write `event_feed_contract!(ItsHarness);`.

pub(crate) mod closing;
pub(crate) mod reading;
pub(crate) mod samples;
pub(crate) mod under_load;

use std::sync::Arc;
use std::time::Duration;

use events::RecordedEvent;
use feed::{EventFeed, FeedError, Subscription};
use store::EventStore;

/// How long anything may take before a test gives up. Long, because it only matters when something is broken.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// A feed with a store of its own for each test.
pub(crate) trait Harness: Sized {
    /// A feed of an empty store.
    async fn fresh() -> Self;

    /// The store behind it.
    fn store(&self) -> Arc<dyn EventStore>;

    /// The feed as a reader of this name opens it.
    fn feed(&self, reader: &str) -> Box<dyn EventFeed>;
}

/// What a feed says next. Fails instead of hanging when it says nothing.
pub(crate) async fn next(subscription: &mut dyn Subscription) -> Result<Vec<RecordedEvent>, FeedError> {
    let next = tokio::time::timeout(PATIENCE, subscription.next()).await.expect("the feed has stalled");
    next.map(Into::into)
}

/// The next `count` events or a few more, as they come in batches.
pub(crate) async fn take(subscription: &mut dyn Subscription, count: usize) -> Vec<RecordedEvent> {
    let mut events = Vec::new();
    while events.len() < count {
        events.extend(next(subscription).await.unwrap());
    }
    events
}

/// Whether nothing comes, after it was given every chance to.
pub(crate) async fn waits(subscription: &mut dyn Subscription) -> bool {
    tokio::time::timeout(Duration::from_millis(300), subscription.next()).await.is_err()
}

/// The events' positions.
pub(crate) fn positions(events: &[RecordedEvent]) -> Vec<u64> {
    events.iter().map(|event| event.position.0).collect()
}

/// Runs the whole suite on a feed.
#[macro_export]
macro_rules! event_feed_contract {
    ($harness:ty) => {
        event_feed_contract! { $harness;
            reading::from_the_start_all_events_come_and_then_new_ones,
            reading::from_the_middle_only_later_events_come,
            reading::from_beyond_the_end_only_events_beyond_come,
            reading::what_comes_is_what_was_recorded,
            reading::after_reopening_events_after_the_checkpoint_come_again,
            reading::a_batch_is_never_larger_than_asked_for,
            reading::a_reader_that_lost_its_place_gets_everything,
            reading::readers_do_not_take_from_each_other,
            reading::two_instances_of_a_reader_each_get_everything,
            reading::the_end_is_the_stores_end,
            reading::the_marks_are_the_stores_marks,
            reading::an_event_that_cannot_be_read_is_reported_where_it_is,
            under_load::a_slow_reader_holds_nothing_up_and_loses_nothing,
            under_load::nothing_is_lost_while_many_write,
            under_load::a_reader_that_stops_waiting_loses_nothing,
            closing::dropping_the_feed_closes_it,
            closing::a_subscription_can_be_dropped_at_any_time,
        }
    };
    ($harness:ty; $($module:ident :: $test:ident,)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $test() {
            let harness = <$harness as $crate::contract::Harness>::fresh().await;
            $crate::contract::$module::$test(harness).await;
        }
    )+};
}

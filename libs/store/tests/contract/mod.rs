//! What every event store must do, whatever engine is behind it.
//!
//! To put an engine under the suite, give a [`Harness`] for it and write `event_store_contract!(ItsHarness);`.

pub(crate) mod appending;
pub(crate) mod marking;
pub(crate) mod reading;
pub(crate) mod samples;
pub(crate) mod subscribing;
pub(crate) mod writing_together;

use std::sync::Arc;

use store::EventStore;

/// An engine with a store of its own for each test.
pub(crate) trait Harness: Sized {
    /// An empty store.
    async fn fresh() -> Self;

    /// The store.
    fn store(&self) -> Arc<dyn EventStore>;

    /// The same store after everything that held it was dropped and it was opened again.
    async fn reopened(self) -> Self;
}

/// Runs the whole suite on an engine.
#[macro_export]
macro_rules! event_store_contract {
    ($harness:ty) => {
        event_store_contract! { $harness;
            appending::revisions_count_in_each_stream_and_positions_grow_over_the_log,
            appending::what_is_given_back_is_what_is_stored,
            appending::a_new_stream_is_expected_to_have_no_event,
            appending::an_existing_stream_is_expected_at_its_last_revision,
            appending::a_conflict_stores_nothing,
            appending::several_events_are_stored_together_or_not_at_all,
            appending::the_same_append_again_is_answered_as_the_first_time,
            appending::the_same_append_again_is_known_after_reopening,
            appending::some_known_and_some_new_ids_are_refused,
            appending::known_ids_in_another_order_are_refused,
            appending::known_ids_of_two_appends_with_another_between_are_refused,
            appending::an_id_twice_in_one_append_is_refused,
            appending::a_refused_id_stores_nothing,
            reading::a_stream_reads_forwards,
            reading::a_stream_reads_backwards,
            reading::a_stream_that_does_not_exist_is_empty,
            reading::a_stream_does_not_show_another_whose_name_begins_the_same,
            reading::the_whole_log_reads_in_pages,
            reading::the_end_is_the_last_position,
            reading::every_letter_comes_back_as_it_went_in,
            reading::reopening_keeps_everything,
            marking::a_log_keeps_its_identity_and_shares_it_with_no_other,
            marking::many_who_ask_first_are_told_the_same_identity,
            marking::a_mark_tells_an_event_from_every_other,
            marking::there_is_no_mark_where_no_event_is,
            marking::what_is_asked_of_marks_is_no_event,
            writing_together::many_writers_leave_no_gaps_in_a_stream,
            writing_together::of_many_writers_who_expect_the_same_one_wins,
            writing_together::the_same_append_by_many_is_stored_once,
            subscribing::from_the_start_all_events_come_and_then_new_ones,
            subscribing::from_the_middle_only_later_events_come,
            subscribing::from_the_end_only_new_events_come,
            subscribing::from_beyond_the_end_only_events_beyond_come,
            subscribing::a_slow_reader_holds_nothing_up_and_loses_nothing,
            subscribing::nothing_is_lost_while_thousands_of_events_are_appended,
            subscribing::a_subscription_can_be_dropped_at_any_time,
        }
    };
    ($harness:ty; $($module:ident :: $test:ident,)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $test() {
            let harness = <$harness as $crate::contract::Harness>::fresh().await;
            $crate::contract::$module::$test(harness).await;
        }
    )+};
}

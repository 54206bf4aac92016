//! Which events come, in which order, from where on.

use events::ids::Position;
use events::log_mark::{LogMark, Misfit};
use feed::FeedError;

use super::samples::{append, append_many, append_of_the_future, assigned, progress};
use super::{Harness, next, positions, take, waits};

pub(crate) async fn from_the_start_all_events_come_and_then_new_ones(harness: impl Harness) {
    let store = harness.store();
    append_many(store.as_ref(), "one", "a", 5).await;
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 5).await), [1, 2, 3, 4, 5]);
    assert!(waits(subscription.as_mut()).await);
    for n in 6..10 {
        append_many(store.as_ref(), "two", &format!("b{n}"), 1).await;
        assert_eq!(positions(&take(subscription.as_mut(), 1).await), [n]);
    }
}

pub(crate) async fn from_the_middle_only_later_events_come(harness: impl Harness) {
    append_many(harness.store().as_ref(), "one", "a", 5).await;
    for after in 0..5 {
        let feed = harness.feed(&format!("reader-{after}"));
        let mut subscription = feed.subscribe(Position(after), 100).await.unwrap();
        let rest = usize::try_from(5 - after).unwrap();
        assert_eq!(positions(&take(subscription.as_mut(), rest).await), (after + 1..=5).collect::<Vec<_>>());
        assert!(waits(subscription.as_mut()).await);
    }
}

pub(crate) async fn from_beyond_the_end_only_events_beyond_come(harness: impl Harness) {
    let store = harness.store();
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position(3), 100).await.unwrap();
    append_many(store.as_ref(), "one", "a", 3).await;
    assert!(waits(subscription.as_mut()).await);
    append_many(store.as_ref(), "one", "b", 2).await;
    assert_eq!(positions(&take(subscription.as_mut(), 2).await), [4, 5]);
}

pub(crate) async fn what_comes_is_what_was_recorded(harness: impl Harness) {
    let store = harness.store();
    let happened = [assigned("one", "mpms"), progress("one", 40), assigned("two", "policia"), progress("one", 100)];
    append(store.as_ref(), "a", happened.clone()).await;
    let recorded: Vec<_> = store
        .read_all(Position::START, 100)
        .await
        .unwrap()
        .into_iter()
        .map(|stored| stored.decode().unwrap())
        .collect();
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    let came = take(subscription.as_mut(), 4).await;
    assert_eq!(came, recorded);
    assert_eq!(came.into_iter().map(|event| event.event).collect::<Vec<_>>(), happened);
}

pub(crate) async fn after_reopening_events_after_the_checkpoint_come_again(harness: impl Harness) {
    append_many(harness.store().as_ref(), "one", "a", 10).await;
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position::START, 4).await.unwrap();
    let first = take(subscription.as_mut(), 4).await;
    // The reader crashes before it has kept anything of it but the first event.
    drop((subscription, feed));
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position(1), 4).await.unwrap();
    let again = take(subscription.as_mut(), 9).await;
    assert_eq!(positions(&again), (2..=10).collect::<Vec<_>>());
    assert_eq!(again[..3], first[1..4]);
}

pub(crate) async fn a_batch_is_never_larger_than_asked_for(harness: impl Harness) {
    append_many(harness.store().as_ref(), "one", "a", 50).await;
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position::START, 7).await.unwrap();
    let mut came = Vec::new();
    while came.len() < 50 {
        let batch = next(subscription.as_mut()).await.unwrap();
        assert!((1..=7).contains(&batch.len()), "{}", batch.len());
        came.extend(positions(&batch));
    }
    assert_eq!(came, (1..=50).collect::<Vec<_>>());
}

pub(crate) async fn a_reader_that_lost_its_place_gets_everything(harness: impl Harness) {
    append_many(harness.store().as_ref(), "one", "a", 20).await;
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    take(subscription.as_mut(), 20).await;
    // Asking for more says that everything so far is done with.
    assert!(waits(subscription.as_mut()).await);
    drop((subscription, feed));
    let feed = harness.feed("reader");
    let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 20).await), (1..=20).collect::<Vec<_>>());
    assert!(waits(subscription.as_mut()).await);
}

pub(crate) async fn readers_do_not_take_from_each_other(harness: impl Harness) {
    append_many(harness.store().as_ref(), "one", "a", 20).await;
    for reader in ["projections", "coordination", "reminders.v2"] {
        let feed = harness.feed(reader);
        let mut subscription = feed.subscribe(Position::START, 8).await.unwrap();
        assert_eq!(positions(&take(subscription.as_mut(), 20).await), (1..=20).collect::<Vec<_>>());
    }
}

pub(crate) async fn two_instances_of_a_reader_each_get_everything(harness: impl Harness) {
    let store = harness.store();
    let feeds = [harness.feed("reader"), harness.feed("reader")];
    let readers = feeds.map(|feed| {
        tokio::spawn(async move {
            let mut subscription = feed.subscribe(Position::START, 8).await.unwrap();
            positions(&take(subscription.as_mut(), 200).await)
        })
    });
    for n in 0..20 {
        append_many(store.as_ref(), "one", &format!("a{n}"), 10).await;
    }
    for reader in readers {
        assert_eq!(reader.await.unwrap(), (1..=200).collect::<Vec<_>>());
    }
}

pub(crate) async fn the_end_is_the_stores_end(harness: impl Harness) {
    let feed = harness.feed("reader");
    assert_eq!(feed.end().await.unwrap(), Position::START);
    append_many(harness.store().as_ref(), "one", "a", 3).await;
    assert_eq!(feed.end().await.unwrap(), Position(3));
}

pub(crate) async fn the_marks_are_the_stores_marks(harness: impl Harness) {
    let store = harness.store();
    append_many(store.as_ref(), "one", "a", 2).await;
    let feed = harness.feed("reader");
    assert_eq!(feed.log().await.unwrap(), store.log().await.unwrap());
    for at in [Position::START, Position(1), Position(2), Position(3)] {
        assert_eq!(feed.mark(at).await.unwrap(), store.mark(at).await.unwrap());
    }
    let kept = feed.mark_of_given(Position(2)).await.unwrap();
    assert_eq!(feed.judge(&kept).await.unwrap(), Ok(()));
    let gone = LogMark { position: Position(3), ..kept };
    assert_eq!(feed.judge(&gone).await.unwrap(), Err(Misfit::Gone { position: Position(3) }));
    let error = feed.mark_of_given(Position(3)).await.unwrap_err().to_string();
    assert!(error.contains("position 3") && error.contains("does not have"), "{error}");
}

pub(crate) async fn an_event_that_cannot_be_read_is_reported_where_it_is(harness: impl Harness) {
    let store = harness.store();
    append_many(store.as_ref(), "one", "a", 2).await;
    append_of_the_future(store.as_ref(), "one", "b").await;
    append_many(store.as_ref(), "one", "c", 2).await;
    let feed = harness.feed("reader");
    for _ in 0..2 {
        let mut subscription = feed.subscribe(Position::START, 100).await.unwrap();
        assert_eq!(positions(&take(subscription.as_mut(), 2).await), [1, 2]);
        let error = next(subscription.as_mut()).await.unwrap_err();
        let FeedError::Undecodable { position, event, .. } = error else { panic!("{error}") };
        assert_eq!((position, event.body.event_type.as_str()), (Position(3), "action-item.teleported"));
    }
    // Whoever has dealt with it goes on behind it.
    let mut subscription = feed.subscribe(Position(3), 100).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 2).await), [4, 5]);
}

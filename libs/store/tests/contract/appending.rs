//! Appending: places, expectations, atomicity, repetition.

use events::ids::{EventId, Position, Revision};
use events::non_empty::NonEmpty;
use events::{NewEvent, StoredEvent};
use store::ExpectedVersion::{At, NoStream};
use store::{AppendError, Appended};

use super::Harness;
use super::samples::{event, events, ids, in_order, revisions, stored, stream, whole_log};

fn listed(appended: Appended) -> Vec<StoredEvent> {
    appended.events.into()
}

fn taken(outcome: Result<Appended, AppendError>) -> EventId {
    match outcome {
        Err(AppendError::IdTaken { id }) => id,
        other => panic!("expected IdTaken, got {other:?}"),
    }
}

fn conflict(outcome: Result<Appended, AppendError>) -> Option<Revision> {
    match outcome {
        Err(AppendError::Conflict { found, .. }) => found,
        other => panic!("expected Conflict, got {other:?}"),
    }
}

pub(crate) async fn revisions_count_in_each_stream_and_positions_grow_over_the_log(harness: impl Harness) {
    let store = harness.store();
    let (one, two) = (stream("one"), stream("two"));
    let mut all = listed(store.append(&one, NoStream, events("a", 2)).await.unwrap());
    all.extend(store.append(&two, NoStream, events("b", 1)).await.unwrap().events);
    all.extend(store.append(&one, At(Revision(1)), events("c", 2)).await.unwrap().events);
    all.extend(store.append(&two, At(Revision(0)), events("d", 1)).await.unwrap().events);
    assert_eq!(revisions(&all), [0, 1, 0, 2, 3, 1]);
    assert!(in_order(&all), "{all:?}");
    assert!(all[0].position > Position::START);
    assert_eq!(whole_log(store.as_ref()).await, all);
}

pub(crate) async fn what_is_given_back_is_what_is_stored(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    let appended = store.append(&one, NoStream, events("a", 3)).await.unwrap();
    assert!(!appended.repeated);
    let given_back = listed(appended);
    let wanted: Vec<_> = (0..3).map(|n| stored(event("a", n), &one, given_back[n].position.0, n as u64)).collect();
    assert_eq!(given_back, wanted);
    assert_eq!(whole_log(store.as_ref()).await, wanted);
}

pub(crate) async fn a_new_stream_is_expected_to_have_no_event(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    assert_eq!(conflict(store.append(&one, At(Revision(0)), events("a", 1)).await), None);
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    assert_eq!(conflict(store.append(&one, NoStream, events("b", 1)).await), Some(Revision(0)));
}

pub(crate) async fn an_existing_stream_is_expected_at_its_last_revision(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&one, NoStream, events("a", 3)).await.unwrap();
    for wrong in [0, 1, 3, u64::MAX] {
        let outcome = store.append(&one, At(Revision(wrong)), events("b", 1)).await;
        assert_eq!(conflict(outcome), Some(Revision(2)), "expected at {wrong}");
    }
    store.append(&one, At(Revision(2)), events("b", 1)).await.unwrap();
}

pub(crate) async fn a_conflict_stores_nothing(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    conflict(store.append(&one, NoStream, events("b", 3)).await);
    assert_eq!(ids(&whole_log(store.as_ref()).await), [event("a", 0).id]);
    let after = store.append(&one, At(Revision(0)), events("b", 3)).await.unwrap();
    assert!(!after.repeated);
    assert_eq!(revisions(&listed(after)), [1, 2, 3]);
}

pub(crate) async fn several_events_are_stored_together_or_not_at_all(harness: impl Harness) {
    let store = harness.store();
    let (one, two) = (stream("one"), stream("two"));
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    let last_is_known = NonEmpty::try_from(vec![event("b", 0), event("b", 1), event("a", 0)]).unwrap();
    taken(store.append(&one, At(Revision(0)), last_is_known).await);
    assert_eq!(ids(&whole_log(store.as_ref()).await), [event("a", 0).id]);
    let many = listed(store.append(&two, NoStream, events("b", 500)).await.unwrap());
    assert_eq!(revisions(&many), (0..500).collect::<Vec<_>>());
    assert!(in_order(&many));
    assert_eq!(whole_log(store.as_ref()).await[1..], many);
}

pub(crate) async fn the_same_append_again_is_answered_as_the_first_time(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    let first = store.append(&one, NoStream, events("a", 2)).await.unwrap();
    store.append(&one, At(Revision(1)), events("b", 1)).await.unwrap();
    store.append(&stream("two"), NoStream, events("c", 1)).await.unwrap();
    for expected in [NoStream, At(Revision(1)), At(Revision(2)), At(Revision(77))] {
        let again = store.append(&one, expected, events("a", 2)).await.unwrap();
        assert!(again.repeated);
        assert_eq!(again.events, first.events);
    }
    let wanted = [event("a", 0).id, event("a", 1).id, event("b", 0).id, event("c", 0).id];
    assert_eq!(ids(&whole_log(store.as_ref()).await), wanted);
}

pub(crate) async fn the_same_append_again_is_known_after_reopening(harness: impl Harness) {
    let one = stream("one");
    let first = harness.store().append(&one, NoStream, events("a", 2)).await.unwrap();
    let harness = harness.reopened().await;
    let again = harness.store().append(&one, NoStream, events("a", 2)).await.unwrap();
    assert_eq!(again, Appended { events: first.events, repeated: true });
}

pub(crate) async fn some_known_and_some_new_ids_are_refused(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&one, NoStream, events("a", 2)).await.unwrap();
    assert_eq!(taken(store.append(&one, At(Revision(1)), events("a", 3)).await), event("a", 0).id);
    let known_last = NonEmpty::try_from(vec![event("b", 0), event("a", 1)]).unwrap();
    assert_eq!(taken(store.append(&one, At(Revision(1)), known_last).await), event("a", 1).id);
    assert_eq!(ids(&whole_log(store.as_ref()).await), [event("a", 0).id, event("a", 1).id]);
}

pub(crate) async fn known_ids_in_another_order_are_refused(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&one, NoStream, events("a", 2)).await.unwrap();
    let swapped = NonEmpty::try_from(vec![event("a", 1), event("a", 0)]).unwrap();
    assert_eq!(taken(store.append(&one, At(Revision(1)), swapped).await), event("a", 1).id);
}

pub(crate) async fn known_ids_of_two_appends_with_another_between_are_refused(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    store.append(&one, At(Revision(0)), events("b", 1)).await.unwrap();
    store.append(&one, At(Revision(1)), events("c", 1)).await.unwrap();
    let around = NonEmpty::try_from(vec![event("a", 0), event("c", 0)]).unwrap();
    assert_eq!(taken(store.append(&one, At(Revision(2)), around).await), event("a", 0).id);
}

pub(crate) async fn an_id_twice_in_one_append_is_refused(harness: impl Harness) {
    let store = harness.store();
    let twice: NonEmpty<NewEvent> = vec![event("a", 0), event("a", 1), event("a", 0)].try_into().unwrap();
    assert_eq!(taken(store.append(&stream("one"), NoStream, twice).await), event("a", 0).id);
    assert!(whole_log(store.as_ref()).await.is_empty());
}

pub(crate) async fn a_refused_id_stores_nothing(harness: impl Harness) {
    let store = harness.store();
    let one = stream("one");
    store.append(&one, NoStream, events("a", 1)).await.unwrap();
    taken(store.append(&one, At(Revision(0)), events("a", 2)).await);
    assert_eq!(ids(&whole_log(store.as_ref()).await), [event("a", 0).id]);
    let next = store.append(&one, At(Revision(0)), events("b", 1)).await.unwrap();
    assert_eq!(revisions(&listed(next)), [1]);
}

//! Whatever is appended, the store does what the port says; a list in memory says it too.

use std::collections::BTreeSet;

use events::ids::{Position, Revision, StreamId};
use events::non_empty::NonEmpty;
use events::{NewEvent, StoredEvent};
use proptest::collection::vec;
use proptest::prelude::*;
use store::{AppendError, Appended, EventStore, ExpectedVersion, SqliteEventStore};
use tempfile::tempdir;

use crate::contract::samples::{event, stored, stream, whole_log};

/// An append of events with ids from a small set, so that they meet again.
#[derive(Debug, Clone)]
struct Attempt {
    stream: u8,
    expected: Option<u64>,
    causes: Vec<u8>,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let fresh_or_known = vec(0..60u8, 1..4);
    let attempt = (0..3u8, prop_oneof![Just(None), (0..6u64).prop_map(Some)], fresh_or_known)
        .prop_map(|(stream, expected, causes)| Attempt { stream, expected, causes });
    vec(attempt, 1..40)
}

#[derive(Debug, PartialEq)]
enum AppendOutcome {
    Stored(Vec<StoredEvent>),
    Repeated(Vec<StoredEvent>),
    Conflict(Option<Revision>),
    Taken,
}

fn said_by_list(
    log: &mut Vec<StoredEvent>,
    stream: &StreamId,
    expected: ExpectedVersion,
    new: &[NewEvent],
) -> AppendOutcome {
    let distinct: BTreeSet<_> = new.iter().map(|event| event.id).collect();
    let of_stream: Vec<_> = log.iter().filter(|event| event.stream == *stream).cloned().collect();
    if log.iter().any(|event| distinct.contains(&event.id)) || distinct.len() < new.len() {
        let ids: Vec<_> = new.iter().map(|event| event.id).collect();
        let there = of_stream.windows(ids.len()).find(|window| window.iter().map(|event| event.id).eq(ids.clone()));
        return there.map_or(AppendOutcome::Taken, |window| AppendOutcome::Repeated(window.to_vec()));
    }
    let found = of_stream.last().map(|event| event.revision);
    let wanted = match expected {
        ExpectedVersion::NoStream => None,
        ExpectedVersion::At(revision) => Some(revision),
    };
    if wanted != found {
        return AppendOutcome::Conflict(found);
    }
    let (position, revision) = (log.len() as u64 + 1, of_stream.len() as u64);
    let added: Vec<_> =
        (0..).zip(new).map(|(n, event)| stored(event.clone(), stream, position + n, revision + n)).collect();
    log.extend(added.clone());
    AppendOutcome::Stored(added)
}

async fn said_by_store(
    store: &SqliteEventStore,
    stream: &StreamId,
    expected: ExpectedVersion,
    new: NonEmpty<NewEvent>,
) -> AppendOutcome {
    match store.append(stream, expected, new).await {
        Ok(Appended { events, repeated: false }) => AppendOutcome::Stored(events.into()),
        Ok(Appended { events, repeated: true }) => AppendOutcome::Repeated(events.into()),
        Err(AppendError::Conflict { found, .. }) => AppendOutcome::Conflict(found),
        Err(AppendError::IdTaken { .. }) => AppendOutcome::Taken,
        Err(AppendError::Unavailable { reason }) => panic!("{reason}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_appends_is_stored_as_the_port_says(attempts in attempts()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let directory = tempdir().unwrap();
            let path = directory.path().join("events.db");
            let store = SqliteEventStore::open(&path).unwrap();
            let mut list = Vec::new();
            for attempt in &attempts {
                let stream = stream(&format!("s{}", attempt.stream));
                let last = list.iter().rev().find(|event: &&StoredEvent| event.stream == stream);
                // Mostly right, now and then wrong.
                let expected = match attempt.expected {
                    Some(0) => ExpectedVersion::NoStream,
                    Some(wrong @ 1..=2) => ExpectedVersion::At(Revision(wrong)),
                    Some(_) | None => {
                        last.map_or(ExpectedVersion::NoStream, |last| ExpectedVersion::At(last.revision))
                    }
                };
                let new: Vec<_> = attempt.causes.iter().map(|cause| event(&format!("cause-{cause}"), 0)).collect();
                let wanted = said_by_list(&mut list, &stream, expected, &new);
                let said = said_by_store(&store, &stream, expected, new.try_into().unwrap()).await;
                prop_assert_eq!(said, wanted);
            }
            prop_assert_eq!(&whole_log(&store).await, &list);
            let head = store.head().await.unwrap();
            prop_assert_eq!(head.position, Position(list.len() as u64));
            drop(store);
            let store = SqliteEventStore::open(&path).unwrap();
            let verified = store.verify_against(&head).await.unwrap();
            prop_assert_eq!((verified.events, verified.head), (list.len() as u64, head));
            Ok(())
        })?;
    }
}

//! Many writers at the same time.

use std::collections::{BTreeMap, BTreeSet};

use futures::future::join_all;
use store::ExpectedVersion::{At, NoStream};
use store::{AppendError, Direction};

use super::Harness;
use super::samples::{events, ids, in_order, positions, stream, whole_log};

const WRITERS: usize = 16;

pub(crate) async fn many_writers_leave_no_gaps_in_a_stream(harness: impl Harness) {
    const APPENDS: usize = 12;
    let writers = (0..WRITERS).map(|writer| {
        let store = harness.store();
        tokio::spawn(async move {
            let mine = stream(["one", "two", "three"][writer % 3]);
            for n in 0..APPENDS {
                let cause = format!("writer-{writer}-{n}");
                let mut stored = false;
                // Whoever loses tries again; somebody wins each round, so this is more than anybody can lose.
                for _ in 0..WRITERS * APPENDS {
                    let last = store.read_stream(&mine, None, Direction::Backwards, 1).await.unwrap();
                    let expected = last.first().map_or(NoStream, |last| At(last.revision));
                    match store.append(&mine, expected, events(&cause, 2)).await {
                        Ok(appended) => {
                            assert!(!appended.repeated);
                            stored = true;
                            break;
                        }
                        Err(AppendError::Conflict { .. }) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
                assert!(stored, "{cause} never won");
            }
        })
    });
    for writer in join_all(writers).await {
        writer.unwrap();
    }

    let log = whole_log(harness.store().as_ref()).await;
    assert_eq!(log.len(), WRITERS * APPENDS * 2);
    assert!(in_order(&log), "{:?}", positions(&log));
    let mut next: BTreeMap<_, u64> = BTreeMap::new();
    for event in &log {
        let revision = next.entry(event.stream.clone()).or_default();
        assert_eq!(event.revision.0, *revision, "{} at {}", event.stream, event.position);
        *revision += 1;
    }
    assert_eq!(ids(&log).into_iter().collect::<BTreeSet<_>>().len(), log.len());
    for pair in log.chunks(2) {
        assert_eq!(pair[0].metadata, pair[1].metadata, "an append's events stand together");
    }
}

pub(crate) async fn of_many_writers_who_expect_the_same_one_wins(harness: impl Harness) {
    let writers = (0..WRITERS).map(|writer| {
        let store = harness.store();
        tokio::spawn(async move { store.append(&stream("one"), NoStream, events(&format!("w-{writer}"), 2)).await })
    });
    let outcomes: Vec<_> = join_all(writers).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(AppendError::Conflict { .. }))));
    let winner = outcomes.into_iter().find_map(Result::ok).unwrap();
    assert_eq!(whole_log(harness.store().as_ref()).await, Vec::from(winner.events));
}

pub(crate) async fn the_same_append_by_many_is_stored_once(harness: impl Harness) {
    let writers = (0..WRITERS).map(|_| {
        let store = harness.store();
        tokio::spawn(async move { store.append(&stream("one"), NoStream, events("a", 3)).await.unwrap() })
    });
    let answers: Vec<_> = join_all(writers).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|answer| !answer.repeated).count(), 1);
    assert!(answers.iter().all(|answer| answer.events == answers[0].events));
    assert_eq!(whole_log(harness.store().as_ref()).await, Vec::from(answers[0].events.clone()));
}

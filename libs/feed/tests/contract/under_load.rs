//! Many events, slow readers, impatient readers.

use std::time::Duration;

use events::ids::Position;
use futures::stream::{FuturesUnordered, StreamExt};

use super::samples::append_many;
use super::{Harness, positions, take, waits};

pub(crate) async fn a_slow_reader_holds_nothing_up_and_loses_nothing(harness: impl Harness) {
    let store = harness.store();
    append_many(store.as_ref(), "one", "first", 1).await;
    let feed = harness.feed("slow");
    let mut slow = feed.subscribe(Position::START, 16).await.unwrap();
    let mut came = take(slow.as_mut(), 1).await;
    for n in 0..20 {
        append_many(store.as_ref(), "one", &format!("more-{n}"), 50).await;
    }
    let quick_feed = harness.feed("quick");
    let mut quick = quick_feed.subscribe(Position::START, 512).await.unwrap();
    assert_eq!(positions(&take(quick.as_mut(), 1001).await), (1..=1001).collect::<Vec<_>>());
    came.extend(take(slow.as_mut(), 1000).await);
    assert_eq!(positions(&came), (1..=1001).collect::<Vec<_>>());
    assert!(waits(slow.as_mut()).await);
}

pub(crate) async fn nothing_is_lost_while_many_write(harness: impl Harness) {
    const APPENDS: usize = 200;
    const EACH: usize = 10;
    let store = harness.store();
    let readers: Vec<_> = ["one", "two", "three"]
        .into_iter()
        .map(|name| {
            let feed = harness.feed(name);
            tokio::spawn(async move {
                let mut subscription = feed.subscribe(Position::START, 64).await.unwrap();
                take(subscription.as_mut(), APPENDS * EACH).await
            })
        })
        .collect();
    let writers: FuturesUnordered<_> = (0..APPENDS)
        .map(|n| {
            let store = store.clone();
            async move { append_many(store.as_ref(), &format!("item-{n}"), &format!("cause-{n}"), EACH).await }
        })
        .collect();
    writers.collect::<()>().await;
    for reader in readers {
        let came = reader.await.unwrap();
        assert_eq!(positions(&came), (1..=(APPENDS * EACH) as u64).collect::<Vec<_>>());
    }
}

pub(crate) async fn a_reader_that_stops_waiting_loses_nothing(harness: impl Harness) {
    let store = harness.store();
    let feed = harness.feed("impatient");
    let mut subscription = feed.subscribe(Position::START, 8).await.unwrap();
    let writer = tokio::spawn(async move {
        for n in 0..100 {
            append_many(store.as_ref(), "one", &format!("a{n}"), 3).await;
        }
    });
    let mut came = Vec::new();
    let everything = async {
        let mut patience = 0;
        while came.len() < 300 {
            patience = (patience + 1) % 20;
            if let Ok(batch) = tokio::time::timeout(Duration::from_millis(patience), subscription.next()).await {
                came.extend(positions(&Vec::from(batch.unwrap())));
            }
        }
    };
    tokio::time::timeout(super::PATIENCE, everything).await.expect("the feed has stalled");
    writer.await.unwrap();
    assert_eq!(came, (1..=300).collect::<Vec<_>>());
}

//! What pages show as owed is what the driver owes, and says why it is not told yet.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use coordination::Clock;
use events::notification::{Audience, NotDelivered};
use feed::EventFeed;
use notifications::facts::Books;
use notifications::outstanding::{NotToldBecause, Outstanding, outstanding};
use notifications::topics;
use notifications::{Calendar, DeliveryError, Ladder};

use crate::support::{Harness, at, july};

/// Everything that can be told at a time is; then what is left, beside how much the driver says is.
async fn left_at(harness: &Harness, now: DateTime<Utc>) -> (Vec<Outstanding>, usize) {
    harness.set(now);
    let stop = tokio_util::sync::CancellationToken::new();
    let feed: Arc<dyn EventFeed> = harness.feed.clone();
    let pump = harness.read_models.run(feed, stop.clone());
    let notifications = harness.notifications();
    let work = async {
        // The second look finds what the first one left.
        notifications.reconcile().await.unwrap();
        notifications.reconcile().await.unwrap();
        let (calendar, ladder) = (Calendar::default(), Ladder::default().joining_within_seconds(0));
        let books = Books::default();
        let facts = books.facts(&harness.read_models, harness.clock.moment(), &calendar, &ladder, false).await.unwrap();
        let left = outstanding(&facts);
        stop.cancel();
        (left, notifications.status().owed)
    };
    let (pumped, left) = tokio::join!(pump, work);
    pumped.unwrap();
    left
}

fn because(left: &[Outstanding], item: &str, to: &Audience) -> Option<NotToldBecause> {
    let found = left.iter().find(|one| one.notice.about.key() == item && one.notice.to == *to);
    found.map(|one| one.because)
}

#[tokio::test]
async fn what_is_shown_as_owed_is_what_the_driver_owes_and_why() {
    let harness = Harness::of(topics::ALL.to_vec()).await;
    harness.assign("beds", july(3)).await;
    harness.appoint("secretariat", "vlera", None, false).await;
    let owner = Audience::FocalPoint("ms".parse().unwrap());
    // Tuesday before and after the morning message; it is told, and what comes after waits for the next morning.
    for (hour, waits) in [(6, true), (8, false)] {
        let (left, owed) = left_at(&harness, at(july(4), hour, 0)).await;
        assert_eq!(left.len(), owed, "{left:?}");
        let morning = NotToldBecause::WaitsForMorning(at(july(4), 8, 0));
        assert_eq!(because(&left, "beds", &owner), waits.then_some(morning));
    }
    // Whoever could be told refuses: everybody was tried today.
    for person in ["arta", "besa"] {
        let refused = DeliveryError::Unreachable(NotDelivered::BlockedByPerson);
        harness.mailbox.refuses.lock().unwrap().insert(person.parse().unwrap(), refused);
    }
    harness.assign("letter", july(4)).await;
    let (left, owed) = left_at(&harness, at(july(5), 8, 0)).await;
    assert_eq!(left.len(), owed, "{left:?}");
    let failed = NotToldBecause::FailedToday(NotDelivered::BlockedByPerson);
    assert_eq!(because(&left, "letter", &owner), Some(failed), "{left:?}");
}

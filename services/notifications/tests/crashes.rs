//! The driver is stopped dead at each of its calls to a port, and another goes on: everything is told all the same, and twice
//! only what was told and not yet recorded.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking, and prints what it measured"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use events::Event;
use events::ids::{NotificationKey, Position};
use events::notification::{ChannelKind, Notice, NotificationEvent};
use notifications::policy::hours::first_of_a_week;
use notifications::policy::table::{RULES, rule_of};
use notifications::{Calendar, Message};
use store::EventStore;
use support::working_days::{AFTER_WORK, BEFORE_WORK, authority, work_of};
use support::{Harness, at, july};

/// At how many places of one look the driver is stopped, at most.
const PLACES_OF_A_LOOK: usize = 6;

/// A notice by a channel.
type Copy = (NotificationKey, ChannelKind);

/// How often each notice was delivered by each channel.
fn delivered(harness: &Harness) -> BTreeMap<Copy, usize> {
    let of = |channel: ChannelKind, messages: &[Message]| -> Vec<Copy> {
        let parts = messages.iter().flat_map(|message| &message.parts).filter_map(|part| part.notice.clone());
        parts.map(|key| (key, channel)).collect()
    };
    let email = harness.email.as_ref().unwrap();
    let by_chat = of(ChannelKind::Telegram, &harness.mailbox.delivered.lock().unwrap());
    let by_email = of(ChannelKind::Email, &email.delivered.lock().unwrap());
    let mut times = BTreeMap::new();
    for copy in by_chat.into_iter().chain(by_email) {
        *times.entry(copy).or_default() += 1;
    }
    times
}

/// How often it is recorded of each notice that a channel told it; and every notice.
async fn recorded(harness: &Harness) -> (BTreeMap<Copy, usize>, BTreeMap<NotificationKey, Notice>) {
    let (mut times, mut notices) = (BTreeMap::new(), BTreeMap::new());
    for stored in harness.store.read_all(Position::START, 100_000).await.unwrap() {
        match stored.decode().unwrap().event {
            Event::Notification(
                key,
                NotificationEvent::Sent { channel, .. } | NotificationEvent::Posted { channel, .. },
            ) => {
                *times.entry((key, channel)).or_default() += 1;
            }
            Event::Notification(key, NotificationEvent::Planned { notice }) => drop(notices.insert(key, notice)),
            _ => {}
        }
    }
    (times, notices)
}

/// The looks after one that was stopped: a minute later, on the morning after, and on that of the week after, when whoever
/// wants one message a week is told.
async fn goes_on(harness: &Harness, stopped_at: DateTime<Utc>, day: u64) {
    harness.wake_at(stopped_at + TimeDelta::minutes(1)).await.unwrap();
    let calendar = Calendar::default();
    let next = calendar.nth_working_day_after(july(day), 1);
    for (hour, minute) in [(8, 0), (9, 20)] {
        harness.wake_at(at(next, hour, minute)).await.unwrap();
    }
    let next_week = first_of_a_week(next.succ_opt().unwrap(), &calendar);
    harness.wake_at(at(next_week, 8, 0)).await.unwrap();
}

/// Stops the driver at this place of a look, and compares what came of it with what comes where nothing happens.
async fn stopped_at(before: &Harness, (now, day): (DateTime<Utc>, u64), place: usize, undisturbed: &BTreeSet<Copy>) {
    let harness = before.copy();
    harness.fuse.set(place);
    assert!(harness.wake_until_killed_at(now).await, "there is no place {place} at {now}");
    let (recorded_so_far, _) = recorded(&harness).await;
    let told_so_far = delivered(&harness);
    harness.fuse.disarm();
    goes_on(&harness, now, day).await;
    assert!(recorded(&harness).await.0.values().all(|times| *times == 1), "recorded twice");
    let (told, (ledger, notices)) = (delivered(&harness), recorded(&harness).await);
    for copy in undisturbed {
        let what = format!("stopped at place {place} of the look at {now}: {:?} by {:?}", notices.get(&copy.0), copy.1);
        let times = told.get(copy).copied().unwrap_or(0);
        let told_and_not_recorded = told_so_far.contains_key(copy) && !recorded_so_far.contains_key(copy);
        assert!(times >= 1, "{what} was not told");
        assert!(times == 1 || (times == 2 && told_and_not_recorded), "{what} was told {times} times");
        // What was told and not recorded is told again where that is still called for: not where the other channel's record
        // stands for it, or it has moved on before the next message.
        let recorded = ledger.get(copy).copied().unwrap_or(0);
        let is_recorded = recorded == 1 || (recorded == 0 && told_and_not_recorded);
        assert!(is_recorded, "{what} is recorded as told {recorded} times");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wherever_the_driver_is_killed_another_tells_the_rest_and_twice_only_what_was_not_recorded() {
    let harness = authority().await;
    let (mut looks, mut places, mut stops) = (0, 0, 0);
    let mut covered: BTreeSet<(&str, ChannelKind)> = BTreeSet::new();
    for day in 3..=24 {
        if !Calendar::default().is_working_day(july(day)) {
            continue;
        }
        for (n, (hour, minute)) in BEFORE_WORK.into_iter().chain(AFTER_WORK).enumerate() {
            if n == BEFORE_WORK.len() {
                work_of(&harness, day).await;
            }
            let now = at(july(day), hour, minute);
            let undisturbed = harness.copy();
            let before = recorded(&undisturbed).await.0;
            undisturbed.wake_at(now).await.unwrap();
            let passed = undisturbed.fuse.passed();
            if passed > 0 {
                // What comes up later may come up on another day, when what went before was told on another.
                let owed_now: BTreeSet<NotificationKey> = recorded(&undisturbed).await.1.into_keys().collect();
                goes_on(&undisturbed, now, day).await;
                let (ledger, notices) = recorded(&undisturbed).await;
                let told = delivered(&undisturbed).into_keys().filter(|(key, _)| owed_now.contains(key));
                let told: BTreeSet<Copy> = told.collect();
                let of_rule = |(key, channel): &Copy| {
                    let notice = &notices[key];
                    (rule_of(notice.about.kind(), notice.occasion.as_str()).unwrap().occasion, *channel)
                };
                covered.extend(ledger.keys().filter(|copy| !before.contains_key(copy)).map(of_rule));
                let drawn = passed.min(PLACES_OF_A_LOOK);
                for place in (0..drawn).map(|n| n * passed / drawn) {
                    stopped_at(&harness, (now, day), place, &told).await;
                }
                (looks, places, stops) = (looks + 1, places + passed, stops + drawn);
            }
            harness.wake_at(now).await.unwrap();
        }
    }
    println!("{looks} looks with {places} places; stopped at {stops} of them");
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.occasion).collect();
    let by = |channel| covered.iter().filter(|(_, by)| *by == channel).map(|(rule, _)| *rule).collect::<BTreeSet<_>>();
    assert_eq!(rules.difference(&by(ChannelKind::Telegram)).collect::<Vec<_>>(), Vec::<&&str>::new(), "not by chat");
    // What brings a message of the chat up to date, has no place in an e-mail; who lost a chat here has another.
    assert_eq!(
        rules.difference(&by(ChannelKind::Email)).collect::<Vec<_>>(),
        [&"card.", &"chat-lost."],
        "not by e-mail"
    );
}

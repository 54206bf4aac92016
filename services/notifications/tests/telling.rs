//! The reconciler on the real store and read models: once, in time, to the right person, whatever happens in between.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use events::Event;
use events::action_item::ActionItemCommand as C;
use events::ids::PersonId;
use events::institution::{InstitutionCommand, InstitutionKind, QuietHours};
use events::language::{Language, LocalText};
use events::notification::{NotDelivered, Notice, NotificationEvent};
use events::text::Percent;
use notifications::{Calendar, Content, DeliveryError, Notified, TaskSection, WorkContent};
use proptest::prelude::*;
use store::EventStore;
use support::{Harness, addressee, at, july, told, under};
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn one_digest_has_everything_in_its_section() {
    let harness = Harness::new().await;
    for (id, due) in [("new", 30), ("soon", 9), ("today", 4)] {
        harness.assign(id, july(due)).await;
    }
    assert_eq!(harness.wake_at(at(july(3), 7, 59)).await.unwrap().sent, 0, "before the morning nothing leaves");
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    let delivered = harness.delivered();
    assert_eq!(delivered.len(), 1, "{delivered:#?}");
    let under = |section| under(&delivered[0], section);
    assert_eq!((under(TaskSection::New), under(TaskSection::DueSoon)), (vec!["new"], vec!["soon"]));
    assert_eq!((under(TaskSection::Today), under(TaskSection::Late)), (vec!["today"], vec![]));
    assert_eq!((told(&delivered), delivered[0].on, delivered[0].morning), (vec!["arta"], july(4), true));
    harness.wake_at(at(july(4), 9, 0)).await.unwrap();
    harness.wake_at(at(july(4), 15, 0)).await.unwrap();
    assert_eq!(harness.delivered(), [], "one digest a morning");
}

#[tokio::test]
async fn a_morning_with_nothing_new_and_nothing_due_brings_no_digest() {
    let harness = Harness::new().await;
    harness.assign("a", july(31)).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    assert_eq!(harness.delivered().len(), 1, "it is new");
    harness.item("a", C::ReportProgress { progress: 40.try_into().unwrap() }).await.unwrap();
    harness.item("a", C::Nudge).await.unwrap();
    for day in (5..=21).filter(|day| ![8, 9, 15, 16].contains(day)) {
        harness.wake_at(at(july(day), 8, 0)).await.unwrap();
        let mornings = harness.delivered().into_iter().filter(|message| message.morning).count();
        assert_eq!(mornings, 0, "{day} July: neither new nor due soon, whatever the chair asked");
    }
    harness.wake_at(at(july(24), 8, 0)).await.unwrap();
    assert_eq!(harness.delivered().len(), 1, "seven days before it is due");
}

#[tokio::test]
async fn nothing_leaves_on_days_off_or_in_quiet_hours() {
    let harness = Harness::new().await;
    harness.assign("a", july(12)).await;
    for now in [at(july(8), 9, 0), at(july(9), 12, 0), at(july(10), 21, 0), at(july(11), 6, 30)] {
        harness.wake_at(now).await.unwrap();
        assert_eq!(harness.delivered(), [], "{now}");
    }
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let quiet_hours = QuietHours { from: hour(7), until: hour(10) };
    harness.institution("ms", InstitutionCommand::SetQuietHours { person: "arta".parse().unwrap(), quiet_hours }).await;
    harness.wake_at(at(july(11), 9, 0)).await.unwrap();
    assert_eq!(harness.delivered(), []);
    harness.wake_at(at(july(11), 10, 0)).await.unwrap();
    assert_eq!(harness.delivered().len(), 1, "later on the same day");
}

#[tokio::test]
async fn each_person_has_a_morning_of_their_own() {
    let harness = Harness::new().await;
    harness.assign("a", july(12)).await;
    let choose = |hour: u8| InstitutionCommand::ChooseDigestHour {
        person: "arta".parse().unwrap(),
        hour: hour.try_into().unwrap(),
    };
    harness.institution("ms", choose(10)).await;
    harness.wake_at(at(july(11), 9, 59)).await.unwrap();
    assert_eq!(harness.delivered(), []);
    harness.wake_at(at(july(11), 10, 0)).await.unwrap();
    assert_eq!(harness.delivered().len(), 1);
    harness.institution("ms", choose(7)).await;
    harness.wake_at(at(july(12), 7, 0)).await.unwrap();
    assert_eq!(harness.delivered().len(), 1, "earlier than everybody else, but not in quiet hours");
}

#[tokio::test]
async fn the_deputy_hears_while_the_focal_point_is_away_and_nobody_is_forgotten() {
    let harness = Harness::new().await;
    for (id, due) in [("a", 5), ("b", 6), ("c", 7)] {
        harness.assign(id, july(due)).await;
    }
    let absence = events::period::Period::new(july(4), july(5)).unwrap();
    let away = |person: &str| InstitutionCommand::AnnounceAbsence { person: person.parse().unwrap(), absence };
    harness.institution("ms", away("arta")).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    assert_eq!(told(&harness.delivered()), ["besa"]);
    harness.institution("ms", away("besa")).await;
    harness.wake_at(at(july(5), 8, 0)).await.unwrap();
    assert_eq!(told(&harness.delivered()), ["arta"], "when both are away it is the focal point's");
    harness.wake_at(at(july(6), 8, 0)).await.unwrap();
    assert_eq!(
        told(&harness.delivered()),
        ["arta", "chair"],
        "and it is over by itself; the chair hears of what is late"
    );
}

#[tokio::test]
async fn the_deputy_hears_when_the_focal_point_has_blocked_the_bot_and_that_is_recorded() {
    let harness = Harness::new().await;
    harness.assign("a", july(5)).await;
    harness
        .mailbox
        .refuses
        .lock()
        .unwrap()
        .insert("arta".parse().unwrap(), DeliveryError::Unreachable(NotDelivered::BlockedByPerson));
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    let delivered = harness.delivered();
    assert_eq!(told(&delivered), ["besa"]);
    assert_eq!((harness.recorded("notification.failed").await, harness.recorded("notification.sent").await), (1, 1));
    harness.wake_at(at(july(4), 9, 0)).await.unwrap();
    assert_eq!(harness.delivered(), [], "once a morning");
}

#[tokio::test]
async fn the_deputy_hears_when_the_focal_point_has_no_chat() {
    let harness = Harness::new().await;
    harness.assign("a", july(5)).await;
    harness.institution("ms", InstitutionCommand::UnlinkChat { person: "arta".parse().unwrap() }).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    assert_eq!(told(&harness.delivered()), ["besa"]);
    harness.institution("ms", InstitutionCommand::UnlinkChat { person: "besa".parse().unwrap() }).await;
    for minute in 0..3 {
        harness.wake_at(at(july(5), 8, minute)).await.unwrap();
    }
    assert_eq!(
        (harness.delivered(), harness.recorded("notification.failed").await),
        (vec![], 1),
        "noted once, not each minute"
    );
    harness.link("ms", "besa", 22).await;
    harness.wake_at(at(july(5), 8, 10)).await.unwrap();
    assert_eq!(told(&harness.delivered()), ["besa"], "at once when a chat is linked");
}

#[tokio::test]
async fn a_person_who_blocked_the_bot_is_tried_once_a_day_and_holds_nobody_up() {
    let harness = Harness::new().await;
    harness.assign("a", july(5)).await;
    harness.institution("ms", InstitutionCommand::UnlinkChat { person: "besa".parse().unwrap() }).await;
    harness
        .mailbox
        .refuses
        .lock()
        .unwrap()
        .insert("arta".parse().unwrap(), DeliveryError::Unreachable(NotDelivered::BlockedByPerson));
    harness.wake_at(at(july(5), 8, 0)).await.unwrap();
    harness.wake_at(at(july(5), 9, 0)).await.unwrap();
    assert_eq!(harness.recorded("notification.failed").await, 1);
    harness.wake_at(at(july(6), 8, 0)).await.unwrap();
    assert_eq!(harness.recorded("notification.failed").await, 2);
    let delivered = harness.delivered();
    assert_eq!(told(&delivered), ["chair"], "the chair hears");
}

#[tokio::test]
async fn when_the_messenger_says_that_it_is_too_much_nothing_more_is_sent() {
    let harness = Harness::new().await;
    for n in 0..9 {
        let (institution, person) = (format!("i{n}"), format!("p{n}"));
        let names = LocalText::from_versions(Language::ALL.map(|language| (language, institution.as_str()))).unwrap();
        let (kind, role) = (InstitutionKind::Ministry, "role".parse().unwrap());
        harness
            .institution(&institution, InstitutionCommand::Register { names, kind, role, authority_member: true })
            .await;
        harness.appoint(&institution, &person, Some(10 + n), true).await;
        let title = LocalText::only(Language::En, institution.parse().unwrap());
        let (owner, due) = (institution.parse().unwrap(), july(5));
        harness.item(&institution, C::Assign { title, owner, subgroup: None, due, raised_by: None }).await.unwrap();
        let too_many = DeliveryError::Retry { after: Some(Duration::from_secs(60)), reason: "too many".to_owned() };
        harness.mailbox.refuses.lock().unwrap().insert(person.parse().unwrap(), too_many);
    }
    assert_eq!(harness.wake_at(at(july(4), 8, 0)).await.unwrap().sent, 0);
    // Those that were under way at the same time are the only ones.
    let asked = harness.mailbox.asked.load(Ordering::SeqCst);
    assert!((1..=4).contains(&asked), "asked {asked} times");
    harness.mailbox.refuses.lock().unwrap().clear();
    assert_eq!(harness.wake_at(at(july(4), 8, 1)).await.unwrap().sent, 9, "all of them come later");
}

#[tokio::test]
async fn a_digest_delivered_but_not_recorded_comes_again_and_is_recorded_once() {
    let harness = Harness::new().await;
    harness.assign("a", july(5)).await;
    harness.commands.before_sent.store(true, Ordering::SeqCst);
    harness.wake_at(at(july(4), 8, 0)).await.unwrap_err();
    harness.commands.before_sent.store(false, Ordering::SeqCst);
    harness.wake_at(at(july(4), 8, 1)).await.unwrap();
    harness.wake_at(at(july(4), 8, 2)).await.unwrap();
    let delivered = harness.delivered();
    assert_eq!(delivered.len(), 2);
    assert_eq!(delivered[0].id, delivered[1].id);
    assert_eq!(harness.recorded("notification.sent").await, 1);
}

#[tokio::test]
async fn a_clock_that_jumps_during_a_delivery_takes_nobodys_next_morning() {
    let harness = Harness::new().await;
    harness.assign("a", july(5)).await;
    *harness.mailbox.jump.lock().unwrap() = Some((harness.clock.clone(), at(july(6), 8, 0)));
    harness.wake_at(at(july(5), 8, 0)).await.unwrap();
    harness.assign("b", july(7)).await;
    harness.wake_at(at(july(6), 8, 0)).await.unwrap();
    let mornings: Vec<_> = harness
        .delivered()
        .into_iter()
        .filter(|message| addressee(message) == "arta")
        .map(|message| message.on)
        .collect();
    assert_eq!(mornings, [july(5), july(6)]);
}

#[tokio::test]
async fn an_answer_counts_once_and_a_done_item_is_left_alone() {
    let harness = Harness::new().await;
    harness.assign("a", july(6)).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.item("a", C::ReportProgress { progress: Percent::try_from(50).unwrap() }).await.unwrap();
    harness.item("a", C::Complete).await.unwrap();
    for minute in 0..3 {
        harness.wake_at(at(july(4), 9, minute)).await.unwrap();
    }
    assert_eq!(harness.recorded("notification.answered").await, 1);
    harness.delivered();
    harness.wake_at(at(july(6), 8, 0)).await.unwrap();
    harness.wake_at(at(july(20), 8, 0)).await.unwrap();
    assert_eq!(harness.delivered(), []);
}

#[tokio::test]
async fn after_an_outage_only_the_latest_rung_is_sent() {
    let harness = Harness::new().await;
    harness.assign("a", july(12)).await;
    harness.wake_at(at(july(19), 8, 0)).await.unwrap();
    let delivered = harness.delivered();
    let mut told = told(&delivered);
    told.sort_unstable();
    assert_eq!(told, ["arta", "chair", "teuta"], "owner, chair and secretariat once each");
    assert_eq!(harness.recorded("notification.planned").await, 3);
}

#[tokio::test]
async fn more_time_is_a_new_ladder() {
    let harness = Harness::new().await;
    harness.assign("a", july(5)).await;
    harness.wake_at(at(july(5), 8, 0)).await.unwrap();
    harness.item("a", C::RequestExtension { until: july(20), reason: None }).await.unwrap();
    harness.item("a", C::GrantExtension { until: july(20) }).await.unwrap();
    harness.delivered();
    harness.wake_at(at(july(6), 8, 0)).await.unwrap();
    let delivered = harness.delivered();
    assert!(delivered.iter().all(|message| !message.morning), "not late any more: {delivered:?}");
    harness.wake_at(at(july(13), 8, 0)).await.unwrap();
    assert_eq!(under(&harness.delivered()[0], TaskSection::DueSoon), ["a"]);
}

#[derive(Debug, Clone)]
enum Step {
    Wake { days: u64, hour: u32 },
    Assign { due_in: u64 },
    Complete(usize),
    MoreTime(usize, u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0_u64..4, 0_u32..24).prop_map(|(days, hour)| Step::Wake { days, hour }),
        2 => (0_u64..20).prop_map(|due_in| Step::Assign { due_in }),
        1 => (0_usize..4).prop_map(Step::Complete),
        1 => (0_usize..4, 1_u64..20).prop_map(|(item, days)| Step::MoreTime(item, days)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn however_the_activations_fall_each_rung_is_sent_once_and_in_time(steps in prop::collection::vec(step(), 1..25)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let (harness, calendar) = (Harness::new().await, Calendar::default());
            let (mut today, mut hour, mut items) = (july(3), 7, 0);
            let mut sent: BTreeSet<Notice> = BTreeSet::new();
            let mut mornings: BTreeSet<(PersonId, NaiveDate)> = BTreeSet::new();
            for step in steps {
                match step {
                    Step::Assign { due_in } => {
                        harness.assign(&format!("i{items}"), today + Days::new(due_in)).await;
                        items += 1;
                    }
                    Step::Complete(item) => drop(harness.item(&format!("i{item}"), C::Complete).await),
                    Step::MoreTime(item, days) => {
                        let until = today + Days::new(days);
                        drop(harness.item(&format!("i{item}"), C::RequestExtension { until, reason: None }).await);
                        drop(harness.item(&format!("i{item}"), C::GrantExtension { until }).await);
                    }
                    Step::Wake { days, hour: at_hour } => {
                        let before = (today, hour);
                        if days == 0 { hour = hour.max(at_hour) } else { hour = at_hour }
                        today = today + Days::new(days);
                        // The clock does not go back: what was decided a minute later would not be owed yet.
                        let minute = if before == (today, hour) { 31 } else { 30 };
                        harness.wake_at(at(today, hour, minute)).await.unwrap();
                        for message in harness.delivered().into_iter().filter(|message| message.morning) {
                            assert!(calendar.is_working_day(today), "{today} is off");
                            assert!((8..20).contains(&hour), "{hour}:{minute} is quiet");
                            assert!(mornings.insert((addressee(&message).parse().unwrap(), today)), "a second message");
                            for part in &message.parts {
                                let Content::Work(WorkContent::LateElsewhere { working_days_late: late, .. }) = part.content
                                else {
                                    continue;
                                };
                                let least = if addressee(&message) == "chair" { 1 } else { 5 };
                                assert!(late >= least, "{late} working days late");
                            }
                        }
                        let again = harness.wake_at(at(today, hour, 31)).await.unwrap();
                        assert_eq!(again, Notified::default(), "everything that should have been done was");
                    }
                }
            }
            let log = harness.store.read_all(events::ids::Position::START, 100_000).await.unwrap();
            let mut planned = BTreeMap::new();
            for stored in log {
                let event = stored.decode().unwrap().event;
                match event {
                    Event::Notification(key, NotificationEvent::Planned { notice }) => {
                        planned.insert(key, notice);
                    }
                    Event::Notification(key, NotificationEvent::Sent { .. }) => {
                        let notice = &planned[&key];
                        assert!(sent.insert(notice.clone()), "{notice:?} twice");
                    }
                    _ => {}
                }
            }
        });
    }
}

/// Told to stop while a message is under delivery, it finishes and records it: the next start says nothing twice.
#[tokio::test]
async fn what_is_under_delivery_when_it_is_told_to_stop_is_recorded_and_nothing_more_is_begun() {
    let harness = Harness::new().await;
    harness.assign("a", july(5)).await;
    harness.set(at(july(4), 8, 0));
    let (begun, go_on) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
    *harness.mailbox.held.lock().unwrap() = Some((begun.clone(), go_on.clone()));
    let (stop, of_read_models) = (CancellationToken::new(), CancellationToken::new());
    let feed: Arc<dyn feed::EventFeed> = harness.feed.clone();
    let notifications = harness.notifications();
    let run = async {
        notifications.run(stop.clone(), Arc::default()).await;
        of_read_models.cancel();
    };
    let stopping = async {
        begun.notified().await;
        stop.cancel();
        go_on.notify_one();
    };
    let (pumped, (), ()) = tokio::join!(harness.read_models.run(feed, of_read_models.clone()), run, stopping);
    pumped.unwrap();
    assert_eq!((harness.delivered().len(), harness.recorded("notification.sent").await), (1, 1));
    harness.wake_at(at(july(4), 8, 1)).await.unwrap();
    assert_eq!(harness.delivered(), []);
}

#[tokio::test]
async fn a_clock_that_jumps_forward_by_days_says_what_is_right_on_the_day_it_jumped_to() {
    let harness = Harness::new().await;
    harness.assign("a", july(12)).await;
    harness.assign("later", july(31)).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    assert_eq!(told(&harness.delivered()), ["arta"]);
    // What would have been said on the days between, that it is due soon and today, is not said any more.
    harness.wake_at(at(july(13), 9, 0)).await.unwrap();
    let delivered = harness.delivered();
    let own: Vec<_> = delivered.iter().filter(|message| addressee(message) == "arta").collect();
    assert_eq!(own.len(), 1, "{own:#?}");
    assert_eq!((own[0].on, under(own[0], TaskSection::Late)), (july(13), vec!["a"]));
    assert_eq!((under(own[0], TaskSection::Today), under(own[0], TaskSection::DueSoon)), (vec![], vec![]));
    assert_eq!(harness.wake_at(at(july(13), 9, 1)).await.unwrap(), Notified::default());
}

#[tokio::test]
async fn a_clock_that_jumps_backward_by_an_hour_says_nothing_twice_and_loses_nothing() {
    let harness = Harness::new().await;
    harness.assign("a", july(5)).await;
    harness.wake_at(at(july(5), 8, 30)).await.unwrap();
    assert_eq!(told(&harness.delivered()), ["arta"]);
    harness.wake_at(at(july(5), 7, 30)).await.unwrap();
    harness.wake_at(at(july(5), 8, 0)).await.unwrap();
    assert_eq!(harness.delivered(), [], "it was said");
    // Over midnight: it was said on the day that comes again.
    harness.assign("b", july(6)).await;
    harness.wake_at(at(july(6), 8, 0)).await.unwrap();
    harness.delivered();
    harness.wake_at(at(july(5), 23, 30)).await.unwrap();
    harness.wake_at(at(july(6), 8, 0)).await.unwrap();
    assert_eq!(harness.delivered(), [], "nor is this");
    harness.item("b", C::Nudge).await.unwrap();
    harness.wake_at(at(july(6), 10, 0)).await.unwrap();
    assert_eq!(told(&harness.delivered()), ["arta"], "what is new is said");
}

/// On the last Sundays of March and October the clock is changed; the Mondays after are working days.
#[tokio::test]
async fn the_morning_message_leaves_at_eight_by_the_clock_of_kosovo_before_and_after_the_clock_is_changed() {
    for (friday, monday, utc_before, utc_after) in
        [("2018-03-23", "2018-03-26", "07:00:00", "06:00:00"), ("2017-10-27", "2017-10-30", "06:00:00", "07:00:00")]
    {
        let (friday, monday): (NaiveDate, NaiveDate) = (friday.parse().unwrap(), monday.parse().unwrap());
        let harness = Harness::new().await;
        harness.set(at(friday, 6, 0));
        harness.assign("a", friday).await;
        for (day, utc) in [(friday, utc_before), (monday, utc_after)] {
            let eight = day.and_time(utc.parse().unwrap()).and_utc();
            harness.wake_at(eight - TimeDelta::minutes(1)).await.unwrap();
            assert_eq!(harness.delivered(), [], "before eight on {day}");
            harness.wake_at(eight).await.unwrap();
            let delivered = harness.delivered();
            assert_eq!(delivered.iter().filter(|message| addressee(message) == "arta").count(), 1, "{day}");
            assert!(delivered.iter().all(|message| message.on == day && message.morning), "{delivered:#?}");
            assert_eq!(harness.wake_at(eight + TimeDelta::hours(1)).await.unwrap(), Notified::default(), "{day}");
        }
    }
}

/// Whoever waits until everybody is told, as the demo's clock does, waits for no further look: that is a minute away.
#[tokio::test]
async fn a_look_that_has_nothing_left_to_say_says_so_at_once() {
    let harness = Harness::new().await;
    harness.set(at(july(4), 6, 0));
    let (stop, of_read_models) = (CancellationToken::new(), CancellationToken::new());
    let feed: Arc<dyn feed::EventFeed> = harness.feed.clone();
    let notifications = harness.notifications();
    let mut status = notifications.status_changes();
    let run = async {
        notifications.run(stop.clone(), Arc::default()).await;
        of_read_models.cancel();
    };
    let waits = async {
        let told = status.wait_for(|status| status.told_until == Some(at(july(4), 6, 0)));
        tokio::time::timeout(std::time::Duration::from_secs(30), told).await.unwrap().unwrap();
        stop.cancel();
    };
    let (pumped, (), ()) = tokio::join!(harness.read_models.run(feed, of_read_models.clone()), run, waits);
    pumped.unwrap();
}

/// While it waits for the morning, the driver's own loop sleeps through real time: whatever the clock is set to meanwhile, the
/// look that follows is right for the day that it finds.
#[tokio::test]
async fn a_clock_that_is_set_while_the_driver_waits_over_a_change_of_the_clock_is_followed() {
    let harness = Harness::new().await;
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    harness.set(at(day("2018-03-23"), 21, 0));
    harness.assign("a", day("2018-03-26")).await;
    let (stop, of_read_models, wake) = (CancellationToken::new(), CancellationToken::new(), Arc::default());
    let feed: Arc<dyn feed::EventFeed> = harness.feed.clone();
    let notifications = harness.notifications();
    let mut status = notifications.status_changes();
    let run = async {
        notifications.run(stop.clone(), Arc::clone(&wake)).await;
        of_read_models.cancel();
    };
    let jumps = async {
        for (to, expected) in [
            (at(day("2018-03-25"), 1, 59), 0),
            (at(day("2018-03-25"), 3, 1), 0),
            (at(day("2018-03-26"), 7, 59), 0),
            (at(day("2018-03-26"), 8, 0), 1),
            (at(day("2018-03-26"), 7, 30), 0),
            (at(day("2018-03-26"), 8, 30), 0),
        ] {
            harness.set(to);
            wake.notify_one();
            status.wait_for(|status| status.told_until == Some(to)).await.unwrap();
            assert_eq!(harness.delivered().len(), expected, "{to}");
        }
        stop.cancel();
    };
    let (pumped, (), ()) = tokio::join!(harness.read_models.run(feed, of_read_models.clone()), run, jumps);
    pumped.unwrap();
}

#[tokio::test]
async fn a_day_that_is_declared_off_on_the_day_itself_holds_the_morning_message_until_the_next_working_day() {
    let harness = Harness::new().await;
    harness.assign("a", july(14)).await;
    // Friday: before the morning, what is due today is planned already.
    harness.wake_at(at(july(14), 7, 30)).await.unwrap();
    *harness.calendar.lock().unwrap() = Calendar::with_announced([], [july(14)]).unwrap();
    for (hour, minute) in [(8, 0), (12, 0), (19, 59)] {
        harness.wake_at(at(july(14), hour, minute)).await.unwrap();
        assert_eq!(harness.delivered(), [], "{hour}:{minute} on a day off");
    }
    harness.wake_at(at(july(17), 8, 0)).await.unwrap();
    let delivered = harness.delivered();
    let own: Vec<_> = delivered.iter().filter(|message| addressee(message) == "arta").collect();
    assert_eq!(own.len(), 1, "{own:#?}");
    assert_eq!((own[0].on, under(own[0], TaskSection::Late)), (july(17), vec!["a"]), "as it stands on that day");
    assert_eq!(harness.wake_at(at(july(17), 9, 0)).await.unwrap(), Notified::default());
}

#[tokio::test]
async fn whoever_goes_on_after_a_message_of_which_nobody_knows_is_told_that_it_was_tried() {
    let harness = Harness::new().await;
    harness.assign("a", july(12)).await;
    harness.set(at(july(11), 8, 0));
    let unknown = DeliveryError::Uncertain { reason: "the bot died".to_owned() };
    let arta = || -> PersonId { "arta".parse().unwrap() };
    harness.mailbox.refuses.lock().unwrap().insert(arta(), unknown);
    let stop = tokio_util::sync::CancellationToken::new();
    let feed: std::sync::Arc<dyn feed::EventFeed> = harness.feed.clone();
    let pump = harness.read_models.run(feed, stop.clone());
    let notifications = harness.notifications();
    let work = async {
        notifications.reconcile().await.unwrap();
        assert_eq!(harness.delivered(), []);
        harness.mailbox.refuses.lock().unwrap().clear();
        // The channel is left alone for a moment.
        while notifications.reconcile().await.unwrap().sent == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        let first = harness.delivered();
        assert!(first.iter().all(|message| message.tried_before), "{first:?}");
        // What arrived is certain, and so is what comes next.
        harness.item("a", C::Nudge).await.unwrap();
        while notifications.reconcile().await.unwrap().sent == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        let next = harness.delivered();
        assert!(next.iter().all(|message| !message.tried_before), "{next:?}");
        stop.cancel();
    };
    let (pumped, ()) = tokio::join!(pump, work);
    pumped.unwrap();
}

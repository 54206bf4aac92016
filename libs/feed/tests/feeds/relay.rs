//! The relay: everything gets into the JetStream stream, and back into it.

use std::collections::BTreeSet;
use std::time::Duration;

use events::Event;
use events::action_item::ActionItemEvent;
use events::ids::Position;
use events::language::{Language, LocalText};
use events::subgroup::SubgroupEvent;
use feed::{EventFeed, RelayError, message};
use nats_server_process::{Binary, Setup};
use store::EventStore;
use transport::{StreamError, subjects};

use crate::contract::samples::{append, append_many, append_of_the_future, assigned, progress};
use crate::contract::{positions, take};
use crate::on_both_servers;
use crate::relayed_store::{EAGER, RelayedStore, TRUSTING, tenant};

on_both_servers! {
    an_event_is_a_cloud_event_under_a_subject_that_says_whom_it_concerns,
    everything_is_relayed_in_order_and_once,
    a_crash_between_publishing_and_the_checkpoint_does_no_harm,
    acknowledged_messages_that_are_lost_at_the_end_are_published_again,
    messages_lost_while_the_relay_works_are_noticed_at_the_next_acknowledgement,
    a_deleted_stream_is_made_and_filled_again,
    a_relay_that_was_not_at_work_for_long_does_not_begin_anew,
    two_relays_at_once_do_no_harm,
    an_event_of_a_newer_focalpoint_is_relayed,
    an_event_too_large_for_a_message_is_left_to_its_readers,
    a_stream_set_up_otherwise_is_refused_by_the_settings_name,
    replicas_that_the_servers_cannot_keep_are_refused,
}

const SELDOM: Duration = Duration::from_secs(3600);

async fn an_event_is_a_cloud_event_under_a_subject_that_says_whom_it_concerns(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    let title = LocalText::only(Language::En, "Data".parse().unwrap());
    let subgroup = |event| Event::Subgroup("te-dhena".parse().unwrap(), event);
    let reassigned = ActionItemEvent::Reassigned { owner: "policia.dhtqnj".parse().unwrap(), reason: None };
    let happened = [
        assigned("one", "mpms"),
        progress("one", 40),
        Event::ActionItem("one".parse().unwrap(), reassigned),
        progress("one", 50),
        subgroup(SubgroupEvent::Formed { name: title }),
        subgroup(SubgroupEvent::InstitutionJoined { institution: "mpms".parse().unwrap() }),
    ];
    append(relayed.store.as_ref(), "a", happened).await;
    relayed.relay_all().await;
    let stream = relayed.stream().await;
    let mut subjects = Vec::new();
    for sequence in 1..=6 {
        subjects.push(stream.get_raw_message(sequence).await.unwrap().subject.to_string());
    }
    let wanted = [
        "coord.kosovo.action-item.assigned.mpms",
        "coord.kosovo.action-item.progress-reported.mpms",
        "coord.kosovo.action-item.reassigned.policia%2Edhtqnj",
        "coord.kosovo.action-item.progress-reported.policia%2Edhtqnj",
        "coord.kosovo.subgroup.formed._",
        "coord.kosovo.subgroup.institution-joined.mpms",
    ];
    assert_eq!(subjects, wanted);

    let message = stream.get_raw_message(1).await.unwrap();
    let event = relayed.log().await.remove(0);
    assert_eq!(message.payload, event.body.data.as_bytes());
    let id = event.id.to_string();
    let headers = [
        ("Nats-Msg-Id", id.as_str()),
        ("ce-specversion", "1.0"),
        ("ce-id", &id),
        ("ce-source", "urn:focalpoint:kosovo"),
        ("ce-type", "action-item.assigned"),
        ("ce-subject", "action-item/one"),
        ("ce-time", "2017-07-14T02:40:00.123456789Z"),
        ("ce-datacontenttype", "application/json"),
        ("ce-dataschema", "urn:focalpoint:schema:action-item.assigned:2"),
        ("focalpoint-position", "1"),
        ("focalpoint-previous", "0"),
        ("focalpoint-stream", "action-item/one"),
        ("focalpoint-revision", "0"),
        ("focalpoint-schema-version", "2"),
    ];
    for (name, value) in headers {
        assert_eq!(message.headers.get(name).map(ToString::to_string).as_deref(), Some(value), "{name}");
    }
    let received = message::read(Some(&message.headers), &message.payload).unwrap();
    assert_eq!((received.event, received.previous), (event, Position::START));
}

async fn everything_is_relayed_in_order_and_once(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    append_many(relayed.store.as_ref(), "one", "a", 1000).await;
    let mut relay = relayed.relay("relay", Duration::from_millis(20));
    for n in 0..50 {
        append_many(relayed.store.as_ref(), "two", &format!("b{n}"), 3).await;
    }
    relay.reached(Position(1150)).await;
    assert_eq!(relayed.relayed_positions().await, (1..=1150).collect::<Vec<_>>());
    assert_eq!(relayed.checkpoint("relay").load().await.unwrap(), Position(1150));
    relay.stop().await.unwrap();
}

async fn a_crash_between_publishing_and_the_checkpoint_does_no_harm(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    append_many(relayed.store.as_ref(), "one", "a", 600).await;
    relayed.relay_all().await;
    relayed.checkpoint("relay").save(Position(256)).await.unwrap();
    append_many(relayed.store.as_ref(), "one", "b", 10).await;
    relayed.relay_all().await;
    assert_eq!(relayed.relayed_positions().await, (1..=610).collect::<Vec<_>>());
}

async fn acknowledged_messages_that_are_lost_at_the_end_are_published_again(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    append_many(relayed.store.as_ref(), "one", "a", 20).await;
    relayed.relay_all().await;
    let stream = relayed.stream().await;
    for sequence in 15..=20 {
        stream.delete_message(sequence).await.unwrap();
    }
    // The server forgets which ones it has seen.
    relayed.server.kill().await.unwrap();
    relayed.server.start_again().await.unwrap();
    relayed.server.well().await.unwrap();
    assert_eq!(relayed.checkpoint("relay").load().await.unwrap(), Position(20));
    let relay = relayed.relay("relay", SELDOM);
    relayed.is_complete().await;
    relay.stop().await.unwrap();
    assert_eq!(relayed.relayed_positions().await, (1..=20).collect::<Vec<_>>());
}

async fn messages_lost_while_the_relay_works_are_noticed_at_the_next_acknowledgement(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    append_many(relayed.store.as_ref(), "one", "a", 10).await;
    let mut relay = relayed.relay("relay", SELDOM);
    relay.reached(Position(10)).await;
    relayed.server.stop().await.unwrap();
    let backup = relayed.folder.path().join("backup");
    copy(&relayed.server.store_dir(), &backup);
    relayed.server.start_again().await.unwrap();
    relayed.server.well().await.unwrap();
    append_many(relayed.store.as_ref(), "one", "b", 10).await;
    relay.reached(Position(20)).await;
    // The server comes back as it was before it acknowledged the last ten.
    relayed.server.kill().await.unwrap();
    std::fs::remove_dir_all(relayed.server.store_dir()).unwrap();
    copy(&backup, &relayed.server.store_dir());
    relayed.server.start_again().await.unwrap();
    relayed.server.well().await.unwrap();
    append_many(relayed.store.as_ref(), "one", "c", 1).await;
    relay.reached(Position(21)).await;
    relayed.is_complete().await;
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

async fn a_deleted_stream_is_made_and_filled_again(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    append_many(relayed.store.as_ref(), "one", "a", 300).await;
    let mut relay = relayed.relay("relay", Duration::from_millis(50));
    relay.reached(Position(300)).await;
    // Nothing happens any more, and still it is noticed.
    relayed.jetstream.delete_stream(subjects::event_stream(&tenant())).await.unwrap();
    relayed.is_complete().await;
    assert_eq!(relayed.relayed_positions().await, (1..=300).collect::<Vec<_>>());
}

async fn a_relay_that_was_not_at_work_for_long_does_not_begin_anew(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    // So that what comes twice shows.
    relayed.settings.duplicate_window_seconds = 1;
    append_many(relayed.store.as_ref(), "one", "a", 2000).await;
    relayed.relay_all().await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    append_many(relayed.store.as_ref(), "one", "b", 10).await;
    let mut other = relayed.relay("other", SELDOM);
    other.reached(Position(2010)).await;
    let positions = relayed.relayed_positions().await;
    assert_eq!(positions.iter().copied().collect::<BTreeSet<_>>(), (1..=2010).collect::<BTreeSet<_>>());
    assert!(positions.len() <= 2010 + 600, "{}", positions.len());
}

async fn two_relays_at_once_do_no_harm(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    let mut relays = [relayed.relay("one", Duration::from_millis(50)), relayed.relay("two", Duration::from_millis(70))];
    let feed = relayed.feed("reader", EAGER);
    let reading = tokio::spawn(async move {
        let mut subscription = feed.subscribe(Position::START, 50).await.unwrap();
        positions(&take(subscription.as_mut(), 500).await)
    });
    for n in 0..50 {
        append_many(relayed.store.as_ref(), "one", &format!("a{n}"), 10).await;
    }
    for relay in &mut relays {
        relay.reached(Position(500)).await;
    }
    assert_eq!(reading.await.unwrap(), (1..=500).collect::<Vec<_>>());
    relayed.is_complete().await;
}

async fn an_event_of_a_newer_focalpoint_is_relayed(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    append_of_the_future(relayed.store.as_ref(), "one", "a").await;
    relayed.relay_all().await;
    let message = relayed.stream().await.get_raw_message(1).await.unwrap();
    assert_eq!(message.subject.as_str(), "coord.kosovo.action-item.teleported._");
    assert_eq!(message.payload, r#"{"to":"mars"}"#);
}

async fn an_event_too_large_for_a_message_is_left_to_its_readers(binary: Binary) {
    let relayed = RelayedStore::with(&Setup::new(binary).with("max_payload: 2048")).await;
    let reason = "x".repeat(1900).parse().unwrap();
    let blocked = Event::ActionItem("one".parse().unwrap(), ActionItemEvent::Blocked { reason });
    append(relayed.store.as_ref(), "a", [assigned("one", "mpms"), blocked, progress("one", 50)]).await;
    relayed.relay_all().await;
    assert_eq!(relayed.relayed_positions().await, [1, 3]);
    let feed = relayed.feed("reader", TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 50).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 3).await), [1, 2, 3]);
}

async fn a_stream_set_up_otherwise_is_refused_by_the_settings_name(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    relayed.lay().await;
    relayed.settings.duplicate_window_seconds = 5;
    let error = relayed.relay("relay", SELDOM).ended().await.unwrap_err();
    let RelayError::Stream(StreamError::SetUpOtherwise { setting, wanted, found, .. }) = &error else {
        panic!("{error}")
    };
    assert_eq!((*setting, wanted.as_str(), found.as_str()), ("duplicate_window_seconds", "5", "120"));
    assert!(error.to_string().contains("road.duplicate_window_seconds"), "{error}");
}

async fn replicas_that_the_servers_cannot_keep_are_refused(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    relayed.settings.replicas = 3;
    append_many(relayed.store.as_ref(), "one", "a", 1).await;
    let error = relayed.relay("relay", SELDOM).ended().await.unwrap_err();
    assert!(matches!(error, RelayError::Stream(StreamError::Refused { setting: "replicas", .. })), "{error}");
    assert_eq!(relayed.store.end().await.unwrap(), Position(1));
}

//! Where dead letters are kept.

use std::sync::Arc;

use chrono::DateTime;
use events::StoredEvent;
use events::ids::Position;
use feed::dead_letters::{Cause, DeadLetter, DeadLetters, FileDeadLetters, JetStreamDeadLetters, PublishedDeadLetters};
use nats_server_process::Binary;
use transport::subjects;

use crate::contract::samples::append_many;
use crate::on_both_servers;
use crate::relayed_store::{RelayedStore, tenant};

on_both_servers! {
    letters_on_jetstream_are_kept,
    what_is_kept_in_a_file_is_shown_on_jetstream,
}

fn letter(consumer: &str, event: &StoredEvent, why: &str) -> DeadLetter {
    DeadLetter {
        consumer: consumer.parse().unwrap(),
        cause: Cause::Failed { why: why.to_owned(), tries: 5 },
        at: DateTime::from_timestamp(1_700_000_000, 0).unwrap(),
        event: event.clone(),
    }
}

async fn kept_by(letters: &dyn DeadLetters, log: &[StoredEvent]) {
    let [one, two] = ["coordination", "projections.v2"].map(|name| name.parse().unwrap());
    assert_eq!(letters.all().await.unwrap(), []);
    let first = letter("coordination", &log[1], "refused:\r\n“nuk lejohet”");
    let before = letter("coordination", &log[0], "refused");
    let other = letter("projections.v2", &log[1], "no such table");
    for letter in [&first, &before, &other, &first] {
        letters.park(letter).await.unwrap();
    }
    assert_eq!(letters.of(&one).await.unwrap(), [before.clone(), first.clone()]);
    assert_eq!(letters.of(&two).await.unwrap(), std::slice::from_ref(&other));
    assert_eq!(letters.all().await.unwrap(), [before.clone(), first.clone(), other.clone()]);
    let again = DeadLetter { cause: Cause::Behind { position: Position(1) }, ..first.clone() };
    letters.park(&again).await.unwrap();
    letters.remove(&one, before.event.id).await.unwrap();
    letters.remove(&one, before.event.id).await.unwrap();
    assert_eq!(letters.all().await.unwrap(), [again, other.clone()]);
    letters.remove(&one, first.event.id).await.unwrap();
    letters.park(&first).await.unwrap();
    assert_eq!(letters.all().await.unwrap(), [first, other]);
}

#[tokio::test]
async fn letters_in_a_file_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = store::SqliteEventStore::open(&folder.path().join("events.db")).unwrap();
    append_many(&store, "one", "a", 2).await;
    let log = store::EventStore::read_all(&store, Position::START, 10).await.unwrap();
    let path = folder.path().join("dead-letters.json");
    kept_by(&FileDeadLetters::new(&path), &log).await;
    assert_eq!(FileDeadLetters::new(&path).all().await.unwrap().len(), 2);
    std::fs::write(&path, "gone").unwrap();
    let error = FileDeadLetters::new(&path).all().await.unwrap_err();
    assert!(error.to_string().contains("dead-letters.json"), "{error}");
}

async fn letters_on_jetstream_are_kept(binary: Binary) {
    let relayed = RelayedStore::new(binary).await;
    append_many(relayed.store.as_ref(), "one", "a", 2).await;
    let letters = JetStreamDeadLetters::new(relayed.jetstream.clone(), tenant(), &relayed.settings);
    kept_by(&letters, &relayed.log().await).await;
    // Rubbish between them does no harm.
    let subject = subjects::dead_letters_of(&tenant(), &"coordination".parse().unwrap());
    relayed.jetstream.publish(subject, "rubbish".into()).await.unwrap().await.unwrap();
    assert_eq!(letters.all().await.unwrap().len(), 2);
}

async fn what_is_kept_in_a_file_is_shown_on_jetstream(binary: Binary) {
    let mut relayed = RelayedStore::new(binary).await;
    append_many(relayed.store.as_ref(), "one", "a", 3).await;
    let log = relayed.log().await;
    let kept = Arc::new(FileDeadLetters::new(relayed.folder.path().join("dead-letters.json")));
    let shown = Arc::new(JetStreamDeadLetters::new(relayed.jetstream.clone(), tenant(), &relayed.settings));
    let both = PublishedDeadLetters::new(kept.clone(), shown.clone());
    both.park(&letter("coordination", &log[0], "refused")).await.unwrap();
    both.park(&letter("coordination", &log[1], "refused")).await.unwrap();
    assert_eq!(shown.all().await.unwrap(), kept.all().await.unwrap());
    both.remove(&"coordination".parse().unwrap(), log[0].id).await.unwrap();
    assert_eq!(shown.all().await.unwrap(), [letter("coordination", &log[1], "refused")]);

    // Others' letters stay, whatever becomes of ours.
    shown.park(&letter("projections", &log[0], "no such table")).await.unwrap();
    // What is shown goes away and comes back without what happened meanwhile.
    relayed.jetstream.delete_stream(subjects::dead_letter_stream(&tenant())).await.unwrap();
    shown.park(&letter("coordination", &log[2], "of long ago")).await.unwrap();
    shown.park(&letter("projections", &log[0], "no such table")).await.unwrap();
    let ours = both.of(&"coordination".parse().unwrap()).await.unwrap();
    assert_eq!(ours, [letter("coordination", &log[1], "refused")]);
    let theirs = letter("projections", &log[0], "no such table");
    assert_eq!(shown.all().await.unwrap(), [ours[0].clone(), theirs]);

    // While NATS is away, letters are kept all the same.
    relayed.server.kill().await.unwrap();
    both.park(&letter("coordination", &log[2], "refused")).await.unwrap();
    assert_eq!(kept.all().await.unwrap().len(), 2);
}

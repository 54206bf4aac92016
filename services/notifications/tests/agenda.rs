//! What a look goes through: everything after a start and on a new day, and otherwise what is new, owed, or has its hour.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use coordination::moment_at;
use events::RecordedEvent;
use events::action_item::ActionItemCommand as C;
use events::ids::{Position, StreamId};
use notifications::agenda::Agenda;
use notifications::subjects::Subjects;
use readmodels::Book;
use readmodels::delivery_ledger::DeliveryLedger;
use store::EventStore;

use crate::support::{Harness, at, july};

fn stream(id: &str) -> StreamId {
    id.parse().unwrap()
}

fn only(streams: &[&str]) -> Subjects {
    Subjects::Only(Arc::new(streams.iter().map(|id| stream(id)).collect()))
}

/// An agenda after a look at everything on 4 July at eight, in which these were owed and became owed at these hours.
fn after_a_look(owed: &[&str], hours: &[(DateTime<Utc>, &str)]) -> Agenda {
    let mut agenda = Agenda::default();
    let moment = moment_at(at(july(4), 8, 0));
    assert_eq!(agenda.subjects(&moment, []), Subjects::All, "after a start it goes through everything");
    agenda.gone_through(
        moment,
        owed.iter().map(|id| stream(id)).collect(),
        hours.iter().map(|(at, id)| (*at, stream(id))),
    );
    agenda
}

fn subjects_at(agenda: &mut Agenda, now: DateTime<Utc>) -> Subjects {
    agenda.subjects(&moment_at(now), [])
}

/// What happened in a harness, the oldest first.
async fn log(harness: &Harness) -> Vec<RecordedEvent> {
    let stored = harness.store.read_all(Position::START, 1_000).await.unwrap();
    stored.into_iter().map(|event| event.decode().unwrap()).collect()
}

#[test]
fn a_look_at_which_nothing_is_new_goes_through_nothing_but_what_is_owed() {
    let mut agenda = after_a_look(&[], &[]);
    assert_eq!(subjects_at(&mut agenda, at(july(4), 8, 1)), only(&[]));
    let mut agenda = after_a_look(&["action-item/beds"], &[]);
    assert_eq!(subjects_at(&mut agenda, at(july(4), 8, 1)), only(&["action-item/beds"]));
    let also = [stream("meeting/m-1")];
    let with_more = agenda.subjects(&moment_at(at(july(4), 8, 1)), also);
    assert_eq!(with_more, only(&["action-item/beds", "meeting/m-1"]));
}

#[test]
fn an_hour_that_has_come_is_gone_through_until_a_look_has_done_so() {
    let mut agenda = after_a_look(&[], &[(at(july(4), 9, 0), "meeting/m-1"), (at(july(4), 10, 0), "meeting/m-2")]);
    assert_eq!(subjects_at(&mut agenda, at(july(4), 8, 59)), only(&[]));
    assert_eq!(subjects_at(&mut agenda, at(july(4), 9, 0)), only(&["meeting/m-1"]));
    assert_eq!(subjects_at(&mut agenda, at(july(4), 9, 1)), only(&["meeting/m-1"]), "nobody went through it yet");
    agenda.gone_through(moment_at(at(july(4), 9, 1)), BTreeSet::new(), []);
    assert_eq!(subjects_at(&mut agenda, at(july(4), 9, 2)), only(&[]));
    assert_eq!(subjects_at(&mut agenda, at(july(4), 10, 0)), only(&["meeting/m-2"]));
}

#[test]
fn a_new_day_and_a_clock_that_goes_back_are_gone_through_as_a_start_is() {
    let mut agenda = after_a_look(&[], &[]);
    assert_eq!(subjects_at(&mut agenda, at(july(5), 0, 0)), Subjects::All);
    let mut agenda = after_a_look(&[], &[]);
    assert_eq!(subjects_at(&mut agenda, at(july(4), 7, 59)), Subjects::All);
    let mut agenda = after_a_look(&[], &[]);
    agenda.look_at_everything();
    assert_eq!(subjects_at(&mut agenda, at(july(4), 8, 1)), Subjects::All);
}

#[tokio::test]
async fn what_happens_to_a_task_concerns_that_task_and_what_happens_to_people_concerns_everything() {
    let harness = Harness::new().await;
    harness.assign("beds", july(5)).await;
    harness.assign("letter", july(20)).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.item("letter", C::Accept).await.unwrap();
    let ledger = Book::<DeliveryLedger>::default().refresh(&harness.read_models).await.unwrap();
    let log = log(&harness).await;
    for event in &log {
        let mut agenda = after_a_look(&[], &[]);
        agenda.note(event, &ledger);
        let expected = match event.stream.kind() {
            "institution" | "subgroup" => Subjects::All,
            "notification" => Subjects::Only(Arc::new(
                ledger
                    .entry(&event.stream.key().parse().unwrap())
                    .map(|entry| entry.notice.about.clone())
                    .into_iter()
                    .collect(),
            )),
            _ => Subjects::Only(Arc::new([event.stream.clone()].into())),
        };
        assert_eq!(subjects_at(&mut agenda, at(july(4), 8, 1)), expected, "{event:?}");
    }
    for kind in ["institution", "subgroup", "notification", "action-item"] {
        assert!(log.iter().any(|event| event.stream.kind() == kind), "nothing happened to a {kind}");
    }
}

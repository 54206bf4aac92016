//! Topics in one binary, so that they are linked once: each module says what is told of one subject, to whom and when, day by
//! day on the real store and read models.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod action_items;
mod ahead;
mod data_requests;
mod indicator_values;
mod referrals;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use coordination::{CommandPort, CommandRequest};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, NotificationKey, Position};
use events::mandate::Mandate;
use events::notification::{Notice, NotificationEvent};
use events::{Command, Event};
use notifications::Message;
use store::EventStore;
use support::{Harness, addressee};

/// A member of staff, as one who acts.
fn as_person(person: &str, institution: &str) -> Principal {
    Principal::official(person.parse().unwrap(), institution.parse().unwrap(), [].into(), Mandate::Institution)
}

/// Gives a command as somebody.
async fn give_as(harness: &Harness, principal: Principal, command: Command) {
    let id = CommandId::named(&format!("test/{principal:?}/{command:?}"));
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at: None, made_from: None, command };
    harness.commands.real.execute(request).await.unwrap();
}

/// Every notice that was planned.
async fn planned(harness: &Harness) -> BTreeMap<NotificationKey, Notice> {
    let log = harness.store.read_all(Position::START, 100_000).await.unwrap();
    let planned = log.into_iter().filter_map(|stored| match stored.decode().unwrap().event {
        Event::Notification(key, NotificationEvent::Planned { notice }) => Some((key, notice)),
        _ => None,
    });
    planned.collect()
}

/// The occasions of the notices of which it is noted that they were answered, with the kind of the event that answered.
async fn answered(harness: &Harness) -> Vec<String> {
    let (log, planned) = (harness.store.read_all(Position::START, 100_000).await.unwrap(), planned(harness).await);
    let kinds: BTreeMap<_, _> = log.iter().map(|stored| (stored.id, stored.body.event_type.clone())).collect();
    let answered = log.into_iter().filter_map(|stored| match stored.decode().unwrap().event {
        Event::Notification(key, NotificationEvent::Answered { answer }) => {
            Some(format!("{}: {}", planned[&key].occasion, kinds[&answer]))
        }
        _ => None,
    });
    let mut answered: Vec<String> = answered.collect();
    answered.sort();
    answered
}

/// What was said at a time: who heard on which occasions, in order.
async fn said_at(harness: &Harness, now: DateTime<Utc>) -> Vec<String> {
    harness.wake_at(now).await.unwrap();
    let planned = planned(harness).await;
    let occasions = |message: &Message| {
        let of = message.parts.iter().filter_map(|part| part.notice.as_ref());
        let mut occasions: Vec<String> = of.map(|key| planned[key].occasion.to_string()).collect();
        occasions.sort();
        let when = if message.morning { "in the morning" } else { "at once" };
        format!("{} {when}: {}", addressee(message), occasions.join(", "))
    };
    let mut said: Vec<String> = harness.delivered().iter().map(occasions).collect();
    said.sort();
    said
}

use events::audit::{AuditEntry, AuditTrail, AuditTrailCommand as C, AuditTrailEvent as E, AuditedAct, Door};
use events::ids::AuditTrailId;
use events::{Command, Event};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use crate::values::{date, id};

properties_of!(AuditTrail);

fn any_entry() -> impl Strategy<Value = AuditEntry> {
    let door = select(&[Door::Page, Door::Api, Door::Link, Door::Chat, Door::Email][..]);
    (select(AuditedAct::ALL), select(&["2026-001", "GET /cases", ""][..]), door).prop_map(|(act, object, door)| {
        AuditEntry { act, object: object.parse().unwrap(), door, network: None, about: None }
    })
}

impl StoryAggregate for AuditTrail {
    const COMMAND: fn(AuditTrailId, C) -> Command = Command::AuditTrail;
    const EVENT: fn(AuditTrailId, E) -> Event = Event::AuditTrail;

    fn id() -> AuditTrailId {
        AuditTrailId::of(Some(&id("arta")), date(1))
    }

    fn commands() -> BoxedStrategy<C> {
        (select(&["arta", "besa"][..]), any_entry())
            .prop_map(|(who, entry)| C::Record { who: Some(id(who)), entry })
            .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        any_entry().prop_map(E::Recorded).boxed()
    }

    fn always_holds(_: &[E], state: &Self) -> TestCaseResult {
        prop_assert_eq!(state, &Self);
        Ok(())
    }
}

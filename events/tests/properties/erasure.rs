use events::erasure::{Erasure, ErasureCommand as C, ErasureEvent as E, ErasureSubject, TakenOut};
use events::ids::{ErasureId, Position};
use events::log_mark::EventHash;
use events::{Command, Event};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_event_id, any_person, any_text};
use crate::values::event_id;

properties_of!(Erasure);

fn itself() -> ErasureSubject {
    ErasureSubject::Texts { position: Position(7), event: event_id(6) }
}

fn any_subject() -> impl Strategy<Value = ErasureSubject> {
    prop_oneof![4 => Just(itself()), 1 => any_person().prop_map(|person| ErasureSubject::Person { person })]
}

fn any_taken_out() -> impl Strategy<Value = Vec<TakenOut>> {
    let one = (any_event_id(), any::<[u8; 32]>()).prop_map(|(event, left)| TakenOut {
        position: Position(7),
        event,
        left: EventHash::from(left),
    });
    prop::collection::vec(one, 0..3)
}

impl StoryAggregate for Erasure {
    const COMMAND: fn(ErasureId, C) -> Command = Command::Erasure;
    const EVENT: fn(ErasureId, E) -> Event = Event::Erasure;

    fn id() -> ErasureId {
        itself().erasure().unwrap()
    }

    fn commands() -> BoxedStrategy<C> {
        prop_oneof![
            (any_subject(), any_text()).prop_map(|(subject, reason)| C::Ask { subject, reason }),
            Just(C::Withdraw),
            Just(C::Confirm),
            any_taken_out().prop_map(|from| C::RecordCarriedOut { from }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        prop_oneof![
            (any_subject(), any_text()).prop_map(|(subject, reason)| E::Asked { subject, reason }),
            Just(E::Withdrawn {}),
            any_subject().prop_map(|subject| E::Confirmed { subject }),
            (any_subject(), any_taken_out()).prop_map(|(subject, from)| E::CarriedOut { subject, from }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let asked = history.iter().rposition(|event| matches!(event, E::Asked { .. }));
        if let Some(confirmed) = history.iter().position(|event| matches!(event, E::Confirmed { .. })) {
            prop_assert_eq!(asked.map(|asked| asked + 1), Some(confirmed), "it was confirmed, and not just asked for");
        }
        let done = history.iter().position(|event| matches!(event, E::CarriedOut { .. }));
        prop_assert_eq!(done.is_some(), state == &Self::Done);
        prop_assert!(done.is_none_or(|done| done + 1 == history.len()), "something came after it was done");
        Ok(())
    }
}

use events::ids::ObjectiveId;
use events::strategy::{Objective, ObjectiveCommand as C, ObjectiveEvent as E};
use events::{Command, Event};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::Told;
use super::any::{any_institutions, any_local_text};
use crate::values::id;

properties_of!(Objective);

impl Told for Objective {
    const COMMAND: fn(ObjectiveId, C) -> Command = Command::Objective;
    const EVENT: fn(ObjectiveId, E) -> Event = Event::Objective;

    fn id() -> ObjectiveId {
        id("o1")
    }

    fn commands() -> BoxedStrategy<C> {
        (any_local_text(), any_institutions(), any::<u8>())
            .prop_map(|(statement, owners, key_issue)| C::Set { statement, owners, key_issue })
            .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        (any_local_text(), any_institutions(), any::<u8>())
            .prop_map(|(statement, owners, key_issue)| E::ObjectiveSet { statement, owners, key_issue })
            .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        match history {
            [] => prop_assert_eq!(state, &Self::Unknown),
            [E::ObjectiveSet { .. }] => prop_assert_eq!(state, &Self::Set),
            [_, _, ..] => return Err(TestCaseError::fail("it was set twice")),
        }
        Ok(())
    }
}

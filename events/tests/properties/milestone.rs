use events::ids::MilestoneId;
use events::milestone::{
    Milestone, MilestoneCommand as C, MilestoneDate, MilestoneEvent as E, MilestoneKind, Precision,
};
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_date, any_local_text};
use crate::values::id;

properties_of!(Milestone);

fn any_kind() -> impl Strategy<Value = MilestoneKind> {
    select(&[MilestoneKind::History, MilestoneKind::Project, MilestoneKind::Step][..])
}

fn any_milestone_date() -> impl Strategy<Value = MilestoneDate> {
    let precision = select(&[Precision::Day, Precision::Month, Precision::Year][..]);
    (any_date(), option::of(any_date()), precision).prop_map(|(from, until, precision)| MilestoneDate {
        from,
        until,
        precision,
    })
}

impl StoryAggregate for Milestone {
    const COMMAND: fn(MilestoneId, C) -> Command = Command::Milestone;
    const EVENT: fn(MilestoneId, E) -> Event = Event::Milestone;

    fn id() -> MilestoneId {
        id("law-2013")
    }

    fn commands() -> BoxedStrategy<C> {
        (any_local_text(), any_kind(), any_milestone_date())
            .prop_map(|(title, kind, at)| C::Record { title, kind, at })
            .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        (any_local_text(), any_kind(), any_milestone_date())
            .prop_map(|(title, kind, at)| E::Recorded { title, kind, at })
            .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        match history {
            [] => prop_assert_eq!(state, &Self::Unknown),
            [E::Recorded { at, .. }] => {
                prop_assert_eq!(state, &Self::Recorded);
                prop_assert!(at.until.is_none_or(|until| at.from <= until), "it ends before it begins");
            }
            [_, _, ..] => return Err(TestCaseError::fail("it was recorded twice")),
        }
        Ok(())
    }
}

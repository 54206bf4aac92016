use events::ids::ModuleId;
use events::training::{Audience, Module, ModuleCommand as C, ModuleEvent as E, ModulePlan};
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use crate::properties::Told;
use crate::properties::any::{any_date, any_local_text, any_text};
use crate::values::id;

properties_of!(Module);

fn any_plan() -> impl Strategy<Value = ModulePlan> {
    let audience = select(&[Audience::Secretariat, Audience::Trainers, Audience::AuthorityMembers][..]);
    let days = || option::of(0..4u16);
    (any_local_text(), audience, any_text(), any_date(), any_date(), days(), days()).prop_map(
        |(title, audience, form, from, until, days_min, days_max)| ModulePlan {
            title,
            audience,
            form,
            from,
            until,
            days_min,
            days_max,
        },
    )
}

impl Told for Module {
    const COMMAND: fn(ModuleId, C) -> Command = Command::Module;
    const EVENT: fn(ModuleId, E) -> Event = Event::Module;

    fn id() -> ModuleId {
        id("m1")
    }

    fn commands() -> BoxedStrategy<C> {
        any_plan().prop_map(C::Plan).boxed()
    }

    fn events() -> BoxedStrategy<E> {
        any_plan().prop_map(E::ModulePlanned).boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        match history {
            [] => prop_assert_eq!(state, &Self::Unknown),
            [E::ModulePlanned(plan)] => {
                prop_assert_eq!(state, &Self::Planned);
                prop_assert!(plan.from <= plan.until, "it ends before it begins");
                prop_assert!(plan.days_min.zip(plan.days_max).is_none_or(|(min, max)| min <= max));
            }
            [_, _, ..] => return Err(TestCaseError::fail("it was planned twice")),
        }
        Ok(())
    }
}

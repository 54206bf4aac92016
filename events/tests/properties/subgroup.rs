use std::collections::BTreeSet;

use events::ids::SubgroupId;
use events::subgroup::{Chair, Subgroup, SubgroupCommand as C, SubgroupEvent as E};
use events::{Command, Event};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_institution, any_local_text, any_person, any_text};
use crate::values::id;

properties_of!(Subgroup);

fn any_chair() -> impl Strategy<Value = Chair> {
    (any_person(), any_institution()).prop_map(|(person, institution)| Chair { person, institution })
}

impl StoryAggregate for Subgroup {
    const COMMAND: fn(SubgroupId, C) -> Command = Command::Subgroup;
    const EVENT: fn(SubgroupId, E) -> Event = Event::Subgroup;

    fn id() -> SubgroupId {
        id("referral")
    }

    fn commands() -> BoxedStrategy<C> {
        prop_oneof![
            2 => any_local_text().prop_map(|name| C::Form { name }),
            4 => any_institution().prop_map(|institution| C::AdmitInstitution { institution }),
            3 => any_institution().prop_map(|institution| C::ReleaseInstitution { institution }),
            3 => any_chair().prop_map(C::AppointChair),
            1 => any_text().prop_map(|reason| C::CutOff { reason }),
            1 => any_text().prop_map(|reason| C::Dissolve { reason }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        prop_oneof![
            any_local_text().prop_map(|name| E::Formed { name }),
            any_chair().prop_map(E::ChairAppointed),
            any_institution().prop_map(|institution| E::InstitutionJoined { institution }),
            any_institution().prop_map(|institution| E::InstitutionLeft { institution }),
            any_text().prop_map(|reason| E::CutOff { reason }),
            any_text().prop_map(|reason| E::Dissolved { reason }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let formed = history.iter().filter(|event| matches!(event, E::Formed { .. })).count();
        let begins = matches!(history.first(), Some(E::Formed { .. }));
        prop_assert!(history.is_empty() || begins && formed == 1, "it was formed {formed} times");
        let dissolved = history.iter().position(|event| matches!(event, E::Dissolved { .. }));
        prop_assert!(dissolved.is_none_or(|n| n + 1 == history.len()), "something happened after its end");

        match state {
            Self::Unknown => prop_assert!(history.is_empty()),
            Self::Dissolved => prop_assert!(dissolved.is_some()),
            Self::Formed(subgroup) => {
                prop_assert!(dissolved.is_none());
                if let Some(chair) = &subgroup.chair {
                    prop_assert!(subgroup.members.contains(&chair.institution), "the chair is nobody of theirs");
                }
                if matches!(history.last(), Some(E::CutOff { .. })) {
                    prop_assert!(subgroup.chair.is_none(), "somebody chairs what was cut off");
                }
                let mut members = BTreeSet::new();
                for event in history {
                    match event {
                        E::InstitutionJoined { institution } => {
                            prop_assert!(members.insert(institution.clone()), "a member joined");
                        }
                        E::InstitutionLeft { institution } => {
                            prop_assert!(members.remove(institution), "a stranger left");
                        }
                        E::Formed { .. } | E::ChairAppointed(_) | E::CutOff { .. } | E::Dissolved { .. } => {}
                    }
                }
                prop_assert_eq!(&members, &subgroup.members);
            }
        }
        Ok(())
    }
}

use events::non_empty::NonEmpty;
use events::strategy::{Objective, ObjectiveCommand, ObjectiveEvent, ObjectiveRefusal};

use super::{given, holds};
use crate::values::{id, in_albanian};

#[test]
fn an_objective_decides() {
    let owners = || NonEmpty::one(id("ms"));
    let set = || ObjectiveCommand::Set { statement: in_albanian("Të dhëna"), owners: owners(), key_issue: 3 };
    let was_set =
        || ObjectiveEvent::ObjectiveSet { statement: in_albanian("Të dhëna"), owners: owners(), key_issue: 3 };
    holds::<Objective>(
        &id("o1"),
        ObjectiveRefusal::ALL,
        vec![
            given("it is set", []).when(set()).then(was_set()),
            given("it is set once", [was_set()]).when(set()).refused(ObjectiveRefusal::AlreadySet),
        ],
    );
}
